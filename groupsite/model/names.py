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
#: The last word of the name of a body.
_BODIES: Final = (
    r"(?:Alliance|Association|Cent(?:er|re)|Collaborations?|Committee|Consorti(?:um|a)"
    r"|Groups?|Initiative|Investigators|Kollaboration|Konsortium|Network|Party|Project"
    r"|Society|Study|Survey|Team|Union)"
)
#: The same at the end of a name, in any case: ``the Example collaboration``.
BODY: Final = rf"(?i:\b{_BODIES})$"
#: A body's word alone, with ``the`` or without it.
LED: Final = re.compile(rf"(?i:(?:the )?{_BODIES})")
#: A title before a name, and what follows it.
_TITLE: Final = (
    r"(?:(?:(?:Univ|apl|Dipl|Priv|Hon)\.?-?\s?)?"
    r"(?:Prof|Dr|Mr|Mrs|Ms|Mag|Doz|Ing|Math|Phys)\.(?:-\w+\.)?"
    r"|(?:Professor|Prof|Dr)(?=[\s~])|(?:rer|nat|med|phil|habil|e)\.|h\.\s?c\.)[\s~]*"
)
_TITLES: Final = re.compile(
    rf"(?:(?<![^,;&])|(?<=[,;&]\s)){_TITLE}(?:{_TITLE})*(?=[^\W\d_a-z]|[{{\\]|[a-z]+\s)"
)
#: ``Doe J.``, ``van der Doe J.-P.``
_INITIALS: Final = re.compile(
    r"([^,={}]*[^\W\d_]{2}[^,={}.]*)\s+((?:[^\W\d_]\.[\s~-]*)+)"
)


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


def without_titles(text: str) -> str:
    """A name, or several joined by commas, without ``Dr.`` and ``Prof.`` before it."""
    return _TITLES.sub("", text)


def family_with_initials(name: str) -> str:
    """``Doe, J.`` for ``Doe J.``, which BibTeX takes for the family J.; or *name*."""
    turned = _INITIALS.fullmatch(name)
    return f"{turned[1].strip()}, {turned[2].strip()}" if turned else name


def is_body(name: str) -> bool:
    """Whether a name of several words ends as that of a body: ``Example Group``."""
    return bool(re.search(rf"\s{BODY}", name))


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
