"""`groupsite_look` and `groupsite_color`: what a site looks like by one setting each."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.model.contrast import READABLE, contrast_ratio
from groupsite.theme.colors import COLORS, color_faults, in_color
from groupsite.theme.looks import LOOKS, PAPER, sheet_of
from tests.theme.test_site import CONF, lab

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Site

_HEX: Final = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)
_INKS: Final = ("text", "muted", "accent", "second", "third")


@pytest.mark.parametrize("look", LOOKS)
def test_the_colours_of_a_look_can_be_read(look: str) -> None:
    """It has a colour for each name, and its texts are readable on its grounds."""
    assert LOOKS[look].keys() == COLORS.keys()
    assert list(color_faults(dict(LOOKS[look]), LOOKS[look])) == []


def test_each_look_has_rules_of_its_own() -> None:
    """That of a site that chooses none is the style sheet itself."""
    assert {look for look in LOOKS if sheet_of(look) is None} == {PAPER}
    assert sheet_of("../looks/plain") is None


@given(_HEX, st.sampled_from(sorted(LOOKS)))
def test_any_colour_of_a_group_makes_a_readable_site(color: str, look: str) -> None:
    """White, yellow or black: all texts are readable on all grounds, in both modes."""
    colors = in_color(color, LOOKS[look])

    for ink, ground, mode in product(_INKS, ("background", "panel"), (0, 1)):
        assert contrast_ratio(colors[ink][mode], colors[ground][mode]) >= READABLE


def test_a_readable_colour_stays_as_it_is() -> None:
    """The group's own green is the green of its links."""
    assert in_color("#22543d", LOOKS["plain"])["accent"][0] == "#22543d"


def sheet(site: Site, **config: str) -> str:
    """The style sheet of a site that is set up so."""
    given_config = {f"groupsite_{name}": value for name, value in config.items()}
    built = site.build(config=given_config)
    return (built.outdir / "_static/groupsite-theme.css").read_text("utf-8")


def test_a_setting_chooses_the_look(make_site: Callable[..., Site]) -> None:
    """Rules and colours of the look are behind those of the theme."""
    site = lab(make_site)
    paper, bold = sheet(site), sheet(site, look="bold")

    assert bold.startswith(paper)
    assert "--site-band:" in bold.removeprefix(paper)
    assert "--site-accent:light-dark(#0b3d91,#9cc2ff)" in bold


def test_a_single_colour_counts_before_that_of_the_group(
    make_site: Callable[..., Site],
) -> None:
    """Shades of the one, and the other as it is."""
    text = sheet(lab(make_site), color="#22543d")
    accents = re.findall(r"--site-accent:light-dark\((#\w+),", text)

    assert accents[-1] == "#22543d"
    assert "--site-panel:light-dark(" in text


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('groupsite_look = "bald"', "`groupsite_look`: there is no look 'bald'; did"),
        ('groupsite_look = "x"', "'x'; there are 'paper', 'plain', 'bold'"),
        ('groupsite_color = "green"', "it should be a colour such as '#22543d', not"),
    ],
)
def test_what_is_none_is_said(
    make_site: Callable[..., Site], line: str, message: str
) -> None:
    """With the line of conf.py; the page has the look of the others."""
    built = lab(make_site, {"conf.py": f"{CONF}{line}\n"}).try_build()

    (said,) = built.warnings
    assert said.startswith("conf.py:11: ERROR: ")
    assert message in said
