"""Parses fields with names of people into `Author` records.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import NamedTuple

from groupsite.kinds.papers.paper import Author
from groupsite.kinds.papers.reading.biblatex import plain_name
from groupsite.model.names import split_name, split_names
from groupsite.sources.bibtex.latex import decode_plain


class Names(NamedTuple):
    """The content of a field such as ``author``."""

    authors: tuple[Author, ...]
    #: Whether the list ends with ``and others``.
    and_others: bool


def read_names(text: str) -> Names:
    """Parse a field such as ``author``; a name in braces is an organisation's."""
    names = [plain_name(name) for name in split_names(text)]
    people = [name for name in names if name.lower() != "others"]
    authors = [_author(name) for name in people]
    return Names(
        tuple(author for author in authors if author.name),
        # `others` alone is nobody
        bool(people) and names[-1:] != people[-1:],
    )


def _author(text: str) -> Author:
    given, family, suffix = (decode_plain(part) for part in split_name(text))
    name = " ".join(part for part in (given, family, suffix) if part)
    return Author(name=name, family=family, given=given, suffix=suffix)
