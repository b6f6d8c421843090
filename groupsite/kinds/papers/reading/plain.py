"""Puts right what people write into entries otherwise than BibTeX means it.

Names that are joined by commas are joined by ``and``, signs and looks are taken off
them, a ``@misc`` in a journal is an ``@article``, a DOI in an address stands in ``doi``.
All that reads an entry, and visitors who copy it, get what is meant.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from groupsite.kinds.papers.reading.addresses import plain_addresses
from groupsite.kinds.papers.reading.biblatex import plain_journal, plain_note
from groupsite.kinds.papers.reading.dated import plain_dates
from groupsite.kinds.papers.reading.links import verbatim
from groupsite.kinds.papers.reading.people import annotated, people_in
from groupsite.kinds.papers.reading.standing import is_venue
from groupsite.model.names import split_names
from groupsite.model.problems import Problem, Subtype

if TYPE_CHECKING:
    from collections.abc import Iterator

    from groupsite.sources.bibtex.fields import BibField
    from groupsite.sources.bibtex.reader import BibEntry

_NAMES: Final = ("author", "editor", "translator")
_JOURNALS: Final = ("journal", "journaltitle")
_TEXTS: Final = {"note": plain_note, **dict.fromkeys(_JOURNALS, plain_journal)}


def plain_entry(entry: BibEntry, problems: list[Problem]) -> BibEntry:
    """*entry* as BibTeX means it; names that may be several are added to *problems*."""
    entry = replace(entry, fields=plain_dates(entry))
    fields = plain_addresses(entry, problems)
    entry = replace(entry, fields=fields)
    for name, plain in _TEXTS.items():
        if name in fields and (text := plain(entry.get(name))) != entry.get(name):
            fields[name] = replace(fields[name], value=text)
    for name in _NAMES:
        if entry.get(name):
            problems += _put_right(name, fields, entry)
    in_journal = any(is_venue(verbatim(entry.get(name))) for name in _JOURNALS)
    kind = "article" if entry.type == "misc" and in_journal else entry.type
    return replace(entry, type=kind, fields=fields)


def _put_right(
    name: str, fields: dict[str, BibField], entry: BibEntry
) -> Iterator[Problem]:
    """Write the people in *fields* as BibTeX does; report what is not certain."""
    written = fields[name]
    people = people_in(written.value)
    values = {key: field.value for key, field in fields.items()}
    found = annotated(people, values, name)
    if people.names != split_names(written.value):
        found[name] = people.text
    if people.collaborations:
        own = [values["collaboration"]] if values.get("collaboration") else []
        found["collaboration"] = " and ".join([*own, *people.collaborations])
    for key, value in found.items():
        if value:
            fields[key] = replace(fields.get(key, written), value=value)
        else:
            fields.pop(key, None)
    if people.uncertain:
        message = _question(entry.key, name, people.uncertain)
        yield Problem(entry.at(name), message, Subtype.AUTHOR)
    if people.turned:
        message = (
            f"entry `{entry.key}`: `{name}`: names joined by commas are read as "
            f"`{people.text}`: write them in this form"
        )
        yield Problem(entry.at(name), message, Subtype.AUTHOR)


def _question(key: str, name: str, uncertain: tuple[str, ...]) -> str:
    quoted = ", ".join(f"`{names}`" for names in uncertain)
    return (
        f"entry `{key}`: `{name}`: {quoted} may be one name or several: write A and B for "
        "two people, put the name of a body or a family name of several words in braces"
    )
