"""The identifiers of an entry beside DOI and arXiv, from fields and addresses.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from groupsite.kinds.papers.reading.links import verbatim
from groupsite.model.schemes import SCHEMES, Identifier

if TYPE_CHECKING:
    from groupsite.sources.bibtex.reader import BibEntry

#: Fields that may hold the address of a page.
_PAGES: Final = ("url", "html", "howpublished")


def identifiers_of(entry: BibEntry) -> tuple[Identifier, ...]:
    """One identifier of each scheme, in the order of the schemes."""
    archive = verbatim(entry.get("archiveprefix") or entry.get("eprinttype")).lower()
    words = (word for name in _PAGES for word in verbatim(entry.get(name)).split())
    pages = [word.rstrip(".,;") for word in words]
    found = []
    for name, scheme in SCHEMES.items():
        texts = [verbatim(entry.get(field)) for field in scheme.fields]
        texts += [verbatim(entry.get("eprint"))] if archive in scheme.archives else []
        numbers = (
            *map(scheme.of_text, filter(None, texts)),
            *map(scheme.of_address, pages),
        )
        found += [Identifier(name, number) for number in filter(None, numbers)][:1]
    return tuple(found)
