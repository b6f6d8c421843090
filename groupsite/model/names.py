"""Splits names of people as BibTeX does.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from pybtex.bibtex.exceptions import BibTeXError
from pybtex.database import Person as BibName
from pybtex.errors import capture

_AND: Final = re.compile(r"[{}]|(?<!\S)and(?!\S)", re.IGNORECASE)
#: Maximum length of a name that is split, in characters: pybtex takes quadratic time.
_LONGEST: Final = 10_000
#: Suffixes, which BibTeX accepts only between two commas, but people write at the end.
#: Starts only where blanks begin, or many blanks would take hours.
_SUFFIX: Final = re.compile(r"(?:,|(?<![\s,]))\s+(Jr\.?|Sr\.?|II|III|IV)(?=\s*(?:,|$))")


class NameParts(NamedTuple):
    """The parts of a name; they may contain LaTeX if the name did."""

    given: str
    #: Including particles: ``De los Reyes``.
    family: str
    #: ``Jr``.
    suffix: str


def split_names(text: str) -> list[str]:
    """Split a list of names at ``and``, except within braces."""
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
    """Split ``Given Family`` or ``Family, Given`` into parts.

    A name with too many commas is split as far as possible.
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
    """*text* as pybtex splits it; None if it cannot (hundreds of braces)."""
    if len(text) > _LONGEST:
        return None
    try:
        with capture():  # or pybtex prints warnings
            return BibName(text)
    except BibTeXError:
        return None


def _without_suffix(text: str) -> tuple[str, str]:
    """*text* without its ``Jr``, and that suffix, unless BibTeX finds it itself."""
    match = _SUFFIX.search(text)
    if match is None or text.count(",") > 1:
        return text, ""
    before = text[: match.start()]
    if not before.strip() or before.count("{") != before.count("}"):
        return text, ""
    return before + text[match.end() :], match[1]
