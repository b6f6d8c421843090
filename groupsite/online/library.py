"""The papers that a site has already, and which of them a work is. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from groupsite.kinds.papers.reading.biblatex import STATES, state_word
from groupsite.kinds.papers.reading.links import verbatim
from groupsite.kinds.papers.reading.plain import plain_entry
from groupsite.kinds.papers.reading.servers import is_final
from groupsite.kinds.papers.reading.standing import is_venue, standing_of
from groupsite.model.text import fold, spelling
from groupsite.online.capitals import braced_words
from groupsite.online.entries import work_of_entry
from groupsite.online.same import likeness
from groupsite.sources.bibtex.fields import MONTHS
from groupsite.sources.bibtex.latex import decode_plain
from groupsite.sources.bibtex.reader import parse_bibtex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from groupsite.model.problems import Problem
    from groupsite.online.work import Work
    from groupsite.sources.bibtex.reader import BibEntry

#: Where papers appear; journals of preprint servers are no venues.
_VENUES: Final = ("journal", "journaltitle", "booktitle")
_ARXIV_DOI: Final = re.compile(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
_VERSION: Final = re.compile(r"(?<=\d)v\d+$|\.[a-z-]+(?=/)")
#: Types that say little, so that they may be of any work.
_VAGUE: Final = frozenset(["misc", "unpublished"])


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry of a site, and the work that it is."""

    path: Path
    entry: BibEntry
    work: Work

    @property
    def key(self) -> str:
        """Its key."""
        return self.entry.key

    @property
    def line(self) -> int:
        """The line in which it begins."""
        return self.entry.position.line


class Library:
    """All entries with a title in the .bib files of a site."""

    def __init__(
        self, texts: Mapping[Path, str], earlier: Library | None = None
    ) -> None:
        """Read *texts*, in the order in which a build does.

        :param earlier: how they were before; what has not changed is taken from it.
        """
        known = earlier.works if earlier else {}
        #: Entries by all that is written in them.
        self.works: dict[tuple[object, ...], Work] = {}
        self.entries: list[Listed] = []
        self.keys: list[str] = []
        strings = dict(MONTHS)
        for path, text in texts.items():
            for entry in parse_bibtex(text, str(path), strings).entries:
                self.keys.append(entry.key)
                values = ((name, f.value) for name, f in entry.fields.items())
                written = (entry.type, entry.key, *values)
                work = known.get(written) or _work(entry)
                self.works[written] = work
                if work.title:
                    self.entries.append(Listed(path, entry, work))

    @cached_property
    def braced(self) -> frozenset[str]:
        """Words that have braces in titles."""
        return braced_words(listed.entry.get("title") for listed in self.entries)

    def find(self, key: str) -> Listed | None:
        """The entry with this key."""
        return next((one for one in self.entries if one.key == key), None)

    def same(self, works: Iterable[Work]) -> list[Listed]:
        """The entries of a work: by its numbers, or else by title and first author.

        :param works: its versions.
        """
        versions = tuple(works)
        wanted = {number for work in versions for number in _all_numbers(work)}
        found = [one for one in self.entries if wanted.intersection(_numbers(one.work))]
        return found or [
            one
            for one in self.entries
            if any(_is_same(one.work, version) for version in versions)
        ]


def _work(entry: BibEntry) -> Work:
    """The work of an entry; whether it has appeared is what the site says of it."""
    ignored: list[Problem] = []
    plain = plain_entry(entry, ignored)
    work = work_of_entry(plain)
    venues = (decode_plain(plain.get(name)) for name in _VENUES)
    venue = next(filter(is_venue, venues), "")
    written = STATES.get(state_word(verbatim(plain.get("pubstate"))))
    standing = standing_of(plain, venue, written)
    return replace(work, is_preprint=standing.state != "published")


def _all_numbers(work: Work) -> Iterator[str]:
    """The numbers of a work, and those of its versions."""
    yield from _numbers(work)
    for doi in (*work.preprints, *work.published):
        yield _of_doi(doi)


def _numbers(work: Work) -> Iterator[str]:
    if work.doi:
        yield _of_doi(work.doi)
    if work.arxiv:
        yield f"arxiv:{_VERSION.sub('', work.arxiv.lower())}"


def _of_doi(doi: str) -> str:
    number = _ARXIV_DOI.fullmatch(doi)
    return f"arxiv:{_VERSION.sub('', number[1].lower())}" if number else doi.lower()


def _is_same(listed: Work, work: Work) -> bool:
    """Whether title, first author and year are the same, and nothing speaks against it."""
    if not listed.authors or not work.authors:
        return False
    firsts = (fold(one.authors[0].family) for one in (listed, work))
    if len({*firsts}) > 1 or _are_known_apart(listed, work):
        return False
    earlier, later = (listed, work) if listed.is_preprint else (work, listed)
    found = likeness(earlier, later)
    return found.is_same or (found.years and same_title(listed, work))


def _are_known_apart(one: Work, other: Work) -> bool:
    """Whether both have appeared, under two DOIs or as works of two types."""
    dois = [work.doi.lower() for work in (one, other) if is_final(work.doi)]
    if len({*dois}) > 1:
        return True
    types = {one.type, other.type} - _VAGUE
    return len(types) > 1 and not one.is_preprint and not other.is_preprint


def of_arxiv(doi: str) -> bool:
    """Whether a DOI is a number of arXiv."""
    return bool(_ARXIV_DOI.fullmatch(doi))


def same_title(one: Work, other: Work) -> bool:
    """Whether two works are called the same, but for braces, case and punctuation."""
    titles = (spelling(decode_plain(work.title)) for work in (one, other))
    return len({*titles}) == 1
