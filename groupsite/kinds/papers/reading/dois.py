"""Finds the DOI of an entry, and takes away the addresses that say the same.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from groupsite.kinds.papers.reading.links import arxiv_number, is_pdf, verbatim
from groupsite.kinds.papers.reading.markedup import bare_addresses
from groupsite.kinds.papers.reading.moving import OWN
from groupsite.kinds.papers.reading.servers import is_posted, is_server
from groupsite.model.doi import doi_of_address, doi_of_text, same_doi
from groupsite.model.identifiers import is_doi
from groupsite.model.problems import Problem, Subtype
from groupsite.model.schemes import is_page_of

if TYPE_CHECKING:
    from groupsite.kinds.papers.reading.moving import Moving

#: Fields with numbers, for which some put the DOI.
_COUNTED: Final = ("volume", "number", "pages", "eid", "article-number")
_VENUES: Final = ("journal", "journaltitle", "booktitle")
#: Entry types that are part of a book, whose address says nothing about them.
_PARTS: Final = ("inbook", "incollection", "inproceedings", "conference")
_HANDLE: Final = re.compile(
    r"hdl:\s*\d[\d.]*/\S+|\d{4,}(?:\.\d+)*/\S{3,}", re.IGNORECASE
)
_ADDRESS: Final = re.compile(r"https?://\S+")


def mend_doi(entry: Moving, problems: list[Problem]) -> None:
    """Take the DOI out of an address; an address of something else is a link.

    :param problems: a message about such an address is appended.
    """
    text = verbatim(bare_addresses(entry.written("doi")))
    if doi := _doi_in(text):
        entry.put("doi", doi, "doi")
    elif number := arxiv_number(text):
        if not entry.get("eprint"):
            entry.put("eprint", number, "doi")
        entry.drop("doi")
    elif found := _ADDRESS.search(text):
        problems.append(_no_doi(entry, text, found[0]))
    elif _HANDLE.fullmatch(text) and not text.startswith("10."):
        number = text[4:].strip() if text.lower().startswith("hdl:") else text
        address = f"https://hdl.handle.net/{number}"
        problems.append(_no_doi(entry, text, address))


def _no_doi(entry: Moving, text: str, address: str) -> Problem:
    """Link what stands in place of a DOI; what to say about it."""
    message = (
        f"entry `{entry.entry.key}`: `doi`: `{text}` holds no DOI; it is shown as a link, "
        "write it as `url`"
    )
    entry.add("url", address, "doi")
    return Problem(entry.entry.at("doi"), message, Subtype.FIELD)


def _clear_numbers(entry: Moving) -> None:
    """Take DOIs away that stand for a volume or pages, which only articles online have.

    The first one is that of the work if it has no other.
    """
    for name in _COUNTED:
        if doi := doi_of_text(entry.get(name)):
            if not entry.get("doi") and _own_doi(entry, doi):
                entry.put("doi", doi, name)
            if same_doi(entry.get("doi"), doi):
                entry.drop(name)


def find_doi(entry: Moving) -> None:
    """Find the DOI in other fields, and take away the addresses that say the same."""
    given = bool(entry.get("doi"))
    if not given:
        _search_doi(entry)
    _clear_numbers(entry)
    doi = entry.get("doi")
    if not is_doi(doi):
        return
    for name in OWN:
        words = entry.words(name)
        # who writes an address of the publisher into `html` wants it to be seen
        meant = given and name == "html"
        rest = [w for w in words if is_pdf(w) or not _says(w, doi, meant=meant)]
        if rest != words:
            entry.put(name, " ".join(rest), name)


def _says(address: str, doi: str, *, meant: bool) -> bool:
    """Whether an address says no more than the DOI."""
    if meant:
        return same_doi(doi_of_text(address), doi)
    return same_doi(doi_of_address(address), doi) or is_page_of(address, doi)


def _search_doi(entry: Moving) -> None:
    for name, words in entry.places():
        found = next((doi for word in words if (doi := _own_doi(entry, word))), "")
        if found:
            entry.put("doi", found, name)
            entry.taken(name)
            return


def _own_doi(entry: Moving, address: str) -> str:
    """The DOI in an address, unless it is that of the book or of a preprint."""
    doi = doi_of_address(address)
    if "/book/" in address and entry.entry.type in _PARTS:
        return ""
    return "" if is_posted(doi) and _is_printed(entry) else doi


def _is_printed(entry: Moving) -> bool:
    """Whether it has a venue that is no server of preprints."""
    venues = filter(None, (entry.get(name) for name in _VENUES))
    return any(not is_server(v) for v in venues)


def _doi_in(text: str) -> str:
    """The DOI in the field for it, in which words, addresses and others may stand."""
    if found := doi_of_address(text):
        return found
    words = re.split(r"[\s,;]+", text)
    dois = [doi for word in words if (doi := doi_of_address(word))]
    # with a word behind it, one cannot tell where the DOI ends
    is_whole = not text.startswith("10.") or len(dois) == len(words)
    return dois[0] if dois and is_whole else ""
