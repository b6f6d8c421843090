"""ORCID: the works that people say are theirs. Pure."""

from __future__ import annotations

from typing import Any, Final

from groupsite.model.doi import doi_of_text
from groupsite.online.question import Question
from groupsite.online.reading import at, date_of, items, text
from groupsite.online.texts import of_html
from groupsite.online.titles import joined
from groupsite.online.work import Work

_TYPES: Final = {
    "journal-article": "article", "review": "article", "conference-paper": "inproceedings",
    "book": "book", "edited-book": "book", "book-chapter": "incollection",
    "dissertation-thesis": "phdthesis", "dissertation": "phdthesis", "report": "techreport",
}  # fmt: skip
_POSTED: Final = ("preprint", "working-paper")


def question(orcid: str) -> Question:
    """Ask for the works of an ORCID iD."""
    return Question("orcid", f"/v3.0/{orcid}/works")


def parse(answer: Any) -> list[Work]:
    """The works in the answer, each once; they have no authors."""
    found = (_work(group) for group in items(answer, "group"))
    return [work for work in found if work is not None]


def _work(group: Any) -> Work | None:
    """A work as the first of its sources tells it."""
    summary = at(group, "work-summary", 0)
    title = joined(
        of_html(text(summary, "title", "title", "value")),
        of_html(text(summary, "title", "subtitle", "value")),
    )
    if not title:
        return None
    ids = _ids(group, "self") or _ids(summary, "self")
    doi = doi_of_text(ids.get("doi", ""))
    arxiv = ids.get("arxiv", "").lower().removeprefix("arxiv:")
    if doi.lower().startswith("10.48550/arxiv."):
        arxiv, doi = arxiv or doi[len("10.48550/arxiv.") :], ""
    kind = text(summary, "type").lower()
    form = _TYPES.get(kind, "misc")
    venue = of_html(text(summary, "journal-title", "value"))
    date = (
        text(summary, "publication-date", part, "value")
        for part in ("year", "month", "day")
    )
    return Work(
        source="ORCID",
        type=form,
        title=title,
        journal=venue if form == "article" else "",
        booktitle=venue if form in ("inproceedings", "incollection") else "",
        date=date_of(*date),
        doi=doi,
        arxiv=arxiv,
        isbn=ids.get("isbn", ""),
        pmid=ids.get("pmid", ""),
        pmcid=ids.get("pmc", ""),
        is_preprint=kind in _POSTED,
    )


def _ids(parent: Any, relation: str) -> dict[str, str]:
    """Identifiers of the work itself: others are its book, its other version, a grant."""
    return {
        text(one, "external-id-type").lower(): text(
            one, "external-id-normalized", "value"
        )
        or text(one, "external-id-value")
        for one in reversed(items(parent, "external-ids", "external-id"))
        if text(one, "external-id-relationship").lower() == relation
    }
