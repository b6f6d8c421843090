"""Names of people, taken apart as BibTeX does it.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from pybtex.bibtex.exceptions import BibTeXError
from pybtex.database import Person as BibName
from pybtex.errors import capture

_AND: Final = re.compile(r"[{}]|(?<!\S)and(?!\S)", re.IGNORECASE)
#: A longer name is that of a body: pybtex would take the square of the time.
_LONGEST: Final = 10_000
#: What BibTeX knows only between two commas, and people write at the end.
#: It begins where blanks begin, or a name of many blanks would take hours.
_SUFFIX: Final = re.compile(r"(?:,|(?<![\s,]))\s+(Jr\.?|Sr\.?|II|III|IV)(?=\s*(?:,|$))")


class NameParts(NamedTuple):
    """The parts of a name; each may hold LaTeX where the name did."""

    given: str
    #: With its particles: ``De los Reyes``.
    family: str
    #: ``Jr``.
    suffix: str


def split_names(text: str) -> list[str]:
    """The names that are joined by ``and``, but not by one in braces."""
    names = []
    depth = start = 0
    for mark in _AND.finditer(text):
        if mark[0] in "{}":
            depth += 1 if mark[0] == "{" else -1
        elif depth <= 0:
            names.append(text[start : mark.start()].strip())
            start = mark.end()
    names.append(text[start:].strip())
    return [name for name in names if name]


def split_name(text: str) -> NameParts:
    """Take ``Given Family`` or ``Family, Given`` apart.

    A name with too many commas is taken as far as it goes.
    """
    text, suffix = _without_suffix(text)
    parts = bibtex_name(text)
    if parts is None:
        return NameParts("", text, suffix)
    return NameParts(
        " ".join([*parts.first_names, *parts.middle_names]),
        " ".join([*parts.prelast_names, *parts.last_names]),
        " ".join([*parts.lineage_names, *suffix.split()]),
    )


def bibtex_name(text: str) -> BibName | None:
    """*text* as pybtex takes it apart; None where it cannot (hundreds of braces)."""
    if len(text) > _LONGEST:
        return None
    try:
        with capture():  # it would print what it finds odd
            return BibName(text)
    except BibTeXError:
        return None


def _without_suffix(text: str) -> tuple[str, str]:
    """*text* and the ``Jr`` in it, unless BibTeX finds that by itself."""
    match = _SUFFIX.search(text)
    if match is None or text.count(",") > 1:
        return text, ""
    before = text[: match.start()]
    if not before.strip() or before.count("{") != before.count("}"):
        return text, ""
    return before + text[match.end() :], match[1]
