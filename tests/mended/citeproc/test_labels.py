"""Labels of one thing and of several."""

from __future__ import annotations

from typing import Final

import pytest

from tests.compat.upstream import assert_still_there
from tests.mended.citeproc.rendering import Case

CASES: Final = {
    "one number": Case(
        '<label variable="number"/><text variable="number" prefix=" "/>',
        {"number": "EP4190001A1"},
        "number EP4190001A1",
    ),
    "several pages": Case(
        '<label variable="number-of-pages"/>'
        '<text variable="number-of-pages" prefix=" "/>',
        {"number-of-pages": "3"},
        "pages 3",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_label_knows_how_many_there_are(name: str) -> None:
    """One number of letters and digits, several pages."""
    assert CASES[name].mended() == CASES[name].expected


def test_the_defect_is_still_there() -> None:
    """Plain citeproc-py prints something else in each case."""
    seen = {name: case.plain() != case.expected for name, case in CASES.items()}

    assert_still_there("mended/citeproc/labels.py", seen)
