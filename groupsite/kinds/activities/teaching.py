"""Courses: ``teaching.yml`` and `{teaching}`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final

from pydantic import AfterValidator

from groupsite.directives.entries import joined, link_line, part, people_line, text_part
from groupsite.kinds.activities.schema import course_thing
from groupsite.model.completing import with_owner
from groupsite.model.dates import DateError, PartialDate
from groupsite.model.kinds import RecordKind
from groupsite.model.parts import (
    Entry,
    Group,
    Linking,
    Listing,
    Option,
    Search,
    Section,
    Source,
)
from groupsite.model.text import spelling
from groupsite.sources.yaml.datafile import data_file, field_edges
from groupsite.sources.yaml.fields import STRICT, Filled, Id, Links, Texts

if TYPE_CHECKING:
    from docutils import nodes

    from groupsite.model.rendering import Context

_YEAR: Final = re.compile(r"(\d{4})(?:/(\d{2}))?", re.ASCII)


def _academic_year(text: Any) -> Any:
    match = _YEAR.fullmatch(text)
    consecutive = match and (not match[2] or (int(match[1]) + 1) % 100 == int(match[2]))
    if not consecutive:
        message = f"{text!r} is not an academic year: write 2024/25, or a year"
        raise DateError(message)
    return text


@dataclass(frozen=True, kw_only=True)
class Course:
    """A course that somebody taught in one academic year."""

    __pydantic_config__: ClassVar = STRICT

    #: Id for links from other files.
    id: Id
    #: ``2024/25``, or a calendar year.
    year: Annotated[str, AfterValidator(_academic_year)]
    #: Name of the course.
    title: Filled
    #: ``Lecturer``, ``Tutor``, …
    role: Filled
    #: Where it was taught.
    institution: str = ""
    #: Code of the unit.
    unit: str = ""
    #: For whom it is.
    level: str = ""
    #: Ids of the teachers; if empty, the owner of the site.
    people: Texts = ()
    #: A sentence about it.
    note: str = ""
    #: Where to read more.
    links: Links = field(default_factory=dict)


def _date(course: Course) -> PartialDate:
    """The calendar year in which it began."""
    return PartialDate(int(course.year[:4]))


def _where(course: Course) -> list[nodes.Node]:
    return joined([course.role, course.institution, course.level, course.year])


def _title(course: Course) -> str:
    return f"{course.title} ({course.unit})" if course.unit else course.title


def _entry(course: Course, context: Context) -> list[nodes.Node]:
    return [
        *text_part("record-title course-title", _title(course)),
        *part("record-meta course-where", *_where(course)),
        *part("record-meta course-people", *people_line(course.people, context)),
        *text_part("record-meta course-note", course.note),
        *part("record-links course-links", *link_line(course.links, context)),
    ]


def _brief(course: Course, context: Context) -> list[nodes.Node]:
    return joined([_title(course), _where(course)], ". ")


def _role(course: Course, _context: Context) -> Group:
    return Group(spelling(course.role), course.role)


COURSE: RecordKind[Course] = RecordKind(
    name="course",
    source=Source(load=data_file("teaching.yml", Course), complete=with_owner),
    links=Linking(edges=field_edges(people="person")),
    title=lambda course: course.title,
    date=_date,
    order=lambda course: -_date(course).year,
    entry=Entry(content=_entry, brief=_brief),
    list=Listing(
        directive="teaching",
        options={
            "role": Option(
                lambda course: (spelling(course.role),),
                meaning="what somebody did in the course",
                example="lecturer",
            )
        },
        groups={"role": _role, "year": lambda c, _: Group(spelling(c.year), c.year)},
    ),
    shown_on={
        "person": Section(rank=70),
        "cv": Section(rank=30, phrase="cv.teaching"),
        "report": Section(rank=50, phrase="report.course"),
    },
    search=Search(
        0.7,
        lambda r, *_: ", ".join(filter(None, (r.role, r.institution, r.year))),
        lambda r, *_: [r.unit, r.level],
    ),
    schema=course_thing,
    phrases={
        "cv.teaching": "Teaching",
        "list.course": "Teaching",
        "search.course": "Course",
        "search.all.course": "Courses",
        "report.course": "Courses",
    },
)
