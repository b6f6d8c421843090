"""Google Books, for books that Open Library does not know. Pure."""

from __future__ import annotations

from typing import Any

from groupsite.online import contributors
from groupsite.online.question import Question
from groupsite.online.reading import at, date_in, items, text
from groupsite.online.texts import of_html, of_plain
from groupsite.online.titles import joined
from groupsite.online.work import Work


def question(isbn: str) -> Question:
    """Ask for an ISBN of 13 digits."""
    return Question("googlebooks", "/books/v1/volumes", {"q": f"isbn:{isbn}"})


def parse(answer: Any, isbn: str) -> Work | None:
    """The book with this ISBN in the answer, which may hold others; None if none."""
    for item in items(answer, "items"):
        record = at(item, "volumeInfo")
        numbers = items(record, "industryIdentifiers")
        title = joined(
            of_html(text(record, "title")), of_html(text(record, "subtitle"))
        )
        if title and isbn in (text(number, "identifier") for number in numbers):
            names = (
                contributors.unsplit(str(name)) for name in items(record, "authors")
            )
            return Work(
                source="Google Books",
                type="book",
                title=title,
                authors=tuple(one for one in names if one is not None),
                publisher=of_plain(text(record, "publisher")),
                date=date_in(text(record, "publishedDate")),
                isbn=isbn,
            )
    return None
