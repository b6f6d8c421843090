"""Finds related papers, and says why they are.

All papers are asked about all others, so sets of papers are numbers with a bit for each:
thousands are compared at once.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
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


#: Kinds of the records that likeness is made of.
OF: Final = ("paper", "person", "topic")


class _Sets(NamedTuple):
    """Sets of papers, with the lowest bit for the newest."""

    keys: list[str]
    one: dict[str, int]
    by_topic: dict[str, int]
    by_person: dict[str, int]


def related_papers(graph: Records, key: str) -> list[tuple[Paper, Reason]]:
    """The `papers_like` *key*, each with what it has in common with that one."""
    paper: Paper | None = graph.get("paper", key)
    if paper is None:
        return []
    people = _telling(graph, paper)
    return [_reason(graph, paper, people, like) for like in papers_like(graph, key)]


def papers_like(graph: Records, key: str) -> list[str]:
    """Keys of the papers that have most in common with *key*, at most three.

    They share a topic, and preferably authors. Sorted by number of shared authors, then
    of shared topics, then as in lists, newest first.
    """

    def find() -> list[str]:
        paper: Paper | None = graph.get("paper", key)
        if paper is None:
            return []
        return [*_likest(_sets(graph), paper, _telling(graph, paper))]

    return graph.memo(f"papers like {key}", find, of=OF)


def _telling(graph: Records, paper: Paper) -> list[str]:
    """The people among its authors who say something about which papers are related."""
    frequent = frequent_authors(graph)
    return [person for person in paper.people if person not in frequent]


def _likest(sets: _Sets, paper: Paper, people: Iterable[str]) -> Iterator[str]:
    """Keys of the papers that are most like *paper*, of *people* among its authors."""
    topics = [sets.by_topic.get(topic, 0) for topic in set(paper.topics)]
    on = _counters(topics)
    by = _counters(sets.by_person.get(person, 0) for person in set(people))
    left = ~sets.one.get(paper.id, 0) & reduce(or_, topics, 0)
    for _ in range(_MOST):
        best = _highest(on, _highest(by, left))
        if not best:
            return
        newest = best & -best
        yield sets.keys[newest.bit_length() - 1]
        left ^= newest


def _counters(sets: Iterable[int]) -> list[int]:
    """In how many of *sets* each paper is, in binary: the papers with each digit."""
    digits: list[int] = []
    for one in sets:
        carry = one
        for place, digit in enumerate(digits):
            digits[place], carry = digit ^ carry, digit & carry
        if carry:
            digits.append(carry)
    return digits


def _highest(digits: list[int], among: int) -> int:
    """The papers *among* some that are in the most sets."""
    for digit in reversed(digits):
        among = among & digit or among
    return among


def _reason(
    graph: Records, paper: Paper, people: Iterable[str], key: str
) -> tuple[Paper, Reason]:
    """The paper *key*, and what it has in common with *paper* and *people*."""
    other: Paper | None = graph.get("paper", key)
    assert other is not None
    topics = tuple(topic for topic in paper.topics if topic in other.topics)
    authors = other.people
    return other, Reason(topics, tuple(p for p in people if p in authors))


def _sets(graph: Records) -> _Sets:
    """The papers on each topic, and by each person."""

    def find() -> _Sets:
        papers = graph.all("paper")
        sets = _Sets([paper.id for paper in papers], {}, {}, {})
        for place, paper in enumerate(papers):
            bit = sets.one[paper.id] = 1 << place
            for topic in set(paper.topics):
                sets.by_topic[topic] = sets.by_topic.get(topic, 0) | bit
            for person in set(paper.people):
                sets.by_person[person] = sets.by_person.get(person, 0) | bit
        return sets

    return graph.memo("papers by topic and person", find, of=OF)
