"""Courses: their list and its options, academic years."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.kinds.activities.teaching import COURSE, Course, _academic_year
from groupsite.model.dates import DateError, PartialDate
from tests.conftest import Built, new_site
from tests.drawing import drawn
from tests.kinds.activities.conftest import (
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
    from lxml.html import HtmlElement

ALL = ["algebra-24", "algebra-23", "school", "other"]
SELECTIONS = {
    "everything, newest first, then by file": Case("", ALL),
    "a role, as in an address": Case(":role: teaching-assistant", ["school"]),
    "several roles": Case(":role: lecturer, teaching-assistant", ALL),
    "the owner, where nobody is named": Case(":person: doe-jane", ALL[:3]),
    "a person": Case(":person: smith-ann", ["school"]),
    "since a year, that in which a course began": Case(":since: 2024", ["algebra-24"]),
    "until a year": Case(":until: 2022", ["other"]),
    "a period": Case(":since: 2023\n:until: 2023", ["algebra-23", "school"]),
    "a number": Case(":limit: 1", ["algebra-24"]),
    "a number of years": Case(":limit: 2 years", ALL[:3]),
    "by role": Case(":group-by: role", ["algebra-24", "algebra-23", "other", "school"]),
    "by year": Case(":group-by: year\n:name: years", ALL),
}
MISTAKES = {
    "a role as a heading has it": Case(
        ":role: Lecturer",
        [
            "`role`: there is no role `Lecturer`; did you mean `lecturer`? [groupsite.option]"
        ],
    ),
    "a wrong grouping": Case(
        ":group-by: roles",
        [
            "`group-by`: there is no value `roles`; did you mean `role`? [groupsite.option]"
        ],
    ),
    "an unknown person": Case(
        ":person: nobody", ["`person`: there is no person `nobody` [groupsite.link]"]
    ),
}


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A page with a list for each case, the mistakes first."""
    page = cases_page("teaching", MISTAKES | SELECTIONS)
    files = {**SOURCES, "cases.md": page}
    site = new_site(tmp_path_factory.mktemp("teaching"), files=files)
    return site.build(warnings=case_messages("teaching", MISTAKES))


def section(built: Built, name: str) -> HtmlElement:
    """The section of a case."""
    return case_section(built, MISTAKES | SELECTIONS, name)


ENTRIES = {
    "algebra-24": [
        ("course-title", "Algebra (MA1)"),
        ("course-where", "Lecturer, University of Bath, UK, BSc, 2024/25"),
        ("course-links", "Notes"),
    ],
    "algebra-23": [
        ("course-title", "Algebra"),
        ("course-where", "Lecturer, 2023/24"),
    ],
    "school": [
        ("course-title", "Summer school"),
        ("course-where", "Teaching assistant, 2023"),
        ("course-people", "With Ann Smith"),
        ("course-note", "For a week."),
    ],
    "other": [
        ("course-title", "Analysis"),
        ("course-where", "Lecturer, 1999/00"),
        ("course-people", "Wei Li"),
    ],
}


@pytest.mark.parametrize("name", ENTRIES)
def test_an_entry_says_what_where_and_with_whom(group: Built, name: str) -> None:
    """Title, role with place and year, other people than the owner, note, links."""
    assert (
        parts(group.main("teaching").get_element_by_id(f"course-{name}"))
        == (ENTRIES[name])
    )


def test_courses_are_one_list(group: Built) -> None:
    """Without a grouping there is one list; items have ids, people and files links."""
    main = group.main("teaching")

    items = main.cssselect("ol.teaching > li.course")
    assert [(item.get("id"), item.get("data-id")) for item in items] == [
        (f"course-{name}", name) for name in ALL
    ]
    assert [links(item) for item in items] == [
        [("Notes", "data/algebra.pdf")],
        [],
        [("Ann Smith", "people.html#person-smith-ann")],
        [("Wei Li", "https://example.org/wei")],
    ]


@pytest.mark.parametrize("name", SELECTIONS)
def test_options_select_courses(cases: Built, name: str) -> None:
    """A list shows the courses that all of its options want."""
    assert ids(section(cases, name), "course") == SELECTIONS[name].expected


@pytest.mark.parametrize("name", MISTAKES)
def test_wrong_options_lose_nothing(cases: Built, name: str) -> None:
    """A wrong value is as good as none; its message is expected where it is built."""
    assert ids(section(cases, name), "course") == ALL


def test_courses_are_grouped(cases: Built) -> None:
    """Roles and academic years are headings with counts, with ids for addresses."""
    prefix = f"list{len(MISTAKES) + list(SELECTIONS).index('by role') + 1}-"
    assert groups(section(cases, "by role"), "course") == {
        f"{prefix}teaching-lecturer": [
            "Lecturer (3)",
            "algebra-24",
            "algebra-23",
            "other",
        ],
        f"{prefix}teaching-teaching-assistant": ["Teaching assistant (1)", "school"],
    }
    assert groups(section(cases, "by year"), "course") == {
        "years-teaching-2024-25": ["2024/25 (1)", "algebra-24"],
        "years-teaching-2023-24": ["2023/24 (1)", "algebra-23"],
        "years-teaching-2023": ["2023 (1)", "school"],
        "years-teaching-1999-00": ["1999/00 (1)", "other"],
    }


# -- academic years -----------------------------------------------------------------


@given(st.integers(0, 9998))
@drawn()
def test_an_academic_year_ends_in_the_next_one(year: int) -> None:
    """Of all two digits behind a year only those of the next one are right."""
    right = f"{year:04}/{(year + 1) % 100:02}"
    assert _academic_year(right) == right
    assert _academic_year(f"{year:04}") == f"{year:04}"
    for ending in range(100):
        text = f"{year:04}/{ending:02}"
        if text != right:
            with pytest.raises(DateError):
                _academic_year(text)


NAMES_NONE = "names no year: write 2024, 2024/25 or Spring 2024"
NO_YEAR = ["", "24/25", "spring", "٢٠٢٤", "20245"]


@pytest.mark.parametrize("text", NO_YEAR)
def test_what_names_no_year(text: str) -> None:
    """It is reported as it stands."""
    with pytest.raises(DateError) as raised:
        _academic_year(text)
    assert str(raised.value) == f"{text!r} {NAMES_NONE}"


@pytest.mark.parametrize("text", ["2024/26", "2024/2026", "2024-23", "Winter 2024/26"])
def test_a_year_that_does_not_follow(text: str) -> None:
    """Two years beside each other are one academic year."""
    message = f"{text!r} is not an academic year: write 2024/25"
    with pytest.raises(DateError) as raised:
        _academic_year(text)
    assert str(raised.value) == message


@pytest.mark.parametrize(
    "text",
    ["2024-25", "2024/2025", "2024–25", "Spring 2024", "WS 2024/25", "2024/2", "2024"],
)
def test_a_year_may_be_written_in_many_ways(text: str) -> None:
    """It is shown as it is written and stands where its first year belongs."""
    course = Course(id="c", year=_academic_year(text), title="T")
    assert COURSE.date(course) == PartialDate(2024)


def test_roles_of_another_script_are_told_apart() -> None:
    """Each has a value to choose by."""
    courses = [
        Course(id=f"c{number}", year="2024", title="T", role=role)
        for number, role in enumerate(("讲师", "助教", "Tutor", "tutor"))
    ]

    values = [tuple(COURSE.list.options["role"].values(course)) for course in courses]

    assert values == [("讲师",), ("助教",), ("tutor",), ("tutor",)]


@given(st.lists(st.integers(1990, 2030), unique=True))
@drawn()
def test_the_order_is_that_of_the_years(years: list[int]) -> None:
    """Whatever is in the file, the newest course comes first."""
    courses = [
        Course(id=f"c{year}", year=f"{year}/{(year + 1) % 100:02}", title="T", role="R")
        for year in years
    ]

    ordered = sorted(courses, key=COURSE.order)

    assert [course.id for course in ordered] == [
        f"c{year}" for year in sorted(years, reverse=True)
    ]
