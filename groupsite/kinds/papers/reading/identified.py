"""The identifiers of an entry beside DOI and arXiv, from fields and addresses.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from groupsite.kinds.papers.reading.links import verbatim
from groupsite.model.schemes import SCHEMES, Identifier

if TYPE_CHECKING:
    from groupsite.model.schemes import Scheme
    from groupsite.sources.bibtex.reader import BibEntry

#: Fields that may hold the address of a page.
_PAGES: Final = ("url", "html", "howpublished")


def identifiers_of(entry: BibEntry) -> tuple[Identifier, ...]:
    """One identifier of each scheme, in the order of the schemes."""
    found = ((name, _number(entry, scheme)) for name, scheme in SCHEMES.items())
    return tuple(Identifier(name, number) for name, number in found if number)


def _number(entry: BibEntry, scheme: Scheme) -> str:
    """The number in a field of its own, as ``eprint``, or in an address."""
    written = [verbatim(entry.get(field)) for field in scheme.fields]
    archive = verbatim(entry.get("archiveprefix") or entry.get("eprinttype"))
    if archive.lower() in scheme.archives:
        written.append(verbatim(entry.get("eprint")))
    texts = (scheme.of_text(text) for text in written if text)
    words = (word for name in _PAGES for word in verbatim(entry.get(name)).split())
    pages = (scheme.of_address(word.rstrip(".,;")) for word in words)
    return next(filter(None, texts), "") or next(filter(None, pages), "")
