"""HAL, the archive of French institutions. Pure."""

from __future__ import annotations

import re
from typing import Any, Final

from groupsite.model.doi import doi_of_text
from groupsite.online import contributors
from groupsite.online.pages import placed
from groupsite.online.question import Question
from groupsite.online.reading import date_in, date_of, items, text, word
from groupsite.online.texts import of_html, of_plain
from groupsite.online.titles import joined
from groupsite.online.work import Contributor, Work

_FIELDS: Final = (
    "halId_s,docType_s,title_s,subTitle_s,authFullName_s,authFirstName_s,authLastName_s,"
    "journalTitle_s,bookTitle_s,conferenceTitle_s,volume_s,issue_s,page_s,"
    "publicationDateY_i,producedDateY_i,producedDate_s,doiId_s,arxivId_s,abstract_s,"
    "publisher_s,serie_s,isbn_s,authorityInstitution_s,number_s"
)
_TYPES: Final = {
    "ART": "article", "COMM": "inproceedings", "COUV": "incollection", "OUV": "book",
    "DOUV": "proceedings", "PROCEEDINGS": "proceedings", "THESE": "phdthesis",
    "MEM": "mastersthesis", "REPORT": "techreport",
}  # fmt: skip
_GENRES: Final = {
    "POSTER": "Poster", "SOFTWARE": "Software", "VIDEO": "Video", "LECTURE": "Lecture",
    "HDR": "Habilitation thesis",
}  # fmt: skip


def question(number: str) -> Question:
    """Ask for a number of HAL, without its version."""
    query = {"q": f'halId_s:"{number}"', "wt": "json", "fl": _FIELDS, "rows": "5"}
    return Question("hal", "/search/", query)


def parse(answer: Any) -> Work | None:
    """The work in the answer; None if there is none."""
    record = next(iter(items(answer, "response", "docs")), None)
    title = joined(
        of_html(text(record, "title_s")), of_html(text(record, "subTitle_s"))
    )
    if not title:
        return None
    kind = text(record, "docType_s")
    form = _TYPES.get(kind, "misc")
    place, doubts = placed(text(record, "page_s"), "", form)
    book = text(record, "bookTitle_s") or text(record, "conferenceTitle_s")
    part = form in ("inproceedings", "incollection")
    thesis = form in ("phdthesis", "mastersthesis", "techreport")
    date = date_in(text(record, "producedDate_s"))
    year = date_of(text(record, "publicationDateY_i")) or date_of(
        text(record, "producedDateY_i")
    )
    is_preprint = kind in ("UNDEFINED", "PREPRINT")
    return Work(
        source="HAL",
        type=form,
        title=title,
        authors=_authors(record),
        journal=of_html(text(record, "journalTitle_s")) if form == "article" else "",
        booktitle=of_html(book) if part else "",
        series=of_plain(text(record, "serie_s")) if part or form == "book" else "",
        volume=word(record, "volume_s"),
        number=word(record, "issue_s") or word(record, "number_s"),
        pages=place.pages,
        eid=place.eid,
        publisher=of_plain(text(record, "publisher_s"))
        if part or form == "book"
        else "",
        school=of_plain(text(record, "authorityInstitution_s")) if thesis else "",
        genre=_GENRES.get(kind, ""),
        date=date if date and (not year or year.year == date.year) else year,
        doi=doi_of_text(text(record, "doiId_s")),
        arxiv=re.sub(r"v\d+$", "", word(record, "arxivId_s")),
        isbn=word(record, "isbn_s"),
        hal=word(record, "halId_s"),
        abstract=of_html(text(record, "abstract_s")),
        is_preprint=is_preprint,
        server="HAL" if is_preprint else "",
        doubts=tuple(doubts),
    )


def _authors(record: Any) -> tuple[Contributor, ...]:
    """Their names in two parts, unless one of these lists leaves out what is empty."""
    names = items(record, "authFullName_s")
    families = items(record, "authLastName_s")
    given = items(record, "authFirstName_s")
    if len(names) == len(families) == len(given):
        pairs = zip(families, given, strict=True)
        people = [contributors.person(str(last), str(first)) for last, first in pairs]
    else:
        people = [contributors.unsplit(str(name)) for name in names]
    return tuple(one for one in people if one is not None)
