"""A paper in a list, for reference managers: OpenURL ContextObjects in Spans (COinS).

Zotero imports several papers from one page by these (``span.Z3988``); the page of a
single paper has citation tags, which say more. The keys are defined by NISO
Z39.88-2004, formats ``journal``, ``book`` and ``dissertation``.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote_plus

from groupsite.kinds.papers.formats.csl import genre, is_counted
from groupsite.kinds.papers.formats.names import indexed, indexed_authors
from groupsite.kinds.papers.formats.zotero import zotero_type
from groupsite.model.schemes import SCHEMES

if TYPE_CHECKING:
    from groupsite.kinds.papers.paper import Author, Paper
    from groupsite.model.schemes import Identifier

_VERSION: Final = "Z39.88-2004"
_FORMAT: Final = "info:ofi/fmt:kev:mtx:"
#: Kind of work → (format, genre, key for the title).
_GENRES: Final = {
    "article": ("journal", "article", "rft.atitle"),
    "inproceedings": ("book", "proceeding", "rft.atitle"),
    "incollection": ("book", "bookitem", "rft.atitle"),
    "book": ("book", "book", "rft.btitle"),
    "proceedings": ("book", "book", "rft.btitle"),
    "phdthesis": ("dissertation", "", "rft.title"),
    "mastersthesis": ("dissertation", "", "rft.title"),
    "thesis": ("dissertation", "", "rft.title"),
    "techreport": ("book", "report", "rft.btitle"),
    "booklet": ("book", "book", "rft.btitle"),
    "manual": ("book", "book", "rft.btitle"),
    "preprint": ("journal", "preprint", "rft.atitle"),
    "patent": ("patent", "", "rft.title"),
}
#: The same for works of other kinds: Dublin Core, with their kind.
_OTHER: Final = ("dc", "", "rft.title")


def context_object(paper: Paper) -> str:
    """The ContextObject of a paper, for the ``title`` attribute of a span."""
    form, name, title = _GENRES.get(paper.work, _OTHER)
    if form == "journal" and paper.state == "preprint":
        name = "preprint"
    venue = {
        "journal": "rft.jtitle",
        "book": "rft.btitle" if title == "rft.atitle" else "rft.pub",
        "dissertation": "rft.inst",
        "patent": "rft.assignee",
        "dc": "rft.source",
    }[form]
    names = "rft.inventor" if form == "patent" else "rft.au"
    imprint, details = paper.imprint, paper.details
    counted, book = is_counted(paper), form == "book"
    first, last = ("", "") if counted else imprint.page_range
    fields = [
        ("ctx_ver", _VERSION),
        ("rft_val_fmt", _FORMAT + form),
        ("rft.genre", name),
        (title, paper.title.plain),
        *_type(paper, form),
        (venue, _venue(paper, venue)),
        ("rft.series", imprint.series if form == "book" else ""),
        ("rft.volume", imprint.volume),
        ("rft.issue", imprint.number if form == "journal" else ""),
        ("rft.spage", first),
        ("rft.epage", last),
        # Zotero does not know the number of an article
        ("rft.pages", "" if first else imprint.eid),
        ("rft.artnum", imprint.eid),
        ("rft.tpages", imprint.pages if counted and book else ""),
        ("rft.edition", details.edition if book else ""),
        ("rft.place", details.place if book else ""),
        ("rft.degree", genre(paper) if form == "dissertation" else ""),
        ("rft.number", imprint.number if form == "patent" else ""),
        ("rft.pub", imprint.publisher if form == "book" else paper.server),
        ("rft.publisher", imprint.publisher if form == "dc" else ""),
        ("rft.date", str(paper.date or "")),
        ("rft.isbn", paper.isbn),
        ("rft.issn", paper.issn),
        ("rft_id", f"info:doi/{paper.doi}" if paper.doi else ""),
        *(("rft_id", uri) for uri in _addresses(paper)),
        # Zotero puts all that is under `rft.aucorp` before the people, in reverse
        *((names, name) for name in indexed_authors(paper)),
        *(("rft.contributor", indexed(editor)) for editor in _editors(paper)),
    ]
    return "&".join([f"{name}={quote_plus(value)}" for name, value in fields if value])


def _type(paper: Paper, form: str) -> list[tuple[str, str]]:
    """What it is, where the format does not say that."""
    told = form != "dc" and paper.work != "preprint"
    return [] if told else [("rft.type", zotero_type(paper))]


def _venue(paper: Paper, key: str) -> str:
    """What contains it, or who is behind it."""
    if key == "rft.assignee":
        return paper.details.holder
    if key == "rft.pub" and paper.imprint.publisher:
        return ""
    return paper.venue


def _addresses(paper: Paper) -> list[str]:
    """Its numbers in archives, and at the end, where Zotero takes it, its address."""
    arxiv = f"https://arxiv.org/abs/{paper.arxiv}" if paper.arxiv else ""
    uris = [arxiv, *map(_uri, paper.identifiers)]
    address = "" if paper.doi else paper.address
    return [*(uri for uri in uris if uri != address), address]


def _editors(paper: Paper) -> tuple[Author, ...]:
    """Those of a work without authors or numbers by which Zotero could look it up.

    The formats have no key for editors.
    """
    numbers = paper.doi or paper.isbn
    return () if paper.authors or numbers else paper.editors


def _uri(identifier: Identifier) -> str:
    """An ``info:`` URI, which reference managers know, or else the address."""
    space = SCHEMES[identifier.scheme].info
    return f"info:{space}/{identifier.value}" if space else identifier.address
