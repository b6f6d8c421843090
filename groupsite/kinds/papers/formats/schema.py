"""A paper in schema.org terms.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from groupsite.build.schemaorg import filled, organization, property_value
from groupsite.kinds.papers.formats.names import bodies, unnamed

if TYPE_CHECKING:
    from groupsite.kinds.papers.paper import Author, Paper
    from groupsite.model.rendering import Thing, Things

#: schema.org types of works that are not scholarly articles.
_TYPES: Final = {
    "incollection": "Chapter",
    "book": "Book",
    "proceedings": "Book",
    "phdthesis": "Thesis",
    "mastersthesis": "Thesis",
    "thesis": "Thesis",
    "techreport": "Report",
    "software": "SoftwareSourceCode",
    "dataset": "Dataset",
    "magazine": "Article",
    "newspaper": "NewsArticle",
    "poster": "Poster",
    "slides": "PresentationDigitalDocument",
    **dict.fromkeys(
        (
            *("misc", "talk", "video", "audio", "interview", "webpage", "patent"),
            "periodical",
        ),
        "CreativeWork",
    ),
}

#: Entry types of parts of journals: articles and whole issues.
_IN_JOURNALS: Final = ("article", "periodical")


def paper_thing(paper: Paper, things: Things) -> Thing:
    """The work, its authors, where it appeared, its identifiers."""
    kind = _TYPES.get(paper.work, "ScholarlyArticle")
    title = paper.title.plain
    in_book = paper.entry_type in ("inproceedings", "incollection")
    contained = in_book or paper.entry_type == "article"
    inside = contained or paper.entry_type in _IN_JOURNALS
    first, _, last = paper.imprint.pages.partition("–")
    states = "" if paper.state == "published" else f"state.{paper.state}"
    return filled(
        {
            "@type": kind,
            "name": title,
            "headline": title,
            "author": [
                *(person_of(author, things) for author in paper.authors),
                *(organization(name) for name in (*bodies(paper), *unnamed(paper))),
            ],
            "editor": []
            if contained
            else [person_of(editor, things) for editor in paper.editors],
            "datePublished": str(paper.date or ""),
            "creativeWorkStatus": things.settings.phrase(states) if states else "",
            "abstract": paper.abstract.plain,
            "keywords": list(paper.keywords),
            "isPartOf": _container(paper, things) if inside else _series(paper),
            "pagination": paper.imprint.pages if first != paper.imprint.pages else "",
            "pageStart": first or paper.imprint.eid,
            "pageEnd": last,
            "isbn": paper.isbn if kind == "Book" else "",
            "reportNumber": paper.imprint.number if kind == "Report" else "",
            # in a book, the publisher belongs to the book
            "publisher": organization(
                "" if in_book else paper.imprint.publisher or paper.server
            ),
            "sourceOrganization": {} if inside else organization(paper.venue),
            "inSupportOf": paper.genre if kind == "Thesis" else "",
            "identifier": _identifiers(paper),
            "sameAs": _same(paper),
            "award": paper.award,
            "funding": things.names("grant", paper.grants),
            "encoding": _pdf(paper, things),
        }
    )


def person_of(author: Author, things: Things) -> Thing:
    """An author: a person of the site if known, otherwise just the name."""
    body = author.body and not author.person
    thing: Thing = {"@type": "Organization" if body else "Person"}
    if author.person:
        thing |= things.name("person", author.person)
    thing["name"] = author.name
    if author.given:
        thing |= {"givenName": author.given, "familyName": author.family}
    return thing


def _container(paper: Paper, things: Things) -> Thing:
    """The journal issue with its volume and journal, or the book and its series."""
    if not paper.venue:
        return {}
    if paper.entry_type not in _IN_JOURNALS:
        return filled(
            {
                "@type": "Book",
                "name": paper.venue,
                "isbn": paper.isbn,
                "editor": [person_of(editor, things) for editor in paper.editors],
                "publisher": organization(paper.imprint.publisher),
                "isPartOf": _series(paper),
            }
        )
    thing = filled({"@type": "Periodical", "name": paper.venue, "issn": paper.issn})
    volume, number = paper.imprint.volume, paper.imprint.number
    if volume:
        thing = {
            "@type": "PublicationVolume",
            "volumeNumber": volume,
            "isPartOf": thing,
        }
    if number:
        thing = {
            "@type": "PublicationIssue",
            "issueNumber": number,
            "isPartOf": thing,
        }
    return thing


def _series(paper: Paper) -> Thing:
    """The book series, by volume if known."""
    if not paper.imprint.series:
        return {}
    series = {"@type": "BookSeries", "name": paper.imprint.series}
    if not paper.imprint.volume:
        return series
    return {
        "@type": "PublicationVolume",
        "volumeNumber": paper.imprint.volume,
        "isPartOf": series,
    }


def _identifiers(paper: Paper) -> list[Thing]:
    identifiers = [
        property_value("DOI", paper.doi),
        property_value("arXiv", paper.arxiv),
        *(property_value(i.title, i.value) for i in paper.identifiers),
    ]
    return [identifier for identifier in identifiers if identifier]


def _same(paper: Paper) -> list[str]:
    """Addresses of the paper at the DOI resolver, on arXiv, in other archives."""
    doi = f"https://doi.org/{paper.doi}" if paper.doi else ""
    arxiv = f"https://arxiv.org/abs/{paper.arxiv}" if paper.arxiv else ""
    others = (identifier.address for identifier in paper.identifiers)
    return [address for address in (doi, arxiv, *others) if address]


def _pdf(paper: Paper, things: Things) -> Thing:
    link = paper.link("pdf")
    address = things.addresses.target(link.uri) if link else ""
    if not address:
        return {}
    return {
        "@type": "MediaObject",
        "contentUrl": address,
        "encodingFormat": "application/pdf",
    }
