"""`Paper`: a piece of writing during its whole life, from preprint to print.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from groupsite.model.pickled import Pickled

if TYPE_CHECKING:
    from groupsite.model.dates import PartialDate
    from groupsite.model.schemes import Identifier
    from groupsite.sources.bibtex.blocks import Passage
    from groupsite.sources.bibtex.latex import RichText

#: State of publication: `pubstate` if given; otherwise preprint if it is on a preprint
#: server only, unpublished if the entry says so, and published in all other cases.
State = Literal[
    "unpublished", "preprint", "submitted", "accepted", "inpress", "published"
]


@dataclass(frozen=True, slots=True)
class Author(Pickled):
    """A name in a list of authors or editors."""

    #: As printed, ``Given Family``.
    name: str
    family: str
    given: str
    #: Id of the person, or ``""`` if nobody is declared with this name.
    person: str = ""
    #: ``Jr``.
    suffix: str = ""
    #: What the entry says of the author's part: ``equal``, ``corresponding``, or words.
    notes: tuple[str, ...] = ()
    #: Who it is, if the entry says so: the id of a person, an ORCID iD, or the number
    #: that DBLP appends to the name.
    id: str = ""
    #: Whether it is the name of a body, which has one part: a collaboration, an institute.
    body: bool = False


@dataclass(frozen=True, slots=True)
class PaperLink(Pickled):
    """A link of a paper."""

    #: Name of the field it comes from: ``doi``, ``arxiv``, ``pdf``, ``code``, …
    name: str
    #: An address, or a path relative to the folder of files.
    address: str
    #: Distinguishes links of the same name; empty if there is only one.
    label: str = ""

    @property
    def uri(self) -> str:
        """The address, or ``files:…`` for a path, which has no colon."""
        local = ":" not in self.address
        return f"files:{self.address.lstrip('/')}" if local else self.address


@dataclass(frozen=True, slots=True)
class Imprint(Pickled):
    """Numbers and pages of a paper within its venue, and its publisher."""

    #: How something without a venue was published.
    howpublished: str
    series: str
    volume: str
    number: str
    #: Page range with an en dash.
    pages: str
    #: Article number.
    eid: str
    publisher: str

    @property
    def page_range(self) -> tuple[str, str]:
        """First page of the first range, last page of the last; ``""`` if unknown."""
        numbers = [n.strip() for n in re.split("[–,;]", self.pages) if n.strip()]
        return "".join(numbers[:1]), "".join(numbers[1:][-1:])


@dataclass(frozen=True, slots=True)
class Details(Pickled):
    """Fields for citation styles and reference managers only."""

    #: Town of the publisher.
    place: str
    #: As a number if possible: ``2`` for ``Second``.
    edition: str
    #: Language tag (RFC 5646): ``de-DE``; empty if unknown.
    language: str
    translators: tuple[Author, ...]
    #: Name and place of the event at which it was presented.
    event: str
    event_place: str
    #: Date of first publication of a reprinted work.
    original_date: PartialDate | None
    chapter: str
    version: str
    volumes: str
    page_total: str
    #: Holder of a patent.
    holder: str
    #: Abbreviations of journal and title.
    short_venue: str
    short_title: str
    #: When a web page was seen.
    accessed: PartialDate | None


@dataclass(frozen=True, slots=True)
class Look(Pickled):
    """How a paper is shown, beside what a bibliography says of it."""

    #: Path of a picture, relative to the sources, and what it shows.
    picture: str
    alt: str
    #: Short name of the venue.
    badge: str
    #: What the award was given for, in words.
    award_note: str
    #: A further sentence about it.
    info: RichText
    #: Whether its page has BibTeX to copy.
    bibtex: bool


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Paper(Pickled):
    """An entry of a .bib file."""

    #: The citation key.
    id: str
    #: BibTeX type: ``article``, ``inproceedings``, …
    entry_type: str
    #: What it is, for programs and citation styles: the entry type, or what BibTeX has
    #: no type for, such as ``preprint``, ``talk``, ``poster``, ``webpage``.
    work: str
    #: What it is, for visitors: ``pubtype`` in lower case, or else ``work``.
    type: str
    state: State
    #: Name of the preprint server; empty if it has appeared elsewhere.
    server: str
    title: RichText
    preprint_title: RichText
    authors: tuple[Author, ...]
    #: Whether the list ends with ``and others``.
    and_others: bool
    #: Collaborations for which the authors write, by their names.
    collaborations: tuple[str, ...]
    editors: tuple[Author, ...]
    #: Journal, proceedings, book or school.
    venue: str
    #: The entry's own word for its type ("Diploma thesis"); may be empty.
    genre: str
    imprint: Imprint
    #: When it appeared or was posted on a preprint server; None if not given.
    date: PartialDate | None
    doi: str
    #: arXiv number.
    arxiv: str
    #: Those of other schemes, one of each: PubMed, HAL, JSTOR, …
    identifiers: tuple[Identifier, ...]
    links: tuple[PaperLink, ...]
    abstract: Passage
    keywords: tuple[str, ...]
    #: Ids of the declared topics among the keywords.
    topics: tuple[str, ...]
    grants: tuple[str, ...]
    #: Whether the authors are in alphabetical order on purpose.
    alphabetical: bool
    selected: bool
    #: The award, its date (None if not given), and the address of its announcement.
    award: str
    award_date: PartialDate | None
    award_url: str
    #: A sentence, which may contain links.
    note: RichText
    #: Numbers of a book and of a journal, as written; may be empty.
    isbn: str
    issn: str
    #: BibTeX for visitors to copy: the fields of a bibliography, inherited ones too.
    bibtex: str
    details: Details
    look: Look
    #: Whether it is a work of others that the site only cites.
    cited_only: bool

    @property
    def year(self) -> str:
        """``YYYY``, or ``""``."""
        return str(self.date.year) if self.date else ""

    @property
    def is_coming(self) -> bool:
        """Whether it has still to appear, on a day that nobody knows."""
        return self.date is None and self.state in ("submitted", "accepted", "inpress")

    @property
    def people(self) -> tuple[str, ...]:
        """Ids of the known authors, each once."""
        return tuple(dict.fromkeys(a.person for a in self.authors if a.person))

    @property
    def address(self) -> str:
        """Where it can be read, apart from its DOI; ``""`` if nowhere.

        On arXiv, at its publisher, in another archive, or else as a PDF elsewhere; of
        software and data also where their files are.
        """
        own = ("code", "data") if self.work in ("software", "dataset") else ()
        archived = [i.address for i in self.identifiers if not i.is_index]
        arxiv = f"https://arxiv.org/abs/{self.arxiv}" if self.arxiv else ""
        pages = (self.link(*names) for names in (("html",), own, ("pdf",)))
        html, files, pdf = (
            p.address if p and "://" in p.address else "" for p in pages
        )
        return next(filter(None, (arxiv, html, files, *archived, pdf)), "")

    def link(self, *names: str) -> PaperLink | None:
        """The first link with one of *names*, in the order of *names*; None if none."""
        for name in names:
            for link in self.links:
                if link.name == name:
                    return link
        return None
