"""What Zotero calls the kinds of works.

Its translators take these names from ``DC.type`` in the head of a page and from
``rft.type`` in COinS; without them, whatever has citation tags is a journal article.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from groupsite.kinds.papers.paper import Paper

#: Kind of work → type of item.
_TYPES: Final = {
    "article": "journalArticle",
    "preprint": "preprint",
    "inproceedings": "conferencePaper",
    "incollection": "bookSection",
    "book": "book",
    "proceedings": "book",
    "booklet": "book",
    "manual": "book",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "techreport": "report",
    "unpublished": "manuscript",
    "patent": "patent",
    "dataset": "dataset",
    "software": "computerProgram",
    "talk": "presentation",
    "poster": "presentation",
    "slides": "presentation",
    "video": "videoRecording",
    "audio": "audioRecording",
    "interview": "interview",
    "webpage": "webpage",
    "magazine": "magazineArticle",
    "newspaper": "newspaperArticle",
    "artwork": "artwork",
    "image": "artwork",
    "letter": "letter",
    "jurisdiction": "case",
    "legislation": "statute",
    "standard": "standard",
}


def zotero_type(paper: Paper) -> str:
    """The type of item that Zotero makes of *paper*."""
    return _TYPES.get(paper.work, "document")
