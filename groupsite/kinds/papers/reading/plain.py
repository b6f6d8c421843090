"""Puts right what people write into entries otherwise than BibTeX means it.

Names that are joined by commas are joined by ``and``, a ``@misc`` in a journal is an
``@article``, a DOI in an address stands in ``doi``. All that reads an entry, and
visitors who copy it, get what is meant.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from groupsite.kinds.papers.reading.addresses import plain_addresses
from groupsite.kinds.papers.reading.biblatex import plain_journal, plain_note
from groupsite.kinds.papers.reading.dated import plain_dates
from groupsite.kinds.papers.reading.joined import plain_names
from groupsite.kinds.papers.reading.links import verbatim
from groupsite.kinds.papers.reading.standing import is_venue
from groupsite.model.problems import Problem, Subtype

if TYPE_CHECKING:
    from groupsite.sources.bibtex.reader import BibEntry

_NAMES: Final = ("author", "editor", "translator")
_JOURNALS: Final = ("journal", "journaltitle")
_TEXTS: Final = {"note": plain_note, **dict.fromkeys(_JOURNALS, plain_journal)}


def plain_entry(entry: BibEntry, problems: list[Problem]) -> BibEntry:
    """*entry* as BibTeX means it; names that may be several are added to *problems*."""
    entry = replace(entry, fields=plain_dates(entry))
    fields = plain_addresses(entry, problems)
    entry = replace(entry, fields=fields)
    for name in _NAMES:
        if not (written := entry.get(name)):
            continue
        names = plain_names(written)
        if names.text != written:
            fields[name] = replace(fields[name], value=names.text)
        if names.uncertain:
            message = _question(entry.key, name, names.uncertain)
            problems.append(Problem(entry.at(name), message, Subtype.AUTHOR))
    for name, plain in _TEXTS.items():
        if name in fields and (text := plain(entry.get(name))) != entry.get(name):
            fields[name] = replace(fields[name], value=text)
    in_journal = any(is_venue(verbatim(entry.get(name))) for name in _JOURNALS)
    kind = "article" if entry.type == "misc" and in_journal else entry.type
    return replace(entry, type=kind, fields=fields)


def _question(key: str, name: str, uncertain: tuple[str, ...]) -> str:
    quoted = ", ".join(f"`{names}`" for names in uncertain)
    return (
        f"entry `{key}`: `{name}`: {quoted} may be one name or several: write A and B for "
        "two people, put the name of a body or a family name of several words in braces"
    )
