"""Papers as CSL-JSON, for reference managers and citation processors.

Names follow the CSL 1.0.2 specification, appendices III and IV
(https://docs.citationstyles.org/en/stable/specification.html).
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from groupsite.kinds.papers.formats.names import bodies, unnamed
from groupsite.kinds.papers.formats.once import once
from groupsite.model.schemes import SCHEMES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from groupsite.kinds.papers.paper import Author, Paper
    from groupsite.model.dates import PartialDate

#: Kinds of works → CSL types, as pandoc has them; all others are documents.
_TYPES: Final = {
    "preprint": "article",
    "article": "article-journal",
    "magazine": "article-magazine",
    "newspaper": "article-newspaper",
    "inproceedings": "paper-conference",
    "proceedings": "book",
    "incollection": "chapter",
    "book": "book",
    "booklet": "pamphlet",
    "manual": "book",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "techreport": "report",
    "unpublished": "manuscript",
    "talk": "speech",
    "poster": "speech",
    "slides": "speech",
    "video": "motion_picture",
    "audio": "song",
    "music": "song",
    "interview": "interview",
    "webpage": "webpage",
    "dataset": "dataset",
    "software": "software",
    "patent": "patent",
    "artwork": "graphic",
    "image": "graphic",
    "commentary": "book",
    "jurisdiction": "legal_case",
    "legislation": "legislation",
    "legal": "treaty",
    "letter": "personal_communication",
    "performance": "speech",
    "periodical": "periodical",
    "standard": "standard",
}
#: States other than published, in the words of the specification.
_STATUS: Final = {
    "submitted": "submitted",
    "accepted": "accepted",
    "inpress": "in press",
}
#: Genres of entry types that are more specific than CSL's; phrases may translate them.
_GENRES: Final = {
    "phdthesis": "PhD thesis",
    "mastersthesis": "Master’s thesis",
    "techreport": "Technical report",
    "preprint": "Preprint",
    "talk": "Talk",
    "poster": "Poster",
    "slides": "Slides",
}
#: CSL types whose venue contains the work.
_CONTAINED: Final = (
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "paper-conference",
    "chapter",
)
#: CSL types whose number is that of an issue.
_ISSUES: Final = (
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "periodical",
)
#: CSL types whose number is one within a series.
_IN_SERIES: Final = ("book", "chapter", "paper-conference", "pamphlet")


@once
def csl_item(paper: Paper) -> Mapping[str, Any]:
    """The CSL-JSON item of a paper, without unknown values."""
    kind = csl_type(paper)
    contained = kind in _CONTAINED
    imprint, details = paper.imprint, paper.details
    item = {
        "id": paper.id,
        "type": kind,
        "title": paper.title.plain,
        "title-short": details.short_title,
        **_people(paper),
        "container-title": paper.venue if contained else "",
        "container-title-short": details.short_venue if contained else "",
        "collection-title": imprint.series,
        **_event(paper, kind),
        "publisher": _publisher(paper, kind),
        "genre": genre(paper),
        "edition": details.edition,
        "version": details.version,
        "volume": imprint.volume,
        "number-of-volumes": details.volumes,
        **_number(kind, paper),
        "chapter-number": details.chapter,
        **_pages(paper),
        "issued": _date(paper.date),
        "accessed": _date(details.accessed),
        "original-date": _date(details.original_date),
        "status": _STATUS.get(paper.state, ""),
        "DOI": paper.doi,
        "ISBN": paper.isbn,
        "ISSN": paper.issn,
        **_numbers(paper),
        **_archive(kind, paper),
        "URL": "" if paper.doi else paper.address,
        "language": details.language,
        "abstract": paper.abstract.plain,
        "keyword": ", ".join(paper.keywords),
        "note": paper.note.plain,
    }
    return {name: value for name, value in item.items() if value}


def csl_type(paper: Paper) -> str:
    """The CSL type."""
    if paper.work == "periodical" and paper.venue:  # an issue with a title, as a part
        return "article-journal"
    return _TYPES.get(paper.work, "document")


def _event(paper: Paper, kind: str) -> dict[str, str]:
    """Name and place of the event, and the place of the publisher."""
    details = paper.details
    talk = kind == "speech"
    # it is the title of proceedings without another
    event = "" if kind in _CONTAINED and details.event == paper.venue else details.event
    return {
        "event-title": event or (paper.venue if talk else ""),
        "event-place": details.event_place or (details.place if talk else ""),
        "publisher-place": details.place,
    }


def _people(paper: Paper) -> dict[str, list[dict[str, str]]]:
    """The authors, editors and translators."""
    behind = [{"literal": name} for name in (*bodies(paper), *unnamed(paper))]
    return {
        "author": [*map(_name, paper.authors), *behind],
        "editor": [*map(_name, paper.editors)],
        "translator": [*map(_name, paper.details.translators)],
    }


def genre(paper: Paper) -> str:
    """The entry's own words, or a usual one."""
    said = paper.imprint.howpublished if csl_type(paper) == "speech" else ""
    return paper.genre or said or _GENRES.get(paper.work, "")


def _publisher(paper: Paper, kind: str) -> str:
    """The publisher, or else the school, the institute, or the entry's own words."""
    if kind == "thesis" and paper.venue:
        return paper.venue
    imprint, elsewhere = paper.imprint, kind in (*_CONTAINED, "speech")
    return (
        imprint.publisher
        or paper.server
        or paper.details.holder
        or ("" if elsewhere or paper.venue == paper.details.event else paper.venue)
        or ("" if elsewhere else imprint.howpublished)
    )


def _archive(kind: str, paper: Paper) -> dict[str, str]:
    """The archive: arXiv, or the distributor of a thesis."""
    if paper.arxiv:
        return {"archive": "arXiv", "archive_location": paper.arxiv}
    distributor = paper.imprint.publisher if kind == "thesis" and paper.venue else ""
    return {"archive": "" if distributor == paper.venue else distributor}


def _number(kind: str, paper: Paper) -> dict[str, str]:
    """The number of an issue, of a report, or within a series."""
    imprint = paper.imprint
    if kind in _ISSUES:
        return {"issue": imprint.number, "number": imprint.eid if imprint.pages else ""}
    return {"collection-number" if kind in _IN_SERIES else "number": imprint.number}


def is_counted(paper: Paper) -> bool:
    """Whether ``pages`` says how many pages a whole work has."""
    whole = csl_type(paper) in ("book", "thesis", "pamphlet", "report")
    return whole and paper.imprint.pages.isdecimal()


def _pages(paper: Paper) -> dict[str, str]:
    """The pages of a part, or the number of pages of a whole work."""
    pages, total = paper.imprint.pages, paper.details.page_total
    if is_counted(paper):
        return {"number-of-pages": total or pages}
    # for journals that number articles instead of pages, styles print that number here
    return {
        "page": pages.replace("–", "-") or paper.imprint.eid,
        "number-of-pages": total,
    }


def _date(date: PartialDate | None) -> dict[str, Any]:
    return {"date-parts": [list(date.parts)]} if date else {}


def _name(author: Author) -> dict[str, str]:
    """The parts of a name; organisations have only one."""
    if author.body:
        return {"literal": author.name}
    parts = {"family": author.family, "given": author.given, "suffix": author.suffix}
    return {name: part for name, part in parts.items() if part}


def _numbers(paper: Paper) -> dict[str, str]:
    """The identifiers that CSL has a variable for."""
    known = ((SCHEMES[i.scheme].csl, i.value) for i in paper.identifiers)
    return {variable: value for variable, value in known if variable}
