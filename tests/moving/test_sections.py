"""Headings of sections that have lost their text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.moving.sections import without_empty


@pytest.mark.parametrize(("text", "kept"), [
    ("Words\n\n## Latest\n\n## All\n\n:::{publications}\n:::", "Words\n\n## All\n\n:::{publications}\n:::"),
    ("## A\n\n### B\n\nwords", "## A\n\n### B\n\nwords"),
    ("## A\n\n### B\n\n## C\n\nwords", "## C\n\nwords"),
    ("words\n\n## A\n\n### B\n", "words\n"),
    ("---\n\nwords\n\n---\n\n## A\n\n---\n\nx\n\n---", "words\n\n## A\n\nx"),
    ("words\n\n---\n\nx", "words\n\n---\n\nx"),
    ("```\n## A\n## B\n```", "```\n## A\n## B\n```"),
    ("## A\n\n% x\n\n## B\n\ny", "% ## A\n\n% x\n\n## B\n\ny"),
    ("## A\n\n### B\n\n% x\n\n## C\n\n%y", "% ## A\n\n% ### B\n\n% x\n\n% ## C\n\n%y"),
    ("## A\n\n% x\n\ny", "## A\n\n% x\n\ny"),
    ("## A\n\n- x\n\n## B\n\ny", "## A\n\n- x\n\n## B\n\ny"),
])  # fmt: skip
def test_headings_without_a_text_go(text: str, kept: str) -> None:
    """Those with sections below them, and lines of code, stay."""
    assert without_empty(text) == kept


_LINES = st.sampled_from(
    [
        "## a",
        "### b",
        "#### c",
        "x",
        "% x",
        "",
        "```",
        ":::{note}",
        ":::",
        "(y)=",
        "---",
    ]
)


@given(st.lists(_LINES, max_size=12))
def test_only_headings_go(lines: list[str]) -> None:
    """All words stay in their order, and a second time nothing goes."""
    once = without_empty("\n".join(lines))
    words = [line for line in lines if line in ("x", "% x", "```", ":::{note}", ":::")]
    assert [line for line in once.split("\n") if line in words] == words
    assert without_empty(once) == once
