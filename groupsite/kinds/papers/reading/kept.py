"""What entries were read as, kept for the next build: few of them change between two.

A file beside the doctrees, by the content of entries. It counts only for the same code
and the same settings, and only if it is whole; otherwise all entries are read again.
What also depends on other entries, or on a picture, is not kept.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import hashlib
import pickle
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from groupsite.build.manifest import write_whole
from groupsite.kinds.papers.reading.links import link_fault
from groupsite.model.positions import Position

if TYPE_CHECKING:
    from pathlib import Path

    from groupsite.kinds.papers.paper import Paper, PaperLink
    from groupsite.model.problems import Problem
    from groupsite.model.settings import Settings
    from groupsite.sources.bibtex.reader import BibEntry

FILE: Final = "groupsite-entries.pickle"
_SIZE: Final = 32


@dataclass(slots=True)
class Read:
    """What an entry was read as."""

    #: The entry as BibTeX means it, and what was reported of it.
    entry: BibEntry
    plain_problems: list[Problem]
    #: Its paper, and what was reported of that; None if it has to be read again.
    paper: Paper | None = None
    problems: list[Problem] | None = None
    #: Links that were looked at, each with why it leads nowhere: files come and go.
    links: list[tuple[PaperLink, str]] = field(default_factory=list)

    def holds(self, settings: Settings) -> bool:
        """Whether the paper need not be read again."""
        links = self.links
        known = self.problems is not None
        return known and all(link_fault(link, settings) == why for link, why in links)

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
        return Read(
            replace(self.entry, fields=fields, position=position),
            _moved(self.plain_problems, by),
            self.paper,
            None if self.problems is None else _moved(self.problems, by),
            self.links,
        )


def _moved(problems: list[Problem], by: int) -> list[Problem]:
    return [
        replace(p, position=Position(p.position.path, p.position.line + by))
        for p in problems
    ]


class KeptEntries:
    """The entries of an earlier build, and those of this one."""

    def __init__(self, settings: Settings) -> None:
        folder = settings.doctreedir
        self._path = folder / FILE if folder else None
        made_by = repr(settings).encode("utf-8", "surrogatepass")
        self._head = hashlib.blake2b(made_by, digest_size=_SIZE).digest()
        self._before = _load(self._path, self._head) if self._path else {}
        self._now: dict[bytes, Read] = {}
        self._by_entry: dict[int, Read] = {}

    def plain(self, entry: BibEntry) -> Read | None:
        """What *entry* was read as, at its present line; None if it is not known."""
        known = self._before.get(_content(entry))
        return self._noted(entry, known.at(entry.position.line)) if known else None

    def add(self, entry: BibEntry, plain: BibEntry, problems: list[Problem]) -> Read:
        """Note what *entry* has become, and what was reported of it."""
        return self._noted(entry, Read(plain, problems))

    def _noted(self, entry: BibEntry, read: Read) -> Read:
        self._now[_content(entry)] = read
        self._by_entry[id(read.entry)] = read
        return read

    def of(self, plain: BibEntry) -> Read | None:
        """What is known of an entry that `plain` or `add` has returned."""
        return self._by_entry.get(id(plain))

    def save(self) -> None:
        """Write the file, if any entry is another one."""
        if self._path is None or self._now.keys() == self._before.keys():
            return
        data = pickle.dumps(self._now, pickle.HIGHEST_PROTOCOL)
        write_whole(self._path, self._head + _sum(data) + data)


def _content(entry: BibEntry) -> bytes:
    """Digest of an entry, wherever in its file it stands."""
    first = entry.position.line
    fields = [(name, f.value, f.line - first) for name, f in entry.fields.items()]
    content = repr((entry.position.path, entry.type, entry.key, fields))
    return hashlib.blake2b(content.encode("utf-8", "surrogatepass")).digest()


def _load(path: Path, head: bytes) -> dict[bytes, Read]:
    """The entries in the file; none if it is missing, cut off, or made otherwise."""
    with suppress(Exception):  # whatever stands there, nothing is lost without it
        written = path.read_bytes()
        data = written[2 * _SIZE :]
        if written[: 2 * _SIZE] == head + _sum(data):
            kept: dict[bytes, Read] = pickle.loads(data)  # noqa: S301 - as Sphinx's own
            return kept
    return {}


def _sum(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_SIZE).digest()
