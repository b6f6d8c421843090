"""An entry whose fields are being put right.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from groupsite.kinds.papers.reading.links import arxiv_number, verbatim
from groupsite.kinds.papers.reading.markedup import bare_addresses
from groupsite.model.doi import doi_of_text

if TYPE_CHECKING:
    from groupsite.sources.bibtex.reader import BibEntry

#: Fields with the address of the paper itself.
OWN: Final = ("url", "html")
#: Texts that may be nothing but an address.
_TEXTS: Final = ("howpublished", "note")
#: Where a program keeps copies of the addresses in other fields: BibDesk.
_COPIES: Final = re.compile(r"bdsk-url-\d+")
#: Words before an address that say no more than that it is one.
_LABEL: Final = re.compile(
    r"^(?:(?:available|online|from|at|as|on|see|url|link|arxiv|preprint|pre-print)\b"
    r"[\s:,.]*)+(?=https?:|www\.|doi|arxiv|abs/)",
    re.IGNORECASE,
)


class Moving:
    """An entry, of which fields are moved to where they belong."""

    def __init__(self, entry: BibEntry) -> None:
        self.entry = entry
        self.fields = dict(entry.fields)

    @property
    def plain(self) -> BibEntry:
        """The entry with its fields as they are now."""
        return replace(self.entry, fields=self.fields)

    def written(self, name: str) -> str:
        """The value of a field as it is written; ``""`` if there is none."""
        return self.fields[name].value if name in self.fields else ""

    def get(self, name: str) -> str:
        """The value of a field for machines; ``""`` if there is none."""
        return verbatim(self.written(name))

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

    def drop(self, *names: str) -> None:
        """Take fields away."""
        for name in names:
            self.fields.pop(name, None)

    def places(self) -> list[tuple[str, list[str]]]:
        """Fields with addresses of the paper itself, and these addresses.

        Of a text, only what is nothing but an address counts.
        """
        copies = [name for name in self.fields if _COPIES.fullmatch(name)]
        names = (*OWN, *_TEXTS, "pdf", *copies)
        return [(n, [self.sole(n)] if n in _TEXTS else self.words(n)) for n in names]

    def words(self, name: str) -> list[str]:
        """The words of a field, without the commas that separate addresses."""
        return [word.rstrip(",;") for word in self.get(name).split()]

    def taken(self, name: str) -> None:
        """Take a text away whose address stands elsewhere now."""
        if name in _TEXTS:
            self.drop(name)

    def sole(self, name: str) -> str:
        """The address or number that a text is, without words that say so."""
        text = verbatim(bare_addresses(self.written(name)))
        bare = _LABEL.sub("", text, count=1).rstrip(" .,;")
        alone = doi_of_text(bare) or arxiv_number(bare) or len(bare.split()) == 1
        return bare if alone else ""
