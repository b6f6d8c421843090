"""Where a paper of HugoBlox has appeared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from groupsite.model.text import spelling
from groupsite.moving.hugo.paper_links import ARXIV
from groupsite.moving.papers import plain

if TYPE_CHECKING:
    from groupsite.moving.account import Fields
    from groupsite.moving.hugo.folder import Hugo
    from groupsite.moving.site import Entry

#: Types → the field that says where such a work appeared.
VENUES: Final = {
    "article": "journal", "inproceedings": "booktitle", "incollection": "booktitle",
    "phdthesis": "school", "techreport": "institution", "book": "publisher",
}  # fmt: skip
_PARTS: Final = (
    ("volume", "volume"), ("issue", "number"), ("number", "number"), ("pages", "pages"),
    ("publisher", "publisher"),
)  # fmt: skip
#: Without these, an entry of a type is none.
_NEEDED: Final = frozenset(["article", "inproceedings", "incollection", "phdthesis", "techreport", "book"])  # fmt: skip
_VENUE: Final = re.compile(
    r"(?P<name>.+?),?\s+(?P<volume>\d{1,5})\s*\((?P<number>[\w–/-]{1,12})\)"
    r"(?:[,:]\s*(?:pp?\.?\s*)?(?P<pages>\w{1,10}(?:\s*[–-]+\s*\w{1,10})?))?\.?"
)
_IN: Final = re.compile(r"In[:\s]\s*(?=\S)")
_LONGEST_BADGE: Final = 30


def venue_text(hugo: Hugo, fields: Fields) -> tuple[str, bool]:
    """Where it appeared, and whether that is said to be a book."""
    value = fields.peek("publication")
    if isinstance(value, dict):
        return str(value.get("name") or ""), False
    text = hugo.plain(str(value or "")).strip(" .,*_")
    bare = _IN.sub("", text, count=1) if _IN.match(text) else text
    return bare.strip(" .,*_"), bare != text


def add_venue(hugo: Hugo, fields: Fields, entry: Entry) -> None:
    """Add the venue, with what is known of its volume, and the type that it makes."""
    venue, is_book = venue_text(hugo, fields)
    values = entry.fields
    own = fields.map("publication")
    given = [(ours, text) for name, ours in _PARTS if (text := own.text(name))]
    for ours, text in given:
        values.setdefault(ours, plain(text).replace("–", "--"))
    if not venue:
        if entry.type in _NEEDED or not entry.type:
            entry.type = "misc"
        return
    fields.take("publication") if isinstance(fields.peek("publication"), str) else own.take("name")  # fmt: skip
    if found := _VENUE.fullmatch(venue):
        venue = found["name"]
        for name in [n for n in ("volume", "number", "pages") if found[n]]:
            values.setdefault(name, found[name].replace("–", "--"))
    if ARXIV.search(venue) or spelling(venue).startswith("arxiv"):
        entry.type = entry.type if entry.type in ("phdthesis", "book") else "misc"
        if number := re.search(r"\d{4}\.\d{4,5}", venue):
            values |= {"eprint": number[0], "archiveprefix": "arXiv"}
            return
    if not entry.type or (entry.type == "misc" and is_book):
        is_book = is_book or bool(re.search(r"Proc|Conf|Workshop|Symposium", venue))
        entry.type = "inproceedings" if is_book else "article"
    values[VENUES.get(entry.type, "howpublished")] = plain(venue)


def abbreviate(hugo: Hugo, fields: Fields, entry: Entry) -> None:
    """The short name of a venue is a badge."""
    own = fields.map("publication")
    where, key = (own, "short_name") if own.peek("short_name") else (fields, "publication_short")  # fmt: skip
    short = hugo.plain(str(where.peek(key) or ""))
    short = _IN.sub("", short, count=1).strip(" .,*_()")
    if not short:
        where.look(key)
    elif len(short) > _LONGEST_BADGE or _VENUE.fullmatch(short):
        where.leave(key, "it is longer than a badge can be")
    else:
        where.take(key)
        if short != venue_text(hugo, fields)[0]:
            entry.fields.setdefault("abbr", plain(short))
