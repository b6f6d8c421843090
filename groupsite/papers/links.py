"""The addresses that an entry gives, from the fields that academic sites use.

The names are those of al-folio and biblatex, so that its files work unchanged. A field
may hold several addresses with blanks between them. Pure: neither Sphinx nor docutils
is imported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from groupsite.papers.record import PaperLink

if TYPE_CHECKING:
    from groupsite.papers.bibtex import BibEntry

#: Fields that hold addresses, in the order in which they are shown, with their link's
#: name.
_FIELDS: Final = {
    "html": "html",
    "pdf": "pdf",
    "code": "code",
    "data": "data",
    "video": "video",
    "slides": "slides",
    "poster": "poster",
    "website": "website",
    "supp": "supp",
    "url": "html",
}


def paper_links(entry: BibEntry) -> tuple[PaperLink, ...]:
    """All links of *entry* but its DOI and its arXiv number, each once."""
    links: dict[str, PaperLink] = {}
    doi = entry.get("doi").casefold()
    for field, name in _FIELDS.items():
        addresses = entry.get(field).replace("\\_", "_").replace("\\%", "%").split()
        for address in addresses:
            bare = address.casefold().removeprefix("https://doi.org/")
            if bare != doi or not doi:
                label = _label(address) if len(addresses) > 1 else ""
                links.setdefault(address, PaperLink(name, address, label))
    return tuple(links.values())


def _label(address: str) -> str:
    """What tells an address from its neighbours: a repository, or a host."""
    parts = urlsplit(address)
    host = parts.netloc.removeprefix("www.")
    path = [part for part in parts.path.split("/") if part]
    if host in ("github.com", "gitlab.com") and len(path) > 1:
        return "/".join(path[:2])
    return host or (path[-1] if path else "")
