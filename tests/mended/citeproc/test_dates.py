"""Dates whose form a style or a locale gives."""

from __future__ import annotations

from typing import Final

import pytest

from tests.compat.upstream import assert_still_there
from tests.mended.citeproc.rendering import Case

DATE: Final = {"issued": {"date-parts": [[2020, 8, 1]]}}
CASES: Final = {
    "a delimiter of a locale": Case(
        '<date variable="issued" form="text"/>',
        DATE,
        "2020 Aug.",
        '<date form="text" delimiter=" "><date-part name="year"/>'
        '<date-part name="month" form="short"/></date>',
    ),
    "a rule for another date": Case(
        '<group delimiter="; "><date variable="issued" form="text">'
        '<date-part name="month" form="short"/></date>'
        '<date variable="issued" form="text"/></group>',
        DATE,
        "Aug. 1, 2020; August 1, 2020",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_dates_are_written_as_the_style_says(name: str) -> None:
    """Each by its own rules."""
    assert CASES[name].mended() == CASES[name].expected


def test_the_defect_is_still_there() -> None:
    """Plain citeproc-py prints something else in each case."""
    seen = {name: case.plain() != case.expected for name, case in CASES.items()}

    assert_still_there("mended/citeproc/dates.py", seen)
