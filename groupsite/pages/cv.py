"""`{cv}`: the curriculum of a person, drawn from all records."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from docutils import nodes

from groupsite.build.context import human_date
from groupsite.build.contributions import Anchor
from groupsite.build.nodes import record_item, record_list
from groupsite.directives.entries import (
    joined,
    link_line,
    names,
    part,
    phrased,
    text_part,
)
from groupsite.directives.headings import titled
from groupsite.directives.options import RecordDirective, option_spec
from groupsite.directives.placing import Placing
from groupsite.directives.related import brief_list, counted_rubric
from groupsite.kinds.people.cv import SECTIONS
from groupsite.model.problems import Subtype
from groupsite.model.query import Query

if TYPE_CHECKING:
    from typing import Any

    from groupsite.build.context import Context
    from groupsite.kinds.people.cv import Curriculum, Station
    from groupsite.model.parts import Group


#: How the papers of a section are called.
_PAPERS: Final = {"education": "about-thesis", "editorial": "about-editorial"}


class Cv(RecordDirective):
    """Employment and education, then everything that other records know."""

    required_arguments = 0  # a missing person is reported in our words
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar = option_spec(["since"])

    def run(self) -> list[nodes.Node]:
        """A section for each part that is not empty."""
        person = self.arguments[0].strip() if self.arguments else ""
        if self.context.get("person", person) is None:
            message = self.context.graph.unknown("person", person)
            if not person:
                message = "a person is missing: write {cv} and the id of one"
            self.warn(message, Subtype.LINK)
            return []
        place = Placing(self.context, self.state.document, 2)
        curriculum = self.context.get("cv", person)
        anchor = Anchor("cv", person, "", 0)
        self.context.domain.note_anchor(self.context.docname, anchor)
        parts = {
            **_written(curriculum, self.context),
            "grants": _list("grant", person, place),
            "awards": _list("award", person, place),
            "teaching": _list("course", person, place),
            "supervision": _supervision(person, place),
            "talks": _list("talk", person, place, ("invited", self.date("since"))),
            "publications": _publications(person, place),
        }
        document, phrase = self.state.document, self.context.settings.phrase
        return [
            section
            for name, content in parts.items()
            for section in titled(f"cv-{name}", phrase(f"cv.{name}"), content, document)
        ]


def _written(
    curriculum: Curriculum | None, context: Context
) -> dict[str, list[nodes.Node]]:
    """The sections that are written by hand."""
    if curriculum is None:
        return {}
    sections = {name: getattr(curriculum, name) for name in SECTIONS}
    return {
        name: [
            record_list(
                "",
                *(record_item("", *_station(s, name, context)) for s in stations),
                classes=["cv", name],
            )
        ]
        for name, stations in sections.items()
        if stations
    }


def _station(station: Station, section: str, context: Context) -> list[nodes.Node]:
    """When, what, where, with whom."""
    title = nodes.inline("", station.title, classes=["cv-title"])
    people = "cv.advisors" if section == "education" else "with"
    papers = _PAPERS.get(section, "about-paper")
    written = names("paper", station.paper, context)
    grants = names("grant", station.grant, context)
    return [
        *text_part("cv-date", _when(station, context)),
        *part("cv-what", *joined([title, station.place, station.role])),
        *part(
            "cv-people",
            *phrased(people, context, people=names("person", station.people, context)),
        ),
        *part("cv-paper", *phrased(papers, context, papers=written)),
        *part("cv-grant", *phrased("about-grant", context, grants=grants)),
        *text_part("cv-note", station.note),
        *part("cv-links", *link_line(station.links, context)),
    ]


def _when(station: Station, context: Context) -> str:
    """``2018–2021``, ``from 2021``, ``July 2025``, ``announced March 2022``."""
    language, phrase = context.settings.language, context.settings.phrase
    if station.date:
        return human_date(station.date, language)
    if station.announced and not station.start:
        return phrase("cv.announced", date=human_date(station.announced, language))
    return context.period(station.start, station.end, "cv.from")


def _list(
    kind: str, person: str, place: Placing, talks: tuple[str, str] = ("", "")
) -> list[nodes.Node]:
    """The records of *kind* that are the person's; of talks some only."""
    flag, since = talks
    where = [("person", (person,))] + ([(flag, ("true",))] if flag else [])
    records = place.context.select(Query(kind, tuple(where), since))
    kinds = place.context.graph.kinds
    return [brief_list(kinds[kind], records, place)] if records else []


def _supervision(person: str, place: Placing) -> list[nodes.Node]:
    """The people whom the person has supervised, by what they were."""
    query = Query("person", (("supervisor", (person,)),))
    return _grouped(query, "role", place)


def _publications(person: str, place: Placing) -> list[nodes.Node]:
    """Papers by type, with counts."""
    return _grouped(Query("paper", (("person", (person,)),)), "type", place)


def _grouped(query: Query, grouping: str, place: Placing) -> list[nodes.Node]:
    kind = place.context.graph.kinds[query.kind]
    found: dict[Group, list[Any]] = {}
    for record in place.context.select(query):
        group = kind.list.groups[grouping](record, place.context)
        found.setdefault(group, []).append(record)
    result: list[nodes.Node] = []
    for group, records in found.items():
        result.append(counted_rubric(group.title, len(records)))
        result.append(brief_list(kind, records, place))
    return result
