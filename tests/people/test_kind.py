"""People as a kind of record: order, monograms, facets, groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from groupsite.core.dates import PartialDate
from groupsite.people.kind import PERSON, initials
from groupsite.people.record import Links, Membership, Person

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

    assert PERSON.address(person("A", links=both)) == "https://example.org"
    assert PERSON.address(person("A", links=Links(orcid="1"))) == "https://orcid.org/1"
    assert PERSON.address(person("A")) == ""


def test_a_person_has_all_roles_and_one_status() -> None:
    """Lists by role find who had that role at any time."""
    somebody = person("A", ("phd", 2010), ("lead", None))

    assert set(PERSON.facets["role"](somebody)) == {"phd", "lead"}
    assert list(PERSON.facets["status"](somebody)) == ["current"]


def test_an_owner_is_looked_for_only_where_there_are_people(
    make_site: Callable[..., Site],
) -> None:
    """A site without a people file may have an owner all the same."""
    page = "extensions = ['groupsite']\ninclude_patterns = ['index.*']\n"
    site = make_site(files={"conf.py": page + "groupsite_owner = 'doe-jane'\n"})
    site.remove("index.md")
    site.write("index.rst", "Home\n====\n")

    site.build("dummy", config={"bibtex_bibfiles": []})
