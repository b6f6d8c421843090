"""Puts addresses and numbers into the fields that they belong to.

Programs and people write the DOI of a paper as an address, of a resolver or of its
publisher, in HTML, into ``url``, ``note`` or ``howpublished``; arXiv's number likewise;
addresses without ``https://``; links in the fields of BibBase. `plain_addresses` makes
of these ``doi``, ``eprint``, and the fields that `links` knows.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from groupsite.kinds.papers.reading.links import (
    arxiv_number,
    arxiv_of,
    is_pdf,
    verbatim,
)
from groupsite.kinds.papers.reading.markedup import bare_addresses
from groupsite.kinds.papers.reading.servers import is_posted, is_server
from groupsite.model.doi import doi_of_address, doi_of_text, same_doi
from groupsite.model.identifiers import has_no_scheme, is_doi
from groupsite.model.problems import Problem, Subtype

if TYPE_CHECKING:
    from groupsite.sources.bibtex.fields import BibField
    from groupsite.sources.bibtex.reader import BibEntry

    Fields = dict[str, BibField]

#: Fields of other programs → the field that says the same here. BibBase names a link
#: by what follows ``url_``.
_SAME: Final = {
    "ee": "url",
    "uri": "url",
    "link": "url",
    "doi-url": "doi",
    "doiurl": "doi",
    "url_doi": "doi",
    "url_arxiv": "url",
    "url_html": "html",
    "url_link": "html",
    "url_publisher": "html",
    "url_journal": "html",
    "url_pdf": "pdf",
    "url_paper": "pdf",
    "url_code": "code",
    "url_software": "code",
    "url_github": "code",
    "url_data": "data",
    "url_dataset": "data",
    "url_video": "video",
    "url_slides": "slides",
    "url_poster": "poster",
    "url_website": "website",
    "url_project": "website",
    "url_page": "website",
    "url_supp": "supp",
    "url_supplement": "supp",
    "url_appendix": "supp",
    "url_blog": "blog",
}
#: Fields with the address of the paper itself.
_OWN: Final = ("url", "html")
#: Texts that may be nothing but an address.
_TEXTS: Final = ("howpublished", "note")
#: Fields with nothing but addresses.
_LINKS: Final = (
    *_OWN,
    *("pdf", "code", "data", "video", "slides", "poster", "website", "supp", "blog"),
)
#: Where a program keeps copies of the addresses in other fields: BibDesk.
_COPIES: Final = re.compile(r"bdsk-url-\d+")
_VENUES: Final = ("journal", "journaltitle", "booktitle")
#: Entry types that are part of a book, whose address says nothing about them.
_PARTS: Final = ("inbook", "incollection", "inproceedings", "conference")
#: Words before an address that say no more than that it is one.
_LABEL: Final = re.compile(
    r"(?:(?:available|online|from|at|as|on|see|url|link|arxiv|preprint|pre-print)\b"
    r"[\s:,.]*)+(?=https?:|www\.|doi|arxiv|abs/)",
    re.IGNORECASE,
)
_HANDLE: Final = re.compile(r"hdl:\s*\d[\d.]*/\S+|\d{4,}[\d.]*/\S{3,}", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"https?://\S+")
#: An arXiv number of before 2007, without its class.
_OLD: Final = re.compile(r"\d{7}(?:v\d+)?")


def plain_addresses(entry: BibEntry, problems: list[Problem]) -> Fields:
    """The fields of *entry*, with identifiers and addresses where they belong.

    :param problems: what no identifier and no address could be found in is appended.
    """
    mover = _Mover(entry, problems)
    mover.rename()
    mover.bare()
    mover.mend_eprint()
    mover.mend_doi()
    mover.find_doi()
    mover.find_arxiv()
    mover.move_notes()
    return mover.fields


class _Mover:
    """Moves what the fields of one entry say to where it belongs."""

    def __init__(self, entry: BibEntry, problems: list[Problem]) -> None:
        self.entry = entry
        self.problems = problems
        self.fields = dict(entry.fields)

    def get(self, name: str) -> str:
        """The value of a field for machines; ``""`` if there is none."""
        return verbatim(self.fields[name].value) if name in self.fields else ""

    def put(self, name: str, value: str, source: str) -> None:
        """Give a field a value, at the line of the field *source*; remove it if empty."""
        line = self.fields.get(name) or self.fields.get(source)
        if not value:
            self.fields.pop(name, None)
        elif line is not None and value != self.get(name):
            self.fields[name] = replace(line, value=value)

    def add(self, name: str, address: str, source: str) -> None:
        """Add an address to those of a field, and take the field *source* away."""
        known = self.get(name).split()
        if address not in known:
            self.put(name, " ".join([*known, address]), source)
        if source != name:
            self.fields.pop(source, None)

    def rename(self) -> None:
        """Give fields of other programs the names that they have here."""
        for name in [name for name in _SAME if name in self.fields]:
            for address in bare_addresses(self.fields[name].value).split():
                self.add(_SAME[name], address, name)
            self.fields.pop(name, None)

    def bare(self) -> None:
        """Take addresses out of HTML and LaTeX, and give them their scheme."""
        others = [name for name in self.fields if name.startswith("url_")]
        for name in (*_LINKS, "eprint", *others):
            if name not in self.fields:
                continue
            written = self.fields[name].value
            words = bare_addresses(written).split()
            whole = [f"https://{w}" if has_no_scheme(w) else w for w in words]
            if whole != written.split():
                self.put(name, " ".join(whole), name)

    def mend_eprint(self) -> None:
        """Publishers write an address there; old numbers of arXiv stand without class."""
        number = self.get("eprint")
        archive = self.get("archiveprefix") or self.get("eprinttype")
        if "://" in number and not arxiv_number(number):
            self.add("pdf" if is_pdf(number) else "url", number, "eprint")
        elif archive.lower() == "doi" and not self.get("doi"):
            self.put("doi", number, "eprint")
            for name in ("eprint", "archiveprefix", "eprinttype"):
                self.fields.pop(name, None)
        elif _OLD.fullmatch(number) and archive.lower() != "pubmed":
            group = self.get("primaryclass") or self.get("eprintclass")
            if not group and archive.lower() != "arxiv":
                group = archive
            if group:
                self.put("eprint", f"{group}/{number}", "eprint")

    def mend_doi(self) -> None:
        """Take the DOI out of an address; an address of something else is a link."""
        written = (
            bare_addresses(self.fields["doi"].value) if "doi" in self.fields else ""
        )
        text = verbatim(written)
        found = _doi_in(text)
        if found:
            self.put("doi", found, "doi")
        elif arxiv_number(text):
            self.fields.pop("doi") if self.get("eprint") else self._take_arxiv(text)
        elif address := _ADDRESS.search(text):
            self._no_doi(address[0], "address")
        elif _HANDLE.fullmatch(text) and not text.startswith("10."):
            number = text[4:].strip() if text.lower().startswith("hdl:") else text
            self._no_doi(f"https://hdl.handle.net/{number}", "handle")

    def _take_arxiv(self, text: str) -> None:
        self.put("eprint", arxiv_number(text), "doi")
        self.fields.pop("doi")

    def _no_doi(self, address: str, what: str) -> None:
        """Link what stands in place of a DOI."""
        message = (
            f"entry `{self.entry.key}`: `doi`: `{address}` is the {what} of something that "
            "has no DOI; it is shown as a link, write it as `url`"
        )
        problem = Problem(self.entry.at("doi"), message, Subtype.FIELD)
        self.problems.append(problem)
        self.add("url", address, "doi")

    def find_doi(self) -> None:
        """Find the DOI in other fields, and take away the addresses that say the same."""
        given = self.get("doi")
        if not given:
            self._search_doi()
        doi = self.get("doi")
        if not is_doi(doi):
            return
        for name in _OWN:
            words = self.get(name).split()
            # who writes an address of the publisher into `html` wants it to be seen
            find = doi_of_text if given and name == "html" else doi_of_address
            rest = [w for w in words if is_pdf(w) or not same_doi(find(w), doi)]
            if rest != words:
                self.put(name, " ".join(rest), name)

    def _search_doi(self) -> None:
        copies = [name for name in self.fields if _COPIES.fullmatch(name)]
        for name in (*_OWN, *_TEXTS, "pdf", *copies):
            if name in _TEXTS:
                words = [_sole(self.fields[name].value)] if name in self.fields else []
            else:
                words = self.get(name).split()
            found = next((doi for word in words if (doi := self._own_doi(word))), "")
            if found:
                self.put("doi", found, name)
                if name in _TEXTS:
                    self.fields.pop(name)
                return

    def _own_doi(self, address: str) -> str:
        """The DOI in an address, unless it is that of the book or of a preprint."""
        doi = doi_of_address(address)
        if "/book/" in address and self.entry.type in _PARTS:
            return ""
        return "" if is_posted(doi) and self._is_printed() else doi

    def _is_printed(self) -> bool:
        """Whether it has a venue that is no server of preprints."""
        venues = filter(None, (self.get(name) for name in _VENUES))
        return not all(map(is_server, venues))

    def find_arxiv(self) -> None:
        """Find the number on arXiv in addresses."""
        if arxiv_of(replace(self.entry, fields=self.fields)):
            return
        copies = [name for name in self.fields if _COPIES.fullmatch(name)]
        for name in (*_OWN, "pdf", *_TEXTS, *copies):
            if name in _TEXTS:
                words = [_sole(self.fields[name].value)] if name in self.fields else []
            else:
                words = self.get(name).split()
            number = next((n for word in words if (n := arxiv_number(word))), "")
            if not number:
                continue
            if self.get("eprint"):
                self.put("arxiv", number, name)
            else:
                self.put("eprint", number, name)
                self.put("archiveprefix", "arXiv", name)
            if name in _TEXTS:
                self.fields.pop(name)
            return

    def move_notes(self) -> None:
        """A note that is nothing but an address is a link."""
        address = _sole(self.fields["note"].value) if "note" in self.fields else ""
        doi = self.get("doi")
        if same_doi(doi_of_text(address), doi) and doi:
            self.fields.pop("note")
        elif _ADDRESS.fullmatch(address) or has_no_scheme(address):
            address = f"https://{address}" if has_no_scheme(address) else address
            free = "website" if self.get("url") or self.get("html") else "url"
            self.add("pdf" if is_pdf(address) else free, address, "note")


def _doi_in(text: str) -> str:
    """The DOI in the field for it, in which words and addresses may stand."""
    if found := doi_of_address(text):
        return found
    if text.startswith("10."):  # of which one cannot tell where it ends
        return ""
    return next((doi for word in text.split() if (doi := doi_of_address(word))), "")


def _sole(text: str) -> str:
    """The address or number that a text is, without words that say so."""
    bare = _LABEL.sub("", verbatim(bare_addresses(text)), count=1).rstrip(" .,;")
    alone = doi_of_text(bare) or arxiv_number(bare) or len(bare.split()) == 1
    return bare if alone else ""
