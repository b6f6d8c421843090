"""Citation tags, which Google Scholar, Zotero and Mendeley read on a paper's page.

The names are Highwire Press's, as listed in Google Scholar's inclusion guidelines
(https://scholar.google.com/intl/en/scholar/inclusion.html#indexing). Only the page of a
single paper has them, never a list. Values are plain Unicode, without TeX or entities.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from groupsite.kinds.papers.formats.csl import is_counted
from groupsite.kinds.papers.formats.names import indexed, indexed_authors
from groupsite.model.schemes import SCHEMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from groupsite.kinds.papers.paper import Paper
    from groupsite.model.dates import PartialDate

#: Kind of work → tag for the venue. By these tags Zotero knows the kind of work, whatever
#: else is said of it: talks have none.
_VENUES: Final = {
    "article": "journal_title",
    "periodical": "journal_title",
    "inproceedings": "conference_title",
    "incollection": "inbook_title",
    "phdthesis": "dissertation_institution",
    "mastersthesis": "dissertation_institution",
    "thesis": "dissertation_institution",
    "techreport": "technical_report_institution",
}
#: Kinds of works whose venue is not their publisher.
_ELSEWHERE: Final = (*_VENUES, "magazine", "newspaper", "talk", "poster", "slides")


def citation_tags(
    paper: Paper, *, page: str = "", pdf: str = "", language: str = ""
) -> list[tuple[str, str]]:
    """Pairs (name, content) of all tags in order, one tag per author.

    :param page: absolute address of the paper's page.
    :param pdf: absolute address of its PDF, which Scholar accepts only from the folder
        of the page.
    :param language: language tag of the page (RFC 5646), for a paper that names none.
    """
    tags = [
        ("title", paper.title.plain),
        *(("author", name) for name in _names(indexed_authors(paper))),
        *(("editor", name) for name in _names([*map(indexed, paper.editors)])),
        ("publication_date", _slashed(paper.date)),
        *_venue(paper),
        *_pages(paper),
        ("isbn", paper.isbn),
        ("issn", paper.issn),
        ("doi", paper.doi),
        ("arxiv_id", paper.arxiv),
        *((SCHEMES[i.scheme].tag, i.value) for i in paper.identifiers),
        *(("keywords", keyword) for keyword in paper.keywords),
        ("abstract", paper.abstract.plain),
        ("language", paper.details.language or language),
        ("public_url", "" if paper.doi else paper.address),
        ("abstract_html_url", page),
        ("pdf_url", pdf),
    ]
    return [(f"citation_{name}", content) for name, content in tags if name and content]


def _names(names: list[str]) -> list[str]:
    """The names as Zotero splits them.

    A single ``Family Name, Given Name`` it would take for two people, unless the blank
    of the given name allows no break (Embedded Metadata, ``processHighwireCreators``).
    """
    if len(names) != 1:
        return names
    family, comma, given = names[0].partition(", ")
    return [family + comma + given.replace(" ", "\N{NO-BREAK SPACE}")]


def _slashed(date: PartialDate | None) -> str:
    """``2024/07/01``, as precise as the date is known."""
    return str(date).replace("-", "/") if date else ""


def _venue(paper: Paper) -> Iterator[tuple[str, str]]:
    """The venue, its numbers, and the publisher."""
    tag = _VENUES.get(paper.work, "")
    if tag:
        event = paper.details.event if tag == "conference_title" else ""
        yield tag, event or paper.venue
    report = paper.work == "techreport"
    imprint = paper.imprint
    yield "series_title", imprint.series
    yield "volume", imprint.volume
    yield "technical_report_number" if report else "issue", imprint.number
    publisher = imprint.publisher or paper.server
    if paper.work not in _ELSEWHERE:
        publisher = publisher or imprint.howpublished or paper.venue
    yield "publisher", publisher


def _pages(paper: Paper) -> Iterator[tuple[str, str]]:
    """First and last page; an article number serves as first page."""
    if is_counted(paper):
        return
    first, last = paper.imprint.page_range
    yield "firstpage", first or paper.imprint.eid
    yield "lastpage", last
