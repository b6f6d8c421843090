"""OpenAlex: good for finding works, poor for writing them down. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from groupsite.kinds.papers.reading.servers import is_final, is_posted, server_called
from groupsite.model.doi import doi_of_address
from groupsite.online import contributors
from groupsite.online.csl import TYPES
from groupsite.online.pages import placed
from groupsite.online.question import Question
from groupsite.online.reading import at, date_in, date_of, items, text, word
from groupsite.online.texts import of_html
from groupsite.online.work import Notification, Work

if TYPE_CHECKING:
    from groupsite.model.dates import PartialDate
    from groupsite.online.work import Contributor

_ARXIV: Final = re.compile(
    r"arxiv\.org/abs/(.+?)(?:v\d+)?$|10\.48550/arxiv\.(.+?)(?:v\d+)?$", re.IGNORECASE
)


def question(doi: str) -> Question:
    """Ask for one DOI."""
    return Question("openalex", f"/works/https://doi.org/{doi}")


def of_author(orcid: str, cursor: str = "*") -> Question:
    """Ask for the works of the author with an ORCID iD, 100 at a time."""
    filters = f"author.orcid:{orcid}"
    query = {"filter": filters, "per-page": "100", "cursor": cursor}
    return Question("openalex", "/works", query)


def parse(answer: Any) -> Work | None:
    """The work in a record; None if it has no title, or is no work."""
    title = of_html(text(answer, "title") or text(answer, "display_name"))
    if not title or at(answer, "is_paratext") is True:
        return None
    where = at(answer, "primary_location")
    venue = of_html(
        text(where, "source", "display_name") or text(where, "raw_source_name")
    )
    doi = doi_of_address(text(answer, "doi"))
    server = server_called(venue)
    is_preprint = bool(server) or is_posted(doi) or text(answer, "type") == "preprint"
    form = (
        "misc"
        if is_preprint
        else TYPES.get(
            text(where, "raw_type"), TYPES.get(text(answer, "type"), "article")
        )
    )
    first, last = (
        text(answer, "biblio", "first_page"),
        text(answer, "biblio", "last_page"),
    )
    place, doubts = placed(first if first == last else f"{first}-{last}", "", form)
    people = map(_person, items(answer, "authorships"))
    arxiv = _arxiv(answer)
    return Work(
        source="OpenAlex",
        type=form,
        title=title,
        authors=tuple(one for one in people if one is not None),
        journal=venue if form == "article" else "",
        booktitle=venue if form in ("inproceedings", "incollection") else "",
        volume=word(answer, "biblio", "volume"),
        number=word(answer, "biblio", "issue"),
        pages=place.pages,
        eid=place.eid,
        date=_date(answer),
        doi="" if doi.lower().startswith("10.48550/") else doi,
        arxiv=arxiv,
        pmid=text(answer, "ids", "pmid").rstrip("/").rpartition("/")[2],
        is_preprint=is_preprint,
        server=server,
        published=_published(answer) if is_preprint else (),
        notices=(Notification("retraction"),)
        if at(answer, "is_retracted") is True
        else (),
        doubts=tuple(doubts),
    )


def parse_list(answer: Any) -> tuple[list[Work], str]:
    """The works in the answer to `of_author`, and the cursor of those that follow."""
    found = (parse(item) for item in items(answer, "results"))
    works = [work for work in found if work is not None]
    return works, text(answer, "meta", "next_cursor") if items(
        answer, "results"
    ) else ""


def _person(one: Any) -> Contributor | None:
    name = text(one, "author", "display_name") or text(one, "raw_author_name")
    person = contributors.unsplit(name, text(one, "author", "orcid"))
    places = (word(place, "display_name") for place in items(one, "institutions"))
    return replace(person, places=tuple(filter(None, places))) if person else None


def _date(answer: Any) -> PartialDate | None:
    """The date; 1 January says no more than the year."""
    date = date_in(text(answer, "publication_date"))
    year = date_of(at(answer, "publication_year"))
    if (
        date
        and (date.month, date.day) != (1, 1)
        and (not year or year.year == date.year)
    ):
        return date
    return year


def _locations(answer: Any) -> list[Any]:
    return items(answer, "locations")


def _arxiv(answer: Any) -> str:
    addresses = [
        text(answer, "doi"),
        *(text(one, "landing_page_url") for one in _locations(answer)),
    ]
    found = filter(None, map(_ARXIV.search, addresses))
    return next((match[1] or match[2] for match in found), "")


def _published(answer: Any) -> tuple[str, ...]:
    """DOIs of places that are journals or proceedings."""
    places = (
        doi_of_address(text(one, "landing_page_url"))
        for one in _locations(answer)
        if at(one, "is_published") is True
        and text(one, "source", "type") in ("journal", "conference")
    )
    return tuple(dict.fromkeys(doi.lower() for doi in places if is_final(doi)))
