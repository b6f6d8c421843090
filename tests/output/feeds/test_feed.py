"""What all formats of feeds share: moments and ids."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.model.dates import PartialDate
from groupsite.output.feeds.feed import tag_uri, timestamp
from tests.output.feeds.samples import dates

MOMENTS = {
    "2024": "2024-01-01T00:00:00Z",
    "2024-07": "2024-07-01T00:00:00Z",
    "2024-07-31": "2024-07-31T00:00:00Z",
    "0999-02": "0999-02-01T00:00:00Z",
}


@pytest.mark.parametrize("date", MOMENTS)
def test_a_date_stands_for_its_beginning(date: str) -> None:
    """A year is its first day, a month is its first day, in UTC."""
    assert timestamp(PartialDate.parse(date)) == MOMENTS[date]


@given(dates)
def test_every_date_is_a_moment_of_rfc_3339(date: PartialDate) -> None:
    """The form is that of RFC 3339, 5.6, and the moment lies within the date."""
    text = timestamp(date)
    moment = dt.datetime.fromisoformat(text)

    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", text)
    assert moment.utcoffset() == dt.timedelta(0)
    assert (moment.year, moment.month, moment.day)[: len(date.parts)] == date.parts


@given(dates, dates)
def test_moments_are_in_the_order_of_dates(
    one: PartialDate, other: PartialDate
) -> None:
    """What is certainly later is later for readers of feeds, too."""
    if one.certainly_after(other):
        assert timestamp(one) > timestamp(other)


def test_an_id_is_a_tag() -> None:
    """RFC 4151: the scheme, who mints it and since when, the name."""
    assert tag_uri("example.org,2024", "news/x") == "tag:example.org,2024:news/x"


@given(st.text(min_size=1), st.text(min_size=1))
def test_names_that_differ_have_ids_that_differ(one: str, other: str) -> None:
    """Within one authority an id is nobody else's."""
    ids = {tag_uri("example.org,2024", name) for name in (one, other)}

    assert len(ids) == len({one, other})
