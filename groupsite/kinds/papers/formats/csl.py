"""Papers as CSL-JSON, for reference managers and citation processors.

Names follow the CSL 1.0.2 specification, appendices III and IV
(https://docs.citationstyles.org/en/stable/specification.html).
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from groupsite.kinds.papers.paper import Author, Imprint, Paper
    from groupsite.model.dates import PartialDate

#: BibTeX types → CSL types; all others are documents.
_TYPES: Final = {
    "article": "article-journal",
    "inproceedings": "paper-conference",
    "proceedings": "book",
    "incollection": "chapter",
    "book": "book",
    "booklet": "pamphlet",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "techreport": "report",
    "unpublished": "manuscript",
    "dataset": "dataset",
    "software": "software",
    "patent": "patent",
}
#: States other than published, in the words of the specification.
_STATUS: Final = {
    "submitted": "submitted",
    "accepted": "accepted",
    "inpress": "in press",
}
#: Genres of entry types that are more specific than CSL's; phrases may translate them.
GENRES: Final = {
    "phdthesis": "PhD thesis",
    "mastersthesis": "Master’s thesis",
    "techreport": "Technical report",
}
#: CSL types whose venue contains the work.
_CONTAINED: Final = ("article-journal", "paper-conference", "chapter")
#: CSL types with numbers of their own; other types have a number within a series.
_NUMBERED: Final = ("report", "patent", "document", "dataset", "software", "article")
#: Name that stands for all unnamed people, as pandoc writes it.
OTHERS: Final = "others"


def csl_item(paper: Paper) -> dict[str, Any]:
    """The CSL-JSON item of a paper, without unknown values."""
    kind = csl_type(paper)
    contained = kind in _CONTAINED
    imprint, details = paper.imprint, paper.details
    item = {
        "id": paper.id,
        "type": kind,
        "title": paper.title.plain,
        **_people(paper),
        "container-title": paper.venue if contained else "",
        "collection-title": imprint.series,
        "event-title": details.event,
        "event-place": details.event_place,
        "publisher": _publisher(paper, kind),
        "publisher-place": details.place,
        "authority": details.holder,
        "genre": paper.genre or GENRES.get(paper.entry_type, ""),
        "edition": details.edition,
        "version": details.version,
        "volume": imprint.volume,
        "number-of-volumes": details.volumes,
        **_number(kind, imprint),
        "chapter-number": details.chapter,
        **_pages(kind, imprint, details.page_total),
        "issued": _date(paper.date),
        "original-date": _date(details.original_date),
        "status": _STATUS.get(paper.state, ""),
        "DOI": paper.doi,
        "ISBN": paper.isbn,
        "ISSN": paper.issn,
        "PMID": details.pmid,
        **_archive(kind, paper),
        "URL": _address(paper),
        "language": details.language,
        "abstract": paper.abstract.plain,
        "keyword": ", ".join(paper.keywords),
        "note": paper.note,
    }
    return {name: value for name, value in item.items() if value}


def csl_type(paper: Paper) -> str:
    """The CSL type; a paper published only on a preprint server is an ``article``."""
    if paper.state == "preprint" and not paper.venue and paper.arxiv:
        return "article"
    return _TYPES.get(paper.entry_type, "document")


def _people(paper: Paper) -> dict[str, list[dict[str, str]]]:
    """The authors, editors and translators."""
    others = [{"literal": OTHERS}] if paper.and_others else []
    return {
        "author": [*map(_name, paper.authors), *others],
        "editor": [*map(_name, paper.editors)],
        "translator": [*map(_name, paper.details.translators)],
    }


def _publisher(paper: Paper, kind: str) -> str:
    """The publisher, or else the school, the institute, or the entry's own words."""
    if kind == "thesis" and paper.venue:
        return paper.venue
    imprint, contained = paper.imprint, kind in _CONTAINED
    return imprint.publisher or (
        "" if contained else paper.venue or imprint.howpublished
    )


def _archive(kind: str, paper: Paper) -> dict[str, str]:
    """The archive: arXiv, or the distributor of a thesis."""
    if paper.arxiv:
        return {"archive": "arXiv", "archive_location": paper.arxiv}
    distributor = paper.imprint.publisher if kind == "thesis" and paper.venue else ""
    return {"archive": "" if distributor == paper.venue else distributor}


def _number(kind: str, imprint: Imprint) -> dict[str, str]:
    """The number of an issue, of a report, or within a series."""
    if kind == "article-journal":
        return {"issue": imprint.number, "number": imprint.eid if imprint.pages else ""}
    in_series = imprint.series and kind not in _NUMBERED
    return {"collection-number" if in_series else "number": imprint.number}


def _pages(kind: str, imprint: Imprint, total: str) -> dict[str, str]:
    """The pages of a part, or the number of pages of a whole work."""
    pages = imprint.pages.replace("–", "-")
    if kind in ("book", "thesis", "pamphlet") and pages.isdecimal():
        return {"number-of-pages": total or pages}
    # for journals that number articles instead of pages, styles print that number here
    return {"page": pages or imprint.eid, "number-of-pages": total}


def _date(date: PartialDate | None) -> dict[str, Any]:
    return {"date-parts": [list(date.parts)]} if date else {}


def _name(author: Author) -> dict[str, str]:
    """The parts of a name; organisations have only one."""
    if not author.given:
        return {"literal": author.name}
    parts = {"family": author.family, "given": author.given, "suffix": author.suffix}
    return {name: part for name, part in parts.items() if part}


def _address(paper: Paper) -> str:
    """Where the paper can be read, unless it has a DOI."""
    if paper.doi:
        return ""
    if paper.arxiv:
        return f"https://arxiv.org/abs/{paper.arxiv}"
    link = paper.link("html", "pdf")
    return link.address if link and "://" in link.address else ""
