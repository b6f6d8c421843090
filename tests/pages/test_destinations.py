"""`{destinations}`: where former members went."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from groupsite.kinds.people.person import Affiliation, Membership, Person
from groupsite.model.dates import PartialDate
from groupsite.pages.destinations import destinations

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Site


def person(
    role: str = "phd", next_: str = "", later: str = "", since: int = 2025
) -> Person:
    """Somebody who left in 2024."""
    time = Membership(
        role=role, start=PartialDate(2020), end=PartialDate(2024), next=next_
    )
    places = [Affiliation(place=("Here, Nowhere",), start=PartialDate(2020))]
    if later:
        places.append(Affiliation(place=(later,), start=PartialDate(since)))
    return Person(id="x", name="X", memberships=(time,), affiliations=tuple(places))


@pytest.mark.parametrize(
    ("somebody", "place"),
    [
        (person(next_="Lecturer, Other University"), "Other University"),
        (person(next_="Postdoc, Computer Science, Bath"), "Bath"),
        (person(next_="Widget Company"), "Widget Company"),
        (person(later="Oslo, Norway"), "Oslo"),
        (person(later="Oslo, Norway", since=2024), "Oslo"),
        (person(next_="Lecturer, Bath", later="Oslo, Norway"), "Bath"),
    ],
)
def test_a_place_is_the_last_part_of_the_next_position(
    somebody: Person, place: str
) -> None:
    """Or else that of an affiliation after the time in the group."""
    assert destinations([somebody]) == {place: {"phd": 1}}


@pytest.mark.parametrize(
    "somebody", [person(), person(later="Oslo, Norway", since=2022)]
)
def test_where_nothing_is_known_nobody_is_counted(somebody: Person) -> None:
    """A place of work during the time in the group says nothing."""
    assert destinations([somebody]) == {}


def test_places_with_most_people_come_first() -> None:
    """Those with equally many by name; the roles are told apart."""
    people = [
        person(next_="Lecturer, Oslo"),
        person(next_="Lecturer, Bath"),
        person("postdoc", next_="Professor, Oslo"),
        person(next_="Lecturer, Aachen"),
    ]

    assert list(destinations(people).items()) == [
        ("Oslo", {"phd": 1, "postdoc": 1}),
        ("Aachen", {"phd": 1}),
        ("Bath", {"phd": 1}),
    ]


def test_the_chart_is_of_former_members(make_site: Callable[..., Site]) -> None:
    """Current ones have not gone; roles can be chosen."""
    page = "---\norphan: true\n---\n# Gone\n\n:::{destinations}\n:role: postdoc\n:::\n"
    people = "".join(
        f"- id: p{number}\n  name: P{number}\n  memberships:\n"
        f"    - {{role: {role}, from: 2020, {more}}}\n"
        for number, (role, more) in enumerate(
            [
                ("postdoc", "to: 2021, next: 'Lecturer, Elsewhere'"),
                ("phd", "to: 2021, next: 'Lecturer, Oslo'"),
                ("postdoc", "next: 'Lecturer, Rome'"),
            ]
        )
    )
    files = {"gone.md": page, "people.yml": people}
    built = make_site(files=files).try_build(config={"groupsite_owner": "p0"})
    (chart,) = built.main("gone").cssselect("figure.row-chart")
    rows = [[cell.text for cell in row] for row in chart.cssselect("table tr")]

    assert rows == [["Place", "Postdocs", "All"], ["Elsewhere", "1", "1"]]


def test_nobody_left_makes_no_chart(make_site: Callable[..., Site]) -> None:
    """There is nothing to count."""
    page = "---\norphan: true\n---\n# Gone\n\n:::{destinations}\n:role: summer\n:::\n"
    main = make_site(files={"gone.md": page}).try_build().main("gone")

    assert main.cssselect("figure") == []
