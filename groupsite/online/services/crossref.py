"""Crossref, which registers the DOIs of most journals. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from groupsite.online.csl import work_of
from groupsite.online.question import Question, escaped
from groupsite.online.reading import at, items

if TYPE_CHECKING:
    from groupsite.online.work import Work

_TITLE: Final = "Crossref"


def question(doi: str) -> Question:
    """Ask for one DOI."""
    return Question("crossref", f"/works/{escaped(doi)}")


def search(title: str, author: str, year: str = "", rows: int = 5) -> Question:
    """Ask for works that may have a title; what comes has to be compared.

    :param title: as plain text.
    :param author: the family name of the first author.
    """
    words = " ".join(filter(None, [title, author, year]))
    asked = {"query.bibliographic": words, "query.author": author, "rows": str(rows)}
    return Question("crossref", "/works", {k: v for k, v in asked.items() if v})


def of_isbn(isbn: str) -> Question:
    """Ask for the books with an ISBN: publishers of DOIs know more than libraries."""
    filters = {"filter": f"isbn:{isbn}", "rows": "5"}
    return Question("crossref", "/works", filters)


def parse(answer: Any) -> Work | None:
    """The work in the answer to `question`; None if it is none."""
    return work_of(at(answer, "message"), _TITLE)


def parse_list(answer: Any) -> list[Work]:
    """The works in the answer to `search` and `of_isbn`."""
    found = (work_of(item, _TITLE) for item in items(answer, "message", "items"))
    return [work for work in found if work is not None]
