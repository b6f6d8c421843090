"""Papers of al-folio: ``_bibliography``, with files and badges of its own."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from groupsite.model.text import slug
from groupsite.moving.bib import read_papers
from groupsite.moving.examples import is_example_paper

if TYPE_CHECKING:
    from groupsite.moving.jekyll.folder import Jekyll
    from groupsite.moving.site import Entry

#: Fields of entries that are files of the site → folders where they are looked for.
_FILES: Final = {
    "pdf": ("assets/pdf",), "slides": ("assets/pdf",), "supp": ("assets/pdf",),
    "poster": ("assets/pdf",), "code": (), "website": (), "blog": (), "video": ("assets/video",),
    "html": ("assets/html",),
}  # fmt: skip
_PREVIEWS: Final = (
    "assets/img/publication_preview",
    "assets/img/preview",
    "assets/img",
    "",
)
#: Badges that come with the system.
_VENUES: Final = frozenset(["AJP", "PhysRev", "Vision"])
_COLOR: Final = re.compile(r"#[0-9a-fA-F]{6}")


def read(jekyll: Jekyll) -> None:
    """Add all papers."""
    paths = jekyll.source.below("_bibliography", ".bib")
    read_papers(jekyll.source, jekyll.account, jekyll.moved, paths)
    _without_examples(jekyll)
    for entry in jekyll.moved.papers:
        _mend(jekyll, entry)
    _venues(jekyll)


def _without_examples(jekyll: Jekyll) -> None:
    """Leave out the papers that came with the system."""
    if "Einstein" in jekyll.moved.name:
        return
    for entry in list(jekyll.moved.papers):
        if is_example_paper(entry.key, entry.fields.get("author", "")):
            jekyll.moved.papers.remove(entry)
            for thing in (entry.thing, *entry.more):
                if thing is not None:
                    thing.example = True


def _mend(jekyll: Jekyll, entry: Entry) -> None:
    """Let the files of an entry be those of the new site."""
    for name, folders in _FILES.items():
        value = entry.fields.get(name, "")
        if value and "://" not in value and not value.startswith("www."):
            places = [f"{folder}/{value}" for folder in folders]
            file = next(filter(None, map(jekyll.linker.file, [*places, value])), "")
            if file:
                entry.fields[name] = file
            elif name != "html" or not re.match(r"[\w.-]+\.[a-z]{2,}/", value):
                _return(entry, name, "there is no such file, and it is no address")
            else:
                entry.fields[name] = f"https://{value}"
    preview = entry.fields.get("preview", "")
    if preview:
        found = next(
            filter(None, (jekyll.linker.find(f"{f}/{preview}") for f in _PREVIEWS)),
            "",
        )
        fault = jekyll.linker.picture_fault(found) if found else "there is no such file"
        if fault:
            _return(entry, "preview", fault)
        else:
            stem = slug(PurePosixPath(found).stem) or "preview"
            placed = jekyll.linker.picture(f"/{found}", f"files/figures/{stem}")
            entry.fields["preview"] = placed.removeprefix("files/")


def _return(entry: Entry, name: str, why: str) -> None:
    del entry.fields[name]
    for thing in (entry.thing, *entry.more):
        if thing is not None:
            thing.returned(name, why)


def _venues(jekyll: Jekyll) -> None:
    path = jekyll.data_file("venues")
    data = jekyll.values(path) if path else None
    if not isinstance(data, dict):
        return
    fields = jekyll.account.thing("settings", path, data)
    used = {entry.fields.get("abbr", "") for entry in jekyll.moved.papers}
    venues: dict[str, dict[str, str]] = {}
    for name in data:
        if name not in used:
            fields.leave(name, "no paper has this badge")
            continue
        venue = fields.map(name)
        known: dict[str, str] = {}
        if _COLOR.fullmatch(str(venue.peek("color"))):
            known["color"] = venue.text("color")
        if to := venue.address("url"):
            known["url"] = to
        if known:
            venues[name] = known
    if venues:
        jekyll.moved.settings["groupsite_venues"] = venues
        fields.thing.became("conf.py: groupsite_venues")
    else:
        fields.thing.example = data.keys() <= _VENUES
        fields.thing.leave("no paper has these badges")
