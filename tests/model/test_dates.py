"""Dates of reduced precision."""

from __future__ import annotations

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.model.dates import DateError, PartialDate
from tests.drawing import drawn

PROPERTY = drawn()


@st.composite
def partial_dates(draw: st.DrawFn, years: tuple[int, int] = (1, 9999)) -> PartialDate:
    """Any date, of any precision."""
    day = draw(st.dates(dt.date(years[0], 1, 1), dt.date(years[1], 12, 31)))
    precision = draw(st.integers(1, 3))
    return PartialDate(*(day.year, day.month, day.day)[:precision])


#: Few enough years for periods to meet.
NEAR = partial_dates((2022, 2025))


def first_day(date: PartialDate) -> dt.date:
    """The first of the real days that *date* may be."""
    return dt.date(date.year, date.month or 1, date.day or 1)


def last_day(date: PartialDate) -> dt.date:
    """The last of the real days that *date* may be."""
    month = date.month or 12
    return dt.date(
        date.year, month, date.day or calendar.monthrange(date.year, month)[1]
    )


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2024", (2024,)),
        ("2024-07", (2024, 7)),
        ("2024-07-01", (2024, 7, 1)),
        ("2024-02-29", (2024, 2, 29)),
        ("0001", (1,)),
        (" 2024-12-31\n", (2024, 12, 31)),
    ],
)
def test_a_year_a_month_or_a_day_is_a_date(text: str, parts: tuple[int, ...]) -> None:
    """A date says as much as is known, and blanks around it do not count."""
    date = PartialDate.parse(text)

    assert date.parts == parts
    assert str(date) == text.strip()


FORMAT = "write YYYY, YYYY-MM or YYYY-MM-DD"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", FORMAT),
        ("24", FORMAT),
        ("20O4", FORMAT),
        ("2024-7", FORMAT),
        ("2024-07-1", FORMAT),
        ("2024/07", FORMAT),
        ("07/2024", FORMAT),
        ("July 2024", FORMAT),
        ("2024-07-01T12:00", FORMAT),
        ("2024-", FORMAT),
        ("-2024", FORMAT),
        ("२०२४", FORMAT),
        ("2024 2025", FORMAT),
        ("0000", "year 0 is out of range"),
        ("2021-13-01", "month must be in 1..12"),
        ("2021-00", "month must be in 1..12"),
        ("2021-01-00", "day is out of range for month"),
        ("2021-04-31", "day is out of range for month"),
        ("2023-02-29", "day is out of range for month"),
    ],
)
def test_anything_else_is_refused_in_words_of_our_own(text: str, reason: str) -> None:
    """The message names what was written and does not depend on Python's version."""
    with pytest.raises(DateError) as caught:
        PartialDate.parse(text)

    assert str(caught.value) == f"{text!r} is not a date: {reason}"


@PROPERTY
@given(partial_dates())
def test_the_written_form_is_read_back(date: PartialDate) -> None:
    """Writing a date and reading it gives the same date."""
    assert PartialDate.parse(str(date)) == date


@PROPERTY
@given(st.text(alphabet="0123456789- \n", max_size=12) | st.text(max_size=12))
def test_no_text_leads_to_another_exception(text: str) -> None:
    """Any text is a date or is refused with our message."""
    try:
        date = PartialDate.parse(text)
    except DateError as error:
        assert str(error).startswith(f"{text!r} is not a date: ")  # noqa: PT017
    else:
        assert str(date) == text.strip()


def test_what_says_less_comes_first() -> None:
    """2024 sorts before 2024-01, and 2024-01 before its first day."""
    texts = ["2023-12-31", "2024", "2024-01", "2024-01-01", "2024-01-02", "2024-02"]
    dates = [PartialDate.parse(text) for text in texts]

    assert sorted(dates, reverse=True) == dates[::-1]


@PROPERTY
@given(NEAR, NEAR)
def test_order_agrees_with_real_days(a: PartialDate, b: PartialDate) -> None:
    """Of two dates that share no day, the one that comes first sorts first."""
    if last_day(a) < first_day(b):
        assert a < b
    if first_day(a) == first_day(b):
        assert (a < b) == (len(a.parts) < len(b.parts))


@PROPERTY
@given(NEAR, st.none() | NEAR, st.none() | NEAR)
def test_within_agrees_with_real_days(
    date: PartialDate, since: PartialDate | None, until: PartialDate | None
) -> None:
    """A date is within a period if they have a real day in common."""
    begin = max(first_day(date), first_day(since) if since else dt.date.min)
    end = min(last_day(date), last_day(until) if until else dt.date.max)
    inverted = since and until and first_day(since) > last_day(until)

    assert date.within(since, until) == (begin <= end and not inverted)


@pytest.mark.parametrize(
    ("date", "since", "until", "expected"),
    [
        ("2023-12-31", "", "2023", True),
        ("2023-12", "", "2023", True),
        ("2024", "", "2023", False),
        ("2024-01-01", "", "2023-12", False),
        ("2023", "2023-05", "", True),
        ("2023-04", "2023-05", "", False),
        ("2023-05", "2023-05", "2023-05", True),
        ("2023", "2023-06", "2023-03", False),
    ],
)
def test_both_ends_of_a_period_are_included(
    date: str, since: str, until: str, *, expected: bool
) -> None:
    """`until: 2023` includes December, and a year is within `since` its May."""
    bounds = [PartialDate.parse(text) if text else None for text in (since, until)]

    assert PartialDate.parse(date).within(*bounds) is expected


def test_the_month_of_a_date_leaves_out_its_day() -> None:
    """`month_only` keeps year and month, and a year alone as it is."""
    assert PartialDate(2024, 7, 15).month_only == PartialDate(2024, 7)
    assert PartialDate(2024).month_only == PartialDate(2024)
