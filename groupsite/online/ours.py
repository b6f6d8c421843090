"""Entries of a site, in a form that can be compared with what services say. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from groupsite.kinds.papers.reading.links import verbatim
from groupsite.online.entries import work_of_entry
from groupsite.online.library import Listed
from groupsite.online.same import is_said_same, likeness
from groupsite.online.texts import of_tex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from groupsite.kinds.papers.paper import Paper
    from groupsite.model.positions import Located, Position
    from groupsite.online.work import Work
    from groupsite.sources.bibtex.reader import BibEntry

#: Types of entries that services know; software, talks and theses are looked after by hand.
_TYPES: Final = ("article", "inproceedings", "conference", "incollection", "inbook")
_VERSION: Final = re.compile(r"v\d+$")


def entries_of(
    papers: Iterable[Located[Paper]], written: Iterable[BibEntry]
) -> list[Ours]:
    """The papers of a site with their entries as they stand in their files."""
    entries = {entry.position: entry for entry in written}
    return [Ours(paper, entries[paper.position]) for paper in papers]


@dataclass(frozen=True)
class Ours:
    """An entry of the site."""

    located: Located[Paper]
    #: It as it stands in its file: `entry` is what is meant, with what it inherits.
    written: BibEntry

    @property
    def paper(self) -> Paper:
        """The paper that it is."""
        return self.located.record

    @property
    def key(self) -> str:
        """Its key."""
        return self.paper.id

    @property
    def position(self) -> Position:
        """Where it begins."""
        return self.located.position

    @property
    def entry(self) -> BibEntry:
        """What it means."""
        entry: BibEntry = self.located.source
        return entry

    @property
    def listed(self) -> Listed:
        """The same as it stands in its file."""
        return Listed(Path(self.position.path), self.written, self.work)

    @property
    def is_preprint(self) -> bool:
        """Whether it may still appear somewhere."""
        is_coming = self.paper.state in ("preprint", "submitted", "accepted")
        return is_coming and self.paper.work in (*_TYPES, "preprint", "unpublished")

    @property
    def is_looked_after(self) -> bool:
        """Whether services can know more than the entry: neither talks nor works of others."""
        is_work = self.paper.entry_type in _TYPES or self.is_preprint
        return is_work and not self.paper.cited_only

    @cached_property
    def own(self) -> dict[str, str]:
        """What is written in the fields of the entry itself, not in those of its book."""
        return {
            name: verbatim(field.value) for name, field in self.written.fields.items()
        }

    @cached_property
    def work(self) -> Work:
        """What it says, as services say it."""
        return replace(
            work_of_entry(self.entry),
            is_preprint=self.is_preprint,
            server=self.paper.server,
            date=self.paper.date,
            doi=self.paper.doi.lower(),
            arxiv=_VERSION.sub("", self.paper.arxiv),
        )

    @cached_property
    def titled(self) -> tuple[Work, ...]:
        """The same by its title, and by the one that it had as a preprint."""
        earlier = of_tex(self.entry.get("preprint_title"))
        more = (replace(self.work, title=earlier),) if earlier else ()
        return (self.work, *more)

    def is_described_by(self, record: Work) -> bool:
        """Whether the record that an identifier leads to is about this entry."""
        pairs = [
            pair for mine in self.titled for pair in ((mine, record), (record, mine))
        ]
        return any(is_said_same(*pair) or likeness(*pair).is_same for pair in pairs)
