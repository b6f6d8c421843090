"""Puts addresses and numbers into the fields that they belong to.

Programs and people write the DOI of a paper as an address, of a resolver or of its
publisher, in HTML, into ``url``, ``note`` or ``howpublished``; arXiv's number likewise;
addresses without ``https://``; links in the fields of BibBase. `plain_addresses` makes
of these ``doi``, ``eprint``, and the fields that `links` knows.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from groupsite.kinds.papers.reading.dois import find_doi, mend_doi
from groupsite.kinds.papers.reading.links import arxiv_number, arxiv_of, is_pdf
from groupsite.kinds.papers.reading.markedup import bare_addresses, latex_of_markdown
from groupsite.kinds.papers.reading.moving import OWN, Moving
from groupsite.model.doi import doi_of_number, doi_of_text, same_doi
from groupsite.model.identifiers import ARCHIVES, has_no_scheme

if TYPE_CHECKING:
    from groupsite.model.problems import Problem
    from groupsite.sources.bibtex.fields import BibField
    from groupsite.sources.bibtex.reader import BibEntry

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
#: The same for names that are also words: where they have nothing but addresses.
_WORDS: Final = {
    "github": "code",
    "repo": "code",
    "repository": "code",
    "software": "code",
    "dataset": "data",
    "presentation-video": "video",
    "presentation_video": "video",
    "recording": "video",
    "youtube": "video",
    "presentation": "slides",
    "homepage": "website",
    "project": "website",
    "projectpage": "website",
    "project_page": "website",
    "webpage": "website",
    "appendix": "supp",
    "supplement": "supp",
    "supplementary": "supp",
    "urlsuppl1": "supp",
    "urlsuppl2": "supp",
}
#: Fields with nothing but addresses.
_LINKS: Final = (
    *OWN,
    *("pdf", "code", "data", "video", "slides", "poster", "website", "supp", "blog"),
)
#: What Zotero and PubMed call numbers in notes → the field for them.
_NAMES: Final = {"pmid": "pmid", "pmcid": "pmcid", "ads bibcode": "bibcode"}
_NAMED: Final = re.compile(
    r"\b(PMID|PMCID|ADS Bibcode):\s*(\S+?)[.,;]*(?:\s+|$)", re.IGNORECASE
)
_TABLE: Final = re.compile(r"db/(?:books|conf|journals|series|reference)/\S+$")
_ADDRESS: Final = re.compile(r"https?://\S+")
#: An arXiv number of before 2007, without its class.
_OLD: Final = re.compile(r"\d{7}(?:v\d+)?")


def plain_addresses(entry: BibEntry, problems: list[Problem]) -> dict[str, BibField]:
    """The fields of *entry*, with identifiers and addresses where they belong.

    :param problems: a message about what stands in place of a DOI is appended.
    """
    moving = Moving(entry)
    _drop_tables(moving)
    _rename(moving)
    _bare(moving)
    _mend_eprint(moving)
    mend_doi(moving, problems)
    find_doi(moving)
    _find_arxiv(moving)
    _move_numbers(moving)
    _move_notes(moving)
    _write_information(moving)
    return moving.fields


def _rename(entry: Moving) -> None:
    """Give fields of other programs the names that they have here."""
    for name, meant in (_SAME | _WORDS).items():
        if name not in entry.fields:
            continue
        words = bare_addresses(entry.written(name)).split()
        if name in _WORDS and not all(map(_is_address, words)):
            continue
        for address in words:
            entry.add(meant, address, name)
        entry.drop(name)


def _write_information(entry: Moving) -> None:
    """A text of al-folio is Markdown, and may begin with the full stop before it."""
    written = entry.written("additional_info")
    more = latex_of_markdown(written.lstrip(" .,;"))
    if more != written:
        entry.put("additional_info", more, "additional_info")


def _drop_tables(entry: Moving) -> None:
    """Older files of DBLP have the path of a table of contents as ``url``."""
    if _TABLE.match(entry.get("url")):
        entry.drop("url")


def _bare(entry: Moving) -> None:
    """Take addresses out of HTML and LaTeX, and give them their scheme."""
    others = [name for name in entry.fields if name.startswith("url_")]
    for name in (*_LINKS, "eprint", "howpublished", *others):
        if name not in entry.fields:
            continue
        written = entry.written(name)
        if name == "howpublished" and bare_addresses(written) == written:
            continue  # a text without markup
        words = bare_addresses(written).split()
        whole = [f"https://{w}" if has_no_scheme(w) else w for w in words]
        if whole != written.split():
            entry.put(name, " ".join(whole), name)


def _is_address(word: str) -> bool:
    return bool(_ADDRESS.fullmatch(word)) or has_no_scheme(word)


def _mend_eprint(entry: Moving) -> None:
    """Publishers write an address there; old numbers of arXiv stand without class."""
    number = entry.get("eprint")
    archive = entry.get("archiveprefix") or entry.get("eprinttype")
    if "://" in number and not arxiv_number(number):
        entry.add("pdf" if is_pdf(number) else "url", number, "eprint")
    elif doi := doi_of_number(number, archive):
        if not entry.get("doi"):
            entry.put("doi", doi, "eprint")
        entry.drop("eprint", "archiveprefix", "eprinttype")
    elif _OLD.fullmatch(number) and archive.lower() in ("", "arxiv", *ARCHIVES):
        group = entry.get("primaryclass") or entry.get("eprintclass")
        if not group and archive.lower() in ARCHIVES:
            group = archive
        if group:
            entry.put("eprint", f"{group}/{number}", "eprint")


def _find_arxiv(entry: Moving) -> None:
    """Find the number on arXiv in addresses."""
    if arxiv_of(entry.plain):
        return
    for name, words in entry.places():
        number = next((n for word in words if (n := arxiv_number(word))), "")
        if not number:
            continue
        if entry.get("eprint"):
            entry.put("arxiv", number, name)
        else:
            entry.put("eprint", number, name)
            entry.put("archiveprefix", "arXiv", name)
        entry.taken(name)
        return


def _move_numbers(entry: Moving) -> None:
    """Take numbers with their names out of notes, where Zotero puts them."""
    lines = entry.written("note").splitlines()
    kept = [line for line in lines if not line.strip() or _NAMED.sub("", line).strip()]
    for line in lines:
        for match in _NAMED.finditer(line if line not in kept else ""):
            field = _NAMES[match[1].lower()]
            if not entry.get(field):
                entry.put(field, match[2], "note")
    if kept != lines:
        entry.put("note", "\n".join(kept), "note")


def _move_notes(entry: Moving) -> None:
    """Make a link of a note that is nothing but an address."""
    address, doi = entry.sole("note"), entry.get("doi")
    if doi and same_doi(doi_of_text(address), doi):
        entry.drop("note")
    elif _is_address(address):
        address = f"https://{address}" if has_no_scheme(address) else address
        free = "website" if entry.get("url") or entry.get("html") else "url"
        entry.add("pdf" if is_pdf(address) else free, address, "note")
