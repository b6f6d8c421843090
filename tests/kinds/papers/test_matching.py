"""Who the authors of papers are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

from groupsite.kinds.papers.kind import PAPER
from groupsite.kinds.papers.matching import unclaimed
from groupsite.kinds.papers.paper import Author
from groupsite.kinds.people.kind import PERSON
from groupsite.kinds.people.person import Links, Person
from groupsite.model.graph import Graph
from groupsite.model.positions import Located, Position
from groupsite.model.problems import Problem
from tests.conftest import bare_settings

if TYPE_CHECKING:
    from tests.kinds.papers.conftest import Load

OURS: Final = Person(id="li-wei", name="Wei Li")
THEIRS: Final = Person(id="li-wei-elsewhere", name="Wei Li")
JANE: Final = Person(id="doe-jane", name="Jane Doe")
JOHN: Final = Person(id="doe-john", name="John Doe")

WEI: Final = Author("Wei Li", "Li", "Wei")
W: Final = Author("W. Li", "Li", "W.")
DOE: Final = Author("J. Doe", "Doe", "J.")

Match = Callable[..., tuple[Graph, list[Problem]]]


@pytest.fixture
def match(load: Load) -> Match:
    """The graph of a paper by these authors in a site of these people."""

    def match(people: list[Person], *authors: Author) -> tuple[Graph, list[Problem]]:
        graph = Graph([PERSON, PAPER])
        graph.add("person", [Located(p, Position("people.yml", 1)) for p in people])
        (paper,) = load(
            "@misc{key, title = {T},\n author = {A}, year = {2024}}"
        ).records
        graph.add(
            "paper", [replace(paper, record=replace(paper.record, authors=authors))]
        )
        return graph, graph.complete(bare_settings(people="people.yml"))

    return match


class Case(NamedTuple):
    """Authors of a paper, who they are, and the only message about them."""

    people: list[Person]
    authors: list[Author]
    found: list[str]
    message: str = ""


TWO: Final = (
    "authors {} are both `li-wei`; remove one, or if they are two, write `family=…, "
    "given=…, id=other` for who is not"
)
WRITE: Final = "write the id of a person there, an ORCID iD, or `other` for somebody who is not there"

CASES: Final = {
    "the only one of the name": Case([OURS, JANE], [WEI, DOE], ["li-wei", "doe-jane"]),
    "initials of two people": Case(
        [JANE, JOHN],
        [DOE],
        [""],
        "author J. Doe may be `doe-jane` or `doe-john`; write the given names in full, or "
        "add this form to the aliases of one of them",
    ),
    "a family name alone": Case([JANE], [Author("Doe", "Doe", "")], [""]),
    "another middle name": Case(
        [replace(JANE, name="Jane B. Doe")], [Author("J. C. Doe", "Doe", "J. C.")], [""]
    ),
    "two people of one name": Case(
        [OURS, THEIRS],
        [WEI],
        [""],
        "author Wei Li may be `li-wei` or `li-wei-elsewhere`; write `family=Li, given=Wei, "
        "id=li-wei` to say who it is, or repeat `Wei Li` in the `aliases` of the one who "
        "is meant wherever nothing is said",
    ),
    "one of them claims it": Case(
        [replace(OURS, aliases=("Wei Li",)), THEIRS], [WEI], ["li-wei"]
    ),
    "and the other has an id": Case(
        [replace(OURS, aliases=("Wei Li",)), THEIRS],
        [WEI, replace(WEI, id="li-wei-elsewhere")],
        ["li-wei", "li-wei-elsewhere"],
    ),
    "an id": Case([OURS, THEIRS], [replace(WEI, id="li-wei-elsewhere")], [THEIRS.id]),
    "an id decides against the name": Case(
        [OURS, JANE], [replace(WEI, id="doe-jane")], ["doe-jane"]
    ),
    "an id of nobody": Case(
        [OURS],
        [replace(WEI, id="li-wie")],
        [""],
        "author Wei Li has the id `li-wie`, which nobody in people.yml has; did you mean "
        f"`li-wei`? ({WRITE})",
    ),
    "an id like nobody's": Case(
        [OURS],
        [replace(WEI, id="X17")],
        [""],
        f"author Wei Li has the id `X17`, which nobody in people.yml has ({WRITE})",
    ),
    "an id without people": Case([], [replace(WEI, id="li-wei")], [""]),
    "a namesake": Case([OURS], [replace(WEI, id="other")], [""]),
    "a number of DBLP": Case([OURS], [replace(WEI, id="Wei Li 0002")], [""]),
    "the number of a person": Case(
        [replace(OURS, aliases=("Wei Li 0002",)), THEIRS],
        [replace(WEI, id="Wei Li 0002")],
        ["li-wei"],
    ),
    "the number of a profile": Case(
        [OURS, replace(THEIRS, links=Links(dblp="64/6025-2"))],
        [replace(WEI, id="Wei Li 0002")],
        ["li-wei-elsewhere"],
    ),
    "an ORCID iD": Case(
        [OURS, replace(THEIRS, links=Links(orcid="0000-0002-1825-0097"))],
        [replace(WEI, id="0000-0002-1825-0097")],
        ["li-wei-elsewhere"],
    ),
    "an ORCID iD of nobody": Case(
        [OURS], [replace(WEI, id="0000-0002-1825-0097")], [""]
    ),
    "somebody twice": Case(
        [OURS], [WEI, WEI], ["li-wei", "li-wei"], TWO.format("Wei Li and Wei Li")
    ),
    "initials beside the name": Case(
        [OURS], [W, WEI], ["", "li-wei"], TWO.format("W. Li and Wei Li")
    ),
    "a name beside an id": Case(
        [OURS],
        [WEI, replace(W, id="li-wei")],
        ["", "li-wei"],
        TWO.format("Wei Li and W. Li"),
    ),
    "a namesake beside somebody": Case(
        [OURS], [WEI, replace(WEI, id="other")], ["li-wei", ""]
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_authors_are_who_is_certain(match: Match, name: str) -> None:
    """Or nobody, with one message at the line of the authors."""
    case = CASES[name]
    graph, problems = match(case.people, *case.authors)
    paper = graph.get("paper", "key")

    assert paper is not None
    assert [author.person for author in paper.authors] == case.found
    message = f"papers.bib:2: entry `key`: {case.message}"
    assert [f"{p.position}: {p.message}" for p in problems] == (
        [message] if case.message else []
    )
    assert paper.people == tuple(dict.fromkeys(filter(None, case.found)))


NUMBERED: Final = replace(WEI, id="Wei Li 0002")


@pytest.mark.parametrize(
    ("people", "author", "advised"),
    [
        ([OURS], NUMBERED, "aliases"),
        ([OURS], replace(WEI, id="0000-0002-1825-0097"), "orcid"),
        ([replace(OURS, aliases=("Wei Li 0001",))], NUMBERED, ""),
        ([replace(OURS, links=Links(dblp="64/6025-1"))], NUMBERED, ""),
        ([OURS, THEIRS], NUMBERED, ""),
        ([JANE], NUMBERED, ""),
        ([OURS], WEI, ""),
        ([OURS], replace(WEI, id="other"), ""),
    ],
)
def test_a_number_may_be_that_of_a_person(
    match: Match, people: list[Person], author: Author, advised: str
) -> None:
    """A suggestion, once, unless the person is known to have another one."""
    graph, problems = match(people, author)
    located = graph.located("paper", "key")
    assert located is not None
    found = [problem.message for problem in unclaimed([located, located], graph)]

    assert problems == []
    message = (
        f"entry `key`: author Wei Li is `{author.id}`, who is nobody; if it is `li-wei`, "
        f"add this to the `{advised}` there"
    )
    assert found == [message] * bool(advised)
