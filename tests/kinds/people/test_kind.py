"""People as a kind of record: order, monograms, options, groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from groupsite.kinds.people.kind import PERSON, initials
from groupsite.kinds.people.person import Links, Membership, Person
from groupsite.model.dates import PartialDate
from groupsite.model.graph import Graph
from groupsite.model.positions import Located, Position
from groupsite.model.query import Query
from tests.conftest import bare_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Site


def person(
    name: str, *memberships: tuple[str, int | None], links: Links | None = None
) -> Person:
    """Somebody with (role, year of the end) memberships."""
    return Person(
        id="x",
        name=name,
        links=links or Links(),
        memberships=tuple(
            Membership(
                role=role,
                start=PartialDate(2000),
                end=PartialDate(end) if end else None,
            )
            for role, end in memberships
        ),
    )


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ann Smith", "AS"),
        ("Smith, Ann Beth", "AS"),
        ("Juan Carlos De los Reyes", "JR"),
        ("élodie ørsted", "ÉØ"),
        ("Ann (Jones) Smith", "AS"),
        ("Plato", "P"),
        ("李伟", "李"),
        ("(?)", "?"),
    ],
)
def test_a_monogram_has_the_first_and_the_last_letter(name: str, letters: str) -> None:
    """One letter where the name is one word, a question mark where it has none."""
    assert initials(person(name)) == letters


def test_collaborators_come_last_and_by_family_name() -> None:
    """Members keep the order of the file; accents and case do not count."""
    people = [
        person("Ann Zorn"),
        person("Bo Älm"),
        person("Ada Former", ("phd", 2010)),
        person("Zoe Current", ("lead", None)),
        person("al alm"),
        person("Ann Current", ("phd", None)),
        person("Zed Former", ("phd", 2020)),
    ]

    assert [somebody.name for somebody in sorted(people, key=PERSON.order)] == [
        "Zoe Current",
        "Ann Current",
        "Ada Former",
        "Zed Former",
        "al alm",
        "Bo Älm",
        "Ann Zorn",
    ]


def test_a_link_leads_to_the_home_page_else_to_a_profile() -> None:
    """The first address of a person is the one of their name."""
    both = Links(homepage="https://example.org", orcid="1")

    assert PERSON.page.address(person("A", links=both)) == "https://example.org"
    assert (
        PERSON.page.address(person("A", links=Links(orcid="1")))
        == "https://orcid.org/1"
    )
    assert PERSON.page.address(person("A")) == ""


def test_a_person_has_all_roles_and_one_status() -> None:
    """Lists by role find who had that role at any time."""
    somebody = person("A", ("phd", 2010), ("lead", None))

    assert set(PERSON.list.options["role"].values(somebody)) == {"phd", "lead"}
    assert list(PERSON.list.options["status"].values(somebody)) == ["current"]


def test_an_owner_is_looked_for_only_where_there_are_people(
    make_site: Callable[..., Site],
) -> None:
    """A site without a people file may have an owner all the same."""
    page = "extensions = ['groupsite']\ninclude_patterns = ['index.*']\n"
    site = make_site(files={"conf.py": page + "groupsite_owner = 'doe-jane'\n"})
    site.remove("index.md")
    site.write("index.rst", "Home\n====\n")

    site.build("dummy", config={"bibtex_bibfiles": []})


# -- pages, supervision, times and names ----------------------------------------------


def graph_of(*people: Person) -> Graph:
    """The graph of these people, who stand in lines 10, 20 and so on."""
    graph = Graph([PERSON])
    located = [
        Located(found, Position("people.yml", 10 * number))
        for number, found in enumerate(people, 1)
    ]
    graph.add("person", located)
    return graph


def member(person_id: str, *times: str, supervisors: tuple[str, ...] = ()) -> Person:
    """Somebody with the memberships ``from–to``, in the order of the file."""
    memberships = []
    for time in times:
        start, _, end = time.partition("–")
        memberships.append(
            Membership(
                role="phd",
                start=PartialDate.parse(start),
                end=PartialDate.parse(end) if end else None,
                supervisors=supervisors,
            )
        )
    return Person(id=person_id, name=person_id, memberships=tuple(memberships))


def test_members_have_a_page_where_there_is_a_folder() -> None:
    """Those of the past included; collaborators have none."""
    pages = bare_settings(person_pages="group/people")

    assert PERSON.page.folder is not None
    assert PERSON.page.folder(member("a", "2020"), pages) == "group/people"
    assert PERSON.page.folder(member("a", "2019–2020"), pages) == "group/people"
    assert PERSON.page.folder(member("a"), pages) == ""
    assert PERSON.page.folder(member("a", "2020"), bare_settings()) == ""


def test_students_are_those_who_name_their_supervisor() -> None:
    """The supervisor alone is no student of the student."""
    people = [member("boss", "2010"), member("a", "2020", supervisors=("boss",))]
    people += [member("b", "2019–2020", "2021", supervisors=("boss", "a"))]
    graph = graph_of(*people)
    assert graph.complete(bare_settings()) == []

    def students(supervisor: str) -> list[str]:
        query = Query("person", (("supervisor", (supervisor,)),))
        return [found.id for found in graph.select(query)]

    assert students("boss") == ["a", "b"]
    assert students("a") == ["b"]
    assert students("b") == []


@pytest.mark.parametrize(
    ("times", "advised"),
    [
        (("2019–2021", "2021"), 0),
        (("2019–2021-04", "2021-03"), 0),
        (("2019–2022", "2021"), 0),
        (("2019", "2021"), 1),
        (("2021", "2019"), 1),
    ],
)
def test_times_may_run_side_by_side(times: tuple[str, ...], advised: int) -> None:
    """Nothing is wrong with it; an end that somebody may have forgotten is advice."""
    graph, settings = graph_of(member("a", *times)), bare_settings()
    advice = [p.message for p in PERSON.advice.advise(graph, settings, "2022-06-01")]

    assert list(PERSON.advice.check(graph, settings)) == []
    assert [text for text in advice if "has no end" in text] == [
        "`a`: `phd` has no end, and `phd` begins later; if the first has ended, add `to`"
    ] * advised


@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [
        (("Ann Smith",), ("Bo Smith",), ""),
        (("Ann Smith",), ("Smith, Ann",), ""),
        (("Ann Smith", "Smith, Ann"), ("ann smith",), ""),
        (("Ann Smith",), ("ann smith", "Ann Smith"), ""),
        (("Ann Smith", "Ann Jones"), ("Ann Jones",), "Ann Jones"),
        (("Ann Smith",), ("Ann Jones", "Ann Smith"), "Ann Smith"),
        (("Ann Smith", "A. Smith"), ("Al Smith", "A. Smith"), "A. Smith"),
    ],
)
def test_an_alias_that_is_a_name_of_somebody_else_is_a_fault(
    first: tuple[str, ...], second: tuple[str, ...], shared: str
) -> None:
    """No author could be told from the other; two people may have one name, though."""
    people = [
        Person(id=person_id, name=names[0], aliases=names[1:])
        for person_id, names in (("first", first), ("second", second))
    ]
    problems = PERSON.advice.check(graph_of(*people), bare_settings())
    message = (
        f"`second`: `{shared}` is also a name of `first`; authors of this name could be "
        "either"
    )

    assert [problem.message for problem in problems] == ([message] if shared else [])


def test_a_person_may_write_an_alias_twice() -> None:
    """It is nobody else's."""
    twice = Person(id="a", name="Ann Smith", aliases=("Ann Smith", "Smith, Ann"))

    assert list(PERSON.advice.check(graph_of(twice), bare_settings())) == []
