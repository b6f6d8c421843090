"""Parses fields with names of people into `Author` records.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from groupsite.kinds.papers.paper import Author
from groupsite.kinds.papers.reading.nameparts import plain_name
from groupsite.model.eastern import family_and_given, is_body, is_eastern, together
from groupsite.model.names import split_name, split_names
from groupsite.sources.bibtex.latex import decode_plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from groupsite.kinds.papers.reading.annotations import Annotations

#: What is left out of the name of a collaboration.
_SHORT: Final = re.compile(r"^the\s+|\s+collaborations?$", re.IGNORECASE)


class Names(NamedTuple):
    """The content of a field such as ``author``."""

    authors: tuple[Author, ...]
    #: Whether the list ends with ``and others``.
    and_others: bool


def read_names(
    text: str, notes: Annotations | None = None, ids: Annotations | None = None
) -> Names:
    """Parse a field such as ``author``; a name in braces is an organisation's.

    :param notes: what is said of each name, by its number.
    :param ids: who each is.
    """
    names = split_names(text)
    people = [name for name in names if name.lower() != "others"]
    notes, ids = notes or {}, ids or {}
    authors = []
    for number, name in enumerate(people, 1):
        author = _author(name)
        if number in notes or number in ids:
            who = "".join(ids.get(number, ())[:1])
            author = replace(author, notes=notes.get(number, ()), id=who)
        authors.append(author)
    return Names(
        tuple(author for author in authors if author.name),
        # `others` alone is nobody
        bool(people) and names[-1:] != people[-1:],
    )


def collaborations(text: str, authors: Iterable[Author] = ()) -> tuple[str, ...]:
    """The names in the field ``collaboration``, without that word and ``The``.

    :param authors: those among them are not named twice.
    """
    names = (decode_plain(name) for name in split_names(text))
    parts = (part.strip() for name in names for part in re.split(r"[,;&]", name))
    short = dict.fromkeys(_SHORT.sub("", part) for part in parts if part)
    known = {_SHORT.sub("", author.name) for author in authors if author.body}
    return tuple(name for name in short if name and name not in known)


@lru_cache(maxsize=20_000)  # people write several papers
def _author(text: str) -> Author:
    text = plain_name(text)
    given, family, suffix = (decode_plain(part) for part in split_name(text))
    whole = family if not given and not suffix else ""
    if eastern := family_and_given(whole):
        family, given = eastern
        return Author(name=whole, family=family, given=given)
    if is_eastern(family) and is_eastern(given.replace(" ", "")) and not suffix:
        return Author(name=together(family, given), family=family, given=given)
    name = " ".join(part for part in (given, family, suffix) if part)
    body = bool(whole) and (_is_braced(text) or is_acronym(whole) or is_body(whole))
    return Author(name=name, family=family, given=given, suffix=suffix, body=body)


def _is_braced(text: str) -> bool:
    """Whether a whole name is in braces, which are not those of an accent."""
    return text.startswith("{") and not text.startswith("{\\") and text.endswith("}")


def is_acronym(name: str) -> bool:
    """``NASA``, ``CERN``: what is in capitals throughout is no person."""
    return len(name) > 1 and name.isupper() and name.isascii() and name.isalpha()
