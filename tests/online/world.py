"""A made-up world of papers, and services that answer about it in their own shapes.

What each service knows is chosen paper by paper; the search finds whatever shares most
words, right or wrong, as that of Crossref does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from lxml import etree

from groupsite.kinds.papers.reading.loader import load_papers
from groupsite.model.text import fold
from groupsite.online.client import ServiceError
from groupsite.online.ours import Ours, entries_of
from groupsite.sources.bibtex.files import read_entries
from tests.conftest import bare_settings

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from groupsite.online.question import Question

Name = tuple[str, str]


@dataclass(frozen=True)
class Preprint:
    """A preprint as its server has it."""

    number: str
    title: str
    authors: tuple[Name, ...]
    year: int
    server: str = "arXiv"
    #: What its server says that it has become: a DOI, words.
    doi: str = ""
    reference: str = ""
    #: DOIs that OpenAlex puts together with it.
    merged: tuple[str, ...] = ()
    comments: str = ""

    @property
    def own_doi(self) -> str:
        """Its DOI."""
        return (
            f"10.48550/arxiv.{self.number}" if self.server == "arXiv" else self.number
        )


@dataclass(frozen=True)
class Article:
    """A paper as Crossref has it."""

    doi: str
    title: str
    authors: tuple[Name, ...]
    year: int
    venue: str = "Journal of Examples"
    type: str = "journal-article"
    volume: str = "7"
    pages: str = "11-29"
    #: DOIs of preprints that its publisher names.
    preprints: tuple[str, ...] = ()
    #: DOI of the notice that retracts it, and where that is known.
    retraction: str = ""
    retracted_at: str = "crossref"
    #: What else its record has, in the words of Crossref.
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def record(self) -> dict[str, Any]:
        """The record of Crossref."""
        people = [{"given": given, "family": family} for given, family in self.authors]
        record: dict[str, Any] = {
            "DOI": self.doi, "type": self.type, "title": [self.title], "author": people,
            "container-title": [self.venue], "volume": self.volume, "page": self.pages,
            "issued": {"date-parts": [[self.year]]},
        }  # fmt: skip
        if self.preprints:
            related = [{"id-type": "doi", "id": doi} for doi in self.preprints]
            record["relation"] = {"has-preprint": related}
        if self.retraction and self.retracted_at == "crossref":
            record["updated-by"] = [{"DOI": self.retraction, "type": "retraction"}]
        return record | self.more


class World:
    """All services: what is in none of them is unknown."""

    def __init__(
        self,
        preprints: Iterable[Preprint] = (),
        articles: Iterable[Article] = (),
        silent: Iterable[str] = (),
    ) -> None:
        self.preprints = {one.number: one for one in preprints}
        self.articles = {one.doi: one for one in articles}
        self.silent = set(silent)
        #: Answers to other questions, by service and path.
        self.others: dict[tuple[str, str], Any] = {}
        #: ORCID iD → the works that ORCID lists, and those that OpenAlex has for it.
        self.orcid: dict[str, list[Article]] = {}
        self.openalex: dict[str, list[dict[str, Any]]] = {}
        self.asked: list[Question] = []

    def ask(self, question: Question) -> Any:
        """What the service answers; ServiceError if it is silent."""
        self.asked.append(question)
        service = question.service
        if service in self.silent:
            raise ServiceError(service, "did not answer within 20 seconds")
        known = self.others.get((service, question.path))
        if known is not None:
            return known
        answer = getattr(self, f"_{service}".replace("-", "_"), None)
        return answer(question) if answer else None

    def _doi(self, question: Question) -> Any:
        doi = question.path.removeprefix("/ra/")
        if not question.path.startswith("/ra/"):
            return None
        posted = any(one.own_doi == doi for one in self.preprints.values())
        if doi in self.articles or posted:
            return [{"DOI": doi, "RA": "Crossref"}]
        return [{"DOI": doi, "status": "DOI does not exist"}]

    def _crossref(self, question: Question) -> Any:
        if question.path == "/works":
            found = self._found(question.query["query.bibliographic"])
            items = [one.record for one in found[: int(question.query["rows"])]]
            return {"message-type": "work-list", "message": {"items": items}}
        doi = question.path.removeprefix("/works/").replace("%2F", "/")
        if doi in self.articles:
            return {"message": self.articles[doi].record}
        posted = [p for p in self.preprints.values() if p.own_doi == doi]
        if not posted:
            return None
        people = [
            {"given": given, "family": family} for given, family in posted[0].authors
        ]
        return {
            "message": {
                "DOI": doi, "type": "posted-content", "subtype": "preprint", "author": people,
                "title": [posted[0].title], "institution": [{"name": posted[0].server}],
                "posted": {"date-parts": [[posted[0].year]]}, "relation": {},
            }
        }  # fmt: skip

    def _found(self, words: str) -> list[Article]:
        """All articles, those first that share most words with a question."""
        asked = _words(words)

        def score(one: Article) -> float:
            listed = " ".join(family for _, family in one.authors)
            return len(asked & _words(f"{one.title} {listed} {one.year}"))

        return sorted(self.articles.values(), key=lambda one: (-score(one), one.doi))

    def _arxiv(self, question: Question) -> Any:
        number = question.query["identifier"].removeprefix("oai:arXiv.org:")
        one = self.preprints.get(number)
        if one is None:
            return etree.fromstring(
                '<OAI-PMH><error code="idDoesNotExist">no such</error></OAI-PMH>'
            )
        names = ", ".join(" ".join(name) for name in one.authors)
        parts = {
            "id": number, "title": one.title, "authors": names, "categories": "math.NA",
            "comments": one.comments, "journal-ref": one.reference, "doi": one.doi,
            "abstract": "Short.",
        }  # fmt: skip
        inner = "".join(f"<{n}>{escape(v)}</{n}>" for n, v in parts.items() if v)
        version = f'<version version="v1"><date>Sun, 04 Jan {one.year} 10:00:00 GMT</date></version>'
        return etree.fromstring(
            '<OAI-PMH><GetRecord><record><metadata><arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/">'
            f"{version}{inner}</arXivRaw></metadata></record></GetRecord></OAI-PMH>"
        )

    def _biorxiv(self, question: Question) -> Any:
        number = re.sub(r"^/details/\w+/|/na/json$", "", question.path)
        one = self.preprints.get(number)
        if one is None:
            return {"messages": [{"status": "no posts found"}], "collection": []}
        names = "; ".join(f"{family}, {given[0]}." for given, family in one.authors)
        return {
            "messages": [{"status": "ok"}],
            "collection": [
                {"title": one.title, "authors": names, "doi": number, "version": "1",
                 "date": f"{one.year}-01-04", "published": one.doi or "NA", "server": one.server}
            ],
        }  # fmt: skip

    def _orcid(self, question: Question) -> Any:
        number = question.path.split("/")[2]
        if number not in self.orcid:
            return None
        return {"group": [_orcid_group(one) for one in self.orcid[number]]}

    def _openalex(self, question: Question) -> Any:
        if question.path == "/works":
            works = self.openalex.get(question.query["filter"].rpartition(":")[2], [])
            start = int(question.query["cursor"].replace("*", "0"))
            page = works[start : start + 2]
            return {"meta": {"next_cursor": str(start + 2)}, "results": page}
        doi = question.path.rpartition("doi.org/")[2]
        listed = (work for works in self.openalex.values() for work in works)
        known = next((w for w in listed if w["doi"] == f"https://doi.org/{doi}"), None)
        one = next((p for p in self.preprints.values() if p.own_doi == doi), None)
        if known or one is None:
            return known
        locations = [
            {"landing_page_url": f"https://doi.org/{target}", "is_published": True,
             "source": {"type": "journal"}}
            for target in one.merged
        ]  # fmt: skip
        return {
            "id": "https://openalex.org/W1", "doi": f"https://doi.org/{doi}", "title": one.title,
            "type": "preprint", "publication_year": one.year, "authorships": [],
            "primary_location": {"source": {"display_name": one.server, "type": "repository"}},
            "locations": locations,
        }  # fmt: skip

    def _pubmed(self, question: Question) -> Any:
        retracted = [
            one for one in self.articles.values()
            if one.retraction and one.retracted_at == "pubmed"
        ]  # fmt: skip
        if question.path.endswith("efetch.fcgi"):
            number = int(question.query["id"])
            return _pubmed_record(retracted[number - 1], number)
        term = question.query["term"]
        numbers = [
            str(n) for n, one in enumerate(retracted, 1) if f'"{one.doi}"' in term
        ]
        return {"esearchresult": {"idlist": numbers}}


def _orcid_group(one: Article) -> dict[str, Any]:
    own = {
        "external-id-type": "doi",
        "external-id-value": one.doi,
        "external-id-relationship": "self",
    }
    summary = {
        "title": {"title": {"value": one.title}}, "type": one.type,
        "publication-date": {"year": {"value": str(one.year)}},
        "journal-title": {"value": one.venue},
    }  # fmt: skip
    ids = [own] if one.doi else []
    return {"external-ids": {"external-id": ids}, "work-summary": [summary]}


def at_openalex(
    one: Article, places: dict[str, str], ids: dict[str, str]
) -> dict[str, Any]:
    """The record of OpenAlex: where its authors worked and their ORCID iDs, by family name."""
    people = [
        {
            "author": {"display_name": f"{given} {family}", "orcid": ids.get(family)},
            "institutions": [{"display_name": places[family]}]
            if family in places
            else [],
        }
        for given, family in one.authors
    ]
    return {
        "doi": f"https://doi.org/{one.doi}", "title": one.title, "type": "article",
        "publication_year": one.year, "authorships": people,
        "primary_location": {"raw_type": one.type, "source": {"display_name": one.venue, "type": "journal"}},
    }  # fmt: skip


def _pubmed_record(one: Article, number: int) -> Any:
    return etree.fromstring(
        f"""<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>{number}</PMID><Article>
        <ArticleTitle>{one.title}.</ArticleTitle></Article><CommentsCorrectionsList>
        <CommentsCorrections RefType="RetractionIn"><RefSource>J Ex. doi: {one.retraction}</RefSource>
        </CommentsCorrections></CommentsCorrectionsList></MedlineCitation><PubmedData><ArticleIdList>
        <ArticleId IdType="doi">{one.doi}</ArticleId></ArticleIdList></PubmedData></PubmedArticle>
        </PubmedArticleSet>"""
    )


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", fold(text)))


def entries_in(folder: Path, text: str) -> list[Ours]:
    """The entries of a site with one file."""
    path = folder.resolve() / "papers.bib"
    path.write_text(text, "utf-8")
    settings = bare_settings(path.parent, bibfiles=(path,))
    return entries_of(load_papers(settings).records, read_entries(settings, []))


def entry(key: str, one: Preprint, **fields: str) -> str:
    """A preprint as an author has written it."""
    names = " and ".join(f"{given} {family}" for given, family in one.authors)
    where = (
        {"eprint": one.number, "archiveprefix": "arXiv"}
        if one.server == "arXiv"
        else {"doi": one.number, "howpublished": one.server}
    )
    every = {
        "author": names,
        "title": one.title,
        "year": str(one.year),
        **where,
        **fields,
    }
    lines = "".join(
        f"  {name} = {{{value}}},\n" for name, value in every.items() if value
    )
    return f"@misc{{{key},\n{lines}}}\n\n"
