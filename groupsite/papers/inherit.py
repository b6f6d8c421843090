"""Fields that entries take from others: ``crossref`` of BibTeX, ``xdata`` of biblatex.

A chapter names its book, a talk its proceedings, and what they say holds for it. The
rules are those of biblatex 3.20, appendix B; BibTeX knows the plain ones only. What is
named so and has no author of its own is a book of other entries and no paper.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from groupsite.core.problems import Problem, Subtype
from groupsite.core.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from groupsite.papers.bibfields import BibField
    from groupsite.papers.bibtex import BibEntry

#: What is called otherwise in the entry that takes it.
_RENAMED: Final = {
    "title": "booktitle",
    "subtitle": "booksubtitle",
    "titleaddon": "booktitleaddon",
}
#: What belongs to the other entry alone.
_OWN: Final = frozenset(
    [
        "abstract",
        "author",
        "crossref",
        "doi",
        "eprint",
        "file",
        "html",
        "ids",
        "keywords",
        "label",
        "note",
        "options",
        "pdf",
        "pubstate",
        "selected",
        "shorttitle",
        "sorttitle",
        "url",
        "xdata",
        "xref",
    ]
)
#: Types of entries that are whole books of others.
_BOOKS: Final = frozenset(
    [
        "book",
        "collection",
        "mvbook",
        "mvcollection",
        "mvproceedings",
        "mvreference",
        "periodical",
        "proceedings",
        "reference",
    ]
)
#: Longest chain of entries that name each other.
_DEEPEST: Final = 5


def with_inherited(
    entries: Sequence[BibEntry], problems: list[Problem]
) -> list[BibEntry]:
    """The entries that are papers, with the fields of those that they name.

    :param problems: gets what is wrong with the names.
    """
    by_key: dict[str, BibEntry] = {}
    for entry in entries:
        by_key.setdefault(entry.key.casefold(), entry)
    parents = {name.casefold() for entry in entries for name, _ in _named(entry)}
    return [
        _Heir(by_key, problems).whole(entry)
        for entry in entries
        if entry.type not in ("xdata", "set")
        and not (entry.key.casefold() in parents and _is_container(entry))
    ]


def _is_container(entry: BibEntry) -> bool:
    return entry.type in _BOOKS and not entry.get("author")


def _named(entry: BibEntry) -> list[tuple[str, str]]:
    """Keys of the entries that one takes fields from, with the field that says so."""
    return [
        (key, field)
        for field in ("crossref", "xdata")
        for key in re.split(r"[,\s]+", entry.get(field))
        if key
    ]


class _Heir:
    """Completes one entry."""

    def __init__(self, by_key: dict[str, BibEntry], problems: list[Problem]) -> None:
        self.by_key = by_key
        self.problems = problems
        self.parents: dict[str, BibEntry] = {}

    def whole(self, entry: BibEntry) -> BibEntry:
        """The entry with the fields that it lacks."""
        fields = self._fields(entry, entry, 0)
        if not self.parents:
            return entry
        return replace(entry, fields=fields, parents=tuple(self.parents.values()))

    def _fields(
        self, entry: BibEntry, heir: BibEntry, depth: int
    ) -> dict[str, BibField]:
        fields = dict(entry.fields)
        for key, field in _named(entry):
            parent = self.by_key.get(key.casefold())
            if parent is None or depth == _DEEPEST:
                self._complain(entry, heir, key, field, missing=parent is None)
                continue
            self.parents[parent.key] = parent
            inherited = self._fields(parent, heir, depth + 1)
            for name, value in inherited.items():
                if field == "xdata":
                    fields.setdefault(name, value)
                elif name not in _OWN:
                    fields.setdefault(_RENAMED.get(name, name), value)
        return fields

    def _complain(
        self, entry: BibEntry, heir: BibEntry, key: str, field: str, *, missing: bool
    ) -> None:
        if entry is not heir and missing:
            return  # said where it stands
        if missing:
            known = (other.key for other in self.by_key.values())
            what = f"there is no entry `{key}`{did_you_mean(key, known)}"
        else:
            what = f"`{key}` leads back to this entry, or too far"
        message = f"entry `{heir.key}`: `{field}`: {what}"
        self.problems.append(Problem(heir.at(field), message, Subtype.BIB))
