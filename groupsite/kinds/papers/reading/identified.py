"""The identifiers of an entry beside DOI and arXiv, from fields and addresses.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from groupsite.kinds.papers.reading.links import verbatim
from groupsite.model.schemes import SCHEMES, Identifier

if TYPE_CHECKING:
    from groupsite.sources.bibtex.reader import BibEntry

#: Fields that may hold the address of a page.
_PAGES: Final = ("url", "html", "howpublished")
#: Fields that hold a number.
_FIELDS: Final = {field for scheme in SCHEMES.values() for field in scheme.fields}
#: What stands in all addresses of pages that have one.
_SITES: Final = re.compile(
    "|".join(scheme.sites for scheme in SCHEMES.values() if scheme.sites), re.IGNORECASE
)


def identifiers_of(entry: BibEntry) -> tuple[Identifier, ...]:
    """One identifier of each scheme, in the order of the schemes."""
    archive = verbatim(entry.get("archiveprefix") or entry.get("eprinttype")).lower()
    words = (word for name in _PAGES for word in verbatim(entry.get(name)).split())
    pages = [word.rstrip(".,;") for word in words if _SITES.search(word)]
    if not pages and not archive and not any(map(entry.get, _FIELDS)):
        return ()  # nearly all
    found = []
    for name, scheme in SCHEMES.items():
        texts = [entry.get(field) for field in scheme.fields]
        texts += [entry.get("eprint")] if archive in scheme.archives else []
        numbers = (
            *(scheme.of_text(verbatim(text)) for text in texts if text),
            *map(scheme.of_address, pages),
        )
        found += [Identifier(name, number) for number in numbers if number][:1]
    return tuple(found)
