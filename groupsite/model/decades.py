"""Long lists in parts: the newest years on the page of the list, then decade by decade.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


class Span(NamedTuple):
    """Years that stand together on a page."""

    first: int
    last: int
    #: The years that have records, newest first, with the number of these.
    years: tuple[tuple[int, int], ...]

    @property
    def number(self) -> int:
        """The number of records of these years."""
        return sum(count for _, count in self.years)

    @property
    def label(self) -> str:
        """``2010–2019``, or a single year."""
        return (
            f"{self.first}–{self.last}" if self.first < self.last else str(self.first)
        )

    def covers(self, year: int) -> bool:
        """Whether *year* is one of them, with records or without."""
        return self.first <= year <= self.last


class Part(NamedTuple):
    """A page with a part of a list."""

    docname: str
    span: Span
    #: The number of its records, those without a year included.
    number: int


class Split(NamedTuple):
    """A list in several pages, the newest part first, which is where it is written."""

    parts: tuple[Part, ...]
    #: Name of its directive.
    directive: str
    #: The options that its author has written.
    options: tuple[tuple[str, str], ...]

    def part(self, docname: str) -> Part:
        """The part on the page *docname*."""
        return next(part for part in self.parts if part.docname == docname)

    def shares(self, years: Iterable[int | None]) -> list[tuple[Part, int]]:
        """The parts with some of the records of *years*, and with how many of them."""
        numbers = dict.fromkeys(self.parts, 0)
        for year in years:
            fitting = (p for p in self.parts[1:] if year and p.span.covers(year))
            numbers[next(fitting, self.parts[0])] += 1
        return [(part, number) for part, number in numbers.items() if number]

    def seen_from(self, docname: str) -> object:
        """What of the list the page *docname* shows, or leads to.

        Only the first part tells how many records the others have, and all do if
        numbers go through them.
        """
        if docname == self.parts[0].docname or "numbered" in dict(self.options):
            return self
        outline = [(p.docname, p.span.first, p.span.last) for p in self.parts]
        own = [part for part in self.parts if part.docname == docname]
        return outline, self.options, own

    def outside(self, part: Part) -> tuple[int, int]:
        """The numbers of records before *part* and after it."""
        at, numbers = self.parts.index(part), [each.number for each in self.parts]
        return sum(numbers[:at]), sum(numbers[at + 1 :])


def newest_years(counts: Mapping[int, int], limit: int) -> Span:
    """The newest years that have at most *limit* records together; at least one.

    :param counts: year → number of records; at least one year.
    """
    years = sorted(counts, reverse=True)[: _fitting(counts, limit)]
    return _span(years[-1], years[0], years, counts)


def spans(counts: Mapping[int, int], limit: int) -> list[Span]:
    """The years of a list in parts of at most *limit* records, or of one year.

    The first part, the newest, has the newest decades that fit, or as many years of the
    newest decade as do. Each other part is a decade, or what the first part leaves of
    it, or as many years of it as fit.

    :param counts: year → number of records; at least one year.
    """
    years = sorted(counts, reverse=True)
    fitting = _fitting(counts, limit)
    first = years[fitting - 1]
    if fitting < len(years) and _decade(first) == _decade(years[fitting]):
        # a decade in two pages only if it is the newest one
        whole = [y for y in years[:fitting] if _decade(y) > _decade(first)]
        first = whole[-1] if whole else first
    newest = years[: years.index(first) + 1]
    rest = years[len(newest) :]
    start = _decade(first) if not rest or _decade(rest[0]) < _decade(first) else first
    found = [_span(start, newest[0], newest, counts)]
    for decade in dict.fromkeys(map(_decade, rest)):
        members = [year for year in rest if _decade(year) == decade]
        last = min(decade + 9, start - 1)
        for share in _shares(members, counts, limit):
            first = decade if share[-1] == members[-1] else share[-1]
            found.append(_span(first, last, share, counts))
            last = first - 1
    return found


def _shares(
    years: list[int], counts: Mapping[int, int], limit: int
) -> Iterator[list[int]]:
    """*years* in parts of at most *limit* records, or of one year."""
    share: list[int] = []
    for year in years:
        if share and sum(counts[each] for each in [*share, year]) > limit:
            yield share
            share = []
        share.append(year)
    yield share


def _fitting(counts: Mapping[int, int], limit: int) -> int:
    """How many of the newest years have at most *limit* records; at least one."""
    return max(1, sum(total <= limit for total in _totals(counts)))


def _totals(counts: Mapping[int, int]) -> Iterator[int]:
    total = 0
    for year in sorted(counts, reverse=True):
        total += counts[year]
        yield total


def _span(first: int, last: int, years: list[int], counts: Mapping[int, int]) -> Span:
    # there is no year 0
    return Span(max(1, first), last, tuple((year, counts[year]) for year in years))


def _decade(year: int) -> int:
    return year // 10 * 10
