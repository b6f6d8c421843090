"""Turns BibTeX entries into `Paper` records, and reports problems."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from groupsite.kinds.papers.paper import Details, Paper, PaperLink
from groupsite.kinds.papers.reading.authors import collaborations, read_names
from groupsite.kinds.papers.reading.biblatex import (
    ANONYMOUS,
    STATES,
    language_code,
    plain_edition,
    state_word,
)
from groupsite.kinds.papers.reading.dated import arxiv_month
from groupsite.kinds.papers.reading.identified import identifiers_of
from groupsite.kinds.papers.reading.kept import KeptEntries, Read
from groupsite.kinds.papers.reading.keywords import TopicFinder
from groupsite.kinds.papers.reading.links import (
    arxiv_of,
    doi_of,
    link_fault,
    paper_links,
    stray_words,
    verbatim,
)
from groupsite.kinds.papers.reading.look import award_of, metric_links, read_look
from groupsite.kinds.papers.reading.pages import page_total
from groupsite.kinds.papers.reading.plain import plain_entry
from groupsite.kinds.papers.reading.standing import standing_of
from groupsite.kinds.papers.reading.venues import VenueReader
from groupsite.model.dates import PartialDate
from groupsite.model.files import FILES
from groupsite.model.identifiers import is_arxiv, is_doi
from groupsite.model.parts import Loaded
from groupsite.model.positions import Located, display_path
from groupsite.model.problems import Subtype
from groupsite.model.text import did_you_mean
from groupsite.sources.bibtex.blocks import Passage
from groupsite.sources.bibtex.files import entries_in, read_files
from groupsite.sources.bibtex.inherit import is_skipped, with_inherited
from groupsite.sources.bibtex.latex import RichText, Run
from groupsite.sources.bibtex.reader import Taken
from groupsite.sources.bibtex.writer import written_entry

if TYPE_CHECKING:
    from groupsite.kinds.papers.paper import State
    from groupsite.kinds.papers.reading.standing import Standing
    from groupsite.model.problems import Problem
    from groupsite.model.schemes import Identifier
    from groupsite.model.settings import Settings
    from groupsite.sources.bibtex.files import BibFile
    from groupsite.sources.bibtex.reader import BibEntry

#: Required fields by entry type; ``a|b`` means one of them.
_REQUIRED: Final = {
    "article": ("journal|journaltitle",),
    "inproceedings": ("booktitle|maintitle",),
    "conference": ("booktitle|maintitle",),
    "incollection": ("booktitle|maintitle",),
    "phdthesis": ("school|institution",),
    "mastersthesis": ("school|institution",),
}


def load_papers(settings: Settings) -> Loaded:
    """The papers in all `bibtex_bibfiles`, with all problems."""
    files = read_files(settings)
    kept = KeptEntries(settings, files)
    return kept.loaded() or _loaded(files, kept, settings)


def _loaded(files: list[BibFile], kept: KeptEntries, settings: Settings) -> Loaded:
    loaded, lost, reads = Loaded([], []), set(), []
    topics = TopicFinder(settings.topics)
    written = entries_in(files, loaded.problems, kept)
    entries = [_plain(entry, kept, loaded.problems) for entry in written]
    cited = {display_path(path, settings.srcdir) for path in settings.cited_files}
    for entry in with_inherited(entries, loaded.problems):
        path = entry.position.path
        places = ((name, entry.at(name)) for name in entry.fields)
        lines = {name: place.line for name, place in places if place.path == path}
        cited_only = is_skipped(entry) or path in cited
        read = kept.of(entry) or Read(Taken(entry), [])
        reads.append(read)
        if read.holds(settings):
            paper, problems = read.paper, read.problems or []
            if paper is not None:
                topics.find(paper.keywords, entry)
        else:
            reading = _Reading(entry, settings, [], topics)
            reading.cited_only = cited_only
            paper, problems = reading.paper(), reading.problems
            if not entry.get("preview"):
                read.paper, read.problems = paper, problems
                read.links = reading.local_links
        loaded.problems.extend(problems)
        if paper is None and not cited_only:
            lost.add(entry.key)
        elif paper is not None:
            loaded.records.append(Located(paper, entry.position, lines, entry))
    loaded.problems.extend(topics.problems())
    whole = loaded._replace(lost=frozenset(lost))
    kept.save(whole, reads)
    return whole


def _plain(entry: BibEntry, kept: KeptEntries, problems: list[Problem]) -> BibEntry:
    """*entry* as BibTeX means it, by an earlier build or by this one."""
    read = kept.of(entry)
    if read is None:
        found: list[Problem] = []
        plain = plain_entry(entry, found)
        read = kept.add(entry, plain, found)
    problems += read.plain_problems
    return read.entry


class _Reading(VenueReader):
    """Turns one entry into a paper."""

    def __init__(
        self,
        entry: BibEntry,
        settings: Settings,
        problems: list[Problem],
        topics: TopicFinder,
    ) -> None:
        super().__init__(entry, settings, problems)
        self.topics = topics
        #: Whether it is a work of others, which is not asked for more than it has.
        self.cited_only = False
        #: Links to files of the site, each with why it leads nowhere.
        self.local_links: list[tuple[PaperLink, str]] = []

    def paper(self) -> Paper | None:
        """The record, or None if the entry has no title."""
        title = self.title()
        if title:
            venue = self.venue()
            standing = standing_of(self.entry, venue, self.written_state())
            if not self.cited_only:
                self.require(standing)
            return self.record(title, venue, standing)
        if not self.cited_only:
            message = "`title` is missing, the entry was left out"
            self.problem("title", message, Subtype.FIELD)
        return None

    def title(self) -> RichText:
        """The title, including biblatex's separate subtitle; that of a whole issue first."""
        issue = "issue" if self.has_issue_title() else ""
        title, subtitle = self.rich(f"{issue}title"), self.rich(f"{issue}subtitle")
        if not title or not subtitle:
            return title
        mark = " " if title.plain[-1] in "?!.:" else ": "
        return RichText((*title.runs, Run(mark), *subtitle.runs))

    def record(self, title: RichText, venue: str, standing: Standing) -> Paper:
        """The record, made of all fields."""
        entry = self.entry
        keywords = [] if self.cited_only else self.words("keywords")
        authors = self.names("author")
        identifiers = identifiers_of(entry)
        return Paper(
            id=entry.key,
            entry_type=standing.entry_type,
            work=standing.work,
            type="-".join(self.word("pubtype").split()) or standing.work,
            state=standing.state,
            server=standing.server,
            title=title,
            preprint_title=self.rich("preprint_title"),
            authors=authors.authors,
            and_others=authors.and_others,
            collaborations=collaborations(entry.get("collaboration"), authors.authors),
            editors=self.names("editor").authors,
            venue=venue,
            genre=self.genre(),
            imprint=self.imprint(venue, standing.server),
            date=self.posted(self.date(), standing.state),
            doi=self.identifier("doi", doi_of(entry), is_doi),
            arxiv=self.arxiv(),
            identifiers=identifiers,
            links=self.links(identifiers),
            abstract=self.abstract(),
            keywords=tuple(keywords),
            topics=self.topics.find(keywords, self.entry),
            grants=tuple(self.words("grant")),
            alphabetical=self.flag("alphabetical"),
            selected=self.flag("selected"),
            award=award_of(self),
            award_date=self.parsed_date("award_date"),
            award_url=self.award_url(),
            note=self.note(standing),
            isbn=self.plain("isbn"),
            issn=self.plain("issn"),
            bibtex=written_entry(
                entry.type, entry.key, entry.fields, self.settings.bibtex_fields
            ),
            details=self.details(),
            look=read_look(self),
            cited_only=self.cited_only,
        )

    def details(self) -> Details:
        """Fields for citation styles and reference managers only."""
        return Details(
            place=self.plain("location") or self.plain("address"),
            edition=plain_edition(self.plain("edition")),
            language=self.language(),
            translators=self.names("translator").authors,
            event=self.plain("eventtitle"),
            event_place=self.plain("venue"),
            original_date=self.parsed_date("origdate"),
            chapter=self.plain("chapter"),
            version=self.plain("version"),
            volumes=self.plain("volumes"),
            page_total=self.plain("pagetotal")
            or page_total(verbatim(self.entry.get("pages"))),
            short_venue=self.plain("shortjournal"),
            short_title=self.plain("shorttitle"),
            accessed=self.parsed_date("urldate"),
            holder=self.holder(),
        )

    def language(self) -> str:
        """The language tag; biblatex has two fields for it."""
        written = self.word("langid") or self.word("language")
        return language_code(written)

    def holder(self) -> str:
        """The names of the holders of a patent."""
        written = self.entry.get("holder") or self.entry.get("assignee")
        holders = read_names(written).authors
        return ", ".join(name.name for name in holders)

    def abstract(self) -> Passage:
        """The abstract; skipped, as it is long, if papers have no pages."""
        pages = self.settings.paper_pages
        return self.passage("abstract") if pages else Passage()

    def require(self, standing: Standing) -> None:
        """Report required fields that are missing."""
        kind = self.entry.type
        people = () if kind in ANONYMOUS else ("author|editor",)
        coming = standing.server or standing.work in ("preprint", "unpublished")
        places = () if coming else _REQUIRED.get(kind, ())
        for names in (*people, "year|date|pubstate", *places):
            if not any(self.entry.get(name) for name in names.split("|")):
                name = names.partition("|")[0]
                message = f"`{name}` is missing, @{kind} needs it"
                self.problem("title", message, Subtype.MISSING)

    def written_state(self) -> State | None:
        """The state that `pubstate` gives; other words are reported."""
        written = self.word("pubstate")
        if state_word(written) in STATES:
            return STATES[state_word(written)]
        if written:
            hint = did_you_mean(written, STATES)
            states = ", ".join(sorted(STATES))
            message = f"`pubstate` should be one of {states}, not {written!r}{hint}"
            self.problem("pubstate", message, Subtype.FIELD)
        return None

    def arxiv(self) -> str:
        name = "arxiv" if self.entry.get("arxiv") else "eprint"
        return self.identifier(name, arxiv_of(self.entry), is_arxiv)

    def posted(self, date: PartialDate | None, state: State) -> PartialDate | None:
        """The date of a preprint, whose number on arXiv has a month."""
        if state != "preprint" or date is None or date.month:
            return date
        year, month = arxiv_month(arxiv_of(self.entry))
        return PartialDate(year, month) if year == date.year else date

    def award_url(self) -> str:
        """Where the award is announced; if invalid, that is reported, and ``""``."""
        written = verbatim(self.entry.get("award_url"))
        link = PaperLink("award_url", written)
        return link.uri if written and self.is_sound(link, "award_url") else ""

    def links(self, identifiers: tuple[Identifier, ...]) -> tuple[PaperLink, ...]:
        """The valid links; others are reported, and words beside them."""
        stray = stray_words(self.entry)
        for name, words in stray:
            message = f"`{name}`: `{words}` is no address: write it in `note`"
            self.problem(name, message, Subtype.FIELD)
        links = []
        for link in paper_links(self.entry, identifiers):
            fields = (link.name, f"url_{link.name}", "url", "howpublished", "eprint")
            name = next(field for field in fields if field in self.entry.fields)
            if not self.fault(link):
                links.append(link)
            elif name not in dict(stray):
                self.is_sound(link, name)
        return (*links, *metric_links(self.entry, doi_of(self.entry)))

    def is_sound(self, link: PaperLink, name: str) -> bool:
        """Whether a link is valid; if not, it is reported."""
        fault = self.fault(link)
        if fault:
            self.problem(name, f"`{name}`: {fault}", Subtype.FIELD)
        return not fault

    def fault(self, link: PaperLink) -> str:
        """Why a link leads nowhere, see `link_fault`."""
        fault = link_fault(link, self.settings)
        if link.uri.startswith(FILES):
            self.local_links.append((link, fault))
        return fault
