"""Fields that entries take from others: ``crossref`` of BibTeX, ``xdata`` of biblatex.

A chapter names its book, a talk its proceedings, and what they say holds for it. The
rules are those of biblatex 3.20, appendix B; BibTeX knows the plain ones only.

Not every entry is a paper. Neither program prints ``@xdata``; the members of a ``@set``
are entries themselves; a book of other entries that has no author stands in the file for
their sake (BibTeX prints it where two of them are cited, which here would be always).
biblatex's option ``skipbib`` says otherwise in both directions.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from groupsite.model.problems import Problem, Subtype
from groupsite.model.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from groupsite.sources.bibtex.fields import BibField
    from groupsite.sources.bibtex.reader import BibEntry

#: What the entry that takes it calls ``booktitle`` and so on.
_RENAMED: Final = ("title", "subtitle", "titleaddon")
#: What belongs to the other entry alone.
_OWN: Final = frozenset(
    [
        "abstract",
        "alphabetical",
        "arxiv",
        "author",
        "award",
        "award_date",
        "award_url",
        "code",
        "crossref",
        "data",
        "doi",
        "entryset",
        "eprint",
        "file",
        "grant",
        "howpublished",
        "html",
        "ids",
        "keywords",
        "label",
        "note",
        "options",
        "pdf",
        "poster",
        "preprint_title",
        "pubstate",
        "pubtype",
        "selected",
        "shorttitle",
        "slides",
        "sorttitle",
        "supp",
        "type",
        "url",
        "video",
        "website",
        "xdata",
        "xref",
    ]
)
#: Parts of a book that are by its author unless they say otherwise.
_PARTS: Final = frozenset(["bookinbook", "inbook", "suppbook"])
_SKIP: Final = re.compile(r"\b(?:skipbib|dataonly)\b\s*(?:=\s*(true|false))?")
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
    skipped = {id(entry) for entry, _ in unlisted(entries)}
    return [
        _Heir(by_key, problems).whole(entry)
        for entry in entries
        if id(entry) not in skipped
    ]


def unlisted(entries: Sequence[BibEntry]) -> list[tuple[BibEntry, str]]:
    """The entries that are no papers, each with the reason."""
    heirs: dict[str, list[str]] = {}
    for entry in entries:
        for key, _ in _named(entry):
            heirs.setdefault(key.casefold(), []).append(entry.key)
    reasons = [(e, _reason(e, heirs.get(e.key.casefold(), []))) for e in entries]
    return [(entry, reason) for entry, reason in reasons if reason]


def _reason(entry: BibEntry, heirs: Sequence[str]) -> str:
    """Why an entry is not listed, empty where it is; *heirs* take fields from it."""
    others = f" and {len(heirs) - 1} more" if heirs[1:] else ""
    whom = f"`{heirs[0]}`{others}" if heirs else "others, of which there are none"
    if entry.type == "xdata":
        return f"@xdata only holds fields for {whom}"
    if entry.type == "set":
        return "a @set stands for its members, which are listed one by one"
    option = _SKIP.search(entry.get("options").lower())
    if option:
        return "" if option[1] == "false" else f"its `options` say {option[0]}"
    if heirs and entry.type in _BOOKS and not entry.get("author"):
        advice = "to list it as well, write options = {skipbib=false},"
        return f"it has no author and holds fields for {whom}; {advice}"
    return ""


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
        self._seen: set[tuple[str, str]] = set()

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
            if parent is None or parent is heir or depth == _DEEPEST:
                self._complain(entry, heir, key, field, missing=parent is None)
                continue
            if (parent.key, field) in self._seen:
                continue  # it has given what it has
            self._seen.add((parent.key, field))
            self.parents[parent.key] = parent
            inherited = self._fields(parent, heir, depth + 1)
            if field == "crossref":
                inherited = _passed_on(inherited, parent.type, entry)
            fields |= {n: v for n, v in inherited.items() if n not in fields}
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


def _passed_on(
    fields: Mapping[str, BibField], kind: str, entry: BibEntry
) -> dict[str, BibField]:
    """What of the *fields* of an entry of a *kind* holds for *entry*, as it calls it."""
    own = _OWN
    if kind in ("book", "mvbook") and entry.type in _PARTS:
        own = own - {"author"}
    if entry.get("date") or entry.get("year"):
        own = own | {"date", "year"}  # two names of one thing
    whole = "journal" if kind == "periodical" else "book"
    if kind.startswith("mv"):  # of many volumes
        whole = "main"
    passed: dict[str, BibField] = {}
    for name, value in fields.items():
        if name not in own:
            new = f"{whole}{name}" if name in _RENAMED else name
            passed.setdefault(new, value)
    return passed
