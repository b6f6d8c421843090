"""Authors of more than half of all papers, who say nothing about which are related.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from groupsite.model.rendering import Records


def frequent_authors(graph: Records) -> frozenset[str]:
    """Ids of the authors of more than half of all papers."""

    def find() -> frozenset[str]:
        papers = graph.all("paper")
        count = Counter(person for paper in papers for person in paper.people)
        return frozenset(i for i, n in count.items() if n > len(papers) / 2)

    return graph.memo("authors of most papers", find, of=("paper",))


def frequent_authors_of(graph: Records, key: str) -> list[str]:
    """Ids of the frequent authors among those of the paper *key*."""
    paper = graph.get("paper", key)
    frequent = frequent_authors(graph)
    return [person for person in paper.people if person in frequent] if paper else []
