"""Courses: ``teaching.yml`` and `{teaching}`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final

from docutils import nodes
from pydantic import AfterValidator

from groupsite.directives.entries import (
    blocks,
    joined,
    link_line,
    part,
    people_line,
    text_part,
    when,
)
from groupsite.directives.filtering import person_label
from groupsite.kinds.activities.schema import course_thing
from groupsite.model.completing import with_owner
from groupsite.model.dates import DateError, PartialDate
from groupsite.model.kinds import RecordKind
from groupsite.model.parts import (
    Entry,
    Filter,
    Group,
    Linking,
    Listing,
    Option,
    Page,
    Search,
    Section,
    Source,
)
from groupsite.model.text import spelling
from groupsite.sources.yaml.datafile import data_file, field_edges
from groupsite.sources.yaml.fields import STRICT, Filled, Id, Ids, Links, Markup

if TYPE_CHECKING:
    from groupsite.model.rendering import Context

#: ``2024``, ``2024/25``, and the same among words.
_YEARS: Final = re.compile(r"(?<!\d)(\d{4})(?:[/–-](\d{4}|\d{2}))?(?!\d)", re.ASCII)


def _academic_year(text: Any) -> Any:
    years = _YEARS.search(text)
    if years is None:
        message = f"{text!r} names no year: write 2024, 2024/25 or Spring 2024"
        raise DateError(message)
    first, second = int(years[1]), years[2]
    if second and (first + 1) % 100 != int(second) % 100:
        message = (
            f"{text!r} is not an academic year: write {first}/{(first + 1) % 100:02}"
        )
        raise DateError(message)
    return text


@dataclass(frozen=True, kw_only=True)
class Course:
    """A course that somebody taught."""

    __pydantic_config__: ClassVar = STRICT

    #: Id for links from other files.
    id: Id
    #: ``2024/25``, ``2024`` or ``Spring 2024``.
    year: Annotated[str, AfterValidator(_academic_year)] = ""
    #: Name of the course.
    title: Filled
    #: ``Lecturer``, ``Tutor``, …
    role: str = ""
    #: Where it was taught.
    institution: str = ""
    #: Code of the unit.
    unit: str = ""
    #: For whom it is.
    level: str = ""
    #: Ids of the teachers; if empty, the owner of the site.
    people: Ids = ()
    #: A sentence about it.
    note: str = ""
    #: What its page says, in Markdown; a course without has no page.
    text: Markup = ""
    #: Files for students, and other pages.
    links: Links = field(default_factory=dict)


def _date(course: Course) -> PartialDate | None:
    """The calendar year in which it began."""
    years = _YEARS.search(course.year)
    return PartialDate(int(years[1])) if years and int(years[1]) else None


def _where(course: Course) -> list[nodes.Node]:
    return joined([course.role, course.institution, course.level, when(course.year)])


def _title(course: Course) -> str:
    return f"{course.title} ({course.unit})" if course.unit else course.title


def _entry(course: Course, context: Context) -> list[nodes.Node]:
    title: nodes.Node = nodes.Text(_title(course))
    if course.text:
        title = context.reference("course", course.id, title)
    return [*part("record-title course-title", title), *_lines(course, context)]


def _body(course: Course, context: Context) -> list[nodes.Node]:
    text = context.markup("course", course, "text")
    return [*_lines(course, context), *blocks("course-text", text)]


def _lines(course: Course, context: Context) -> list[nodes.Node]:
    return [
        *part("record-meta course-where", *_where(course)),
        *part("record-meta course-people", *people_line(course.people, context)),
        *text_part("record-meta course-note", course.note),
        *part("record-links course-links", *link_line(course.links, context)),
    ]


def _brief(course: Course, context: Context) -> list[nodes.Node]:
    title: nodes.Node = nodes.Text(_title(course))
    if course.text:
        title = context.reference("course", course.id, title)
    return joined([title, _where(course)], ". ")


def _role(course: Course, context: Context) -> Group:
    role = course.role or context.settings.phrase("course.other")
    return Group(spelling(role), role)


def _year(course: Course, context: Context) -> Group:
    if not course.year:
        return Group("none", context.settings.phrase("year.none"))
    return Group(spelling(course.year), course.year)


def _order(course: Course) -> int:
    date = _date(course)
    return -date.year if date else 0


COURSE: RecordKind[Course] = RecordKind(
    name="course",
    source=Source(load=data_file("teaching.yml", Course), complete=with_owner),
    links=Linking(role=True, edges=field_edges(people="person")),
    title=lambda course: course.title,
    date=_date,
    order=_order,
    entry=Entry(content=_entry, brief=_brief),
    list=Listing(
        directive="teaching",
        options={
            "role": Option(
                lambda course: (spelling(course.role),) if course.role else (),
                meaning="what somebody did in the course",
                example="lecturer",
            )
        },
        groups={"role": _role, "year": _year},
        filters={"person": Filter(lambda course, _: course.people, person_label)},
    ),
    shown_on={
        "person": Section(rank=70, limit=5),
        "cv": Section(rank=30, phrase="cv.teaching"),
        "report": Section(rank=50, phrase="report.course"),
    },
    page=Page(
        folder=lambda course, settings: (
            f"{settings.data}/courses".lstrip("/") if course.text else ""
        ),
        body=_body,
        example="examples-25",
    ),
    search=Search(
        0.7,
        lambda r, *_: ", ".join(filter(None, (r.role, r.institution, r.year))),
        lambda r, *_: [r.unit, r.level, r.text],
    ),
    schema=course_thing,
    phrases={
        "cv.teaching": "Teaching",
        "filter.course.person": "Person",
        "filter.title.teaching": "Filter courses",
        "list.course": "Teaching",
        "course.other": "Other",
        "search.course": "Course",
        "search.all.course": "Courses",
        "report.course": "Courses",
    },
)
