"""The badges of venues in conf.py: what is wrong with them, and letters one can read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.model.badges import Venue, venue_fault, venues_of
from groupsite.model.contrast import READABLE, contrast_ratio, ink_on


@given(st.from_regex(r"#(?:[0-9a-f]{3}|[0-9A-F]{6})", fullmatch=True))
def test_letters_can_be_read_on_any_colour(color: str) -> None:
    """Black or white always has the contrast that text needs."""
    assert contrast_ratio(ink_on(color), color) >= READABLE


@pytest.mark.parametrize(
    "venue",
    [
        {},
        {"color": "#1d4f8c"},
        {"url": "https://example.org"},
        {"color": "", "url": ""},
    ],
)
def test_a_venue_has_a_color_a_url_or_both(venue: dict[str, str]) -> None:
    """None of them is required: al-folio's files can be taken over."""
    assert venue_fault("ICE", venue) == ""
    assert venues_of({"ICE": venue}) == {
        "ICE": Venue(venue.get("color", ""), venue.get("url", ""))
    }


@pytest.mark.parametrize(
    ("name", "venue", "fault"),
    [
        (3, {}, "3 should be the name of a venue, as `abbr` has it"),
        (
            "ICE",
            "#1d4f8c",
            (
                "'ICE' should have a color or a url, not '#1d4f8c': "
                'write "ICE": {"color": "#1d4f8c"}'
            ),
        ),
        (
            "ICE",
            {"colour": "#1d4f8c"},
            "'ICE': a venue has a color and a url, no 'colour'; did you mean `color`?",
        ),
        ("ICE", {"color": 7}, "'ICE': write the color in quotes, not 7"),
        (
            "ICE",
            {"color": "red"},
            "'ICE': the color should be one such as '#1d4f8c', not 'red'",
        ),
        (
            "ICE",
            {"url": "example.org"},
            "'ICE': an address begins with its scheme: write https://example.org",
        ),
    ],
)
def test_what_is_wrong_is_said(name: object, venue: object, fault: str) -> None:
    """With what to write instead."""
    assert venue_fault(name, venue) == fault
