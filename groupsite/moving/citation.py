"""What a citation in words says: its authors, and where the work appeared. Pure."""

from __future__ import annotations

import re
from typing import Final

from groupsite.moving.papers import plain

#: A citation: authors, the year in parentheses or behind a comma, the title.
_CITATION: Final = re.compile(
    r"(?P<authors>[^()\"“”]{3,600}?)[\s,]*\(?(?P<year>(?:19|20)\d\d)[a-z]?\)?[.:,\s]"
)
_PLACE: Final = re.compile(
    r"\b(?P<volume>\d{1,4})(?:\s*\((?P<number>\d{1,4})\))?(?:\s*[.,:]\s*(?:pp?\.\s*)?(?P<pages>[A-Z]?\d+(?:\s*[-–—]+\s*\d+)?))?"
)
#: ``A. B.``
_INITIALS: Final = re.compile(r"(?:(?<!\w)[^\W\d_]\.[\s-]*)+")


def rest_of(cited: str, title: str, data: dict[str, str]) -> dict[str, str]:
    """What a citation says behind the title: volume, number, pages, or all as a note."""
    start = cited.casefold().find(title.casefold().rstrip(" ."))
    if start < 0:
        return {"note": plain(cited)}
    rest = cited[start + len(title) :].strip(" .,\"”’'")
    found = _PLACE.search(rest)
    numbers = {k: v for k, v in (found.groupdict() if found else {}).items() if v}
    known = " ".join(
        [
            *numbers.values(),
            data.get("doi", ""),
            data.get("year", ""),
            data.get("journal", ""),
        ]
    )
    others = set(re.findall(r"\d+", rest)) - set(re.findall(r"\d+", known))
    if found and not others:
        pages = numbers.get("pages", "")
        return numbers | (
            {"pages": re.sub(r"\s*[-–—]+\s*", "--", pages)} if pages else {}
        )
    return {"note": plain(rest)} if any(c.isalnum() for c in rest) and others else {}


def _listed(text: str) -> list[str]:
    """The names in the list of a citation, ``Rivera, A., & Okafor, B.``."""
    others = ["others"] if re.search(r"\bet al\b", text) else []
    text = re.sub(r"\*|\bet al\.?", "", text).strip(" ,;")
    text = re.sub(r",?\s*(?:&|\band\b)\s*", "; ", text)
    listed: list[str] = []
    for part in text.split(";"):
        words = [word.strip() for word in part.split(",") if word.strip(" .")]
        if len(words) == 2 and " " not in words[0]:  # Rivera, Ana
            listed.append(f"{words[0]}, {words[1]}")
            continue
        for number, word in enumerate(words):
            before = words[number - 1] if number else ""
            if before and _INITIALS.fullmatch(word) and not _INITIALS.search(before):
                listed[-1] = f"{before}, {word}"
            else:
                listed.append(word)
    return listed + others


def authors_in(cited: str) -> list[str]:
    """The names that a citation begins with; none if it does not."""
    found = _CITATION.match(cited)
    return _listed(found["authors"]) if found else []
