"""People over time: names, status, memberships and affiliations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.kinds.people.person import Affiliation, Links, Membership, Person
from groupsite.model.dates import PartialDate
from groupsite.sources.yaml.fields import FieldError
from tests.drawing import drawn

PROPERTY = drawn()
DATES = st.builds(PartialDate, st.integers(2020, 2024), st.integers(0, 12))


def membership(start: str, end: str = "", role: str = "phd") -> Membership:
    """A membership with these dates."""
    return Membership(
        role=role,
        start=PartialDate.parse(start),
        end=PartialDate.parse(end) if end else None,
    )


def person(
    *memberships: Membership,
    name: str = "Ann Smith",
    affiliations: tuple[tuple[str, str], ...] = (),
) -> Person:
    """Somebody with these memberships and (place, from) affiliations."""
    return Person(
        id="smith-ann",
        name=name,
        memberships=memberships,
        affiliations=tuple(
            Affiliation(place=(place,), start=PartialDate.parse(start))
            for place, start in affiliations
        ),
    )


@pytest.mark.parametrize(
    ("name", "shown", "sorted_by"),
    [
        ("Ann Smith", "Ann Smith", ("Smith", "Ann")),
        ("Smith, Ann", "Ann Smith", ("Smith", "Ann")),
        ("Ann B. Smith", "Ann B. Smith", ("Smith", "Ann B.")),
        (
            "Gutiérrez Castillo, Eric Baruch",
            "Eric Baruch Gutiérrez Castillo",
            ("Gutiérrez Castillo", "Eric Baruch"),
        ),
        (
            "De los Reyes, Juan Carlos",
            "Juan Carlos De los Reyes",
            ("De los Reyes", "Juan Carlos"),
        ),
        ("Ludwig van Beethoven", "Ludwig van Beethoven", ("van Beethoven", "Ludwig")),
        ("King, Jr, Martin Luther", "Martin Luther King Jr", ("King", "Martin Luther")),
        ("Plato", "Plato", ("Plato", "")),
        ("李伟", "李伟", ("李伟", "")),
    ],
)
def test_a_name_is_shown_given_name_first(
    name: str, shown: str, sorted_by: tuple[str, str]
) -> None:
    """Both ways of writing a name are shown alike and sorted by family name."""
    somebody = person(name=name)

    assert somebody.display_name == shown
    assert somebody.sort_name == sorted_by


@pytest.mark.parametrize(
    ("memberships", "status", "shown"),
    [
        ([], "collaborator", None),
        ([("2020", "")], "current", "2020"),
        ([("2020", "2024")], "former", "2020"),
        ([("2020", "2022"), ("2023", "")], "current", "2023"),
        ([("2023", ""), ("2020", "2022")], "current", "2023"),
        ([("2015", ""), ("2020", "2022")], "current", "2015"),
        ([("2018", "2019"), ("2020", "2022")], "former", "2020"),
        ([("2020", "2022"), ("2018", "2019")], "former", "2020"),
        ([("1999", ""), ("2050", "")], "current", "2050"),
    ],
)
def test_who_has_a_membership_without_end_is_current(
    memberships: list[tuple[str, str]], status: str, shown: str | None
) -> None:
    """No clock decides; the membership shown is the current one, else the latest."""
    somebody = person(*(membership(start, end) for start, end in memberships))

    assert somebody.status == status
    found = somebody.membership
    assert (str(found.start) if found else None) == shown


@pytest.mark.parametrize(
    ("date", "place"),
    [
        ("2019", ""),
        ("2019-12-31", ""),
        ("2020", "Bath, UK"),
        ("2020-01", "Bath, UK"),
        ("2023-07", "Bath, UK"),
        ("2023-08", "UCL, UK"),
        ("2023-08-31", "UCL, UK"),
        ("2023", "UCL, UK"),
        ("2030", "UCL, UK"),
    ],
)
def test_an_affiliation_holds_until_the_next_begins(date: str, place: str) -> None:
    """An item of 2023 has the last affiliation that began in 2023."""
    somebody = person(affiliations=(("UCL, UK", "2023-08"), ("Bath, UK", "2020")))

    assert somebody.place_at(PartialDate.parse(date)) == place


def test_nobody_has_to_have_an_affiliation() -> None:
    """Without affiliations there is no place at any date."""
    assert person().place_at(PartialDate(2024)) == ""


@PROPERTY
@given(st.lists(DATES, max_size=4, unique=True), DATES, DATES)
def test_a_place_began_and_none_began_after_it(
    starts: list[PartialDate], date: PartialDate, later: PartialDate
) -> None:
    """The place at a date is one that had begun; going on never goes back."""
    somebody = Person(
        id="x",
        name="X",
        affiliations=tuple(Affiliation(place=(str(s),), start=s) for s in starts),
    )
    place = somebody.place_at(date)

    assert bool(place) == any(start.within(None, date) for start in starts)
    if place and not later.within(None, date):
        assert PartialDate.parse(somebody.place_at(later)) >= PartialDate.parse(place)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2020", "2019"),
        ("2020-05", "2020-04"),
        ("2020-05-02", "2020-05-01"),
        ("2021", "2020-12-31"),
    ],
)
def test_a_membership_cannot_end_before_it_starts(start: str, end: str) -> None:
    """The message names both dates and the keys to look at."""
    with pytest.raises(FieldError) as caught:
        membership(start, end)

    assert str(caught.value) == (
        f"ends ({end}) before it starts ({start}); check `from` and `to`"
    )


@pytest.mark.parametrize(
    ("start", "end"),
    [("2020", "2020"), ("2025-03", "2025"), ("2025", "2025-03"), ("2020-05", "2021")],
)
def test_a_date_that_says_less_is_not_before(start: str, end: str) -> None:
    """2025 does not end before 2025-03: it only says less."""
    found = membership(start, end)

    assert (str(found.start), str(found.end)) == (start, end)


def test_the_leading_supervisor_is_one_of_the_supervisors() -> None:
    """Somebody else could not be marked in the list."""
    with pytest.raises(ValueError, match="is not one of") as caught:
        Membership(
            role="phd",
            start=PartialDate(2020),
            supervisors=("a", "b"),
            lead_supervisor="c",
        )

    assert str(caught.value) == "`lead_supervisor` c is not one of the `supervisors`"


def test_addresses_are_made_of_the_ids_of_services() -> None:
    """The home page comes first; an address in the place of an id stays as it is."""
    links = Links(
        homepage="https://example.org/ann",
        orcid="0000-0002-1825-0097",
        scholar="abcAAAAJ",
        dblp="64/6025-2",
        github="https://github.com/ann",
        linkedin="https://linkedin.example/ann",
        researchgate="https://researchgate.example/ann",
        other=("https://a.example", "https://b.example"),
    )

    assert links.addresses() == [
        ("homepage", "https://example.org/ann"),
        ("scholar", "https://scholar.google.com/citations?user=abcAAAAJ"),
        ("orcid", "https://orcid.org/0000-0002-1825-0097"),
        ("dblp", "https://dblp.org/pid/64/6025-2"),
        ("github", "https://github.com/ann"),
        ("linkedin", "https://linkedin.example/ann"),
        ("researchgate", "https://researchgate.example/ann"),
        ("other", "https://a.example"),
        ("other", "https://b.example"),
    ]
    assert Links().addresses() == []
