"""Reads the files in `bibtex_bibfiles`, in order."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from groupsite.model.positions import Position, display_path
from groupsite.model.problems import Problem, Subtype
from groupsite.sources.bibtex.fields import MONTHS
from groupsite.sources.bibtex.reader import BibEntry, Earlier, parse_bibtex
from groupsite.sources.encoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from groupsite.model.settings import Settings


class BibFile(NamedTuple):
    """A .bib file as it was read."""

    #: Its path, as messages have it.
    name: str
    data: bytes


def read_files(settings: Settings) -> list[BibFile]:
    """The files; those that cannot be read are left out."""
    files = []
    for path in settings.bibfiles:
        with suppress(OSError):  # reported as missing in kinds/papers/sphinxbibtex.py
            files.append(
                BibFile(display_path(path, settings.srcdir), path.read_bytes())
            )
    return files


def entries_in(
    files: Iterable[BibFile], problems: list[Problem], earlier: Earlier | None = None
) -> list[BibEntry]:
    """The entries of all *files*; problems are appended to *problems*."""
    entries: list[BibEntry] = []
    strings = dict(MONTHS)
    for name, data in files:
        text = decode(data, partial(_note, problems, name))
        parsed = parse_bibtex(text, name, strings, earlier)
        entries += parsed.entries
        problems += parsed.problems
    return entries


def read_entries(settings: Settings, problems: list[Problem]) -> list[BibEntry]:
    """The entries of all .bib files; problems are appended to *problems*."""
    return entries_in(read_files(settings), problems)


def _note(problems: list[Problem], path: str, line: int, message: str) -> None:
    problems.append(Problem(Position(path, line), message, Subtype.BIB))
