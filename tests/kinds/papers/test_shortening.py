"""Which authors of a long list are named."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.kinds.papers.showing.shortening import runs, visible
from tests.drawing import drawn

deterministic = drawn(150)


@pytest.mark.parametrize(
    ("count", "always", "most", "expected"),
    [
        (0, [], 3, []),
        (3, [], 3, [0, 1, 2]),
        (4, [], 3, [0, 1, 2, 3]),
        (5, [], 3, [0, 1, 2]),
        (9, [5], 3, [0, 1, 5]),
        (9, [5, 7, 8], 2, [0, 5, 7, 8]),
        (9, [1], 1, [0, 1]),
        (4, [3], 1, [0, 3]),
        (9, [], 0, [0, 1, 2, 3, 4, 5, 6, 7, 8]),
        (3, [], -1, [0, 1, 2]),
    ],
)
def test_the_first_are_shown(
    count: int, always: list[int], most: int, expected: list[int]
) -> None:
    """Beside those who always are, as far as there is room."""
    assert sorted(visible(count, always, most)) == expected


#: The length of a list, places in it, and how many to show.
lists = st.integers(1, 40).flatmap(
    lambda count: st.tuples(
        st.just(count),
        st.sets(st.integers(0, count - 1)),
        st.integers(0, 20),
    )
)


@given(lists)
@deterministic
def test_nobody_is_lost(case: tuple[int, set[int], int]) -> None:
    """Members and the first are shown, everybody stands once and in order."""
    count, always, most = case
    shown = visible(count, always, most)

    assert {0, *always} <= shown <= set(range(count))
    assert count - len(shown) != 1
    assert len(shown) in {most, len(always | {0}), count}
    assert len(shown) >= min(most, count) if most else len(shown) == count
    parts = runs(count, shown)
    assert [place for part in parts for place in part.places] == list(range(count))
    assert all(part.shown == (set(part.places) <= shown) for part in parts)
    assert all(a.shown != b.shown for a, b in itertools.pairwise(parts))
    hidden = sum(len(part.places) for part in parts if not part.shown)
    assert hidden == count - len(shown)
