"""PubMed and PubMed Central. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from groupsite.kinds.papers.reading.servers import server_called
from groupsite.model.doi import doi_of_text
from groupsite.online import contributors
from groupsite.online.csl import work_of
from groupsite.online.pages import placed
from groupsite.online.question import Question
from groupsite.online.reading import date_in, date_of, items, text
from groupsite.online.texts import of_html, of_plain, plain
from groupsite.online.titles import marked, without_stop
from groupsite.online.work import Notification, Work

if TYPE_CHECKING:
    from collections.abc import Sequence

    from groupsite.model.dates import PartialDate
    from groupsite.online.work import Contributor, Notice

_TITLE: Final = "PubMed"
_NOTICES: Final[dict[str, Notice]] = {
    "RetractionIn": "retraction",
    "ErratumIn": "correction",
    "ExpressionOfConcernIn": "concern",
}
_PREPRINT: Final = "D000076942"
_RETRACTED: Final = "D016441"
_BRACKETED: Final = re.compile(r"\[(.*)\]\.?")


def question(pmid: str) -> Question:
    """Ask for one PMID."""
    query = {"db": "pubmed", "id": pmid, "retmode": "xml", "tool": "groupsite"}
    return Question(
        "pubmed", "/entrez/eutils/efetch.fcgi", query, form="xml", unknown=(400, 404)
    )


def central(pmcid: str) -> Question:
    """Ask for a number of PubMed Central."""
    query = {"format": "csl", "id": pmcid.upper().removeprefix("PMC")}
    return Question("pubmed-csl", "/lit/ctxp/v1/pmc/", query, unknown=(400, 404))


def search(doi: str) -> Question:
    """Ask for the PMID of a DOI."""
    query = {
        "db": "pubmed",
        "retmode": "json",
        "term": f"{doi}[doi]",
        "tool": "groupsite",
    }
    return Question("pubmed", "/entrez/eutils/esearch.fcgi", query)


def retracted(dois: Sequence[str]) -> Question:
    """Ask which of some DOIs are those of papers that have been retracted."""
    terms = " OR ".join(f'"{doi}"[doi]' for doi in dois)
    query = {
        "db": "pubmed",
        "retmode": "json",
        "retmax": str(len(dois)),
        "term": f"({terms}) AND retracted publication[pt]",
        "tool": "groupsite",
    }
    return Question("pubmed", "/entrez/eutils/esearch.fcgi", query)


def parse(answer: Any) -> Work | None:
    """The work in the answer to `question`; None if there is no such number."""
    record = answer.find(".//PubmedArticle/MedlineCitation")
    if record is None:
        return _book(answer.find(".//PubmedBookArticle/BookDocument"))
    article = record.find("Article")
    title, retracted = marked(_title(article, "ArticleTitle"))
    if article is None or not title:
        return None
    types = {kind.get("UI", "") for kind in article.iter("PublicationType")}
    issue = "Journal/JournalIssue"
    place, doubts = placed(_text(article, "Pagination/MedlinePgn"), "", "article")
    ids = {
        one.get("IdType", ""): plain(one.text or "")
        for one in answer.findall(".//PubmedArticle/PubmedData/ArticleIdList/ArticleId")
    }
    is_preprint = _PREPRINT in types
    journal = of_html(_text(article, "Journal/Title"))
    notices = _notices(record, retracted=retracted or _RETRACTED in types)
    return Work(
        source=_TITLE,
        type="misc" if is_preprint else "article",
        title=title,
        authors=_people(article.find("AuthorList")),
        journal="" if is_preprint else journal,
        volume=_text(article, f"{issue}/Volume"),
        number=_text(article, f"{issue}/Issue"),
        pages=place.pages,
        eid=place.eid,
        date=_date(article.find(f"{issue}/PubDate"), article.find("ArticleDate")),
        doi=doi_of_text(ids.get("doi", "")),
        pmid=_text(record, "PMID"),
        pmcid=ids.get("pmc", ""),
        abstract=_abstract(article.find("Abstract")),
        is_preprint=is_preprint,
        server=(server_called(journal) or journal) if is_preprint else "",
        notices=notices,
        doubts=tuple(doubts),
    )


def parse_central(answer: Any) -> Work | None:
    """The work in the answer to `central`; None if there is none."""
    work = next(filter(None, (work_of(item, _TITLE) for item in items(answer))), None)
    return replace(work, title=without_stop(work.title)) if work else None


def parse_search(answer: Any) -> str:
    """The PMID in the answer to `search`, if there is exactly one."""
    found = items(answer, "esearchresult", "idlist")
    return text(found, 0) if len(found) == 1 else ""


def parse_numbers(answer: Any) -> list[str]:
    """The PMIDs in the answer to `retracted`."""
    found = items(answer, "esearchresult", "idlist")
    return [text(found, number) for number in range(len(found))]


def updated(answer: Any) -> tuple[str, ...]:
    """PMIDs of what a preprint has become, in the answer to `question`."""
    corrections = answer.iter("CommentsCorrections")
    found = (_text(c, "PMID") for c in corrections if c.get("RefType") == "UpdateIn")
    return tuple(filter(None, found))


def _book(document: Any) -> Work | None:
    title = _title(document, "Book/BookTitle")
    if not title:
        return None
    return Work(
        source=_TITLE,
        type="book",
        title=title,
        authors=_people(document.find("AuthorList")),
        publisher=of_plain(_text(document, "Book/Publisher/PublisherName")),
        date=_date(document.find("Book/PubDate"), None),
        isbn=_text(document, "Book/Isbn"),
        pmid=_text(document, "PMID"),
        abstract=_abstract(document.find("Abstract")),
    )


def _title(parent: Any, path: str) -> str:
    """A title without its full stop and the brackets of a translation."""
    element = parent.find(path) if parent is not None else None
    if element is None:
        return ""
    written = of_html(_markup(element))
    translated = _BRACKETED.fullmatch(written)
    return without_stop(translated[1] if translated else written)


def _markup(element: Any) -> str:
    """The content of an element with its tags, escaped as HTML is."""
    pieces = [_escaped(element.text)]
    for child in element:
        if isinstance(child.tag, str):
            pieces += [f"<{child.tag}>", _markup(child), f"</{child.tag}>"]
        pieces.append(_escaped(child.tail))
    return "".join(pieces)


def _escaped(text: str | None) -> str:
    return (text or "").replace("&", "&amp;").replace("<", "&lt;")


def _abstract(element: Any) -> str:
    if element is None:
        return ""
    parts = element.findall("AbstractText")
    labels = (part.get("Label", "") for part in parts)
    texts = (of_html(_markup(part)) for part in parts)
    return " ".join(
        f"{of_plain(label.capitalize())}: {text}" if label else text
        for label, text in zip(labels, texts, strict=True)
    )


def _people(listed: Any) -> tuple[Contributor, ...]:
    found = (
        _person(one) for one in ([] if listed is None else listed.findall("Author"))
    )
    return tuple(one for one in found if one is not None)


def _person(one: Any) -> Contributor | None:
    if name := _text(one, "CollectiveName"):
        return contributors.group(name)
    orcid = next(
        (i.text or "" for i in one.findall("Identifier") if i.get("Source") == "ORCID"),
        "",
    )
    given = _text(one, "ForeName") or _text(one, "Initials")
    return contributors.person(
        _text(one, "LastName"), given, _text(one, "Suffix"), orcid
    )


def _date(printed: Any, online: Any) -> PartialDate | None:
    """The date of the issue, or that of the article."""
    for element in (printed, online):
        if element is None:
            continue
        parts = [_text(element, name) for name in ("Year", "Month", "Day")]
        if date := date_of(*parts) or date_in(_text(element, "MedlineDate")):
            return date
    return None


def _notices(record: Any, *, retracted: bool) -> tuple[Notification, ...]:
    notices = []
    for one in record.findall("CommentsCorrectionsList/CommentsCorrections"):
        kind = _NOTICES.get(one.get("RefType", ""))
        if kind:
            doi = re.search(r"doi:\s*(10\.\S+)", _text(one, "RefSource"), re.IGNORECASE)
            notices.append(Notification(kind, doi_of_text(doi[1]) if doi else ""))
    if retracted and all(notice.kind != "retraction" for notice in notices):
        notices.append(Notification("retraction"))
    return tuple(notices)


def _text(element: Any, path: str) -> str:
    found = element.find(path) if element is not None else None
    return plain("".join(found.itertext())) if found is not None else ""
