"""Open Library, which knows books by their ISBN. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from groupsite.online import contributors
from groupsite.online.question import Question
from groupsite.online.reading import date_in, items, text
from groupsite.online.texts import of_html, of_plain
from groupsite.online.titles import joined
from groupsite.online.work import Work

if TYPE_CHECKING:
    from groupsite.online.work import Contributor


def question(isbn: str) -> Question:
    """Ask for an ISBN of 13 digits."""
    query = {"bibkeys": f"ISBN:{isbn}", "format": "json", "jscmd": "data"}
    return Question("openlibrary", "/api/books", query)


def parse(answer: Any, isbn: str) -> Work | None:
    """The book in the answer; None if there is none."""
    record = answer.get(f"ISBN:{isbn}") if isinstance(answer, dict) else None
    title = joined(of_html(text(record, "title")), of_html(text(record, "subtitle")))
    if not title:
        return None
    people = _people(record)
    edited = bool(
        re.match(r"(?:edited|eds?\b)", text(record, "by_statement"), re.IGNORECASE)
    )
    return Work(
        source="Open Library",
        type="book",
        title=title,
        authors=() if edited else people,
        editors=people if edited else (),
        publisher=of_plain(text(record, "publishers", 0, "name")),
        address=of_plain(text(record, "publish_places", 0, "name")),
        date=date_in(text(record, "publish_date")),
        isbn=isbn,
    )


def _people(record: Any) -> tuple[Contributor, ...]:
    names = (text(one, "name") for one in items(record, "authors"))
    return tuple(one for one in map(contributors.unsplit, names) if one is not None)
