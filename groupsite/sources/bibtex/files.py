"""Reads the files in `bibtex_bibfiles`, in order."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from groupsite.model.positions import Position, display_path
from groupsite.model.problems import Problem, Subtype
from groupsite.sources.bibtex.fields import MONTHS
from groupsite.sources.bibtex.reader import BibEntry, parse_bibtex
from groupsite.sources.encoding import decode

if TYPE_CHECKING:
    from groupsite.model.settings import Settings


def read_entries(settings: Settings, problems: list[Problem]) -> list[BibEntry]:
    """The entries of all .bib files; problems are appended to *problems*."""
    entries: list[BibEntry] = []
    strings = dict(MONTHS)
    for path in settings.bibfiles:
        name = display_path(path, settings.srcdir)
        try:
            data = path.read_bytes()
        except OSError:
            continue  # reported as missing in kinds/papers/sphinxbibtex.py
        text = decode(data, partial(_note, problems, name))
        parsed = parse_bibtex(text, name, strings)
        entries += parsed.entries
        problems += parsed.problems
    return entries


def _note(problems: list[Problem], path: str, line: int, message: str) -> None:
    problems.append(Problem(Position(path, line), message, Subtype.BIB))
