"""What is made of a paper once, for its page and for each of its files.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar
from weakref import ref

if TYPE_CHECKING:
    from collections.abc import Callable

    from groupsite.kinds.papers.paper import Paper

T = TypeVar("T")


def once(make: Callable[[Paper], T]) -> Callable[[Paper], T]:
    """*make*, which keeps its results as long as there are their papers.

    Papers are told apart by identity: to hash one, with all its fields, would take about
    as long as to make something of it.
    """
    results: dict[int, tuple[ref[Paper], T]] = {}

    def made(paper: Paper) -> T:
        key = id(paper)
        if key not in results:
            value = make(paper)
            results[key] = ref(paper, lambda _: results.pop(key, None)), value
        return results[key][1]

    return made
