"""What stands between entries: comments that belong to one, headings, blank lines.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from groupsite.sources.bibtex.writing.frame import most_common

if TYPE_CHECKING:
    from groupsite.sources.bibtex.writing.document import BibDocument

_BLANK: Final = re.compile(r"\n[ \t]*\n\s*|\A\s+")
_BLANKS: Final = re.compile(r"\s*")
_NUMBER: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")
#: Maximum length of a heading, in characters.
_LONGEST: Final = 80


class Heading(NamedTuple):
    """Lines that name the year of the entries below them."""

    start: int
    #: Where the entries begin.
    end: int
    year: int


class Gap(NamedTuple):
    """What is between an entry and whatever comes before it."""

    #: The end of the line before it.
    top: int
    #: Where the comments begin that are directly above the entry.
    attached: int
    #: Where the line of the entry begins.
    line: int
    heading: Heading | None
    #: Whether nothing else stands there than what is attached to the entry.
    alone: bool

    @property
    def comments(self) -> bool:
        """Whether comments belong to the entry."""
        return self.attached < self.line


def find_gaps(document: BibDocument) -> list[Gap | None]:
    """What is above each entry; None for one that begins behind something."""
    gaps: list[Gap | None] = []
    entries = iter(document.entries)
    entry = next(entries, None)
    top = 0
    for block in document.blocks:
        if entry is not None and entry.block is block:
            gaps.append(_gap(document, top, block.start, entry.year))
            entry = next(entries, None)
        if block.type != "comment":
            top = document.line_end(block.end - 1)
    return gaps


def usual_distance(document: BibDocument) -> int:
    """The number of line ends between an entry and what follows it."""
    distances = []
    for one, two in pairwise(document.blocks):
        blanks = _BLANKS.match(document.part(one.end, two.start))
        if one.is_entry and blanks and "\n" in blanks[0]:
            distances.append(blanks[0].count("\n"))
    return most_common(distances, default=2)


def _gap(document: BibDocument, top: int, start: int, year: int) -> Gap | None:
    line = document.line_start(start)
    if top > line or document.text[line:start].strip():
        return None
    text = document.lines[top:line]
    ends = [match.end() for match in _BLANK.finditer(text)]
    starts = [document.line_start(top + at) for at in [0, *ends] if text[at:].strip()]
    if starts and starts[0] <= top and top:  # that is the line of something else
        starts[0] = document.lines.index("\n", top) + 1
    attached = starts[-1] if starts else line
    if _BLANK.search(document.lines, attached, line):
        attached = line
    return Gap(
        top,
        attached,
        line,
        _heading(document, [*starts, line], year),
        not document.lines[top:attached].strip(),
    )


def _heading(document: BibDocument, starts: list[int], year: int) -> Heading | None:
    """The last of the paragraphs in a gap that names *year*."""
    found = None
    for start, end in pairwise(starts):
        for line in document.lines[start:end].splitlines():
            numbers = _NUMBER.findall(line)
            short = len(line) <= _LONGEST and "{" not in line
            if numbers == [str(year)] and short:
                found = Heading(start, end, year)
    return found
