"""Titles as services give them: with subtitles, full stops, and what happened since.

Pure.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from groupsite.model.text import spelling
from groupsite.sources.bibtex.latex import decode_plain

_RETRACTED: Final = re.compile(
    r"^\W*(?:retracted(?: article| paper)?|withdrawn(?: article)?|retraction note to"
    r"|article retracted)\s*(?:[:.]|\]|-)\s*",
    re.IGNORECASE,
)


class Marked(NamedTuple):
    """A title without the word before it."""

    title: str
    retracted: bool


def marked(title: str) -> Marked:
    """*title* without ``RETRACTED:``, and whether that stood there."""
    found = _RETRACTED.match(title)
    if found is None or found.end() == len(title):
        return Marked(title, retracted=False)
    return Marked(title[found.end() :], retracted=True)


def joined(title: str, subtitle: str) -> str:
    """Title and subtitle, unless what is called so is something else.

    Publishers put running heads, teasers and the title once more there.
    """
    title, subtitle = title.rstrip(" :"), subtitle.strip(" :")
    shown, whole = spelling(decode_plain(subtitle)), spelling(decode_plain(title))
    if not title or not subtitle or shown in whole or whole in shown:
        return title
    is_sentence = subtitle.endswith(".") and " " in subtitle
    if is_sentence or subtitle.isupper():
        return title
    return f"{title} {subtitle}" if title[-1] in "?!" else f"{title}: {subtitle}"


def without_stop(title: str) -> str:
    """*title* without the full stop that PubMed and DBLP end it with."""
    return title[:-1] if title.endswith(".") and not title.endswith("..") else title
