"""Makes `Paper` records of BibTeX entries, and says what is wrong with them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from groupsite.core.dates import PartialDate
from groupsite.core.kinds import Edge, Loaded
from groupsite.core.names import split_name
from groupsite.core.positions import Located
from groupsite.core.problems import Problem, Subtype
from groupsite.core.text import did_you_mean, slug
from groupsite.papers.bibfields import MONTHS
from groupsite.papers.bibtex import BibEntry, decode_bytes, parse_bibtex
from groupsite.papers.latex import RichText, decode, decode_plain
from groupsite.papers.links import paper_links
from groupsite.papers.record import Author, Paper, State

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from groupsite.core.settings import Settings

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


def read_entries(settings: Settings, problems: list[Problem]) -> list[BibEntry]:
    """The entries of all .bib files; *problems* gets what is wrong in them."""
    entries: list[BibEntry] = []
    strings = dict(MONTHS)
    for path in settings.bibfiles:
        name = _display_path(path, settings.srcdir)
        try:
            data = path.read_bytes()
        except OSError:
            continue  # sphinxcontrib-bibtex says that the file is missing
        text, found = decode_bytes(data, name)
        problems += found
        parsed = parse_bibtex(text, name, strings)
        entries += parsed.entries
        problems += parsed.problems
    return entries


def _display_path(path: Path, srcdir: Path) -> str:
    """*path* as authors know it: relative to the sources where it is below them."""
    try:
        return path.relative_to(srcdir.resolve()).as_posix()
    except ValueError:
        return path.as_posix()


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
        entry = self.entry
        title = self.rich("title")
        if not title:
            message = "`title` is missing, the entry was left out"
            self.problem("title", message, Subtype.FIELD)
            return None
        kind = _TYPES.get(entry.type, entry.type)
        self.require(kind)
        venue = self.venue()
        state = self.state(venue)
        keywords = self.words("keywords")
        others = entry.get("author").endswith(" and others")
        return Paper(
            id=entry.key,
            entry_type=kind,
            type=self.type(kind, state),
            state=state,
            title=title,
            preprint_title=self.rich("preprint_title"),
            authors=self.authors("author"),
            and_others=others,
            editors=self.authors("editor"),
            venue=venue,
            series=self.plain("series"),
            volume=self.plain("volume"),
            number=self.plain("number"),
            pages=re.sub(r"\s*(?:--?|–)\s*", "–", self.plain("pages")),
            eid=self.plain("eid") or self.plain("article-number"),
            publisher=self.plain("publisher"),
            date=self.date(),
            doi=self.doi(),
            arxiv=self.arxiv(),
            links=paper_links(entry),
            keywords=tuple(keywords),
            topics=self.topics(keywords),
            grants=tuple(self.words("grant")),
            alphabetical=self.flag("alphabetical"),
            selected=self.flag("selected"),
            award=self.plain("award"),
            note=self.plain("note"),
            bibtex=entry.raw,
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

    def flag(self, name: str) -> bool:
        value = self.entry.get(name).lower()
        if value not in ("", "true", "false", "yes", "no", "1", "0"):
            message = f"`{name}` should be {{true}} or {{false}}, not {{{value}}}"
            self.problem(name, message, Subtype.FIELD)
        return value in ("true", "yes", "1")

    def require(self, kind: str) -> None:
        """Report the fields that this type of entry needs and lacks."""
        needed = ("author|editor", "year|date", *_REQUIRED.get(kind, ()))
        for names in needed:
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

    def state(self, venue: str) -> State:
        written = self.entry.get("pubstate").lower().replace(" ", "")
        if written in STATES:
            return STATES[written]
        if written:
            hint = did_you_mean(written, STATES)
            states = ", ".join(sorted(STATES))
            message = f"`pubstate` should be one of {states}, not {written!r}{hint}"
            self.problem("pubstate", message, Subtype.FIELD)
        published = (
            venue or self.entry.get("publisher") or self.entry.get("howpublished")
        )
        return "published" if published else "preprint"

    def type(self, kind: str, state: State) -> str:
        written = self.entry.get("pubtype").lower()
        return written or (
            "preprint" if kind == "misc" and state == "preprint" else kind
        )

    def date(self) -> PartialDate | None:
        """``date``, else ``year`` with ``month`` and ``day``."""
        written = self.entry.get("date").partition("/")[0]
        name = "date" if written else "year"
        written = written or self.entry.get("year")
        if not written:
            return None
        try:
            date = PartialDate.parse(written)
        except ValueError as error:
            self.problem(name, f"`{name}`: {error}", Subtype.DATE)
            return None
        if date.month or not self.entry.get("month"):
            return date
        month = self.month()
        return replace(date, month=month) if month else date

    def month(self) -> int:
        """1 to 12 from ``jul``, ``July`` or ``7``; 0 with a message otherwise."""
        written = self.entry.get("month").strip("{}.").lower()
        number = MONTHS.get(written[:3], written)
        if number.isdigit() and 1 <= int(number) <= 12:
            return int(number)
        message = f"`month` should be a month such as jul or 7, not {written!r}"
        self.problem("month", message, Subtype.DATE)
        return 0

    def doi(self) -> str:
        return re.sub(
            r"^(https?://)?(dx\.)?(doi\.org/|doi:)\s*",
            "",
            self.entry.get("doi").replace("\\_", "_"),
            flags=re.IGNORECASE,
        )

    def arxiv(self) -> str:
        """From ``arxiv``, or from ``eprint`` unless another archive is named."""
        archive = self.entry.get("archiveprefix") or self.entry.get("eprinttype")
        number = self.entry.get("arxiv")
        if not number and archive.lower() in ("", "arxiv"):
            number = self.entry.get("eprint")
        return re.sub(
            r"^(https?://)?(www\.)?(arxiv\.org/(abs|pdf)/|arxiv:)\s*",
            "",
            number,
            flags=re.IGNORECASE,
        )

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

    def authors(self, name: str) -> tuple[Author, ...]:
        """The people of the field *name*, without a final ``others``."""
        written = re.split(r"\s+and\s+(?![^{]*\})", self.entry.get(name).strip())
        names = (text.strip() for text in written)
        people = [text for text in names if text and text != "others"]
        return tuple(_author(text) for text in people)


def _author(text: str) -> Author:
    """A name as BibTeX reads it; one in braces is the name of a body."""
    if text.startswith("{") and text.endswith("}") and "}" not in text[:-1]:
        body = decode_plain(text)
        return Author(name=body, family=body, given="")
    given, family, suffix = (decode_plain(part) for part in split_name(text))
    name = " ".join(part for part in (given, family, suffix) if part)
    return Author(name=name, family=family, given=given)


def paper_edges(paper: Paper) -> list[Edge]:
    """Authors that are known, topics and grants."""
    return [
        *(Edge("person", person, "author") for person in paper.people),
        *(Edge("topic", topic, "keywords") for topic in paper.topics),
        *(Edge("grant", grant, "grant") for grant in paper.grants),
    ]
