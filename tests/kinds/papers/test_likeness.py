"""Which papers are like another one, and why; without Sphinx."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final

import pytest

from groupsite.kinds.papers.kind import PAPER
from groupsite.kinds.papers.likeness import related_papers
from groupsite.kinds.people.kind import PERSON
from groupsite.kinds.people.person import Person
from groupsite.kinds.topics import TOPIC
from groupsite.model.graph import Graph
from groupsite.model.positions import Located, Position
from groupsite.model.query import Query
from tests.conftest import bare_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.kinds.papers.conftest import Load

Related = list[tuple[str, str, str]]

TOPICS: Final = {"mri": "MRI", "ct": "CT", "pet": "PET"}
NAMES: Final = ("Ann", "Bo", "Cy", "Di")


@pytest.fixture
def graph_of(load: Load) -> Callable[..., Graph]:
    """The graph of papers, each written ``key year topics authors``."""

    def graph_of(*papers: str) -> Graph:
        entries = []
        for paper in papers:
            key, year, topics, authors = paper.split()
            names = " and ".join(f"{name} Test" for name in authors.split("+"))
            entries.append(
                f"@misc{{{key}, title = {{{key}}}, year = {{{year}}}, "
                f"author = {{{names}}}, keywords = {{{topics.strip('-')}}}}}\n"
            )
        graph = Graph([TOPIC, PERSON, PAPER])
        settings = bare_settings(topics=TOPICS)
        graph.add("topic", TOPIC.source.load(settings).records)
        people = [Person(id=name.lower(), name=f"{name} Test") for name in NAMES]
        position = Position("people.yml", 1)
        graph.add("person", [Located(person, position) for person in people])
        graph.add("paper", load("".join(entries), topics=TOPICS).records)
        assert graph.complete(settings) == []
        return graph

    return graph_of


def related(graph: Graph, key: str = "x") -> Related:
    """(key, topics, people) of the related papers."""
    return [
        (paper.id, "+".join(reason.topics), "+".join(reason.people))
        for paper, reason in related_papers(graph, key)
    ]


CASES: Final[dict[str, tuple[list[str], Related]]] = {
    "more authors first": (
        ["a 2024 mri Cy", "b 2020 mri Ann", "c 2019 mri Ann+Bo"],
        [("c", "mri", "ann+bo"), ("b", "mri", "ann"), ("a", "mri", "")],
    ),
    "then more topics": (
        ["a 2024 mri Ann+Di", "b 2020 ct,mri Ann+Di", "c 2021 - Cy", "d 2021 - Cy"],
        [("b", "mri+ct", "ann"), ("a", "mri", "ann")],
    ),
    "then the newest": (
        ["a 2020 mri Di", "b 2022 mri Di", "c 2021 mri Di"],
        [("b", "mri", ""), ("c", "mri", ""), ("a", "mri", "")],
    ),
    "then as in the file": (
        ["b 2020 mri Di", "a 2020 mri Di"],
        [("b", "mri", ""), ("a", "mri", "")],
    ),
    "an author alone is no likeness": (["a 2020 pet Ann", "b 2020 - Di"], []),
    "nothing in common": (["a 2020 pet Di"], []),
    "at most three": (
        [f"a{n} 2020 mri Di" for n in range(5)],
        [("a0", "mri", ""), ("a1", "mri", ""), ("a2", "mri", "")],
    ),
    "the author of most papers is no reason": (
        ["a 2020 mri Ann", "b 2021 mri Di"],
        [("b", "mri", ""), ("a", "mri", "")],
    ),
    "the author of half of them is one": (
        ["a 2020 mri Ann", "b 2021 mri Di", "c 2021 - Di"],
        [("a", "mri", "ann"), ("b", "mri", "")],
    ),
    "others than the newest where an author is the same": (
        [*(f"a{n} 2024 mri Di" for n in range(4)), "old 1999 mri Bo"],
        [("old", "mri", "bo"), ("a0", "mri", ""), ("a1", "mri", "")],
    ),
    "an undated paper comes last": (
        ["a {} mri Di", "b 2001 mri Di"],
        [("b", "mri", ""), ("a", "mri", "")],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_related_papers(graph_of: Callable[..., Graph], name: str) -> None:
    """Of a paper by Ann and Bo on MRI and CT; with the reason for each."""
    others, expected = CASES[name]
    if "most papers" not in name and "half" not in name:
        others = [*others, *(f"z{n} 2000 pet Cy" for n in range(9))]

    graph = graph_of("x 2023 mri,ct Ann+Bo", *others)

    assert related(graph) == expected


def likest(graph: Graph, key: str) -> list[str]:
    """The same from the definition: each paper is compared with each other one."""
    papers = graph.all("paper")
    most = {
        name
        for name in graph.ids("person")
        if sum(name in paper.people for paper in papers) > len(papers) / 2
    }
    own = next(paper for paper in papers if paper.id == key)
    ranked = []
    for paper in papers:
        on = {*own.topics} & {*paper.topics}
        by = ({*own.people} & {*paper.people}) - most
        if on and paper is not own:
            ranked.append((-len(by), -len(on), papers.index(paper)))
    return [papers[place].id for *_, place in sorted(ranked)[:3]]


@pytest.mark.parametrize("seed", range(5))
def test_likeness_is_as_defined(graph_of: Callable[..., Graph], seed: int) -> None:
    """Of any papers: those with most authors in common, then most topics, then the newest."""
    draw = random.Random(seed)
    names = [*NAMES, "Eve", "Flo"]
    papers = []
    for number in range(draw.randint(5, 40)):
        topics = ",".join(draw.sample([*TOPICS], draw.randint(0, 3))) or "-"
        authors = "+".join(draw.sample(names, draw.randint(1, 5)))
        papers.append(f"p{number} {draw.randint(2000, 2004)} {topics} {authors}")
    graph = graph_of(*papers)
    for key in graph.ids("paper"):
        assert [key for key, *_ in related(graph, key)] == likest(graph, key)


def test_what_nobody_knows_is_like_nothing(graph_of: Callable[..., Graph]) -> None:
    """Neither a key that does not exist, nor a paper without topics."""
    graph = graph_of("a 2020 mri Ann", "b 2020 - Ann")

    assert related(graph, "nothing") == related(graph, "b") == []


def test_pages_can_ask_for_likeness_and_for_reasons(
    graph_of: Callable[..., Graph],
) -> None:
    """The digest of an answer tells when a page shows other papers or other reasons."""
    papers = ["x 2023 mri Ann+Bo", "a 2020 mri Ann", "b 2020 mri Bo", "c 2020 - Cy"]
    graph = graph_of(*papers)
    like = Query("paper", (("like", ("x",)),))
    frequent = Query("person", (("frequent", ("x",)),))

    assert [paper.id for paper in graph.select(like)] == ["a", "b"]
    assert graph.select(frequent) == []
    assert graph.select(Query("person", (("frequent", ("gone",)),))) == []

    other = graph_of(*papers, "d 2020 - Ann")  # most papers are by Ann now
    assert other.digest(like) == graph.digest(like)
    assert [person.id for person in other.select(frequent)] == ["ann"]
    assert other.digest(frequent) != graph.digest(frequent)
