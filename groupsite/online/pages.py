"""Pages and article numbers, as services give them. Pure."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from groupsite.online.texts import plain

_DASH: Final = re.compile(r"\s*[-‐‑‒–—―−]+\s*")
_NUMBER: Final = re.compile(r"\d+")


class Place(NamedTuple):
    """Where in its volume something stands: one of the two is empty."""

    pages: str = ""
    eid: str = ""


def placed(pages: str, number: str, form: str) -> tuple[Place, list[str]]:
    """The place of an article, and what is doubtful about it.

    :param pages: ``11-19``, or the number of the article once more.
    :param number: the number of the article.
    :param form: the BibTeX type.
    """
    pages, number = plain(pages), plain(number)
    first, *rest = _DASH.split(pages)
    if number:
        return Place(eid=number), []
    # e33693, 1101-e1: a number with letters and without an end is that of an article
    if not rest and re.search("[A-Za-z]", first) and re.search(r"\d{3}", first):
        return Place(eid=first), []
    mixed = bool(re.match("[A-Za-z]", first)) and "".join(rest).isdecimal()
    if len(rest) > 1 or mixed:  # S1-12: one number, or two of them
        return Place(pages), []
    if rest == ["1"] == [first]:
        return Place(), ["its pages are 1-1, which means that they are not known yet"]
    written = Place("--".join([first, *(_ended(first, last) for last in rest)]))
    if form == "article" and rest and first == "1":
        return written, [
            "its pages begin at 1: see whether they are those of the volume"
        ]
    return written, []


def _ended(first: str, last: str) -> str:
    """The last page where it may be shortened: ``132-42``."""
    whole = _NUMBER.fullmatch(first) and _NUMBER.fullmatch(last)
    full = first[: max(0, len(first) - len(last))] + last
    return full if whole and int(full) > int(first) else last
