"""Finds related papers, and says why they are.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from heapq import nsmallest
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from groupsite.kinds.people.frequent import frequent_authors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from groupsite.kinds.papers.paper import Paper
    from groupsite.model.rendering import Records

#: Maximum number of related papers shown.
_MOST: Final = 3


class Reason(NamedTuple):
    """What two papers have in common."""

    topics: tuple[str, ...]
    #: Ids of people, except those who wrote most of the papers.
    people: tuple[str, ...]


#: What likeness is made of.
_OF: Final = ("paper", "person", "topic")


class _Traits(NamedTuple):
    """What is compared of a paper."""

    topics: frozenset[str]
    people: frozenset[str]
    year: int


def related_papers(graph: Records, key: str) -> list[tuple[Paper, Reason]]:
    """The papers that have most in common with *key*, at most three.

    They share a topic, and preferably authors. Sorted by number of shared authors, then
    of shared topics, then newest first.
    """
    return graph.memo(f"papers like {key}", lambda: _find(graph, key), of=_OF)


def _find(graph: Records, key: str) -> list[tuple[Paper, Reason]]:
    paper: Paper | None = graph.get("paper", key)
    if paper is None:
        return []
    frequent = frequent_authors(graph)
    people = [person for person in paper.people if person not in frequent]
    candidates: set[str] = set()
    for person in people:
        candidates.update(graph.linked("person", person, "paper"))
    for topic in paper.topics:
        # of papers that share no author the newest are enough
        candidates.update(islice(_newest(graph, topic), _MOST + 1))
    candidates.discard(key)
    known, topics, rare = _traits(graph), set(paper.topics), frozenset(people)
    ranked = []
    for candidate in candidates:  # may be thousands
        other = known[candidate]
        if on := len(topics & other.topics):
            by = len(rare & other.people)
            ranked.append((-by, -on, -other.year, candidate))
    return [_reason(graph, paper, people, key) for *_, key in nsmallest(_MOST, ranked)]


def _reason(
    graph: Records, paper: Paper, people: Iterable[str], key: str
) -> tuple[Paper, Reason]:
    """The paper *key*, and what it has in common with *paper* and *people*."""
    other: Paper | None = graph.get("paper", key)
    assert other is not None
    topics = tuple(topic for topic in paper.topics if topic in other.topics)
    authors = other.people
    return other, Reason(topics, tuple(p for p in people if p in authors))


def _traits(graph: Records) -> dict[str, _Traits]:
    """Key of each paper → what is compared of it."""
    return graph.memo(
        "traits of papers",
        lambda: {
            paper.id: _Traits(
                frozenset(paper.topics), frozenset(paper.people), int(paper.year or 0)
            )
            for paper in graph.all("paper")
        },
        of=_OF,
    )


def _newest(graph: Records, topic: str) -> Iterator[str]:
    """Keys of the papers on a topic, newest first."""

    def find() -> dict[str, list[str]]:
        by_topic: dict[str, list[str]] = {}
        for paper in graph.all("paper"):
            for name in paper.topics:
                by_topic.setdefault(name, []).append(paper.id)
        return by_topic

    return iter(graph.memo("papers by topic", find, of=_OF).get(topic, ()))
