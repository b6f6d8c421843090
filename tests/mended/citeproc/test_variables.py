"""Which variables a style prints."""

from __future__ import annotations

from typing import Final

import pytest

from tests.compat.upstream import assert_still_there
from tests.mended.citeproc.rendering import Case

CASES: Final = {
    "a title in the place of names": Case(
        '<group delimiter=", "><names variable="author"><substitute><choose>'
        '<if variable="title"><text variable="title"/></if></choose></substitute>'
        '</names><text variable="title"/></group>',
        {"title": "T"},
        "T",
    ),
    "a term beside nothing": Case(
        '<text variable="title"/><group prefix=" (" suffix=")"><choose>'
        '<if type="book"><text term="edition"/><text variable="publisher"/></if>'
        "</choose></group>",
        {"title": "T"},
        "T",
    ),
    "a number with a hyphen in its name": Case(
        '<number variable="collection-number"/>', {"collection-number": "7"}, "7"
    ),
    "a variable of CSL 1.0.2": Case(
        '<text variable="event-title"/>', {"event-title": "E"}, "E"
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_each_variable_is_printed_once(name: str) -> None:
    """With the words around it, and without them where it is empty."""
    assert CASES[name].mended() == CASES[name].expected


def test_the_defect_is_still_there() -> None:
    """Plain citeproc-py prints something else in each case."""
    seen = {name: case.plain() != case.expected for name, case in CASES.items()}

    assert_still_there("mended/citeproc/variables.py", seen)
