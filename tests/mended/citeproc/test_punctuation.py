"""Marks where two parts of a citation meet."""

from __future__ import annotations

from typing import Final

import pytest

from groupsite.mended.citeproc.punctuation import quoted, tidy
from tests.compat.upstream import assert_still_there
from tests.mended.citeproc.rendering import Case

CASES: Final = {
    "a question": Case(
        '<text variable="title" suffix="."/>', {"title": "Why?"}, "Why?"
    ),
    "a part that is not there": Case(
        '<text variable="title" suffix=". "/><text value=", p. 1"/>',
        {"title": "T"},
        "T, p. 1",
    ),
    "a comma behind a quotation": Case(
        '<text variable="title" quotes="true" suffix=", p. 1"/>',
        {"title": "T"},
        "“T,” p. 1",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_each_mark_stands_once_and_in_its_place(name: str) -> None:
    """A full stop gives way, a comma goes inside of American quotation marks."""
    case = CASES[name]

    assert tidy(quoted(case.mended(), "”")) == case.expected


def test_marks_of_emphasis_are_no_letters() -> None:
    """Two marks meet with what ends emphasis between them."""
    assert tidy("\ue001J. Ex.\ue000. 1") == "\ue001J. Ex.\ue000 1"


def test_the_defect_is_still_there() -> None:
    """Plain citeproc-py prints both marks, and the comma outside."""
    seen = {name: case.plain() != case.expected for name, case in CASES.items()}

    assert_still_there("mended/citeproc/punctuation.py", seen)
