"""Where a new entry goes: as its file is sorted, and in the part of it that is its own.

Nothing is ever put into a line that is there, nor between an entry and the comments
directly above it.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from groupsite.sources.bibtex.writing.gaps import find_gaps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from groupsite.sources.bibtex.writing.document import BibDocument, Entry

#: How entries are sorted: newest first, oldest first, by key, or not.
Order = Literal["newest", "oldest", "key", ""]

#: What is published, what is not yet, and what is neither.
_KINDS: Final = {
    "published": "article inproceedings conference incollection inbook book proceedings",
    "thesis": "phdthesis mastersthesis thesis",
    "preprint": "misc unpublished online",
}
_KIND: Final = {word: kind for kind, words in _KINDS.items() for word in words.split()}
#: Number of entries from which on an order by key is not by chance.
_MANY: Final = 6


class Place(NamedTuple):
    """Where a new entry goes."""

    at: int
    #: Whether it pushes down what is there; or else it stands below it.
    above: bool
    #: Lines to write above it, which name its year.
    heading: str = ""


class Places:
    """The entries of a file in parts, each of which is sorted by itself."""

    def __init__(self, document: BibDocument) -> None:
        self._document = document
        self._entries = document.entries
        self._gaps = find_gaps(document)
        headings = [gap.heading for gap in self._gaps if gap and gap.heading]
        self._headings = headings if len({h.year for h in headings}) > 1 else []
        commented = sum(bool(gap and gap.comments) for gap in self._gaps)
        self._all_commented = commented > len(self._gaps) / 2

    def place(self, kind: str, year: int, key: str) -> Place:
        """Where an entry of the type *kind* belongs; 0 for no *year*."""
        entries = self._entries
        if not entries:
            end = len(self._document.text.rstrip())
            return Place(end and self._document.line_end(end), above=False)
        order = self._order()
        if order == "key":
            later = [n for n, e in enumerate(entries) if _folded(e) > key.casefold()]
            return self._before(later[0]) if later else self._after(len(entries) - 1)
        if not order:
            return self._after(len(entries) - 1)
        return self._in_part(self._part(order, kind), order, year)

    # -- order ----------------------------------------------------------------------

    def _order(self) -> Order:
        keys = [_folded(entry) for entry in self._entries]
        by_key = keys == sorted(keys) and len(keys) > 2
        newest, oldest = self._sorted("newest"), self._sorted("oldest")
        by_year = max(newest, oldest) > 0
        if by_key and (len(keys) >= _MANY or not by_year):
            return "key"
        if not by_year:
            return ""
        return "newest" if newest >= oldest else "oldest"

    def _sorted(self, order: Order) -> int:
        """How well the file is sorted by year: not at all if it is not above 0."""
        sign = 1 if order == "newest" else -1
        parts = list(self._parts(order))
        steps: list[int] = []
        for part in parts:
            years = [self._entries[n].year for n in part if self._entries[n].year]
            steps += [sign * (one - two) for one, two in pairwise(years)]
        gaps = (self._gaps[part[0]] for part in parts[1:])
        slips = sum(gap is None or gap.alone for gap in gaps)
        slips += sum(step < 0 for step in steps)
        return sum(step > 0 for step in steps) - 2 * slips

    def _part(self, order: Order, kind: str) -> range:
        """The entries among which one of the type *kind* belongs."""
        sort = _KIND.get(kind, "")

        def alike(part: range) -> tuple[int, ...]:
            types = [self._entries[n].block.type for n in part]
            sorts = Counter(_KIND.get(word, "") for word in types)
            other = 0 if sort == "published" else len(part) - sorts["published"]
            return types.count(kind), sorts[sort], other, len(part)

        return max(self._parts(order), key=alike)

    def _parts(self, order: Order) -> Iterator[range]:
        """The parts of the file; a new one begins where its order begins anew."""
        sign = -1 if order == "newest" else 1
        ages = [sign * entry.year for entry in self._entries]
        start = last = 0
        for n, age in enumerate(ages):
            if (
                n > start
                and age
                and last
                and age < last
                and self._restarts(n, ages, last)
            ):
                yield range(start, n)
                start = n
            last = age or last
        yield range(start, len(ages))

    def _restarts(self, n: int, ages: list[int], last: int) -> bool:
        """Whether a part begins at an entry, which is not only out of place."""
        gap = self._gaps[n]
        again = [age for age in ages[n : n + 3] if age and age < last]
        return len(again) > 1 or bool(gap and not gap.alone)

    def _in_part(self, part: range, order: Order, year: int) -> Place:
        """Where an entry of *year* goes; one without a year is the newest."""
        years = {n: self._entries[n].year for n in part if self._entries[n].year}
        year = year or max(years.values())
        earlier = [n for n, found in years.items() if found <= year]
        if order == "newest":
            beside = earlier[0] if earlier else part[-1]
            above = bool(earlier)
        else:
            beside = earlier[-1] if earlier else part[0]
            above = not earlier
        place = self._before(beside, part) if above else self._after(beside)
        gap = self._gaps[beside]
        heading = gap.heading if gap and self._headings else None
        if year in years.values() or not self._headings:
            if heading and place.above:
                return Place(heading.end, above=True)
            return place
        nearest = heading or self._headings[0]
        if heading and place.above:
            place = Place(heading.start, above=True)
        lines = self._document.part(nearest.start, nearest.end)
        return place._replace(heading=lines.replace(str(nearest.year), str(year)))

    # -- places ---------------------------------------------------------------------

    def _before(self, number: int, part: range = range(0)) -> Place:
        """Above the entry *number* and the comments that belong to it.

        :param part: if it is the first one of this part, comments that stand alone
            above it are about all of the part.
        """
        gap = self._gaps[number]
        if gap is None:
            return self._after(number)
        first = number in part[:1] and gap.alone and not self._all_commented
        return Place(gap.line if first else gap.attached, above=True)

    def _after(self, number: int) -> Place:
        """Below the entry *number*, and whatever shares its last line."""
        end = self._document.line_end(self._entries[number].block.end - 1)
        for block in self._document.blocks:
            if block.start < end < block.end:
                end = self._document.line_end(block.end - 1)
        return Place(end, above=False)


def _folded(entry: Entry) -> str:
    return entry.read.key.casefold()
