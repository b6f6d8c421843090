"""Papers of HugoBlox: a folder each, with a page, and a .bib file if it was imported."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from groupsite.model.names import split_names
from groupsite.model.text import slug, spelling
from groupsite.moving.account import TEXT
from groupsite.moving.hugo.examples import is_placeholder
from groupsite.moving.hugo.folder import LOOK, Hugo
from groupsite.moving.hugo.paper_links import add_picture, identify, link
from groupsite.moving.hugo.venues import VENUES, abbreviate, add_venue, venue_text
from groupsite.moving.papers import became, entries_of, merged, names, plain, with_keys
from groupsite.moving.site import Entry, Page
from groupsite.moving.source import UnreadableError
from groupsite.sources.bibtex.latex import decode_plain

if TYPE_CHECKING:
    from groupsite.moving.account import Fields

FOLDERS: Final = ("publication", "publications")
#: Kinds of publications, by number in older sites, else by the words of CSL.
_TYPES: Final = {
    "1": "inproceedings", "2": "article", "3": "misc", "4": "techreport", "5": "book",
    "6": "incollection", "7": "phdthesis", "8": "misc", "0": "misc",
    "paper-conference": "inproceedings", "article-journal": "article", "article": "misc",
    "manuscript": "misc", "report": "techreport", "book": "book", "chapter": "incollection",
    "thesis": "phdthesis", "patent": "misc", "speech": "misc", "dataset": "misc",
    "software": "misc", "article-magazine": "article", "article-newspaper": "article",
    "review": "article", "entry-encyclopedia": "incollection", "preprint": "misc",
}  # fmt: skip
_OTHERS: Final = re.compile(r"\s+and\s+others\s*$")
#: Titles that are less alike are of two papers, if their authors are others as well.
_ALIKE: Final = 0.7
_EQUAL: Final = re.compile(r"equal|co-?first|joint first|contributed", re.IGNORECASE)


def read_papers(hugo: Hugo) -> None:
    """Add all papers, and know them by their addresses."""
    entries: list[Entry] = []
    told: dict[int, Fields] = {}
    for path in hugo.section(*FOLDERS):
        fields = hugo.open("papers", path)
        if not fields.peek("title") and not hugo.beside(path, ".bib"):
            fields.thing.leave("it has no title")
            continue
        entries += _entries(hugo, fields, path)
        told[id(fields.thing)] = fields
    entries += _others(hugo)
    kept = with_keys(merged(entries, hugo.account), hugo.account)
    became(kept, hugo.moved)
    pages = [
        (told[id(thing)], entry)
        for entry in kept
        for thing in (entry.thing, *entry.more)
        if id(thing) in told
    ]
    for fields, entry in pages:
        _known(hugo, fields.thing.path, entry)
        hugo.note_projects(fields, entry.key)
    for fields, entry in pages:  # which may name each other
        old = hugo.addresses(fields)
        if page := _text(hugo, fields, entry):
            page.old = old
            hugo.moved.pages.append(page)
        else:
            hugo.moved.paper_addresses += [(address, entry) for address in old]


def _others(hugo: Hugo) -> list[Entry]:
    """The entries of .bib files that stand beside no page."""
    used = {thing.path for thing in hugo.account.things}
    paths = [p for p in hugo.source.below("", ".bib") if p not in used]
    return [entry for path in paths for entry in _read(hugo, path)]


def _read(hugo: Hugo, path: str) -> list[Entry]:
    try:
        return entries_of(hugo.source, path, hugo.account)
    except UnreadableError as error:
        hugo.account.thing("papers", path).thing.leave(str(error))
        return []


def _known(hugo: Hugo, path: str, entry: Entry) -> None:
    """Let other pages name a paper by the address of its page."""
    name = hugo.slug(path)
    known: dict[str, str] = hugo.known.papers  # type: ignore[assignment]
    known.setdefault(name, entry.key)
    for folder in FOLDERS:
        known.setdefault(f"{folder}/{name}", entry.key)


def _text(hugo: Hugo, fields: Fields, entry: Entry) -> Page | None:
    """A page of the author's with a paper and what is said of it, if anything is."""
    if not str(fields.peek(TEXT) or "").strip():
        return None
    text = hugo.body(fields)
    if not text or spelling(text) == spelling(entry.fields.get("abstract", "")):
        return None
    title = decode_plain(entry.fields.get("title", entry.key))
    body = f":::{{paper}} {entry.key}\n:::\n\n{text}"
    base = hugo.base(fields.thing.path)
    return Page(f"research/{slug(entry.key)}", title, body, base=base, thing=fields.thing)  # fmt: skip


# -- an entry ------------------------------------------------------------------------------------


def _entries(hugo: Hugo, fields: Fields, path: str) -> list[Entry]:
    """The entry of a page, and what else its .bib file holds."""
    found = [e for bib in hugo.beside(path, ".bib")[:1] for e in _read(hugo, bib)]
    others = found[1:]
    if found and _is_of(hugo, fields, found[0]):
        entry = found[0]
        entry.more.append(fields.thing)
        _compare(hugo, fields, entry)
    else:
        if found:
            others = found
            hugo.account.note(path, f"the .bib file beside it is of another paper, “{found[0].key}”; this one is written from the page")  # fmt: skip
        entry = _made(hugo, fields)
        entry.thing = fields.thing
    abbreviate(hugo, fields, entry)
    identify(fields, entry)
    _describe(hugo, fields, entry)
    link(hugo, fields, entry, path)
    add_picture(hugo, fields, entry, path)
    fields.look("publication_types", "hugoblox", *LOOK)
    return [entry, *others]


def _is_of(hugo: Hugo, fields: Fields, entry: Entry) -> bool:
    """Whether an entry is that of a page, and none that was copied and forgotten."""
    title = spelling(hugo.plain(str(fields.peek("title") or "")))
    own = spelling(decode_plain(entry.fields.get("title", "")))
    alike = SequenceMatcher(None, title, own, autojunk=False).ratio()
    if not title or not own or title in own or own in title or alike > _ALIKE:
        return True
    known = [_is_among(hugo, str(name), entry) for name in fields.peek("authors") or ()]
    return 2 * sum(known) > len(known)


def _is_among(hugo: Hugo, name: str, entry: Entry) -> bool:
    """Whether somebody is among the authors of an entry, perhaps with initials."""
    authors = spelling(decode_plain(entry.fields.get("author", "")))
    words = spelling(hugo.plain(_name(hugo, name))).split("-")
    longest = max(words, key=len)
    return bool(longest) and (longest in authors or words[-1] in authors.split("-"))


def _compare(hugo: Hugo, fields: Fields, entry: Entry) -> None:
    """Account for what the page says as the .bib file does."""
    other = "the .bib file says it otherwise"
    own = {n: spelling(decode_plain(v)) for n, v in entry.fields.items()}
    title = fields.peek("title")
    if isinstance(title, str):
        same = spelling(hugo.plain(title)) == own.get("title")
        fields.take("title") if same else fields.leave("title", other)
    _compare_authors(hugo, fields, entry, other)
    date = str(fields.peek("date") or "")
    year = own.get("year") or own.get("date", "")
    if date[:4] and date[:4] == year[:4]:
        fields.take("date")
    elif date and year:
        fields.leave("date", other)
    elif date := fields.date("date"):
        entry.fields["year"] = date[:4]
    venue = spelling(venue_text(hugo, fields)[0])
    has = any(own.get(n) for n in VENUES.values()) or own.get("journaltitle")
    if venue and any(own.get(n, "-") and (own.get(n, "-") in venue or venue in own.get(n, "-")) for n in (*VENUES.values(), "journaltitle", "howpublished", "series")):  # fmt: skip
        fields.take("publication")
    elif venue and has:
        fields.leave("publication", other)
    elif venue:
        add_venue(hugo, fields, entry)
    fields.take("publication_types")


def _compare_authors(hugo: Hugo, fields: Fields, entry: Entry, other: str) -> None:
    if not spelling(entry.fields.get("author", "")):
        if listed := _authors(hugo, fields):
            entry.fields["author"] = listed
        return
    if _OTHERS.search(entry.fields["author"]):
        _complete(hugo, fields, entry)
    for number, name in enumerate(fields.peek("authors") or ()):
        known = _is_among(hugo, str(name), entry)
        fields.item("authors", number, "" if known else other)


def _complete(hugo: Hugo, fields: Fields, entry: Entry) -> None:
    """Put the names of the page in place of ``and others``."""
    kept = _OTHERS.sub("", entry.fields["author"])
    number = len(split_names(kept))
    listed = [str(name) for name in fields.peek("authors") or ()]
    known = [_is_among(hugo, name, entry) for name in listed]
    if len(listed) > number and known == [at < number for at in range(len(listed))]:
        more = [plain(hugo.plain(_name(hugo, name))) for name in listed[number:]]
        entry.fields["author"] = " and ".join([kept, *more])


def _name(hugo: Hugo, name: str) -> str:
    """The name of an author who may be named by a slug."""
    person = hugo.known.people.get(name) or hugo.known.people.get(slug(name))
    if person:
        return str(hugo.moved.the("people", person)["name"])
    return name


def _made(hugo: Hugo, fields: Fields) -> Entry:
    """An entry from the page alone."""
    values: dict[str, str] = {}
    kinds = fields.texts("publication_types")
    entry = Entry(_TYPES.get(kinds[0] if kinds else "", ""), "", values)
    if authors := _authors(hugo, fields):
        values["author"] = authors
    if "*" in authors:  # in the words of the page
        note = next(n for n in fields.texts("author_notes") if _EQUAL.search(n))
        values["annotation"] = plain(f"* {note}")
    values["title"] = plain(hugo.plain(fields.text("title")))
    if date := fields.date("date"):
        values["year"] = date[:4]
        if date[5:7] and not date.endswith("-01-01"):
            values["month"] = str(int(date[5:7]))
        what = "papers without a .bib file have appeared on the `date` of their page; 1 January only means the year"  # fmt: skip
        hugo.account.guess("", what)
    add_venue(hugo, fields, entry)
    if kinds and kinds[0] in ("8", "patent"):
        values["note"] = "Patent"
    return entry


def _authors(hugo: Hugo, fields: Fields) -> str:
    listed = [_name(hugo, name) for name in fields.texts("authors")]
    listed = [hugo.plain(name) for name in listed if name.strip(" ,.")]
    notes = fields.peek("author_notes")
    if isinstance(notes, list) and any(_EQUAL.search(str(note or "")) for note in notes):  # fmt: skip
        for number, note in enumerate(notes[: len(listed)]):
            if _EQUAL.search(str(note or "")):
                listed[number] = f"{listed[number]}*"
    return names(listed)


def _describe(hugo: Hugo, fields: Fields, entry: Entry) -> None:
    values = entry.fields
    for key in ("abstract",):
        text = hugo.plain(str(fields.peek(key) or ""))
        if text:
            values.setdefault(key, plain(text))
            fields.take(key)
    summary = hugo.plain(str(fields.peek("summary") or ""))
    if summary and not is_placeholder(summary):
        begins = spelling(decode_plain(values.get("abstract", "")))
        if spelling(summary.rstrip(".…")) in begins:
            fields.take("summary")
        elif "abstract" not in values:
            values["abstract"] = plain(summary)
            fields.take("summary")
            hugo.account.guess("", "the summary of a paper without an abstract is its abstract")  # fmt: skip
        else:
            fields.leave("summary", "a paper has one abstract")
    tags = [
        *fields.texts("tags"),
        *fields.texts("categories"),
        *fields.texts("keywords"),
    ]
    tags = [hugo.plain(tag) for tag in tags]
    if tags:
        given = values.get("keywords", "")
        more = [t for t in tags if spelling(t) not in spelling(given)]
        values["keywords"] = ", ".join(filter(None, (given, *map(plain, more))))
    if fields.truth("featured"):
        values["selected"] = "true"
    awards = [hugo.plain(a.text("name", "title")) for a in fields.maps("awards")]
    if awards:
        values.setdefault("award", plain("; ".join(awards)))
        dates = [a.date("date") for a in fields.maps("awards")]
        if len(awards) == 1 and dates[0]:
            values["award_date"] = dates[0]
