"""The sections of a CV that a person has written: posts and degrees, and texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from groupsite.build.context import human_date
from groupsite.build.nodes import record_item, record_list
from groupsite.directives.entries import (
    joined,
    link_line,
    names,
    part,
    phrased,
    text_part,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from groupsite.build.context import DocumentContext
    from groupsite.kinds.people.cv import Module, Station
    from groupsite.model.dates import PartialDate

#: Phrases for the papers of a section, where they are not just papers.
_PAPERS: Final = {"education": "about-thesis", "editorial": "about-editorial"}


def stations_list(
    section: str, stations: Iterable[Station], context: DocumentContext
) -> record_list:
    """The stations of a section; each notes when it ended, for `output.cvpdf`."""
    items = (
        record_item("", *_station(station, section, context), last=_last(station))
        for station in stations
    )
    return record_list("", *items, classes=["cv", section])


def _last(station: Station) -> PartialDate | None:
    """When it ended; None if it has not, or nobody knows."""
    ended = station.date or station.end
    return ended if ended or station.start else station.announced


def narrative_parts(
    modules: Iterable[Module],
    context: DocumentContext,
    parse: Callable[[str], list[nodes.Node]],
) -> list[nodes.Node]:
    """Texts below headings, with the number of words where the funder limits it.

    :param parse: makes nodes of a text.
    """
    result: list[nodes.Node] = []
    for module in modules:
        result.append(nodes.rubric("", module.title, **{"heading-level": 3}))
        result += parse(module.text)
        if module.words:
            words = context.settings.phrase(
                "cv.words", count=module.length, most=module.words
            )
            result.append(nodes.paragraph("", words, classes=["cv-words"]))
    return result


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
