"""What is made of a paper once."""

from __future__ import annotations

import gc
from copy import copy
from typing import TYPE_CHECKING
from weakref import ref

from groupsite.kinds.papers.formats.once import once

if TYPE_CHECKING:
    from groupsite.kinds.papers.paper import Paper
    from tests.kinds.papers.conftest import Load

ENTRY = "@misc{a, author = {Jane Doe}, title = {T}, year = {2024}}"


def test_a_paper_is_asked_once(load: Load) -> None:
    """Another one is asked itself, even if it is equal, and the results keep none alive."""
    asked: list[str] = []

    @once
    def title(paper: Paper) -> str:
        asked.append(paper.id)
        return paper.title.plain

    paper: Paper = load(ENTRY).records[0].record
    other = copy(paper)
    assert [title(paper), title(paper), title(other)] == ["T", "T", "T"]
    assert asked == ["a", "a"]

    gone = ref(other)
    del other
    gc.collect()
    assert gone() is None
    assert title(paper) == "T"
    assert asked == ["a", "a"]
