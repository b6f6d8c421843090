"""DBLP: papers of conferences that give no DOIs. Pure."""

from __future__ import annotations

import re
from typing import Any, Final

from groupsite.kinds.papers.reading.servers import server_called
from groupsite.model.doi import doi_of_text
from groupsite.online import contributors
from groupsite.online.pages import placed
from groupsite.online.question import Question
from groupsite.online.reading import at, date_of, items, text, word
from groupsite.online.texts import of_html, of_plain
from groupsite.online.titles import without_stop
from groupsite.online.work import Work

_TYPES: Final = {
    "Journal Articles": "article",
    "Conference and Workshop Papers": "inproceedings",
    "Parts in Books or Collections": "incollection",
    "Books and Theses": "book",
    "Editorship": "proceedings",
}
_ARXIV: Final = re.compile(r"abs/(.+)")


def search(words: str) -> Question:
    """Ask for works by words of title and authors."""
    return Question(
        "dblp", "/search/publ/api", {"q": words, "format": "json", "h": "10"}
    )


def parse_list(answer: Any) -> list[Work]:
    """The works in the answer."""
    hits = items(answer, "result", "hits", "hit")
    found = (_work(at(hit, "info")) for hit in hits)
    return [work for work in found if work is not None]


def _work(info: Any) -> Work | None:
    title = without_stop(of_html(text(info, "title")))
    if not title:
        return None
    venue = text(info, "venue")
    server = server_called(venue)
    form = "misc" if server else _TYPES.get(text(info, "type"), "misc")
    place, doubts = placed(text(info, "pages"), "", form)
    names = (
        one if isinstance(one, str) else text(one, "text")
        for one in items(info, "authors", "author")
    )
    arxiv = _ARXIV.fullmatch(text(info, "volume")) if server else None
    return Work(
        source="DBLP",
        type=form,
        title=title,
        authors=tuple(c for c in map(contributors.unsplit, names) if c is not None),
        journal=of_plain(venue) if form == "article" else "",
        booktitle=of_plain(venue) if form in ("inproceedings", "incollection") else "",
        volume="" if arxiv else word(info, "volume"),
        number=word(info, "number"),
        pages=place.pages,
        eid=place.eid,
        publisher=of_plain(text(info, "publisher"))
        if form in ("book", "proceedings")
        else "",
        date=date_of(text(info, "year")),
        doi=doi_of_text(text(info, "doi")),
        arxiv=arxiv[1] if arxiv else "",
        is_preprint=bool(server),
        server=server,
        doubts=tuple(doubts),
    )
