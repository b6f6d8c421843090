"""Long lists in parts: which years stand together."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.model.decades import Part, Span, Split, spans

if TYPE_CHECKING:
    from collections.abc import Mapping

CASES: dict[str, tuple[dict[int, int], list[tuple[int, int, int]]]] = {
    "the newest decades that fit, then each decade": (
        {2024: 3, 2020: 2, 2015: 4, 2009: 1, 2001: 2, 1987: 1},
        [(2010, 2024, 9), (2000, 2009, 3), (1980, 1989, 1)],
    ),
    "a decade is left whole where a newer one fits": (
        {2024: 3, 2019: 4, 2015: 6},
        [(2020, 2024, 3), (2010, 2019, 10)],
    ),
    "of the newest decade as many years as fit": (
        {2025: 4, 2024: 5, 2023: 6, 2020: 1, 2019: 1},
        [(2024, 2025, 9), (2020, 2023, 7), (2010, 2019, 1)],
    ),
    "at least one year": ({2025: 40, 2024: 1}, [(2025, 2025, 40), (2020, 2024, 1)]),
    "a year without records is on the later page": (
        {2025: 9, 2021: 5},
        [(2025, 2025, 9), (2020, 2024, 5)],
    ),
    "a decade in parts": (
        {2025: 9, 2018: 4, 2016: 5, 2015: 6, 2014: 30, 2012: 1},
        [
            (2020, 2025, 9),
            (2016, 2019, 9),
            (2015, 2015, 6),
            (2014, 2014, 30),
            (2010, 2013, 1),
        ],
    ),
    "everything, if it fits": ({2025: 4, 1990: 1}, [(1990, 2025, 5)]),
}


@pytest.mark.parametrize("name", CASES)
def test_years_stand_together(name: str) -> None:
    """Each page has ten records at most: of decades, of one, or of a part of one."""
    counts, expected = CASES[name]
    found = [(span.first, span.last, span.number) for span in spans(counts, 10)]
    assert found == expected


@given(
    st.dictionaries(
        st.integers(1, 9) | st.integers(1890, 2030), st.integers(1, 50), min_size=1
    ),
    st.integers(1, 200),
)
def test_every_year_is_on_one_page(counts: Mapping[int, int], limit: int) -> None:
    """Each year is on one page, the newest first; no page mixes decades but the first."""
    found = spans(counts, limit)
    years = [year for span in found for year, _ in span.years]
    assert years == sorted(counts, reverse=True)
    assert all(
        dict(span.years)[y] == counts[y] for span in found for y, _ in span.years
    )
    for newer, older in pairwise(found):
        assert older.last < newer.first
    for span in found:
        assert all(span.first <= year <= span.last for year, _ in span.years)
        assert span is found[0] or span.first // 10 == span.last // 10
        assert span.number <= limit or len(span.years) == 1
    assert len({span.first for span in found}) == len(found)


def test_a_part_knows_what_is_outside() -> None:
    """The numbers of records on the pages before and after, for numbered lists."""
    parts = tuple(
        Part(name, Span(0, 0, ()), number)
        for name, number in (("a", 3), ("b", 4), ("c", 5))
    )
    split = Split(parts, "publications", ())
    assert [split.outside(part) for part in parts] == [(0, 9), (3, 5), (7, 0)]
    assert split.part("b") == parts[1]


def test_records_are_shared_out_by_year() -> None:
    """Each is counted in the part of its year, or in the first: what has no year is there."""
    years = (Span(2020, 2025, ()), Span(2010, 2019, ()), Span(2000, 2009, ()))
    parts = tuple(Part(str(span.first), span, 9) for span in years)
    split = Split(parts, "publications", ())
    assert split.shares([2021, None, 2009, 2000, 2030]) == [
        (parts[0], 3),
        (parts[2], 2),
    ]
