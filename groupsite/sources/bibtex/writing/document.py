"""A .bib file as one who writes into it sees it: entries and what is between them.

Positions are those in the text as it is, with any line ends and invisible characters.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from groupsite.sources.bibtex.fields import MONTHS
from groupsite.sources.bibtex.reader import parse_bibtex
from groupsite.sources.encoding import without_unprintable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from groupsite.sources.bibtex.fields import FieldPlace
    from groupsite.sources.bibtex.reader import BibEntry, Block

_YEAR: Final = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")


class Entry(NamedTuple):
    """An entry of a file."""

    block: Block
    #: As it is read.
    read: BibEntry

    @property
    def year(self) -> int:
        """The year of its publication, or 0."""
        return year_of(self.read.get("year"), self.read.get("date"))

    def places(self) -> Mapping[str, FieldPlace]:
        """Where each of its fields stands, the first one if a name is given twice."""
        places: dict[str, FieldPlace] = {}
        for place in self.block.fields:
            places.setdefault(place.name.lower(), place)
        return places


@dataclass(frozen=True)
class BibDocument:
    """The text of a .bib file and all that is found in it."""

    #: As it is in the file.
    text: str

    @cached_property
    def lines(self) -> str:
        """The text with line feeds as line ends, of the same length."""
        return self.text.replace("\r\n", " \n").replace("\r", "\n")

    @cached_property
    def eol(self) -> str:
        """What ends most lines."""
        pairs = self.text.count("\r\n")
        feeds, returns = self.text.count("\n") - pairs, self.text.count("\r") - pairs
        if pairs > max(feeds, returns):
            return "\r\n"
        return "\r" if returns > feeds else "\n"

    @cached_property
    def strings(self) -> dict[str, str]:
        """The values of ``@string`` and of months, by name in lower case."""
        return self._parsed[0]

    @cached_property
    def blocks(self) -> list[Block]:
        """All that begins with an ``@``, in order."""
        return self._parsed[1]

    @cached_property
    def entries(self) -> list[Entry]:
        """All entries that are read, in order."""
        return self._parsed[2]

    @cached_property
    def _parsed(self) -> tuple[dict[str, str], list[Block], list[Entry]]:
        strings = dict(MONTHS)
        parsed = parse_bibtex(self.lines, "", strings)
        first: dict[str, Block] = {}
        for block in parsed.blocks:
            first.setdefault(block.key.casefold(), block)
        entries = [Entry(first[e.key.casefold()], e) for e in parsed.entries]
        return strings, parsed.blocks, entries

    @cached_property
    def as_read(self) -> list[BibEntry]:
        """All entries as a site reads them: without characters that nobody sees."""
        clean = without_unprintable(self.lines, lambda *_: None)
        if clean == self.lines:
            return [entry.read for entry in self.entries]
        return parse_bibtex(clean, "").entries

    def part(self, start: int, end: int) -> str:
        """A part of the text, with line feeds as line ends."""
        return self.text[start:end].replace("\r\n", "\n").replace("\r", "\n")

    def line(self, index: int) -> int:
        """The number of the line of the character at *index*, from 1."""
        return self.lines.count("\n", 0, index) + 1

    def line_start(self, index: int) -> int:
        """Where the line of the character at *index* starts."""
        return self.lines.rfind("\n", 0, index) + 1

    def line_end(self, index: int) -> int:
        """Where the line of the character at *index* ends, before its line end."""
        end = self.lines.find("\n", index)
        if end < 0:
            return len(self.text)
        return end - 1 if self.text[end - 1 : end + 1] == "\r\n" else end

    def changed(self, start: int, end: int, text: str) -> BibDocument:
        """The document with *text*, of line feeds, in the place of a part of it."""
        written = text.replace("\n", self.eol)
        return BibDocument(self.text[:start] + written + self.text[end:])


def year_of(*values: str) -> int:
    """The first year in the values of fields, or 0."""
    found = (_YEAR.search(value) for value in values)
    return next((int(match[0]) for match in found if match), 0)


def difference(before: BibDocument, after: BibDocument, key: str) -> BibEntry | None:
    """The entry *key* of *after*, if all others are as they were; None otherwise."""
    old = {entry.key: entry for entry in before.as_read}
    new = {entry.key: entry for entry in after.as_read}
    changed = new.pop(key, None)
    old.pop(key, None)
    same = [*map(_content, old.values())] == [*map(_content, new.values())]
    return changed if same and before.strings == after.strings else None


def _content(entry: BibEntry) -> tuple[str, str, dict[str, str]]:
    fields = {name: field.value for name, field in entry.fields.items()}
    return entry.type, entry.key, fields
