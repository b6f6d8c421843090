"""Makes `Paper` records of BibTeX entries, and says what is wrong with them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from groupsite.core.dates import PartialDate
from groupsite.core.identifiers import is_arxiv, is_doi
from groupsite.core.kinds import Loaded
from groupsite.core.positions import Located
from groupsite.core.problems import Problem, Subtype
from groupsite.core.text import did_you_mean, slug
from groupsite.papers.authors import Names, read_names
from groupsite.papers.bibfields import MONTHS
from groupsite.papers.bibfiles import read_entries
from groupsite.papers.latex import RichText, decode
from groupsite.papers.links import arxiv_of, doi_of, link_fault, paper_links, verbatim
from groupsite.papers.record import Paper, PaperLink, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from groupsite.core.settings import Settings
    from groupsite.papers.bibtex import BibEntry

#: Values of `pubstate`; biblatex writes "inpress", "prepublished" and "submitted" too.
STATES: Final[dict[str, State]] = {
    "preprint": "preprint",
    "prepublished": "preprint",
    "submitted": "submitted",
    "accepted": "accepted",
    "forthcoming": "accepted",
    "inpress": "inpress",
    "published": "published",
}
#: biblatex types by their BibTeX names.
_TYPES: Final = {
    "conference": "inproceedings",
    "online": "misc",
    "report": "techreport",
    "mvbook": "book",
    "inbook": "incollection",
}
#: Fields without which an entry of a type cannot be shown well; `a|b` means one of both.
_REQUIRED: Final = {
    "article": ("journal|journaltitle",),
    "inproceedings": ("booktitle",),
    "conference": ("booktitle",),
    "incollection": ("booktitle",),
    "phdthesis": ("school|institution",),
    "mastersthesis": ("school|institution",),
}
_NOT_VENUES: Final = re.compile(r"\s*(arxiv|corr)\b", re.IGNORECASE)


def load_papers(settings: Settings) -> Loaded:
    """The papers of all `bibtex_bibfiles`."""
    loaded = Loaded([], [])
    for entry in read_entries(settings, loaded.problems):
        lines = {name: value.line for name, value in entry.fields.items()}
        paper = _Reading(entry, settings, loaded.problems).paper()
        if paper is not None:
            loaded.records.append(Located(paper, entry.position, lines, entry))
    return loaded


class _Reading:
    """Reads one entry."""

    def __init__(
        self, entry: BibEntry, settings: Settings, problems: list[Problem]
    ) -> None:
        self.entry = entry
        self.settings = settings
        self.problems = problems

    def problem(self, name: str, message: str, subtype: Subtype) -> None:
        text = f"entry `{self.entry.key}`: {message}"
        self.problems.append(Problem(self.entry.at(name), text, subtype))

    def paper(self) -> Paper | None:
        """The record, or None where there is nothing to show."""
        title = self.rich("title")
        if title:
            return self.record(title)
        message = "`title` is missing, the entry was left out"
        self.problem("title", message, Subtype.FIELD)
        return None

    def record(self, title: RichText) -> Paper:
        """The record with all its fields."""
        entry = self.entry
        kind = _TYPES.get(entry.type, entry.type)
        self.require()
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
            genre=self.plain("type"),
            howpublished=self.howpublished(venue),
            series=self.plain("series"),
            volume=self.plain("volume"),
            number=self.plain("number"),
            pages=re.sub(r"\s*(?:--?|–)\s*", "–", self.plain("pages")),
            eid=self.plain("eid") or self.plain("article-number"),
            publisher=self.plain("publisher"),
            date=self.date(),
            doi=self.identifier("doi", doi_of(entry), is_doi),
            arxiv=self.arxiv(),
            links=self.links(),
            # long, and shown on pages only
            abstract=self.rich("abstract")
            if self.settings.paper_pages
            else RichText(()),
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
            source=entry.source,
            macros=entry.macros,
        )

    def rich(self, name: str) -> RichText:
        """The field *name* with its LaTeX decoded; unknown commands are reported."""
        text, unknown = decode(self.entry.get(name))
        if unknown:
            commands = ", ".join(f"`{command}`" for command in unknown)
            message = f"`{name}`: the LaTeX {commands} cannot be shown"
            self.problem(name, message, Subtype.LATEX)
        return text

    def plain(self, name: str) -> str:
        return self.rich(name).plain

    def words(self, name: str) -> list[str]:
        """Values separated by commas or semicolons."""
        parts = re.split(r"[,;]", self.plain(name))
        return [part.strip() for part in parts if part.strip()]

    def word(self, name: str) -> str:
        """A value for machines, in lower case."""
        return verbatim(self.entry.get(name)).lower()

    def flag(self, name: str) -> bool:
        value = self.word(name)
        if value not in ("", "true", "false", "yes", "no", "1", "0"):
            message = f"`{name}` should be {{true}} or {{false}}, not {{{value}}}"
            self.problem(name, message, Subtype.FIELD)
        return value in ("true", "yes", "1")

    def require(self) -> None:
        """Report the fields that this type of entry needs and lacks."""
        kind = self.entry.type
        for names in ("author|editor", "year|date", *_REQUIRED.get(kind, ())):
            if not any(self.entry.get(name) for name in names.split("|")):
                name = names.partition("|")[0]
                message = f"`{name}` is missing, @{kind} needs it"
                self.problem("title", message, Subtype.FIELD)

    def venue(self) -> str:
        for name in ("journal", "journaltitle", "booktitle", "school", "institution"):
            venue = self.plain(name)
            if venue:
                return "" if _NOT_VENUES.match(venue) else venue
        return ""

    def howpublished(self, venue: str) -> str:
        how = self.plain("howpublished")
        address = "://" in how
        return "" if venue or address or _NOT_VENUES.match(how) else how

    def state(self, venue: str) -> State:
        written = re.sub("[ -]", "", self.word("pubstate"))
        if written in STATES:
            return STATES[written]
        if written:
            hint = did_you_mean(written, STATES)
            states = ", ".join(sorted(STATES))
            message = f"`pubstate` should be one of {states}, not {written!r}{hint}"
            self.problem("pubstate", message, Subtype.FIELD)
        publisher, how = self.entry.get("publisher"), self.entry.get("howpublished")
        places = (venue, verbatim(publisher), verbatim(how))
        published = any(place and not _NOT_VENUES.match(place) for place in places)
        return "published" if published else "preprint"

    def type(self, kind: str, state: State) -> str:
        return self.word("pubtype") or (
            "preprint" if kind == "misc" and state == "preprint" else kind
        )

    def date(self) -> PartialDate | None:
        """``date`` or the start of a period, else ``year`` with ``month``."""
        date = self.parsed_date("date" if self.entry.get("date") else "year")
        if date is None or date.month or not self.entry.get("month"):
            return date
        month = self.month()
        return replace(date, month=month) if month else date

    def parsed_date(self, name: str) -> PartialDate | None:
        """The field *name*, the start of a period where it is one."""
        written = verbatim(self.entry.get(name)).partition("/")[0]
        if not written:
            return None
        try:
            return PartialDate.parse(written)
        except ValueError as error:
            self.problem(name, f"`{name}`: {error}", Subtype.DATE)
            return None

    def month(self) -> int:
        """1 to 12 from ``jul``, ``July 4`` or ``7``; 0 with a message otherwise."""
        written = verbatim(self.entry.get("month"))
        for word in re.findall(r"[^\W\d]+", written.lower()):
            if word[:3] in MONTHS:
                return list(MONTHS).index(word[:3]) + 1
        if re.fullmatch("0?[1-9]|1[0-2]", written):
            return int(written)
        message = f"`month` should be a month such as jul or 7, not {written!r}"
        self.problem("month", message, Subtype.DATE)
        return 0

    def identifier(self, name: str, value: str, check: Callable[[str], bool]) -> str:
        """*value*, if it has the form that it should have."""
        if not value or check(value):
            return value
        example = "10.1137/17M1134834" if name == "doi" else "2401.01234"
        message = f"`{name}`: `{value}` does not have the form of {example}"
        self.problem(name, message, Subtype.FIELD)
        return ""

    def arxiv(self) -> str:
        name = next((n for n in ("arxiv", "eprint") if self.entry.get(n)), "journal")
        return self.identifier(name, arxiv_of(self.entry), is_arxiv)

    def award_url(self) -> str:
        """Where the award was announced; empty, with a message, where that is wrong."""
        written = verbatim(self.entry.get("award_url"))
        link = PaperLink("award_url", written)
        return link.uri if written and self.is_sound(link, "award_url") else ""

    def links(self) -> tuple[PaperLink, ...]:
        """The links that lead somewhere."""
        links = [
            (link, link.name if self.entry.get(link.name) else "url")
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
        by_slug = {slug(label): topic for topic, label in known.items()}
        by_slug |= {topic: topic for topic in known}
        topics = []
        for keyword in keywords:
            topic = by_slug.get(slug(keyword))
            if topic:
                topics.append(topic)
            elif known:
                hint = did_you_mean(keyword, known.values())
                message = (
                    f"keyword `{keyword}` is not declared in `groupsite_topics`{hint}"
                )
                self.problem("keywords", message, Subtype.LINK)
        return tuple(dict.fromkeys(topics))

    def names(self, name: str) -> Names:
        """The people of the field *name*."""
        names = read_names(self.entry.get(name))
        for odd in names.odd:
            message = (
                f"`{name}`: `{odd}` should be one name; join names by ` and `, put the "
                "name of a body in braces"
            )
            self.problem(name, message, Subtype.FIELD)
        return names
