"""Names in the place of others, and initials."""

from __future__ import annotations

from typing import Final

import pytest

from tests.compat.upstream import assert_still_there
from tests.mended.citeproc.rendering import Case

CASES: Final = {
    "names in the place of others": Case(
        '<names variable="author"><name form="short"/><substitute><choose>'
        '<if variable="editor"><names variable="editor"/></if></choose></substitute>'
        "</names>",
        {"editor": [{"family": "Doe", "given": "Jane"}]},
        "Doe",
    ),
    "no initials": Case(
        '<names variable="author"><name initialize="false" initialize-with="."/></names>',
        {"author": [{"family": "Doe", "given": "Jane"}]},
        "Jane Doe",
    ),
    "a particle at the end": Case(
        '<names variable="author"><name initialize-with=". " name-as-sort-order="all"/></names>',
        {"author": [{"family": "B", "given": "L. van"}]},
        "B, L. van",
    ),
    "a script without capitals": Case(
        '<names variable="author"><name initialize-with="."/></names>',
        {"author": [{"family": "山田", "given": "太郎"}]},
        "太郎 山田",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_names_are_written_as_the_style_says(name: str) -> None:
    """In full, as initials, or as those whose place they take."""
    assert CASES[name].mended() == CASES[name].expected


def test_the_defect_is_still_there() -> None:
    """Plain citeproc-py prints something else in each case."""
    seen = {name: case.plain() != case.expected for name, case in CASES.items()}

    assert_still_there("mended/citeproc/names.py", seen)
