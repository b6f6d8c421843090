"""`{cv}`: a person's CV, compiled from all records."""

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
from groupsite.directives.options import NUMBERED, RecordDirective, Use, option_spec
from groupsite.directives.placing import Placing
from groupsite.directives.related import related, section_content, section_title
from groupsite.kinds.people.cv import SECTIONS
from groupsite.model.kinds import shown_on

if TYPE_CHECKING:
    from collections.abc import Iterable

    from groupsite.build.context import DocumentContext
    from groupsite.kinds.people.cv import Curriculum, Station


#: Phrases for the papers of a section, where they are not just papers.
_PAPERS: Final = {"education": "about-thesis", "editorial": "about-editorial"}


class vita_link(nodes.Invisible, nodes.Element):
    """The place for a link to the CV of `person` as a file, see `output.cvpdf`."""


class Cv(RecordDirective):
    """Employment and education, followed by what other records contribute."""

    required_arguments = 0  # our own message reports a missing person
    optional_arguments = 1
    final_argument_whitespace = True
    argument = Use("id of the person", "doe-jane")
    uses: ClassVar = {
        "since": Use("the first year of talks", "2020"),
        "numbered": NUMBERED,
    }
    option_spec: ClassVar = option_spec(uses)

    def run(self) -> list[nodes.Node]:
        """Return a place for a link, and a section for each part that is not empty."""
        missing = "a person is missing: write {cv} and a person's id"
        found = self.record("person", missing)
        if found is None:
            return []
        person = found.id
        place = Placing(self.context, self.state.document, 2)
        curriculum = self.context.get("cv", person)
        anchor = Anchor("cv", person, "", 0)
        self.context.domain.note_anchor(self.context.docname, anchor)
        since, numbering = self.date("since"), self.numbering()
        parts = _written(curriculum, self.context)
        for kind, section in shown_on("cv", self.context.graph.kinds.values()):
            query = related(kind, section, "person", person)
            query = query._replace(since=since if section.since else "")
            records = self.context.select(query)
            name = section.node_id or kind.list.directive
            title = section_title(kind, section, self.context.settings)
            content = section_content(kind, section, records, place, numbering)
            parts[name] = (title, content)
        sections = [
            node
            for name, (title, content) in parts.items()
            for node in titled(f"cv-{name}", title, content, self.state.document)
        ]
        ids = [node["ids"][0] for node in sections if isinstance(node, nodes.section)]
        position = str(self.position())
        link = vita_link(person=person, sections=ids, position=position)
        return [link, *sections]


def _written(
    curriculum: Curriculum | None, context: DocumentContext
) -> dict[str, tuple[str, list[nodes.Node]]]:
    """The hand-written sections: name → heading and content."""
    if curriculum is None:
        return {}
    sections = {name: getattr(curriculum, name) for name in SECTIONS}
    return {
        name: (
            context.settings.phrase(f"cv.{name}"),
            [_stations(name, stations, context)],
        )
        for name, stations in sections.items()
        if stations
    }


def _stations(
    section: str, stations: Iterable[Station], context: DocumentContext
) -> record_list:
    items = (record_item("", *_station(s, section, context)) for s in stations)
    return record_list("", *items, classes=["cv", section])


def _station(
    station: Station, section: str, context: DocumentContext
) -> list[nodes.Node]:
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


def _when(station: Station, context: DocumentContext) -> str:
    """``2018–2021``, ``from 2021``, ``July 2025``, ``announced March 2022``."""
    language, phrase = context.settings.language, context.settings.phrase
    if station.date:
        return human_date(station.date, language)
    if station.announced and not station.start:
        return phrase("cv.announced", date=human_date(station.announced, language))
    return context.period(station.start, station.end, "cv.from")
