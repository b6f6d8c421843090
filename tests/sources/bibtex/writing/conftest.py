"""What an insertion is checked for, whatever the file is like."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import bibtexparser
from hypothesis import strategies as st
from pybtex.database import Person, parse_string
from pybtex.errors import capture
from pybtex.exceptions import PybtexError

from groupsite.model.names import split_names
from groupsite.sources.bibtex.draft import Draft
from groupsite.sources.bibtex.latex import decode_plain
from groupsite.sources.bibtex.reader import parse_bibtex
from groupsite.sources.bibtex.writing.values import month_number
from groupsite.sources.encoding import decode

if TYPE_CHECKING:
    from groupsite.sources.bibtex.reader import BibEntry

TESTS: Final = Path(__file__).parents[3]
#: All .bib files of the tests.
FILES: Final = sorted(TESTS.rglob("*.bib"))
NAMES: Final = [str(path.relative_to(TESTS)) for path in FILES]

DRAFT: Final = Draft(
    "article",
    {
        "title": r"Noisy {MRI} at $T_2$: 10\% of {Example}",
        "author": "Doe, Jane and Roe, Richard and van den Berg, Anna and {The Group}",
        "journal": "Journal of Invented Examples",
        "volume": "12",
        "number": "3",
        "pages": "17--42",
        "year": "2023",
        "month": "3",
        "doi": "10.5555/ab.1",
        "eprint": "2301.00001",
        "archiveprefix": "arXiv",
        "abstract": "We read 10\\% of it.\n\nThen we write.",
    },
)


def as_read(text: str) -> dict[str, BibEntry]:
    """The entries of a file, read from its bytes, by key."""
    data = text.encode("utf-8", "surrogatepass")
    found = parse_bibtex(decode(data, lambda *_: None), "papers.bib")
    return {entry.key: entry for entry in found.entries}


def values(entry: BibEntry) -> dict[str, str]:
    """The fields of an entry, with single blanks."""
    return {name: " ".join(entry.get(name).split()) for name in entry.fields}


def meaning(fields: dict[str, str]) -> dict[str, Any]:
    """What *fields* mean, however months and names are written."""
    single = {name: " ".join(value.split()) for name, value in fields.items()}
    return {name: _meaning(name, v) for name, v in in_bibtex(single).items()}


def in_bibtex(fields: dict[str, str]) -> dict[str, str]:
    """*fields* under the names of BibTeX: ``year`` and ``month`` for ``date``."""
    renamed = {
        "journaltitle": "journal", "location": "address", "institution": "school",
        "eprinttype": "archiveprefix", "eprintclass": "primaryclass",
    }  # fmt: skip
    result: dict[str, str] = {}
    for name, value in fields.items():
        date = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value)
        if name == "date" and date and "year" not in fields:
            parts = zip(("year", "month", "day"), date.groups(), strict=True)
            result |= {part: text for part, text in parts if text}
        else:
            result[renamed.get(name, name)] = value
    return result


def _meaning(name: str, value: str) -> Any:
    if name == "month":
        return month_number(value) or value
    if name in ("author", "editor"):
        with capture():
            return [_person(person) for person in split_names(value)]
    if name == "pages":
        return re.sub("[-–]+", "-", value)
    return decode_plain(value) if name in ("title", "journal", "note") else value


def _person(name: str) -> Any:
    try:
        person = Person(name)
    except PybtexError:
        return name
    given = [*person.first_names, *person.middle_names]
    parts = [given, person.prelast_names, person.last_names, person.lineage_names]
    return [decode_plain(" ".join(part)) for part in parts]


def lines(text: str) -> list[str]:
    """The lines of a text, without their ends."""
    return re.split(r"\r\n|\r|\n", text)


def added(before: str, after: str) -> list[str]:
    """The lines that *after* has more, all in one place; an error if others differ."""
    old, new = lines(before), lines(after)
    more = len(new) - len(old)
    assert more > 0
    same = (n for n in range(len(old) + 1) if new[n + more :] == old[n:])
    at = next(n for n in same if new[:n] == old[:n])
    if old == [""]:  # of an empty file nothing is left
        return new
    return new[at : at + more]


def pybtex_entries(text: str) -> dict[str, Any] | None:
    """The entries as pybtex reads them; None if it finds a fault."""
    try:
        with capture() as faults:
            entries = parse_string(text, "bibtex").entries
    except PybtexError:
        return None
    if faults:
        return None
    return {key.lower(): (e.type.lower(), _all_fields(e)) for key, e in entries.items()}


def _all_fields(entry: Any) -> dict[str, Any]:
    people = {role: [str(p) for p in found] for role, found in entry.persons.items()}
    return {name.lower(): value for name, value in [*entry.fields.items()]} | people


def bibtexparser_entries(text: str) -> dict[str, Any] | None:
    """The entries as bibtexparser reads them; None if it finds a fault."""
    logging.disable(logging.CRITICAL)
    try:
        library = bibtexparser.parse_string(text)
    finally:
        logging.disable(logging.NOTSET)
    if library.failed_blocks:
        return None
    return {
        entry.key.lower(): (
            entry.entry_type,
            {field.key.lower(): field.value for field in entry.fields},
        )
        for entry in library.entries
    }


#: Values that nobody would write, and some that people do.
HOSTILE: Final = st.one_of(
    st.text(
        st.sampled_from('{}{}{}\\\\%@"#=,()\n\t $_^~&<>aé中 1\x00\x7f\u2028\x85'),
        max_size=30,
    ),
    st.text(max_size=20),
    st.sampled_from([
        "@string{a = {b}}", "\n\n@article{x, title = {y}}", "}\n\n@misc{z,", "% no",
        "\\", "\\{", "\\}", "{\\}", "}{", "a\n\n% b", "title = {x},", 'a "b" c',
        "\n\ntitle = {x},", "{" * 300 + "}" * 300, "long " * 20_000, "\ud800", "jan", "12",
        "Doe, Jane and\n\n@misc{x}", "#", "a # b", "\\\\", "α and β and others",
    ]),
)  # fmt: skip
DRAFTS: Final = st.builds(
    Draft,
    st.sampled_from(["article", "misc", "inproceedings", "phdthesis", "dataset"]),
    st.dictionaries(
        st.sampled_from(
            ["title", "author", "editor", "journal", "year", "month", "note", "x-y"]
        ),
        HOSTILE,
        max_size=8,
    ).map(lambda fields: {"title": "A Title", "year": "2024"} | fields),
)
