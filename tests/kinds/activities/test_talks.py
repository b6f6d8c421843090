"""Talks and posters: their list, its options, links to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import Built, new_site
from tests.kinds.activities.conftest import (
    ORPHAN,
    SOURCES,
    Case,
    case_messages,
    case_section,
    cases_page,
    groups,
    ids,
    links,
    parts,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from tests.conftest import Site

SELECTIONS = {
    "everything, newest year first, then by file": Case("", ["oslo", "poster", "rome"]),
    "a kind": Case(":kind: poster", ["poster"]),
    "several kinds": Case(":kind: talk, poster", ["oslo", "poster", "rome"]),
    "invited ones": Case(":invited:", ["oslo", "rome"]),
    "a flag that is taken back": Case(":invited: false", ["oslo", "poster", "rome"]),
    "a person, who is not one for being an author": Case(
        ":person: smith-ann", ["poster", "rome"]
    ),
    "the owner, where nobody is named": Case(":person: doe-jane", ["oslo", "poster"]),
    "one of two people": Case(":person: doe-jane li-wei", ["oslo", "poster"]),
    "a paper": Case(":paper: fast", ["oslo"]),
    "one of two papers": Case(":paper: deep fast", ["oslo", "poster"]),
    "a grant, by the paper": Case(":grant: maths", ["oslo"]),
    "a grant, also by the paper": Case(":grant: fellowship", ["poster", "rome"]),
    "a topic, by the paper": Case(":topic: mri", ["oslo"]),
    "since a month, where a year may reach into it": Case(
        ":since: 2024-05", ["oslo", "poster"]
    ),
    "until a year": Case(":until: 2023", ["rome"]),
    "a number": Case(":limit: 2", ["oslo", "poster"]),
    "a number of years": Case(":limit: 1 year", ["oslo", "poster"]),
    "several options": Case(":person: smith-ann\n:invited:", ["rome"]),
    "no groups": Case(":group-by: none", ["oslo", "poster", "rome"]),
    "a name": Case(":name: again", ["oslo", "poster", "rome"]),
}
MISTAKES = {
    "a kind": Case(
        ":kind: posters",
        [
            "`kind`: there is no kind `posters`; did you mean `poster`? [groupsite.option]"
        ],
    ),
    "a flag": Case(
        ":invited: always",
        ["`invited` is written without a value, not 'always' [groupsite.option]"],
    ),
    "records": Case(
        ":person: smith\n:paper: fats\n:grant: math\n:topic: mir",
        [
            "`person`: there is no person `smith`; did you mean `smith-ann`? [groupsite.link]",
            "`paper`: there is no paper `fats`; did you mean `fast`? [groupsite.link]",
            "`grant`: there is no grant `math`; did you mean `maths`? [groupsite.link]",
            "`topic`: there is no topic `mir`; did you mean `mri`? [groupsite.link]",
        ],
    ),
    "a grouping": Case(
        ":group-by: kind",
        [
            "`group-by`: there is no value `kind`; write one of none, year [groupsite.option]"
        ],
    ),
    "the others": Case(
        ":since: May\n:limit: few",
        [
            "`since`: 'May' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD [groupsite.date]",
            "`limit` should be a number, or a number of years, not 'few' [groupsite.option]",
        ],
    ),
}


@pytest.fixture(scope="module")
def selections(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A page with a list for each selection."""
    files = {**SOURCES, "cases.md": cases_page("talks", SELECTIONS)}
    return new_site(tmp_path_factory.mktemp("talks"), files=files).build()


@pytest.fixture(scope="module")
def talks(group: Built) -> HtmlElement:
    """The page of all talks."""
    return group.main("talks")


def test_talks_stand_under_their_years(talks: HtmlElement) -> None:
    """Each year has a heading with its count, and an id of its own."""
    assert groups(talks, "talk") == {
        "talks-2024": ["2024 (2)", "oslo", "poster"],
        "talks-2022": ["2022 (1)", "rome"],
    }


def test_every_talk_can_be_told_from_others(talks: HtmlElement) -> None:
    """An item has an id, and its kind and year for style sheets and scripts."""
    items = talks.cssselect("ol.talks > li.talk")

    assert [dict(item.attrib) for item in items] == [
        {
            "class": "talk",
            "id": f"talk-{name}",
            "data-id": name,
            "data-kind": kind,
            "data-year": year,
        }
        for name, kind, year in (
            ("oslo", "talk", "2024"),
            ("poster", "poster", "2024"),
            ("rome", "talk", "2022"),
        )
    ]


ENTRIES = {
    "oslo": [
        ("talk-title", "Fast MRI"),
        ("talk-event", "Nordic Seminar, Oslo, Norway, 2024 · invited · online"),
        ("talk-links", "Slides (3 MB) · Recording"),
    ],
    "poster": [
        ("talk-title", "Two Things · Open question"),
        ("talk-people", "With Ann Smith and Wei Li"),
        ("talk-event", "Workshop, November 2024 · poster · Award: Poster prize"),
        ("talk-paper", "Paper: Deep x2 things"),
        ("talk-note", "Joint work."),
    ],
    "rome": [
        ("talk-title", "Of my Own"),
        ("talk-people", "Ann Smith"),
        ("talk-event", "School, Rome, Italy, 1 June 2022 · invited"),
        ("talk-grant", "Grant: A Fellowship"),
    ],
}


@pytest.mark.parametrize("name", ENTRIES)
def test_an_entry_says_what_where_and_when(talks: HtmlElement, name: str) -> None:
    """Title, other people than the owner, event, papers, note and links."""
    assert parts(talks.get_element_by_id(f"talk-{name}")) == ENTRIES[name]


LINKS = {
    "oslo": [
        ("Fast MRI", "publications.html#paper-fast"),
        ("Nordic Seminar", "https://example.org/nordic"),
        ("Slides (3 MB)", "data/oslo.pdf"),
        ("Recording", "https://example.org/oslo"),
    ],
    "poster": [
        ("Open question", "publications.html#paper-open"),
        ("Ann Smith", "people.html#person-smith-ann"),
        ("Wei Li", "https://example.org/wei"),
        ("Poster prize", "awards.html#award-prize"),
        ("Deep x2 things", "publications.html#paper-deep"),
    ],
    "rome": [
        ("Ann Smith", "people.html#person-smith-ann"),
        ("A Fellowship", "grants.html#grant-fellowship"),
    ],
}


@pytest.mark.parametrize("name", LINKS)
def test_what_an_entry_names_is_linked(talks: HtmlElement, name: str) -> None:
    """Papers, people, awards, the event and files are links."""
    assert links(talks.get_element_by_id(f"talk-{name}")) == LINKS[name]


def test_dates_are_for_machines_too(talks: HtmlElement) -> None:
    """A date is as precise as it was written."""
    times = [time.get("datetime") for time in talks.cssselect(".talk-event time")]

    assert times == ["2024", "2024-11", "2022-06-01"]


def test_without_an_owner_nobody_is_meant(make_site: Callable[..., Site]) -> None:
    """On a site of nobody a talk of nobody has no people, and all others are named."""
    main = make_site(files=SOURCES).build(config={"groupsite_owner": ""}).main("talks")

    people = {
        name: [text for part, text in parts(main.get_element_by_id(f"talk-{name}"))[:2]]
        for name in ("oslo", "poster")
    }
    assert people == {
        "oslo": ["Fast MRI", "Nordic Seminar, Oslo, Norway, 2024 · invited · online"],
        "poster": ["Two Things · Open question", "Jane Doe, Ann Smith and Wei Li"],
    }


# -- options ----------------------------------------------------------------------


@pytest.mark.parametrize("name", SELECTIONS)
def test_options_select_talks(selections: Built, name: str) -> None:
    """A list shows the talks that all of its options want."""
    section = case_section(selections, SELECTIONS, name)

    assert ids(section, "talk") == SELECTIONS[name].expected


def test_groups_of_a_named_list_have_its_name(selections: Built) -> None:
    """`name` tells the headings of a list from those of others on the page."""
    section = case_section(selections, SELECTIONS, "a name")

    assert groups(section, "talk") == {
        "again-talks-2024": ["2024 (2)", "oslo", "poster"],
        "again-talks-2022": ["2022 (1)", "rome"],
    }
    assert not groups(case_section(selections, SELECTIONS, "no groups"), "talk")


def test_wrong_options_are_reported_and_lose_nothing(
    make_site: Callable[..., Site],
) -> None:
    """A wrong value has a message with its line, and is as good as no value."""
    site = make_site(files={**SOURCES, "cases.md": cases_page("talks", MISTAKES)})
    built = site.build(warnings=case_messages("talks", MISTAKES))

    for name in MISTAKES:
        section = case_section(built, MISTAKES, name)
        expected = ["oslo", "rome"] if name == "a flag" else ["oslo", "poster", "rome"]
        assert ids(section, "talk") == expected


# -- the role ---------------------------------------------------------------------


def test_the_role_links_to_a_talk(make_site: Callable[..., Site]) -> None:
    """A link has the title, or a text of its own; an unknown talk is reported."""
    page = f"{ORPHAN}# Page\n\n{{talk}}`oslo`, {{talk}}`our poster <poster>`, {{talk}}`olso`\n"
    built = make_site(files={**SOURCES, "page.md": page}).build(
        warnings=[
            "page.md:7: ERROR: {talk}: there is no talk `olso`; did you mean `oslo`? [groupsite.link]"
        ]
    )
    main = built.main("page")

    assert links(main.cssselect("p")[0]) == [
        ("Fast MRI", "talks.html#talk-oslo"),
        ("our poster", "talks.html#talk-poster"),
    ]
    assert [unknown.text for unknown in main.cssselect(".unknown")] == ["olso"]
