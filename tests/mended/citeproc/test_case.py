"""Titles and terms in capitals."""

from __future__ import annotations

from typing import Final

import pytest

from tests.compat.upstream import assert_still_there
from tests.mended.citeproc.rendering import Case

CASES: Final = {
    "a full stop in a headline": Case(
        '<text variable="title" text-case="title"/>',
        {"title": "Proc. of the 7th Conf."},
        "Proc. of the 7th Conf.",
    ),
    "a name in a sentence": Case(
        '<text variable="title" text-case="sentence"/>',
        {"title": "on Bayesian time"},
        "On Bayesian time",
    ),
    "a term": Case(
        '<names variable="editor"><name/><label form="short" text-case="title" '
        'prefix=" (" suffix=")"/></names>',
        {"editor": [{"family": "Doe", "given": "Jane"}]},
        "Jane Doe (Ed.)",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_words_keep_their_case(name: str) -> None:
    """A headline, a sentence and a term, as CSL wants them."""
    assert CASES[name].mended() == CASES[name].expected


def test_the_defect_is_still_there() -> None:
    """Plain citeproc-py prints something else in each case."""
    seen = {name: case.plain() != case.expected for name, case in CASES.items()}

    assert_still_there("mended/citeproc/case.py", seen)
