"""Colours that conf.py gives: checked, completed for the dark, written once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

import groupsite
from groupsite.model.contrast import READABLE, contrast_ratio
from groupsite.theme.colors import (
    COLORS,
    color_faults,
    colors_css,
    readable,
    site_colors,
)

_SHEET: Final = Path(groupsite.__file__).parent / "theme/assets/groupsite-theme.css"
_HEX: Final = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


def test_contrast_is_that_of_the_guidelines() -> None:
    """Black on white has 21, a colour on itself 1; both orders are one."""
    assert contrast_ratio("#000", "#ffffff") == pytest.approx(21)
    assert contrast_ratio("#1d4f8c", "#1D4F8C") == 1
    assert contrast_ratio("#777777", "#fff") == pytest.approx(4.48, abs=0.005)
    assert contrast_ratio("#fff", "#777777") == contrast_ratio("#777777", "#fff")


def test_our_own_colours_can_be_read_and_are_those_of_the_style_sheet() -> None:
    """The table and the sheet say the same: icons have the colours of pages."""
    found = re.findall(
        r"--site-([a-z]+): light-dark\((#\w+), (#\w+)\)", _SHEET.read_text("utf-8")
    )

    assert {name: (light, dark) for name, light, dark in found} == COLORS
    assert list(color_faults(dict(COLORS))) == []


@given(_HEX, st.booleans())
def test_any_colour_is_made_readable(color: str, dark: bool) -> None:  # noqa: FBT001
    """It changes no more than it has to."""
    ground = COLORS["panel"][int(dark)]
    better = readable(color, ground, dark=dark)

    assert contrast_ratio(better, ground) >= READABLE
    if contrast_ratio(color, ground) >= READABLE:
        assert better == color


@given(_HEX)
def test_one_colour_has_a_readable_one_for_the_dark(color: str) -> None:
    """An author gives the colour of the university, and no second one."""
    light, dark = site_colors({"accent": color})["accent"]

    assert light == color
    assert contrast_ratio(dark, COLORS["background"][1]) >= READABLE


FAULTS: Final[dict[str, tuple[dict[str, Any], dict[str, str]]]] = {
    "a name that is none": (
        {"acent": "#123456"},
        {"acent": "there is no colour 'acent'; did you mean `accent`?"},
    ),
    "no colour": (
        {"accent": "blue"},
        {
            "accent": "'accent' should be one colour such as '#1d4f8c' or two, "
            "not 'blue'"
        },
    ),
    "one of two": (
        {"background": "#ffffff"},
        {
            "background": "'background' needs two colours, for light and for dark: "
            "('#ffffff', '#…')"
        },
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_colour_that_is_none_is_said_and_ours_is_taken(name: str) -> None:
    """The other colours stay."""
    given_colors, faults = FAULTS[name]
    whole = {**given_colors, "second": ("#5a3d0c", "#e0b46a")}

    assert dict(color_faults(whole)) == faults
    assert site_colors(whole) == {**COLORS, "second": ("#5a3d0c", "#e0b46a")}


def test_a_colour_that_nobody_can_read_is_said_and_kept() -> None:
    """The message names one that can be read."""
    ((name, fault),) = color_faults({"accent": ("#ffcc00", "#ffcc00")})

    assert name == "accent"
    better = re.search(r"4\.5; (#\w{6}) has that", fault)
    assert better is not None
    assert contrast_ratio(better[1], COLORS["background"][0]) >= READABLE
    assert site_colors({"accent": ("#ffcc00", "#ffcc00")})["accent"][0] == "#ffcc00"


def test_only_what_differs_is_written() -> None:
    """The style sheet has all the others."""
    pair = ("#5a3d0c", "#e0b46a")

    own = site_colors({"second": pair, "accent": COLORS["accent"]})
    assert colors_css(own) == ":root{--site-second:light-dark(#5a3d0c,#e0b46a);}"
    assert colors_css(COLORS) == ""
