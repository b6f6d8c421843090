"""Makes `Paper` records of BibTeX entries, and says what is wrong with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from groupsite.kinds.papers.biblatex import (
    ANONYMOUS,
    DRAFTS,
    STATES,
    THESES,
    bibtex_type,
    is_word,
    language_code,
    plain_edition,
    state_word,
)
from groupsite.kinds.papers.links import (
    arxiv_of,
    doi_of,
    link_fault,
    paper_links,
    verbatim,
)
from groupsite.kinds.papers.paper import Details, Imprint, Paper, PaperLink
from groupsite.kinds.papers.values import EntryReader
from groupsite.kinds.topics import topics_called
from groupsite.model.identifiers import is_arxiv, is_doi
from groupsite.model.parts import Loaded
from groupsite.model.positions import Located
from groupsite.model.problems import Subtype
from groupsite.model.text import did_you_mean
from groupsite.sources.bibtex.files import read_entries
from groupsite.sources.bibtex.inherit import with_inherited
from groupsite.sources.bibtex.latex import RichText, Run

if TYPE_CHECKING:
    from collections.abc import Iterable

    from groupsite.kinds.papers.paper import State
    from groupsite.model.settings import Settings

#: Types of pages of the web.
_PAGES: Final = ("online", "electronic", "www")
#: Fields without which an entry of a type cannot be shown well; `a|b` means one of both.
_REQUIRED: Final = {
    "article": ("journal|journaltitle",),
    "inproceedings": ("booktitle|maintitle",),
    "conference": ("booktitle|maintitle",),
    "incollection": ("booktitle|maintitle",),
    "phdthesis": ("school|institution",),
    "mastersthesis": ("school|institution",),
}
_SCHOOLS: Final = ("school", "institution")
_VENUES: Final = ("journal", "journaltitle", "booktitle", "school", "institution")
_SUBTITLES: Final = {
    "journaltitle": "journalsubtitle",
    "booktitle": "booksubtitle",
}
_NOT_VENUES: Final = re.compile(r"\s*(arxiv|corr)\b", re.IGNORECASE)


def load_papers(settings: Settings) -> Loaded:
    """The papers of all `bibtex_bibfiles`."""
    loaded = Loaded([], [])
    entries = read_entries(settings, loaded.problems)
    for entry in with_inherited(entries, loaded.problems):
        path = entry.position.path
        places = ((name, entry.at(name)) for name in entry.fields)
        lines = {name: place.line for name, place in places if place.path == path}
        paper = _Reading(entry, settings, loaded.problems).paper()
        if paper is not None:
            loaded.records.append(Located(paper, entry.position, lines, entry))
    return loaded


class _Reading(EntryReader):
    """Reads one entry."""

    def paper(self) -> Paper | None:
        """The record, or None where there is nothing to show."""
        title = self.title()
        if title:
            self.require()
            return self.record(title)
        message = "`title` is missing, the entry was left out"
        self.problem("title", message, Subtype.FIELD)
        return None

    def title(self) -> RichText:
        """The title, with the subtitle that biblatex keeps apart."""
        title, subtitle = self.rich("title"), self.rich("subtitle")
        if not title or not subtitle:
            return title
        mark = " " if title.plain[-1] in "?!.:" else ": "
        return RichText((*title.runs, Run(mark), *subtitle.runs))

    def record(self, title: RichText) -> Paper:
        """The record with all its fields."""
        entry = self.entry
        kind = bibtex_type(entry)
        venue = self.venue()
        state = self.state(venue)
        keywords = self.words("keywords")
        authors = self.names("author")
        return Paper(
            id=entry.key,
            entry_type=kind,
            type=self.type(kind, state),
            state=state,
            title=title,
            preprint_title=self.rich("preprint_title"),
            authors=authors.authors,
            and_others=authors.and_others,
            editors=self.names("editor").authors,
            venue=venue,
            genre=self.genre(),
            imprint=self.imprint(venue),
            date=self.date(),
            doi=self.identifier("doi", doi_of(entry), is_doi),
            arxiv=self.arxiv(),
            links=self.links(),
            abstract=self.abstract(),
            keywords=tuple(keywords),
            topics=self.topics(keywords),
            grants=tuple(self.words("grant")),
            alphabetical=self.flag("alphabetical"),
            selected=self.flag("selected"),
            award=self.plain("award"),
            award_date=self.parsed_date("award_date"),
            award_url=self.award_url(),
            note=self.plain("note"),
            isbn=self.plain("isbn"),
            issn=self.plain("issn"),
            sources=entry.own,
            details=self.details(venue),
        )

    def imprint(self, venue: str) -> Imprint:
        """Where in *venue* it stands, and who published it."""
        pages = self.pages()
        return Imprint(
            howpublished=self.howpublished(venue),
            # ADS calls meetings that are a series by its name
            series=self.other("series", venue),
            volume=self.counted("volume"),
            # the American Physical Society and Mendeley call it so
            number=self.counted("number") or self.plain("issue"),
            pages=pages,
            eid=self.other("eid", pages) or self.plain("article-number"),
            publisher=self.publisher(),
        )

    def details(self, venue: str) -> Details:
        """What only styles of citations and reference managers ask for."""
        return Details(
            place=self.plain("location") or self.plain("address"),
            edition=plain_edition(self.plain("edition")),
            language=self.language(),
            translators=self.names("translator").authors,
            event=self.other("eventtitle", venue),
            event_place=self.plain("venue"),
            original_date=self.parsed_date("origdate"),
            chapter=self.plain("chapter"),
            version=self.plain("version"),
            volumes=self.plain("volumes"),
            page_total=self.plain("pagetotal"),
            holder=self.holder(),
            pmid=self.plain("pmid"),
        )

    def language(self) -> str:
        """The language as machines call it; biblatex has it in one of two fields."""
        written = self.word("langid") or self.word("language")
        return language_code(written)

    def holder(self) -> str:
        """The names of those who hold a patent."""
        return ", ".join(name.name for name in self.names("holder").authors)

    def abstract(self) -> RichText:
        """The abstract, which is long, where there are pages that show it."""
        pages = self.settings.paper_pages
        return self.rich("abstract") if pages else RichText(())

    def other(self, name: str, said: str) -> str:
        """The field *name*, unless that is *said* already or the DOI."""
        value = self.counted(name)
        return "" if value in (said, doi_of(self.entry)) else value

    def require(self) -> None:
        """Report the fields that this type of entry needs and lacks."""
        kind = self.entry.type
        people = () if kind in ANONYMOUS else ("author|editor",)
        for names in (*people, "year|date", *_REQUIRED.get(kind, ())):
            if not any(self.entry.get(name) for name in names.split("|")):
                name = names.partition("|")[0]
                message = f"`{name}` is missing, @{kind} needs it"
                self.problem("title", message, Subtype.FIELD)

    def venue(self) -> str:
        """Journal, book or school; the conference where nothing else is said."""
        # ProQuest calls itself the journal of what it hands out
        first = _SCHOOLS if bibtex_type(self.entry) in THESES else ()
        for name in (*first, *_VENUES, "maintitle", "eventtitle"):
            venue = self.plain(name)
            subtitle = self.plain(_SUBTITLES.get(name, ""))
            if venue:
                whole = f"{venue}: {subtitle}" if subtitle else venue
                return "" if _NOT_VENUES.match(venue) else whole
        return ""

    def publisher(self) -> str:
        """Publisher or organization; a preprint server is none."""
        name = self.plain("publisher") or self.plain("organization")
        return "" if _NOT_VENUES.match(name) else name

    def genre(self) -> str:
        """The entry's own word for what it is."""
        genre = self.plain("type")
        return genre if is_word(genre) else ""

    def howpublished(self, venue: str) -> str:
        how = self.plain("howpublished")
        address = "://" in how
        return "" if venue or address or _NOT_VENUES.match(how) else how

    def state(self, venue: str) -> State:
        written = self.word("pubstate")
        for word in (state_word(written), state_word(self.word("year"))):
            if word in STATES:
                return STATES[word]
        if written:
            hint = did_you_mean(written, STATES)
            states = ", ".join(sorted(STATES))
            message = f"`pubstate` should be one of {states}, not {written!r}{hint}"
            self.problem("pubstate", message, Subtype.FIELD)
        publisher, how = self.entry.get("publisher"), self.entry.get("howpublished")
        places = (venue, verbatim(publisher), verbatim(how))
        published = any(place and not _NOT_VENUES.match(place) for place in places)
        appeared = bibtex_type(self.entry) not in DRAFTS or (
            self.entry.type in _PAGES and not arxiv_of(self.entry)
        )
        return "published" if published or appeared else "preprint"

    def type(self, kind: str, state: State) -> str:
        return "-".join(self.word("pubtype").split()) or (
            "preprint" if kind == "misc" and state == "preprint" else kind
        )

    def arxiv(self) -> str:
        name = "arxiv" if self.entry.get("arxiv") else "eprint"
        return self.identifier(name, arxiv_of(self.entry), is_arxiv)

    def award_url(self) -> str:
        """Where the award was announced; empty, with a message, where that is wrong."""
        written = verbatim(self.entry.get("award_url"))
        link = PaperLink("award_url", written)
        return link.uri if written and self.is_sound(link, "award_url") else ""

    def links(self) -> tuple[PaperLink, ...]:
        """The links that lead somewhere."""
        links = [
            (link, next(filter(self.entry.get, (link.name, "url", "howpublished"))))
            for link in paper_links(self.entry)
        ]
        return tuple(link for link, name in links if self.is_sound(link, name))

    def is_sound(self, link: PaperLink, name: str) -> bool:
        """Whether a link leads somewhere; it is reported where it does not."""
        fault = link_fault(link, self.settings)
        if fault:
            self.problem(name, f"`{name}`: {fault}", Subtype.FIELD)
        return not fault

    def topics(self, keywords: Iterable[str]) -> tuple[str, ...]:
        """Declared topics among *keywords*, by id or by label."""
        known = self.settings.topics
        topics = []
        for keyword in keywords if known else ():
            found = topics_called(keyword, known)
            topics += found[:1]
            if not found:
                hint = did_you_mean(keyword, known.values())
                message = f"is not declared in `groupsite_topics`{hint}"
                self.problem("keywords", f"keyword `{keyword}` {message}", Subtype.LINK)
            elif len(found) > 1:
                ids = " or ".join(f"`{topic}`" for topic in found)
                message = f"may be the topic {ids}; write one of these ids"
                self.problem("keywords", f"keyword `{keyword}` {message}", Subtype.LINK)
        return tuple(dict.fromkeys(topics))
