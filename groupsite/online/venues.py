"""Whether two names are those of one journal or conference. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from groupsite.model.text import fold
from groupsite.sources.bibtex.latex import decode_plain

if TYPE_CHECKING:
    from groupsite.online.work import Work

_SMALL: Final = frozenset("a an and at for in of on the to & de des la le".split())  # noqa: SIM905
#: What stands before the name of a conference, or behind it.
_AROUND: Final = re.compile(
    r"^proc(?:\.|eedings)(?: of)?(?: the)? |\b(?:19|20)\d\d\b|\b\d+(?:st|nd|rd|th)\b"
)


def is_one_venue(one: Work, other: Work) -> bool:
    """Whether two works are in one venue, or at one place of one that is called otherwise."""
    pages = (one.pages, one.eid)
    same_place = any(pages) and pages == (other.pages, other.eid)
    return same_place or is_one_name(
        one.journal or one.booktitle, other.journal or other.booktitle
    )


def is_one_name(one: str, other: str) -> bool:
    """Whether two names are the same: in full, abbreviated, or as an acronym."""
    mine, theirs = _words(one), _words(other)
    if not mine or not theirs:
        return False
    shorter, longer = sorted((mine, theirs), key=lambda words: len("".join(words)))
    return _is_abbreviation(shorter, longer) or any(
        len(word) > 2 and _initials(longer).startswith(word) for word in shorter
    )


def _words(name: str) -> list[str]:
    text = _AROUND.sub(" ", fold(decode_plain(name)).replace("'", ""))
    return [word for word in re.findall(r"\w+", text) if word not in _SMALL]


def _is_abbreviation(short: list[str], full: list[str]) -> bool:
    return len(short) == len(full) and all(
        long.startswith(word) for word, long in zip(short, full, strict=True)
    )


def _initials(words: list[str]) -> str:
    return "".join(word[0] for word in words)
