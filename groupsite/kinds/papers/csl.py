"""Papers as CSL-JSON, what reference managers and citation processors read.

The names are those of the CSL 1.0.2 specification, appendices III and IV
(https://docs.citationstyles.org/en/stable/specification.html).
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from groupsite.kinds.papers.paper import Author, Paper

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
#: Types whose venue is where the work stands.
_CONTAINED: Final = ("article-journal", "paper-conference", "chapter")


def csl_item(paper: Paper) -> dict[str, Any]:
    """The item of a paper; what is not known is left out."""
    kind = csl_type(paper)
    contained = kind in _CONTAINED
    item = {
        "id": paper.id,
        "type": kind,
        "title": paper.title.plain,
        "author": [_name(author) for author in paper.authors],
        "editor": [_name(editor) for editor in paper.editors],
        "container-title": paper.venue if contained else "",
        "collection-title": paper.series,
        "publisher": _publisher(paper, contained=contained),
        "genre": paper.genre,
        "volume": paper.volume,
        **_number(kind, paper.number),
        # where a journal counts articles and no pages, styles print that number there
        "page": paper.pages.replace("–", "-") or paper.eid,
        "issued": {"date-parts": [list(paper.date.parts)]} if paper.date else {},
        "status": _STATUS.get(paper.state, ""),
        "DOI": paper.doi,
        "ISBN": paper.isbn,
        "ISSN": paper.issn,
        "archive": "arXiv" if paper.arxiv else "",
        "archive_location": paper.arxiv,
        "URL": _address(paper),
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


def _publisher(paper: Paper, *, contained: bool) -> str:
    """Who published it; the school, the institute or the words of the entry else."""
    return paper.publisher or ("" if contained else paper.venue or paper.howpublished)


def _number(kind: str, number: str) -> dict[str, str]:
    """The number of an issue, or of a report."""
    return {"issue" if kind == "article-journal" else "number": number}


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
