"""Finds related papers, and says why they are.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from groupsite.kinds.people.frequent import frequent_authors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from groupsite.kinds.papers.paper import Paper
    from groupsite.model.rendering import Records

#: Maximum number of related papers shown.
_MOST: Final = 3


class Reason(NamedTuple):
    """What two papers have in common."""

    topics: tuple[str, ...]
    #: Ids of people, except those who wrote most of the papers.
    people: tuple[str, ...]


def related_papers(graph: Records, key: str) -> list[tuple[Paper, Reason]]:
    """The papers that have most in common with *key*, at most three.

    They share a topic, and preferably authors. Sorted by number of shared authors, then
    of shared topics, then newest first.
    """
    return graph.memo(f"papers like {key}", lambda: _find(graph, key))


def _find(graph: Records, key: str) -> list[tuple[Paper, Reason]]:
    paper: Paper | None = graph.get("paper", key)
    if paper is None:
        return []
    frequent = frequent_authors(graph)
    people = [person for person in paper.people if person not in frequent]
    shared: Counter[str] = Counter()
    for person in people:
        shared.update(graph.linked("person", person, "paper"))
    candidates = dict.fromkeys(shared)
    for topic in paper.topics:
        # of papers that share no author the newest are enough
        candidates |= dict.fromkeys(islice(_newest(graph, topic), _MOST + 1))
    related = []
    for other in (graph.get("paper", other) for other in candidates if other != key):
        assert other is not None
        authors = set(other.people)  # may be thousands
        reason = Reason(
            tuple(topic for topic in paper.topics if topic in other.topics),
            tuple(person for person in people if person in authors),
        )
        if reason.topics:
            related.append((other, reason))
    related.sort(key=lambda pair: _rank(*pair))
    return related[:_MOST]


def _rank(paper: Paper, reason: Reason) -> tuple[int, int, int, str]:
    return (-len(reason.people), -len(reason.topics), -int(paper.year or 0), paper.id)


def _newest(graph: Records, topic: str) -> Iterator[str]:
    """Keys of the papers on a topic, newest first."""

    def find() -> dict[str, list[str]]:
        by_topic: dict[str, list[str]] = {}
        for paper in graph.all("paper"):
            for name in paper.topics:
                by_topic.setdefault(name, []).append(paper.id)
        return by_topic

    return iter(graph.memo("papers by topic", find).get(topic, ()))
