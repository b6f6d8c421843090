"""Puts a new entry into the text of a .bib file.

Only lines are added: all else stays as it is, whatever it is like. Where the entry goes
and what it looks like is learned from the file. The result is read and compared before
it is returned: either all is as it was meant, or nothing is written.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from groupsite.sources.bibtex.reader import parse_bibtex
from groupsite.sources.bibtex.writing.dialect import Dialect
from groupsite.sources.bibtex.writing.document import (
    BibDocument,
    difference,
    year_of,
)
from groupsite.sources.bibtex.writing.frame import learn_frame
from groupsite.sources.bibtex.writing.gaps import usual_distance
from groupsite.sources.bibtex.writing.keys import make_key
from groupsite.sources.bibtex.writing.places import Places
from groupsite.sources.bibtex.writing.quoting import Quoting
from groupsite.sources.bibtex.writing.values import (
    check_key,
    clean_fields,
    clean_type,
)
from groupsite.sources.bibtex.writing.words import Words
from groupsite.sources.bibtex.writing.written import Written

if TYPE_CHECKING:
    from collections.abc import Collection

    from groupsite.sources.bibtex.draft import Draft
    from groupsite.sources.bibtex.reader import BibEntry
    from groupsite.sources.bibtex.writing.places import Place


def insert(
    text: str, draft: Draft, key: str = "", taken: Collection[str] = ()
) -> Written:
    """*text* with a new entry, in the place and in the style that others in it have.

    :param text: of the whole file, with its own line ends.
    :param key: of the entry; made as the other keys of the file if there is none.
    :param taken: keys in other files, which the new one must not be.
    :raises ValueError: if the draft cannot be written so that it is read as it is
        meant, or the key is taken.
    """
    document = BibDocument(text)
    names = (place.name.lower() for e in document.entries for place in e.block.fields)
    kind, fields = clean_type(draft.type), clean_fields(draft.fields)
    fields = Dialect(names).translated(fields)
    key = _key(document, fields, key, taken)
    year = year_of(fields.get("year", ""), fields.get("date", ""))
    place = Places(document).place(kind, year, key)
    entry = _composed(document, kind, key, fields, place.at)
    meant = _read(document, entry)
    after, start = _placed(document, place, entry)
    found = difference(document, after, key)
    if found is None or meant is None or _content(found) != _content(meant):
        message = "no entry can be written into this file without a change to others"
        raise ValueError(f"{message}: repair it first")
    return Written(after.text, key, after.line(start))


def _composed(
    document: BibDocument, kind: str, key: str, fields: dict[str, str], at: int
) -> str:
    """An entry in the style of *document*, with line feeds, without one at its end.

    :param at: where it is to stand.
    """
    entries = [entry for entry in document.entries if entry.block.closed]
    frame, words = learn_frame(document, entries), Words(entries)
    quoting = Quoting(document, entries)
    lines = [
        (words.field(name), quoting.written(name, fields[name], at))
        for name in words.ordered(kind, fields, [*fields])
    ]
    return frame.entry(f"@{words.type(kind)}{frame.opening}{key}", lines)


def _key(
    document: BibDocument, fields: dict[str, str], key: str, taken: Collection[str]
) -> str:
    used = [block.key for block in document.blocks if block.key]
    if not key:
        known = ((e.read.key, _values(e.read)) for e in document.entries)
        return make_key(fields, known, [*used, *taken])
    check_key(key)
    if key.casefold() in {other.casefold() for other in (*used, *taken)}:
        raise ValueError(f"there is an entry {key!r} already")
    return key


def _placed(document: BibDocument, place: Place, entry: str) -> tuple[BibDocument, int]:
    """The document with *entry*, and where that starts."""
    distance = "\n" * usual_distance(document)
    text = place.heading + entry
    skipped = len(place.heading)
    if place.above:
        written = text + distance
    elif document.text[: place.at].strip():
        lines = distance if document.entries else "\n\n"
        written, skipped = lines + text, skipped + len(lines)
    else:
        written = text + "\n"
    after = document.changed(place.at, place.at, written)
    before = written[:skipped].replace("\n", document.eol)
    return after, place.at + len(before)


def _read(document: BibDocument, entry: str) -> BibEntry | None:
    """The entry as it is read by itself, with the ``@string`` of the document."""
    found = parse_bibtex(entry, "", dict(document.strings))
    return found.entries[0] if len(found.entries) == 1 and not found.problems else None


def _content(entry: BibEntry) -> tuple[str, str, dict[str, str]]:
    values = {name: " ".join(value.split()) for name, value in _values(entry).items()}
    return entry.type, entry.key, values


def _values(entry: BibEntry) -> dict[str, str]:
    return {name: field.value for name, field in entry.fields.items()}
