"""What records need not say: their owner, and the titles of their papers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.kinds.activities.awards import AWARD, Award
from groupsite.kinds.activities.grants import GRANT, Grant
from groupsite.kinds.activities.software import SOFTWARE, Software
from groupsite.kinds.activities.talks import TALK, Talk
from groupsite.kinds.papers.paper import PaperLink
from groupsite.model.completing import with_owner, with_title
from groupsite.model.dates import PartialDate
from groupsite.model.graph import Graph
from groupsite.model.kinds import RecordKind
from groupsite.model.positions import Located, Position
from groupsite.model.problems import Problem, Subtype
from groupsite.model.wording import PHRASES
from groupsite.sources.bibtex.latex import RichText, Run
from groupsite.sources.yaml.fields import Target
from tests.conftest import bare_settings
from tests.drawing import drawn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from groupsite.model.settings import Settings

AT = Position("x.yml", 7)
PROPERTY = drawn()


class Person(NamedTuple):
    """Somebody who is declared."""

    id: str


class Paper(NamedTuple):
    """What activities take from a paper."""

    id: str
    title: RichText
    links: tuple[PaperLink, ...] = ()


@dataclass(frozen=True)
class Thing:
    """A record that may name people and papers."""

    id: str = "x"
    title: tuple[str, ...] = ()
    paper: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


def located(record: object) -> Located[object]:
    """*record* in line 7, its title in line 9."""
    return Located(record, AT, {"title": 9})


def paper(key: str, *links: PaperLink) -> Paper:
    """A paper with a formula in its title."""
    return Paper(key, RichText((Run(f"On {key} and "), Run("x", math=True))), links)


def graph_of(people: Iterable[str] = (), papers: Iterable[Paper] = ()) -> Graph:
    """A graph of people and papers."""
    graph = Graph((RecordKind(name="person"), RecordKind(name="paper")))
    graph.add("person", [Located(Person(i), AT) for i in people])
    graph.add("paper", [Located(paper, AT) for paper in papers])
    return graph


GRAPH = graph_of(["doe", "smith"], [paper("fast"), paper("deep")])
OWNED = bare_settings(owner="doe", phrases=PHRASES)

# -- owners -----------------------------------------------------------------------

OWNERS = {
    "nobody is named": (Thing(), OWNED, ("doe",)),
    "somebody is named": (Thing(people=("smith",)), OWNED, ("smith",)),
    "the owner is named among others": (
        Thing(people=("smith", "doe")),
        OWNED,
        ("smith", "doe"),
    ),
    "the site has no owner": (Thing(), bare_settings(), ()),
    "the owner is not declared": (Thing(), bare_settings(owner="deo"), ()),
}


@pytest.mark.parametrize("name", OWNERS)
def test_a_record_of_nobody_is_the_owners(name: str) -> None:
    """The owner stands in for people, if there is an owner and nobody is named."""
    thing, settings, people = OWNERS[name]

    record, problems = with_owner(located(thing), GRAPH, settings)

    assert record == Thing(people=people)
    assert problems == []


# -- titles -----------------------------------------------------------------------

TITLES = {
    "its own": (Thing(title=("Own",), paper=("fast",)), ("Own",)),
    "that of the paper": (Thing(paper=("fast",)), ("On fast and x",)),
    "those of the papers": (
        Thing(paper=("deep", "fast")),
        ("On deep and x", "On fast and x"),
    ),
    "that of the paper that is known": (
        Thing(paper=("fats", "deep")),
        ("On deep and x",),
    ),
    "an empty one is none": (Thing(title=("",), paper=("fast",)), ("On fast and x",)),
    "only papers that are unknown, which is said elsewhere": (
        Thing(paper=("fats",)),
        ("x",),
    ),
}


@pytest.mark.parametrize("name", TITLES)
def test_a_title_may_be_that_of_a_paper(name: str) -> None:
    """Without a title of its own a record has those of its papers."""
    thing, title = TITLES[name]

    record, problems = with_title(located(thing), GRAPH)

    assert record.title == title
    assert problems == []


@pytest.mark.parametrize("title", [(), ("",)])
def test_a_record_without_any_title_is_reported(title: tuple[str, ...]) -> None:
    """A record with neither title nor paper has a message, and its id as its title."""
    record, problems = with_title(located(Thing(title=title)), GRAPH)

    assert record.title == ("x",)
    message = "`x`: `title` is missing; write it, or name the `paper`"
    assert problems == [Problem(Position("x.yml", 9), message, Subtype.FIELD)]


words = st.lists(st.sampled_from(["doe", "smith", "fast", "deep", "no"]), max_size=3)
things = st.builds(Thing, st.just("x"), *[words.map(tuple)] * 3)


@given(things, st.sampled_from([OWNED, bare_settings()]))
@PROPERTY
def test_completing_twice_adds_nothing(thing: Thing, settings: Settings) -> None:
    """A complete record stays as it is, and nothing that was written is lost."""
    titled, _ = with_title(located(thing), GRAPH)
    whole, _ = with_owner(located(titled), GRAPH, settings)

    assert with_title(located(whole), GRAPH) == (whole, [])
    assert with_owner(located(whole), GRAPH, settings) == (whole, [])
    assert whole.paper == thing.paper
    assert whole.title == (thing.title or whole.title)
    assert whole.people == (thing.people or whole.people)
    assert whole.title


# -- what kinds make of it ----------------------------------------------------------

CODE = PaperLink("code", "https://example.org/code")
WITH_CODE = graph_of(
    ["doe"],
    [
        paper("fast", PaperLink("pdf", "x.pdf"), CODE),
        paper("deep", PaperLink("code", "a/b", "a"), PaperLink("code", "c/d", "c")),
        paper("none", PaperLink("data", "https://example.org/data")),
        paper("one", PaperLink("code", "https://github.com/group/one")),
        paper("two", PaperLink("code", "https://www.github.com/group/two")),
        paper("also-two", PaperLink("code", "https://www.github.com/group/two")),
        paper("file", PaperLink("code", "data/code.zip")),
        paper(
            "kept",
            PaperLink("code", "https://zenodo.org/1", "zenodo.org, 1"),
            PaperLink("code", "https://github.com/a/b", "a/b"),
            PaperLink("code", "https://zenodo.org/2", "zenodo.org, 2"),
        ),
    ],
)


def completed(kind: RecordKind[Any], record: object) -> object:
    """*record* as its kind completes it, without problems."""
    assert kind.source.complete is not None
    whole, problems = kind.source.complete(located(record), WITH_CODE, OWNED)
    assert problems == []
    return whole


def test_a_talk_has_title_and_owner() -> None:
    """A talk on a paper is the owner's, and has the paper's title."""
    talk = Talk(id="t", date=PartialDate(2020), event="E", paper=("fast",))

    whole = completed(TALK, talk)

    assert isinstance(whole, Talk)
    assert (whole.title, whole.people) == (("On fast and x",), ("doe",))


SOFTWARE_LINKS = {
    "the code of its paper, by its host": (
        ("fast",),
        {"example.org": "https://example.org/code"},
    ),
    "a host that has a name": (("one",), {"GitHub": "https://github.com/group/one"}),
    "a file, which has no host": (("file",), {"Code": "files:data/code.zip"}),
    "several, by their labels": (
        ("deep",),
        {"Code (a)": "files:a/b", "Code (c)": "files:c/d"},
    ),
    "several of a host": (
        ("kept",),
        {
            "Zenodo, 1": "https://zenodo.org/1",
            "GitHub (a/b)": "https://github.com/a/b",
            "Zenodo, 2": "https://zenodo.org/2",
        },
    ),
    "several papers, with one link of a host each": (
        ("one", "fast", "two"),
        {
            "GitHub, 1": "https://github.com/group/one",
            "example.org": "https://example.org/code",
            "GitHub, 2": "https://www.github.com/group/two",
        },
    ),
    "several papers with the same link": (
        ("two", "also-two"),
        {"GitHub": "https://www.github.com/group/two"},
    ),
    "a paper without code": (("none",), {}),
    "an unknown paper": (
        ("fats", "fast"),
        {"example.org": "https://example.org/code"},
    ),
}


@pytest.mark.parametrize("name", SOFTWARE_LINKS)
def test_software_links_to_the_code_of_its_paper(name: str) -> None:
    """Where nothing is given the links are those of the papers; nobody is the owner's."""
    papers, links = SOFTWARE_LINKS[name]

    whole = completed(SOFTWARE, Software(id="s", title=("S",), paper=papers))

    assert isinstance(whole, Software)
    assert {text: target.url for text, target in whole.links.items()} == links
    assert whole.people == ()


def test_software_keeps_links_of_its_own() -> None:
    """Links that are written are all there are."""
    own = Software(
        id="s", title=("S",), paper=("fast",), links={"x": Target(url="https://a.org")}
    )

    assert completed(SOFTWARE, own) == own


def test_a_grant_that_supports_others_is_nobodys() -> None:
    """A grant without people is the owner's, unless it pays for the stay of others."""
    own, support = (
        Grant(id="g", title="G", funder="F", kind=kind) for kind in ("grant", "support")
    )

    assert completed(GRANT, own) == replace(own, people=("doe",))
    assert completed(GRANT, support) == support
    named = replace(support, people=("smith",))
    assert completed(GRANT, named) == named


def test_an_award_is_that_of_the_owner_or_of_a_paper() -> None:
    """An award without people is the owner's, unless a paper got it."""
    own, of_paper = Award(id="a", title="A"), Award(id="b", title="B", paper=("fast",))

    assert completed(AWARD, own) == Award(id="a", title="A", people=("doe",))
    assert completed(AWARD, of_paper) == of_paper
