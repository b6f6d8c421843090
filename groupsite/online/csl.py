"""Reads works in the form of CSL-JSON: that of Crossref, doi.org, PubMed and Zotero.

Crossref's own records are CSL with lists in place of texts, and further keys. Pure.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from groupsite.kinds.papers.reading.servers import is_posted, server_called
from groupsite.model.doi import doi_of_text
from groupsite.online import contributors
from groupsite.online.pages import placed
from groupsite.online.reading import date_in, date_of, items, text, word
from groupsite.online.texts import of_html, of_plain
from groupsite.online.titles import joined, marked
from groupsite.online.work import Notification, Work

if TYPE_CHECKING:
    from collections.abc import Iterable

    from groupsite.model.dates import PartialDate
    from groupsite.online.work import Contributor, Notice

#: Types of CSL and of Crossref → types of BibTeX.
TYPES: Final = {
    **dict.fromkeys(
        ["article-journal", "journal-article", "article-magazine", "article-newspaper",
         "review", "review-book"],
        "article",
    ),
    **dict.fromkeys(["paper-conference", "proceedings-article"], "inproceedings"),
    **dict.fromkeys(
        ["chapter", "book-chapter", "book-section", "book-part", "reference-entry",
         "entry", "entry-dictionary", "entry-encyclopedia", "book-track"],
        "incollection",
    ),
    **dict.fromkeys(
        ["book", "monograph", "edited-book", "reference-book", "book-set"], "book"
    ),
    "proceedings": "proceedings",
    **dict.fromkeys(["thesis", "dissertation"], "phdthesis"),
    **dict.fromkeys(["report", "report-component", "standard"], "techreport"),
}  # fmt: skip
_BOOKS: Final = ("book", "incollection", "inproceedings", "proceedings")
#: Parts of something, and records without a work of their own.
_REFUSED: Final = frozenset(
    ["component", "journal-issue", "journal-volume", "journal", "peer-review", "grant",
     "proceedings-series", "book-series", "report-series"]
)  # fmt: skip
_GENRES: Final = {
    "dataset": "Data set", "software": "Software", "webpage": "Web page",
    "motion_picture": "Video", "speech": "Talk",
}  # fmt: skip
_MASTERS: Final = re.compile(r"master|m\.?\s?(?:sc|a|phil|s)\b|diplom", re.IGNORECASE)
#: What a record says that has happened to the work since.
_NOTICES: Final[dict[str, Notice]] = {
    "retraction": "retraction", "withdrawal": "retraction", "removal": "retraction",
    "partial_retraction": "concern", "expression_of_concern": "concern",
    "correction": "correction", "erratum": "correction", "corrigendum": "correction",
}  # fmt: skip


def work_of(item: Any, source: str) -> Work | None:
    """The work in one record; None if it has no title, or is no work.

    :param source: the title of the service.
    """
    kind = text(item, "type").lower()
    title, retracted = marked(_title(item))
    if kind in _REFUSED or not title:
        return None
    form = _type(item, kind)
    is_preprint = _is_preprint(item, kind)
    place, doubts = placed(text(item, "page"), text(item, "article-number"), form)
    authors, nameless = _people(items(item, "author"))
    editors, _ = _people(items(item, "editor"))
    is_book = form in _BOOKS
    work = Work(
        source=source,
        type=form,
        title=title,
        authors=authors,
        editors=editors if is_book else (),
        volume=word(item, "volume"),
        number=_number(item, form),
        pages=place.pages,
        eid=place.eid,
        edition=word(item, "edition-number") or word(item, "edition"),
        date=_date(item, kind),
        doi=doi_of_text(text(item, "DOI")),
        isbn=_isbn(item) if is_book else "",
        pmid=word(item, "PMID"),
        pmcid=word(item, "PMCID"),
        genre=_GENRES.get(kind, ""),
        url="" if text(item, "DOI") else text(item, "URL"),
        abstract=of_html(text(item, "abstract")),
        is_preprint=is_preprint,
        server=_server(item) if is_preprint else "",
        published=_related(item, "is-preprint-of"),
        preprints=_related(item, "has-preprint"),
        notices=_notices(item, retracted=retracted),
        doubts=(*doubts, *nameless, *_own_notice(item)),
    )
    return replace(work, **_venue(item, form, is_preprint=is_preprint))


def _title(item: Any) -> str:
    return joined(of_html(text(item, "title")), of_html(text(item, "subtitle")))


def _type(item: Any, kind: str) -> str:
    form = TYPES.get(kind, "misc")
    degrees = " ".join(map(str, [*items(item, "degree"), text(item, "genre")]))
    if form == "phdthesis" and _MASTERS.search(degrees):
        return "mastersthesis"
    return form


def _is_preprint(item: Any, kind: str) -> bool:
    """Whether a server has posted it; DataCite calls those of arXiv ``article``."""
    if kind == "posted-content":
        return text(item, "subtype") in ("", "preprint")
    served = any(
        map(server_called, [text(item, "publisher"), text(item, "container-title")])
    )
    return kind in ("article", "manuscript", "preprint") and (
        served or is_posted(text(item, "DOI")) or kind == "preprint"
    )


def _server(item: Any) -> str:
    names = [
        text(item, "institution", 0, "name"),
        text(item, "container-title"),
        text(item, "publisher"),
    ]
    return next(filter(None, map(server_called, names)), "") or word(
        names[0] or names[2]
    )


def _venue(item: Any, form: str, *, is_preprint: bool) -> dict[str, Any]:
    """Journal, or book and series, and who has published it."""
    titles = [
        of_html(one) for one in items(item, "container-title") if isinstance(one, str)
    ]
    titles = [one for one in titles if one]
    publisher = of_plain(text(item, "publisher"))
    where = of_plain(text(item, "publisher-place") or text(item, "publisher-location"))
    school = of_plain(text(item, "institution", 0, "name")) or publisher
    match form:
        case "article":
            return {"journal": titles[0] if titles else ""}
        case "phdthesis" | "mastersthesis":
            return {"school": school, "address": where}
        case "techreport":
            return {"school": school, "address": where}
        case "book" | "proceedings":
            series = titles[0] if titles else of_html(text(item, "collection-title"))
            return {"series": series, "publisher": publisher, "address": where}
        case "incollection" | "inproceedings":
            book = titles[-1] if titles else of_html(text(item, "event", "name"))
            series = (
                titles[0]
                if len(titles) > 1
                else of_html(text(item, "collection-title"))
            )
            return {"booktitle": book, "series": series if series != book else "",
                    "publisher": publisher, "address": where}  # fmt: skip
    return {} if is_preprint else {"publisher": publisher}


def _number(item: Any, form: str) -> str:
    """The issue, or the number of a report."""
    if form == "techreport":
        return word(item, "report-number") or word(item, "number")
    return word(item, "issue") or word(item, "journal-issue", "issue")


def _people(listed: Iterable[Any]) -> tuple[tuple[Contributor, ...], list[str]]:
    """The people of a list, and how many have no name."""
    found = [_person(one) for one in listed]
    missing = sum(one is None for one in found)
    doubts = (
        [f"{missing} of its authors have no name and were left out"] if missing else []
    )
    return tuple(one for one in found if one is not None), doubts


def _person(one: Any) -> Contributor | None:
    if isinstance(one, str):
        return contributors.unsplit(one)
    if name := text(one, "name") or text(one, "literal"):
        return contributors.group(name)
    particles = [text(one, "dropping-particle"), text(one, "non-dropping-particle")]
    family = " ".join(filter(None, [*particles, text(one, "family")]))
    given, suffix = text(one, "given"), text(one, "suffix")
    return contributors.person(family, given, suffix, text(one, "ORCID"))


def _date(item: Any, kind: str) -> PartialDate | None:
    """The earliest date at which it could be read; never that of its record."""
    names = ["issued", "published", "published-online", "published-print"]
    if kind == "posted-content":
        names.insert(0, "posted")
    return next(filter(None, (_date_at(item, name) for name in names)), None)


def _date_at(item: Any, name: str) -> PartialDate | None:
    parts = items(item, name, "date-parts", 0)
    written = text(item, name, "raw") or text(item, name, "literal")
    return date_of(*parts[:3]) or date_in(written) or date_in(text(item, name))


def _isbn(item: Any) -> str:
    """The ISBN of what is printed, or else the first one."""
    printed = (one for one in items(item, "isbn-type") if text(one, "type") == "print")
    number = next((text(one, "value") for one in printed), "") or text(item, "ISBN")
    return number.rpartition("/")[2]


def _related(item: Any, relation: str) -> tuple[str, ...]:
    """The DOIs of other versions."""
    found = items(item, "relation", relation)
    dois = (
        doi_of_text(text(one, "id")) for one in found if text(one, "id-type") == "doi"
    )
    return tuple(dict.fromkeys(doi.lower() for doi in dois if doi))


def _notices(item: Any, *, retracted: bool) -> tuple[Notification, ...]:
    """What has been said of it since.

    :param retracted: whether its title says that it has been retracted.
    """
    own = text(item, "DOI").lower()
    notices = []
    for one in items(item, "updated-by"):
        kind = _NOTICES.get(text(one, "type").lower().replace("-", "_"))
        doi = doi_of_text(text(one, "DOI"))
        if kind is not None and doi.lower() != own:
            notices.append(Notification(kind, doi, _date_at(one, "updated")))
    if retracted and all(notice.kind != "retraction" for notice in notices):
        notices.append(Notification("retraction"))
    return tuple(notices)


def _own_notice(item: Any) -> list[str]:
    """That a record is not of a work, but of a notice about one."""
    kinds = {text(one, "type"): text(one, "DOI") for one in items(item, "update-to")}
    return [
        f"it is itself a notice, a {kind.replace('_', ' ')} of {doi}"
        for kind, doi in kinds.items()
        if kind in _NOTICES
    ]
