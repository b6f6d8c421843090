"""Turns the entry of a preprint into that of the paper that it has become. Pure.

The key stays, and all that its author has added: keywords, files, notes. What changes
is where it appeared, and what only says that it had not yet.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from groupsite.kinds.papers.reading.biblatex import bibtex_type
from groupsite.kinds.papers.reading.servers import (
    is_posted,
    is_run_by_server,
    server_called,
)
from groupsite.kinds.papers.reading.works import kind_called, state_called
from groupsite.online.drafting import drafted
from groupsite.online.library import of_arxiv, same_title
from groupsite.online.same import has_same_authors
from groupsite.sources.bibtex.fields import MONTHS
from groupsite.sources.bibtex.latex import decode_plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from groupsite.online.known import KnownPeople
    from groupsite.online.library import Listed
    from groupsite.online.work import Work
    from groupsite.sources.bibtex.reader import BibEntry

#: Fields that an author may have written for oneself; they are only added.
_OWN: Final = frozenset(["url", "abstract", "pmid", "pmcid", "hal_id", "isbn"])
_ARXIV: Final = frozenset(["eprint", "archiveprefix", "primaryclass"])
#: Numbers that a preprint has of its server.
_NUMBERS: Final = ("volume", "number", "issue", "pages", "eid")
#: Where a preprint says where it is, and how far.
_PLACES: Final = (
    "journal", "journaltitle", "booktitle", "publisher", "organization", "institution",
    "howpublished", "note", "type", "series",
)  # fmt: skip
#: Maximum number of words of a note that says nothing but that it is a preprint.
_BRIEF: Final = 5


class Amendment(NamedTuple):
    """What is to be changed in an entry, see `groupsite.sources.bibtex.writing`."""

    #: New values by name; a field with an empty value is removed.
    fields: dict[str, str]
    #: The new type; ``""`` if it stays.
    type: str
    #: Sentences without a full stop: what is lacking or doubtful.
    notes: tuple[str, ...]


def amendment(
    listed: Listed,
    paper: Work,
    people: KnownPeople | None = None,
    braced: Collection[str] = (),
) -> Amendment:
    """What makes the entry of a preprint that of *paper*.

    :param people: those of people.yml, who are called as they are there.
    :param braced: words that have braces in other titles of the file.
    """
    entry = listed.entry
    paper = replace(paper, arxiv=paper.arxiv or listed.work.arxiv)
    draft, notes = drafted(paper, people, braced)
    kept = {name for name in _OWN if name in entry.fields}
    if entry.get("eprint") or entry.get("arxiv"):
        kept |= _ARXIV
    fields = {name: v for name, v in draft.fields.items() if name not in kept}
    if has_same_authors(listed.work, paper):
        fields.pop("author", None)
    elif "author" in fields:
        notes = (*notes, "its authors have changed: check what you note of them")
    if same_title(listed.work, paper):
        fields.pop("title", None)
    else:
        fields |= _titles(entry)
    fields |= _dates(entry, paper)
    old = listed.work.doi
    if is_posted(old) and not of_arxiv(old) and not entry.get("url_preprint"):
        fields["url_preprint"] = f"https://doi.org/{old}"
    fields |= {name: "" for name in _left(entry) if not fields.get(name)}
    kind = draft.type if draft.type != bibtex_type(entry) else ""
    return Amendment(fields, kind, notes)


def _titles(entry: BibEntry) -> dict[str, str]:
    """The title of the preprint, as it was written."""
    parts = filter(None, map(entry.get, ("title", "subtitle")))
    old = {"preprint_title": ": ".join(parts)}
    subtitle = {"subtitle": ""} if entry.get("subtitle") else {}
    return subtitle if entry.get("preprint_title") else old | subtitle


def _dates(entry: BibEntry, paper: Work) -> dict[str, str]:
    """The month, where the entry has one: that of the preprint is another one."""
    month = paper.date.month if paper.date else 0
    names = [name for name in ("month", "day") if name in entry.fields]
    word = list(MONTHS)[month - 1] if month else ""
    return {name: word if name == "month" else "" for name in names}


def _left(entry: BibEntry) -> Iterator[str]:
    """The fields that say where a preprint was, and that it is one."""
    yield from (name for name in _NUMBERS if name in entry.fields)
    for name in _PLACES:
        if text := decode_plain(entry.get(name)):
            if name == "note" and not _is_brief(text):
                continue
            if server_called(text) or is_run_by_server(text) or _is_said(text):
                yield name
    if entry.get("pubstate"):
        yield "pubstate"


def _is_said(text: str) -> bool:
    return state_called(text) is not None or kind_called(text) == "preprint"


def _is_brief(note: str) -> bool:
    """Whether a note says nothing beside: a longer one is the author's own."""
    return len(note.split()) <= _BRIEF or state_called(note) == "submitted"
