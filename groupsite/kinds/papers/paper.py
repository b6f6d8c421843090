"""`Paper`: one piece of writing for its whole life, from preprint to print.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from groupsite.sources.bibtex.macros import definitions

if TYPE_CHECKING:
    from groupsite.model.dates import PartialDate
    from groupsite.sources.bibtex.latex import RichText
    from groupsite.sources.bibtex.macros import Macros

#: Where a paper stands: `pubstate` if given, else published where it has a venue, a
#: publisher or a school, else preprint.
State = Literal["preprint", "submitted", "accepted", "inpress", "published"]


@dataclass(frozen=True, slots=True)
class Author:
    """A name in a list of authors."""

    #: As printed, ``Given Family``.
    name: str
    family: str
    given: str
    #: Id of the person, empty where nobody is declared with this name.
    person: str = ""
    #: ``Jr``.
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class PaperLink:
    """An address of a paper."""

    #: Name of the field it was written in: ``doi``, ``arxiv``, ``pdf``, ``code``, …
    name: str
    #: An address, or a path relative to the folder of files.
    address: str
    #: What sets it apart from others of the same name; often empty.
    label: str = ""

    @property
    def uri(self) -> str:
        """The address; ``files:…`` for a path, which has no colon."""
        local = ":" not in self.address
        return f"files:{self.address.lstrip('/')}" if local else self.address


@dataclass(frozen=True, slots=True)
class Imprint:
    """Where in its venue a paper stands, and who published it."""

    #: How something that has no venue was published.
    howpublished: str
    series: str
    volume: str
    number: str
    #: With an en dash.
    pages: str
    #: Article number.
    eid: str
    publisher: str

    @property
    def page_range(self) -> tuple[str, str]:
        """First and last page, of several ranges as well; empty where not known."""
        numbers = [n.strip() for n in re.split("[–,;]", self.pages) if n.strip()]
        return "".join(numbers[:1]), "".join(numbers[1:][-1:])


@dataclass(frozen=True, slots=True)
class Details:
    """What styles of citations and reference managers ask for, and nobody else."""

    #: Where the publisher is.
    place: str
    #: A number where it is one: ``2`` for ``Second`` as well.
    edition: str
    #: RFC 5646, ``de-DE``; empty where it is not known.
    language: str
    translators: tuple[Author, ...]
    #: The meeting where it was given, and where that was.
    event: str
    event_place: str
    #: When a work appeared first that is printed again.
    original_date: PartialDate | None
    chapter: str
    version: str
    volumes: str
    page_total: str
    #: Who holds a patent.
    holder: str
    pmid: str


@dataclass(frozen=True, slots=True)
class Paper:
    """An entry of a .bib file."""

    #: The citation key.
    id: str
    #: ``article``, ``inproceedings``, … as in BibTeX.
    entry_type: str
    #: ``pubtype`` in lower case, else the entry type, else ``preprint``.
    type: str
    state: State
    title: RichText
    preprint_title: RichText
    authors: tuple[Author, ...]
    #: Whether the list ends in ``and others``.
    and_others: bool
    editors: tuple[Author, ...]
    #: Journal, proceedings, book or school.
    venue: str
    #: The entry's own word for what it is ("Diploma thesis"), often empty.
    genre: str
    imprint: Imprint
    #: When it appeared, or when it was put on a preprint server; None if not given.
    date: PartialDate | None
    doi: str
    #: Number on arXiv.
    arxiv: str
    links: tuple[PaperLink, ...]
    abstract: RichText
    keywords: tuple[str, ...]
    #: Ids of the declared topics among the keywords.
    topics: tuple[str, ...]
    grants: tuple[str, ...]
    #: Whether the authors stand in alphabetical order on purpose.
    alphabetical: bool
    selected: bool
    #: What it was awarded, when (None if not given) and where that is announced.
    award: str
    award_date: PartialDate | None
    award_url: str
    note: str
    #: Numbers of a book and of a journal, as written; often empty.
    isbn: str
    issn: str
    #: The entry as it stands in the file, then those that it takes fields from; each
    #: with the ``@string`` names that it uses.
    sources: tuple[tuple[str, Macros], ...]
    details: Details

    @property
    def bibtex(self) -> str:
        """The BibTeX to hand out, with all that it needs."""
        return "\n\n".join(
            f"{definitions(macros)}{source}" for source, macros in self.sources
        )

    @property
    def year(self) -> str:
        """``YYYY``, or an empty string."""
        return str(self.date.year) if self.date else ""

    @property
    def people(self) -> tuple[str, ...]:
        """Ids of the authors that are known."""
        return tuple(author.person for author in self.authors if author.person)

    def link(self, *names: str) -> PaperLink | None:
        """The first link with one of these names, in the order of the names."""
        for name in names:
            for link in self.links:
                if link.name == name:
                    return link
        return None
