"""Papers as CSL-JSON, what reference managers and citation processors read.

The names are those of the CSL 1.0.2 specification, appendices III and IV
(https://docs.citationstyles.org/en/stable/specification.html).
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from groupsite.kinds.papers.paper import Author, Imprint, Paper
    from groupsite.model.dates import PartialDate

#: Entry types that have a type of their own; all others are documents.
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
#: What is not published, in the words of the specification.
_STATUS: Final = {
    "submitted": "submitted",
    "accepted": "accepted",
    "inpress": "in press",
}
#: What an entry is called whose type says more than CSL's; phrases may translate it.
GENRES: Final = {
    "phdthesis": "PhD thesis",
    "mastersthesis": "Master’s thesis",
    "techreport": "Technical report",
}
#: Types whose venue is where the work stands.
_CONTAINED: Final = ("article-journal", "paper-conference", "chapter")
#: Types that have numbers of their own; all others have one in a series.
_NUMBERED: Final = ("report", "patent", "document", "dataset", "software", "article")
#: The name that stands for those that an entry does not name, as pandoc writes it.
OTHERS: Final = "others"


def csl_item(paper: Paper) -> dict[str, Any]:
    """The item of a paper; what is not known is left out."""
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
    """The CSL type; what has appeared on a preprint server only is an ``article``."""
    if paper.state == "preprint" and not paper.venue and paper.arxiv:
        return "article"
    return _TYPES.get(paper.entry_type, "document")


def _people(paper: Paper) -> dict[str, list[dict[str, str]]]:
    """Who wrote it, edited it and translated it."""
    others = [{"literal": OTHERS}] if paper.and_others else []
    return {
        "author": [*map(_name, paper.authors), *others],
        "editor": [*map(_name, paper.editors)],
        "translator": [*map(_name, paper.details.translators)],
    }


def _publisher(paper: Paper, kind: str) -> str:
    """Who published it; the school, the institute or the words of the entry else."""
    if kind == "thesis" and paper.venue:
        return paper.venue
    imprint, contained = paper.imprint, kind in _CONTAINED
    return imprint.publisher or (
        "" if contained else paper.venue or imprint.howpublished
    )


def _archive(kind: str, paper: Paper) -> dict[str, str]:
    """Where it is kept: arXiv, or who hands out the theses of a school."""
    if paper.arxiv:
        return {"archive": "arXiv", "archive_location": paper.arxiv}
    kept = paper.imprint.publisher if kind == "thesis" and paper.venue else ""
    return {"archive": "" if kept == paper.venue else kept}


def _number(kind: str, imprint: Imprint) -> dict[str, str]:
    """The number of an issue, of a report, or in a series."""
    if kind == "article-journal":
        return {"issue": imprint.number, "number": imprint.eid if imprint.pages else ""}
    in_series = imprint.series and kind not in _NUMBERED
    return {"collection-number" if in_series else "number": imprint.number}


def _pages(kind: str, imprint: Imprint, total: str) -> dict[str, str]:
    """The pages of a part; of a whole how many it has, where one number stands there."""
    pages = imprint.pages.replace("–", "-")
    if kind in ("book", "thesis", "pamphlet") and pages.isdecimal():
        return {"number-of-pages": total or pages}
    # where a journal counts articles and no pages, styles print that number there
    return {"page": pages or imprint.eid, "number-of-pages": total}


def _date(date: PartialDate | None) -> dict[str, Any]:
    return {"date-parts": [list(date.parts)]} if date else {}


def _name(author: Author) -> dict[str, str]:
    """The parts of a name; a body has one part only."""
    if not author.given:
        return {"literal": author.name}
    parts = {"family": author.family, "given": author.given, "suffix": author.suffix}
    return {name: part for name, part in parts.items() if part}


def _address(paper: Paper) -> str:
    """Where the paper can be read; the DOI says it otherwise."""
    if paper.doi:
        return ""
    if paper.arxiv:
        return f"https://arxiv.org/abs/{paper.arxiv}"
    link = paper.link("html", "pdf")
    return link.address if link and "://" in link.address else ""
