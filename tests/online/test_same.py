"""Whether two records are one paper: title, authors and year, each by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from groupsite.model.dates import PartialDate
from groupsite.online.same import is_said_same, is_surely_same, likeness
from groupsite.online.work import Contributor, Work

AUTHORS = (Contributor("Rivera", "Ana"), Contributor("van der Berg", "Jan"))
PAPER = Work(
    source="x", title="Calm waves in $L^2$: A study", authors=AUTHORS, date=PartialDate(2025)
)  # fmt: skip
PREPRINT = replace(PAPER, is_preprint=True)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"title": "Calm Waves in $L^2$ -- A Study"},
        {"title": "Calm waves in $L^2$"},
        {"authors": (Contributor("BERG", "J."), Contributor("Rivera", "A."))},
        {"authors": (*AUTHORS, Contributor("The Wave Group", group=True))},
        {"date": PartialDate(2030)},
        {"date": None},
    ],
)
def test_same(changes: dict[str, object]) -> None:
    """Case, dashes, subtitles, particles, order and groups make no other paper."""
    assert likeness(PREPRINT, replace(PAPER, **changes)).is_same  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Calm waves in $L^2$: A study, part II"},
        {"title": "Comment on “Calm waves in $L^2$: A study”"},
        {"title": "Corrigendum: Calm waves in $L^2$: A study"},
        {"title": "Calm waves in $L^2$: An experiment"},
        {"title": "Wild waves in $L^2$: No study"},
        {"authors": (Contributor("Rivera", "Ana"), Contributor("Okafor", "Ben"))},
        {"authors": ()},
        {"date": PartialDate(2023)},
        {"date": PartialDate(2031)},
    ],
)
def test_another(changes: dict[str, object]) -> None:
    """Parts, replies and corrigenda, other people, a year before or long after."""
    assert not likeness(PREPRINT, replace(PAPER, **changes)).is_same  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("title", "same"),
    [
        ("Regularised PET of the Waves in coloured Fibres", True),
        ("Regularized PET of Waves in Colored Fibers: A study", True),
        ("Regularised MRI of the waves in coloured fibres", False),
        ("Regularised PET of waves in coloured porous fibres", False),
        ("Regularised PET of the waves without coloured fibres", False),
    ],
)
def test_surely_same(title: str, *, same: bool) -> None:
    """Where nobody says so, no word that matters may be in one title alone."""
    mine = replace(PREPRINT, title="Regularised PET of waves in coloured fibres")

    assert is_surely_same(mine, replace(PAPER, title=title)) is same


def test_a_paper_is_not_five_years_later() -> None:
    """Only a preprint waits that long; two records of a paper differ by one year."""
    assert likeness(PAPER, replace(PAPER, date=PartialDate(2026))).is_same
    assert not likeness(PAPER, replace(PAPER, date=PartialDate(2027))).is_same


def test_what_a_source_says_counts() -> None:
    """A title may change on the way to a journal, if all authors are the same."""
    renamed = replace(PAPER, title="On widgets")
    alone = replace(PREPRINT, authors=AUTHORS[:1])

    assert is_said_same(PREPRINT, renamed)
    assert not is_said_same(PREPRINT, replace(renamed, date=PartialDate(2035)))
    assert not is_said_same(PREPRINT, replace(renamed, authors=AUTHORS[:1]))
    assert not is_said_same(alone, replace(renamed, authors=AUTHORS[:1]))
    assert is_said_same(PREPRINT, replace(PAPER, date=PartialDate(2035)))
    assert not is_said_same(PREPRINT, replace(PAPER, date=PartialDate(2036)))
