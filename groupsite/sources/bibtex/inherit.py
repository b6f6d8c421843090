"""Fields that entries inherit: by ``crossref`` of BibTeX, by ``xdata`` of biblatex.

A chapter names its book, a talk its proceedings, and inherits their fields. The rules
are those of biblatex 3.20, appendix B; BibTeX only knows plain inheritance.

Not every entry is a paper. Neither program prints ``@xdata``; members of a ``@set`` are
entries of their own; a book without an author that other entries refer to is only there
for them (BibTeX prints it if two of them are cited, which here would be always).
biblatex's option ``skipbib`` overrides this in both directions.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from groupsite.model.problems import Problem, Subtype
from groupsite.model.schemes import SCHEMES
from groupsite.model.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from groupsite.sources.bibtex.fields import BibField
    from groupsite.sources.bibtex.reader import BibEntry

#: Fields that are renamed when inherited, for instance to ``booktitle``.
_RENAMED: Final = ("title", "subtitle", "titleaddon")
#: Fields that are not inherited.
_OWN: Final = frozenset(
    [
        "abstract",
        "additional_info",
        "alphabetical",
        "altmetric",
        "arxiv",
        "author",
        "award",
        "award_date",
        "award_name",
        "award_url",
        "bibtex_show",
        "code",
        "crossref",
        "data",
        "dimensions",
        "doi",
        "entryset",
        "eprint",
        "file",
        "google_scholar_id",
        "grant",
        "howpublished",
        "html",
        "ids",
        "inspirehep_id",
        "keywords",
        "label",
        "note",
        "options",
        "pdf",
        "poster",
        "preprint_title",
        "preview",
        "preview_alt",
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
        "blog",
        *(field for scheme in SCHEMES.values() for field in scheme.fields),
    ]
)
#: Parts of a book that have its author unless they name their own.
_PARTS: Final = frozenset(["bookinbook", "inbook", "suppbook"])
_SKIP: Final = re.compile(r"\b(?:skipbib|dataonly)\b\s*(?:=\s*(true|false))?")
#: Types of entries for whole books that others refer to.
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
#: Maximum length of a chain of inheriting entries.
_DEEPEST: Final = 5


def with_inherited(
    entries: Sequence[BibEntry], problems: list[Problem]
) -> list[BibEntry]:
    """The entries that can be cited, with inherited fields.

    :param problems: problems with references between entries are appended.
    """
    by_key: dict[str, BibEntry] = {}
    for entry in entries:
        by_key.setdefault(entry.key.casefold(), entry)
    skipped = {id(entry) for entry, _ in unlisted(entries) if not is_skipped(entry)}
    return [
        _Heir(by_key, problems).whole(entry)
        for entry in entries
        if id(entry) not in skipped
    ]


def is_skipped(entry: BibEntry) -> bool:
    """Whether an entry is in no list because its `options` say so."""
    option = _SKIP.search(entry.get("options").lower())
    works = entry.type not in ("xdata", "set")
    return works and option is not None and option[1] != "false"


def unlisted(entries: Sequence[BibEntry]) -> list[tuple[BibEntry, str]]:
    """The entries that are not listed as papers, each with the reason."""
    heirs: dict[str, list[str]] = {}
    for entry in entries:
        for key, _ in _named(entry):
            heirs.setdefault(key.casefold(), []).append(entry.key)
    reasons = [(e, _reason(e, heirs.get(e.key.casefold(), []))) for e in entries]
    return [(entry, reason) for entry, reason in reasons if reason]


def _reason(entry: BibEntry, heirs: Sequence[str]) -> str:
    """Why an entry is not listed, or ``""``; *heirs* inherit fields from it."""
    others = f" and {len(heirs) - 1} more" if heirs[1:] else ""
    named = f"`{heirs[0]}`{others}" if heirs else "other entries, but none uses it"
    if entry.type == "xdata":
        return f"@xdata only holds fields for {named}"
    if entry.type == "set":
        return "a @set stands for its members, which are listed one by one"
    option = _SKIP.search(entry.get("options").lower())
    if option:
        return "" if option[1] == "false" else f"its `options` say {option[0]}"
    if heirs and entry.type in _BOOKS and not entry.get("author"):
        advice = "to list it as well, write options = {skipbib=false},"
        return f"it has no author and holds fields for {named}; {advice}"
    return ""


def _named(entry: BibEntry) -> list[tuple[str, str]]:
    """Keys of the entries that *entry* inherits from, each with the referring field."""
    return [
        (key, field)
        for field in ("crossref", "xdata")
        for key in re.split(r"[,\s]+", entry.get(field))
        if key
    ]


class _Heir:
    """Completes one entry with inherited fields."""

    def __init__(self, by_key: dict[str, BibEntry], problems: list[Problem]) -> None:
        self.by_key = by_key
        self.problems = problems
        self.parents: dict[str, BibEntry] = {}
        self._seen: set[tuple[str, str]] = set()

    def whole(self, entry: BibEntry) -> BibEntry:
        """The entry including inherited fields."""
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
                continue  # its fields are inherited already
            self._seen.add((parent.key, field))
            self.parents[parent.key] = parent
            inherited = self._fields(parent, heir, depth + 1)
            if field == "crossref":
                inherited = _passed_on(inherited, parent.type, entry)
            # annotations go with the names that they are of: author+an
            known = [n for n in inherited if n.partition("+")[0] not in fields]
            fields |= {name: inherited[name] for name in known}
        return fields

    def _complain(
        self, entry: BibEntry, heir: BibEntry, key: str, field: str, *, missing: bool
    ) -> None:
        if entry is not heir and missing:
            return  # reported for that entry
        if missing:
            known = (other.key for other in self.by_key.values())
            fault = f"there is no entry `{key}`{did_you_mean(key, known)}"
        else:
            fault = f"`{key}` leads back to this entry, or too far"
        message = f"entry `{heir.key}`: `{field}`: {fault}"
        self.problems.append(Problem(heir.at(field), message, Subtype.BIB))


def _passed_on(
    fields: Mapping[str, BibField], kind: str, entry: BibEntry
) -> dict[str, BibField]:
    """The *fields* that *entry* inherits from an entry of type *kind*, renamed."""
    own = _OWN
    if kind in ("book", "mvbook") and entry.type in _PARTS:
        own = own - {"author"}
    if entry.get("date") or entry.get("year"):
        own = own | {"date", "year"}  # two names for the same field
    whole = "journal" if kind == "periodical" else "book"
    if kind.startswith("mv"):  # multi-volume
        whole = "main"
    passed: dict[str, BibField] = {}
    for name, value in fields.items():
        if name.partition("+")[0] not in own:
            new = f"{whole}{name}" if name in _RENAMED else name
            passed.setdefault(new, value)
    return passed
