"""Numbers, links, files and the picture of a paper of HugoBlox."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from groupsite.model.text import slug, spelling
from groupsite.moving.hugo.examples import is_placeholder
from groupsite.moving.linking import PICTURES
from groupsite.moving.papers import plain

if TYPE_CHECKING:
    from groupsite.moving.account import Fields
    from groupsite.moving.hugo.folder import Hugo
    from groupsite.moving.site import Entry

#: Names of links → fields.
_LINKS: Final = {
    "pdf": "pdf", "code": "code", "dataset": "data", "data": "data", "poster": "poster",
    "project": "website", "slides": "slides", "video": "video", "site": "website",
    "website": "website", "supplement": "supp", "supplementary": "supp", "appendix": "supp",
    "blog": "blog",
}  # fmt: skip
#: An address or a number on arXiv.
ARXIV: Final = re.compile(
    r"(?:https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf)/|arxiv:|10\.48550/arxiv\.)?"
    r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?(?:\.pdf)?$",
    re.IGNORECASE,
)


def identify(fields: Fields, entry: Entry) -> None:
    """Add its DOI, its number on arXiv and the like."""
    ids = fields.map("hugoblox").map("ids")
    values = entry.fields
    for where in (fields, ids):
        doi = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)\s*", "", str(where.peek("doi") or "").strip(), flags=re.IGNORECASE)  # fmt: skip
        if doi.startswith("10."):
            if values.get("doi", doi).lower() in (doi.lower(), f"https://doi.org/{doi}".lower()):  # fmt: skip
                where.take("doi")
                values.setdefault("doi", doi)
            else:
                where.leave("doi", "the .bib file says it otherwise")
    for where, key in ((ids, "arxiv"), (fields, "arxiv"), (fields, "url_preprint")):
        found = ARXIV.match(str(where.peek(key) or "").strip())
        if found:
            where.take(key)
            if "eprint" not in values and "arxiv" not in values:
                values |= {"eprint": found[1], "archiveprefix": "arXiv"}
    for key in ("pmid", "pmcid", "isbn"):
        if text := ids.text(key):
            values.setdefault(key, plain(text))


def link(hugo: Hugo, fields: Fields, entry: Entry, path: str) -> None:
    """Add the links of its page, and the files that these lead to."""
    for key in [k for k in fields if k.startswith("url_")]:
        kind = key.removeprefix("url_")
        _put(hugo, fields, key, kind, entry, path)
    if to := fields.peek("redirect_url"):
        kind = "pdf" if str(to).lower().endswith(".pdf") else "url"
        _put(hugo, fields, "redirect_url", kind, entry, path)
    for one in fields.maps("links"):
        label = str(one.peek("type") or one.peek("name") or one.peek("label") or "")
        name = "url" if one.peek("url") else "link"
        if str(one.peek("provider") or "").lower() == "arxiv" and (found := ARXIV.match(str(one.peek("id") or ""))):  # fmt: skip
            one.take("provider")
            one.take("id")
            one.look("type")
            if "eprint" not in entry.fields:
                entry.fields |= {"eprint": found[1], "archiveprefix": "arXiv"}
            continue
        one.look("icon", "icon_pack")
        kind = spelling(label)
        if str(one.peek(name) or "").strip() in ("", "#"):
            one.look("type", "name", "label", name)
        elif kind == "custom":
            kind = spelling(str(one.peek("label") or "link"))
        if _put(hugo, one, name, kind, entry, path):
            for key in ("type", "name", "label"):
                one.take(key)


def _put(
    hugo: Hugo, fields: Fields, key: str, kind: str, entry: Entry, path: str
) -> bool:
    """Add a link of a paper to its entry; False if it cannot be one."""
    value = fields.peek(key)
    if not isinstance(value, str) or value.strip() in ("", "#"):
        fields.look(key)
        return False
    value = value.strip()
    if found := ARXIV.match(value):
        fields.take(key)
        if "eprint" not in entry.fields and "arxiv" not in entry.fields:
            entry.fields |= {"eprint": found[1], "archiveprefix": "arXiv"}
        return True
    target = value
    if "://" not in value and not value.startswith("www."):
        target = _file(hugo, hugo.linker.find(value, hugo.base(path)))
        if not target:
            fields.leave(key, "there is no such file, and it is no address")
            return False
    if re.search(r"[\s{}\\]", target):
        fields.leave(key, "the address has characters that it cannot have")
        return False
    fields.take(key)
    values, name = entry.fields, _field(kind)
    held = values.get(name, "").split()
    doi = values.get("doi", "").lower()
    known = target in (*held, values.get("url")) or (doi and target.lower().endswith(doi))  # fmt: skip
    if not known:
        values[name] = " ".join([*held, target])
    return True


def _field(kind: str) -> str:
    """The field for a link of some name."""
    if kind in ("source", "preprint", "publisher", "link", "paper", "url"):
        return "html"
    words = (field for word, field in _LINKS.items() if word in kind.split("-"))
    return _LINKS.get(kind) or next(words, "website")


def _file(hugo: Hugo, found: str) -> str:
    """The path in ``files/`` of a file that an entry names, which has no blanks."""
    if not found:
        return ""
    name = PurePosixPath(found)
    stem = slug(name.stem) or "paper"
    if name.parent.name and not found.startswith(("static/", "assets/")):
        stem = slug(f"{name.parent.name} {name.stem}") if slug(name.parent.name) != stem else stem  # fmt: skip
    placed = hugo.linker.placed(found, f"files/papers/{stem}{name.suffix.lower()}")
    return placed.removeprefix("files/") if placed.startswith("files/") else ""


def add_picture(hugo: Hugo, fields: Fields, entry: Entry, path: str) -> None:
    """Add the picture of its page, and a PDF beside it that is called as the page is."""
    pdfs = [f for f in hugo.beside(path, ".pdf") if PurePosixPath(f).stem in (hugo.slug(path), "paper")]  # fmt: skip
    if pdfs and "pdf" not in entry.fields and (file := _file(hugo, pdfs[0])):
        entry.fields["pdf"] = file
    found = hugo.picture(fields)
    if found and PurePosixPath(found).suffix.lower() in PICTURES:
        placed = hugo.linker.picture(f"/{found}", f"files/figures/{slug(hugo.slug(path)) or 'paper'}")  # fmt: skip
        if placed.startswith("files/"):
            entry.fields.setdefault("preview", placed.removeprefix("files/"))
    caption: Any = fields.map("image").peek("caption")
    if isinstance(caption, str) and caption.strip() and found and not is_placeholder(caption):  # fmt: skip
        text = hugo.plain(fields.map("image").text("caption"))
        entry.fields.setdefault("preview_alt", plain(text))
