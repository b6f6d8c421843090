"""What Zotero calls the kinds of works, and what it reads of them beside citation tags.

Its translators take the names of kinds from ``z:itemType`` in the head of a page and from
``rft.type`` in COinS; without them, whatever has citation tags is a journal article.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from groupsite.kinds.papers.formats.csl import csl_item, csl_type

if TYPE_CHECKING:
    from groupsite.kinds.papers.paper import Paper

#: Kind of work → type of item.
_TYPES: Final = {
    "preprint": "preprint",
    "inproceedings": "conferencePaper",
    "incollection": "bookSection",
    "book": "book",
    "proceedings": "book",
    "booklet": "book",
    "manual": "book",
    "commentary": "book",
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
    "performance": "presentation",
    "video": "videoRecording",
    "audio": "audioRecording",
    "music": "audioRecording",
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
#: Kinds of works whose number is neither that of an issue nor that of a report.
_NUMBERED: Final = ("patent", "standard")
#: Kinds of works with a container that has no citation tag of its own, or shares it with
#: the event.
_CONTAINED: Final = ("inproceedings", "magazine", "newspaper")


def zotero_type(paper: Paper) -> str:
    """The type of item that Zotero makes of *paper*."""
    if csl_type(paper) == "article-journal":
        return "journalArticle"
    return _TYPES.get(paper.work, "document")


def zotero_tags(paper: Paper) -> list[tuple[str, str]]:
    """Pairs (name, content) of the tags that tell Zotero what citation tags cannot.

    Kind and genre, and fields of PRISM and of EPrints (RDF, ``importItem``), which
    Google Scholar reads as well.
    """
    item = csl_item(paper)
    talk = item["type"] == "speech"
    tags = [
        ("z:itemType", zotero_type(paper)),
        ("DC.type", item.get("genre", "")),
        ("prism.publicationName", _publication(paper)),
        ("prism.number", item.get("number", "") if paper.work in _NUMBERED else ""),
        ("prism.edition", item.get("edition") or item.get("version", "")),
        ("eprints.pages", item.get("number-of-pages", "")),
        ("eprints.place_of_pub", item.get("publisher-place", "")),
        ("eprints.event_title", item.get("event-title", "") if talk else ""),
        ("eprints.event_location", item.get("event-place", "") if talk else ""),
    ]
    return [(name, content) for name, content in tags if content]


def _publication(paper: Paper) -> str:
    """What contains it, where the citation tag for that would mean another kind of work.

    Zotero takes a web page for one of our site unless another is named.
    """
    if paper.work == "webpage":
        host = (urlsplit(paper.address).hostname or "").removeprefix("www.")
        return paper.venue or paper.imprint.publisher or host
    return paper.venue if paper.work in _CONTAINED else ""
