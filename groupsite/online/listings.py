"""The works of a person, as ORCID and OpenAlex list them, each once. Pure but for asking."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from groupsite.model.text import fold, spelling
from groupsite.online.client import ServiceError
from groupsite.online.services import openalex, orcid
from groupsite.sources.bibtex.latex import decode_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from groupsite.online.find import Asker
    from groupsite.online.work import Contributor, Work

#: Maximum number of pages of 100 works: nobody has written more.
_PAGES: Final = 30
_ARXIV: Final = re.compile(r"10\.48550/arxiv\.(.+)")
#: What lists have beside papers.
_NO_PAPERS: Final = ("misc", "proceedings")


@dataclass(eq=False)
class ListedWork:
    """A work with all its versions, in the words of all lists."""

    versions: list[Work] = field(default_factory=list)

    @property
    def sources(self) -> list[str]:
        """Who lists it."""
        return list(dict.fromkeys(work.source for work in self.versions))

    @property
    def best(self) -> Work:
        """The version to speak of: one that has appeared, with authors."""
        return max(
            self.versions,
            key=lambda work: (not work.is_preprint, bool(work.doi), bool(work.authors)),
        )

    @property
    def is_paper(self) -> bool:
        """Whether it is something that belongs into a list of papers."""
        return any(
            work.is_preprint or work.type not in _NO_PAPERS for work in self.versions
        )

    @property
    def numbers(self) -> set[str]:
        """DOIs and arXiv numbers of all versions."""
        return {number for work in self.versions for number in numbers_of(work)}

    @property
    def titles(self) -> set[str]:
        """Titles as they can be compared."""
        return {title_of(work) for work in self.versions}

    @property
    def authors(self) -> list[Contributor]:
        """The authors of all versions."""
        return [one for work in self.versions for one in work.authors]

    @property
    def years(self) -> list[int]:
        """The years of all versions."""
        return [work.date.year for work in self.versions if work.date]


@dataclass
class Listing:
    """The works of one person."""

    works: list[ListedWork] = field(default_factory=list)
    #: Lists that did not answer, in words for authors.
    failed: list[str] = field(default_factory=list)
    #: Whether ORCID knows the person.
    is_known: bool = True


def listing_of(number: str, client: Asker) -> Listing:
    """What ORCID and OpenAlex list for an ORCID iD."""
    listing = Listing()
    found: list[Work] = []
    try:
        answer = client.ask(orcid.question(number))
        listing.is_known = answer is not None
        found += orcid.parse(answer)
    except ServiceError as error:
        listing.failed.append(str(error))
    try:
        found += _at_openalex(number, client)
    except ServiceError as error:
        listing.failed.append(str(error))
    listing.works = _together(found)
    return listing


def numbers_of(work: Work) -> set[str]:
    """DOI and arXiv number of a work, those of arXiv's own DOIs as numbers."""
    dois = {work.doi.lower()} - {""}
    found = {doi: _ARXIV.fullmatch(doi) for doi in dois}
    arxiv = {work.arxiv.lower(), *(match[1] for match in found.values() if match)}
    return {doi for doi, match in found.items() if not match} | (arxiv - {""})


def title_of(work: Work) -> str:
    """The title as it can be compared."""
    return spelling(fold(decode_plain(work.title)))


def _at_openalex(number: str, client: Asker) -> Iterator[Work]:
    cursor = "*"
    for _ in range(_PAGES):
        answer = client.ask(openalex.of_author(number, cursor))
        works, cursor = openalex.parse_list(answer)
        yield from works
        if not cursor:
            return


def _together(works: Iterable[Work]) -> list[ListedWork]:
    """Works with all their versions: those that share a number or a title."""
    groups: list[ListedWork] = []
    by: dict[str, ListedWork] = {}
    for work in works:
        title = title_of(work)
        # “Introduction” is the title of many
        titles = [f"title {title}"] if "-" in title else []
        keys = [*numbers_of(work), *titles]
        known = {id(by[key]): by[key] for key in keys if key in by}
        first, *others = [*known.values()] or [ListedWork()]
        if not known:
            groups.append(first)
        first.versions.append(work)
        for other in others:
            first.versions += other.versions
            groups.remove(other)
        moved = [key for key, group in by.items() if id(group) in known]
        by |= dict.fromkeys([*keys, *moved], first)
    return groups
