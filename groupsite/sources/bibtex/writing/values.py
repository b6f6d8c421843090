"""Values of fields that no reader can misunderstand.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pybtex.bibtex.utils import split_tex_string

from groupsite.model.names import bibtex_name, split_names
from groupsite.model.text import printable
from groupsite.sources.bibtex.fields import FIELD_NAME, MONTHS

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Fields that hold names of people.
PEOPLE: Final = ("author", "editor")
_TYPE: Final = re.compile(r"[A-Za-z][\w-]*", re.ASCII)
_FIELD: Final = re.compile(FIELD_NAME, re.ASCII)
#: What BibTeX and biber accept in keys, of ASCII and of other letters.
_KEY: Final = re.compile(r"[^\W_][\w.:/+*&$!?;<>|^-]*")
_PARAGRAPH: Final = re.compile(r"\s*\n[^\S\n]*\n\s*")
#: A brace, and a backslash that hides it from some programs.
_BRACE: Final = re.compile(r"(\\?)([{}])")
#: What begins an entry, even within braces, for readers that mend those.
_ENTRY: Final = re.compile(r"\n\s*@\s*[\w-]*\s*[{(]")
#: How deep braces may be within others: pybtex stops at some hundreds.
_DEEPEST: Final = 50
_NUMBERS: Final = {name: number for number, name in enumerate(MONTHS, 1)} | {
    name.lower(): number for number, name in enumerate(MONTHS.values(), 1)
}


def clean_value(name: str, value: str) -> str:
    """*value* with single blanks, and blank lines between its paragraphs.

    :raises ValueError: if it could not be read back from a file as it is.
    """
    text = "\n\n".join(" ".join(part.split()) for part in _PARAGRAPH.split(value))
    text = text.strip()
    if printable(text) != text:
        raise ValueError(f"`{name}` holds characters that no file may contain")
    if not (_balanced(text, escaped=True) and _balanced(text, escaped=False)):
        raise ValueError(f"`{name}`: opening and closing braces do not match")
    if text.endswith("\\"):
        raise ValueError(f"`{name}` ends with a backslash, which would hide the end")
    if name in PEOPLE:
        _check_people(name, text)
    if _ENTRY.search(text):
        raise ValueError(f"`{name}` has a paragraph that would begin an entry")
    return text


def _check_people(name: str, value: str) -> None:
    for person in split_names(value):
        if bibtex_name(person) is None or len(split_tex_string(person, ",")) > 3:
            message = f"write Family, Given, not {person!r}"
            raise ValueError(f"`{name}` holds what is not a name: {message}")


def clean_fields(fields: Mapping[str, str]) -> dict[str, str]:
    """*fields* with clean values, by name in lower case, without those that are empty.

    :raises ValueError: if a name or a value cannot stand in a file.
    """
    clean: dict[str, str] = {}
    for name, value in fields.items():
        if not _FIELD.fullmatch(name) or name.lower() in clean:
            raise ValueError(f"{name!r} cannot be the name of a field")
        clean[name.lower()] = clean_value(name, value)
    return {name: value for name, value in clean.items() if value}


def clean_type(word: str) -> str:
    """*word* in lower case, if it can be the type of an entry.

    :raises ValueError: otherwise.
    """
    if not _TYPE.fullmatch(word) or word.lower() in ("comment", "string", "preamble"):
        raise ValueError(f"{word!r} cannot be the type of an entry")
    return word.lower()


def check_key(key: str) -> None:
    """Accept a key that every program can read.

    :raises ValueError: if *key* is another one.
    """
    if not _KEY.fullmatch(key):
        message = "begin with a letter or digit; no blanks, braces, commas, quotes"
        raise ValueError(f"{key!r} cannot be the key of an entry: {message}")


def month_number(value: str) -> int:
    """1 to 12 for ``mar``, ``March``, ``Mar.``, ``3`` and ``03``, 0 for others."""
    word = value.strip().rstrip(".").lower()
    if word.isascii() and word.isdigit() and len(word) < 3 and int(word) <= 12:
        return int(word)
    return _NUMBERS.get(word, 0)


def _balanced(text: str, *, escaped: bool) -> bool:
    r"""Whether braces match and are few, for readers that take ``\{`` for a brace or do not."""
    depth = 0
    for backslash, brace in _BRACE.findall(text):
        if escaped and backslash:
            continue
        depth += 1 if brace == "{" else -1
        if not 0 <= depth <= _DEEPEST:
            return False
    return not depth
