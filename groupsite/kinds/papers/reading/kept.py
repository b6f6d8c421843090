"""What entries were read as, kept for the next build: few of them change between two.

A file beside the doctrees, by the text of entries; with all that was loaded, for a
build before which no file has changed. It counts only for the same code and the same
settings, and only if it is whole; otherwise all entries are read again.
What also depends on other entries, or on a picture, is not kept by entry.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from groupsite.build.pickles import read_pickle, write_pickle
from groupsite.kinds.papers.reading.links import link_fault
from groupsite.model.positions import Position
from groupsite.sources.bibtex.reader import Taken

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from groupsite.kinds.papers.paper import Paper, PaperLink
    from groupsite.model.parts import Loaded
    from groupsite.model.problems import Problem
    from groupsite.model.settings import Settings
    from groupsite.sources.bibtex.files import BibFile
    from groupsite.sources.bibtex.reader import BibEntry

FILE: Final = "groupsite-entries.pickle"


@dataclass(slots=True)
class Read:
    """What an entry was read as."""

    #: What its block was read as, but with the entry as BibTeX means it.
    taken: Taken
    #: What was reported of that.
    plain_problems: list[Problem]
    #: Its paper, and what was reported of that; None if it has to be read again.
    paper: Paper | None = None
    problems: list[Problem] | None = None
    #: Links that were looked at, each with why it leads nowhere: files come and go.
    links: list[tuple[PaperLink, str]] = field(default_factory=list)

    @property
    def entry(self) -> BibEntry:
        """The entry as BibTeX means it."""
        return self.taken.entry

    def holds(self, settings: Settings) -> bool:
        """Whether the paper need not be read again."""
        return self.problems is not None and _hold(self.links, settings)

    def at(self, line: int) -> Read:
        """The same for an entry that begins in another *line*."""
        by = line - self.entry.position.line
        if not by:
            return self
        fields = {
            name: replace(value, line=value.line + by)
            for name, value in self.entry.fields.items()
        }
        position = Position(self.entry.position.path, line)
        entry = replace(self.entry, fields=fields, position=position)
        slips = _moved(self.taken.problems, by)
        return Read(
            self.taken._replace(entry=entry, problems=slips),
            _moved(self.plain_problems, by),
            self.paper,
            None if self.problems is None else _moved(self.problems, by),
            self.links,
        )


def _moved(problems: Iterable[Problem], by: int) -> list[Problem]:
    return [
        replace(p, position=Position(p.position.path, p.position.line + by))
        for p in problems
    ]


def _hold(links: Iterable[tuple[PaperLink, str]], settings: Settings) -> bool:
    return all(link_fault(link, settings) == why for link, why in links)


class _Kept(NamedTuple):
    """What a build has left."""

    entries: dict[bytes, Read]
    #: Digest of the files, and what they were loaded as; None if that is not certain.
    files: bytes = b""
    loaded: Loaded | None = None
    #: All links that were looked at.
    links: tuple[tuple[PaperLink, str], ...] = ()


class KeptEntries:
    """The entries of an earlier build, and those of this one."""

    def __init__(self, settings: Settings, files: Iterable[BibFile]) -> None:
        folder = settings.doctreedir
        self._settings = settings
        self._path = folder / FILE if folder else None
        self._head = repr(settings)
        self._files = _sum(
            b"".join(_sum(repr(name).encode()) + _sum(data) for name, data in files)
        )
        kept = read_pickle(self._path, self._head) if self._path else None
        self._before: _Kept = kept or _Kept({})
        self._now: dict[bytes, Read] = {}
        self._by_entry: dict[int, Read] = {}
        self._noted: dict[int, tuple[bytes, Taken]] = {}

    def loaded(self) -> Loaded | None:
        """What the files were loaded as, if they are what they were."""
        kept = self._before
        same = kept.files == self._files and _hold(kept.links, self._settings)
        return kept.loaded if same else None

    def find(self, path: str, block: str, line: int) -> Taken | None:
        """What *block* was read as, in its present *line*; None if it is not known."""
        digest = _digest(path, block)
        known = self._before.entries.get(digest)
        if known is None:
            return None
        read = self._now[digest] = known.at(line)
        self._by_entry[id(read.entry)] = read
        return read.taken

    def note(self, path: str, block: str, taken: Taken) -> None:
        """Note what *block* was read as, until its entry is added."""
        self._noted[id(taken.entry)] = _digest(path, block), taken

    def add(self, entry: BibEntry, plain: BibEntry, problems: list[Problem]) -> Read:
        """Note what *entry* has become, and what was reported of it."""
        digest, taken = self._noted.pop(id(entry), (b"", Taken(entry)))
        read = Read(taken._replace(entry=plain), problems)
        if digest:
            self._now[digest] = read
        self._by_entry[id(plain)] = read
        return read

    def of(self, plain: BibEntry) -> Read | None:
        """What is known of an entry that was found, or that `add` was given as plain."""
        return self._by_entry.get(id(plain))

    def save(self, loaded: Loaded, reads: Collection[Read]) -> None:
        """Write the file for what was *loaded*: what all entries were read as."""
        if self._path is None:
            return
        kept = _Kept(self._now)
        if all(read.problems is not None for read in reads):
            links = tuple(link for read in reads for link in read.links)
            kept = _Kept(self._now, self._files, loaded, links)
        elif self._now.keys() == self._before.entries.keys():
            return
        write_pickle(self._path, self._head, kept)


def _digest(path: str, block: str) -> bytes:
    """Digest of a block, wherever in its file it stands."""
    text = f"{path}\n{block}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(text, digest_size=32).digest()


def _sum(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=32).digest()
