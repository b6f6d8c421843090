r"""Puts right the names of an entry, and keeps what stands by them.

Looks, marks, titles, iDs and numbers are no part of a name. They are taken off the
names; what they say is written as biblatex annotates names (``author+an``), who an
author is under the name of ``id``. A collaboration that the authors write for goes to
``collaboration``, the name of a body into braces.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from groupsite.kinds.papers.reading.annotations import (
    KEYS,
    meaning,
    notes_in,
    parse,
    written,
)
from groupsite.kinds.papers.reading.emphasis import without_emphasis
from groupsite.kinds.papers.reading.joined import is_clean, plain_names
from groupsite.kinds.papers.reading.legends import Company, explained
from groupsite.kinds.papers.reading.marks import Mark, has_numbers, without_marks
from groupsite.kinds.papers.reading.nameparts import named_id, plain_name
from groupsite.model.eastern import is_eastern
from groupsite.model.names import (
    BODY,
    LED,
    family_with_initials,
    split_name,
    split_names,
    without_titles,
)
from groupsite.model.text import fold
from groupsite.sources.bibtex.latex import decode_plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: Fields that may explain the signs behind names.
LEGENDS: Final = ("annotation", "author_notes", "authornotes", "note")
#: Annotations that say who somebody is.
_IDS: Final = ("id", "orcid", "orcids")
_ADDRESS: Final = re.compile(r"https?://(www\.)?orcid\.org/")
#: Web of Science: ``Doe, Jane/0000-0002-1825-0097``.
_NUMBERED: Final = re.compile(r"([^/;\n]+)/(\d{4}-\d{4}-\d{4}-\d{3}[\dX])")
#: ``on behalf of the Example Collaboration`` alone, or behind a name.
_BEHALF: Final = re.compile(
    rf"(?:^|[,(\s]\s*)(?:(?:on|in) behalf of|for)\s+(?:the\s+)?(?P<name>[^(),]*{BODY})\)?$"
)


@dataclass
class People:
    """The names in a field, and what the entry says of each, by number from 1."""

    names: list[str]
    uncertain: tuple[str, ...] = ()
    #: Names that were written ``Doe J.`` and joined by commas.
    turned: bool = False
    signs: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    notes: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    ids: dict[int, str] = field(default_factory=dict)
    collaborations: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The field as BibTeX writes it."""
        return " and ".join(self.names)

    def note(self, number: int, said: str) -> None:
        """Add what is said of an author."""
        if said and said not in self.notes[number]:
            self.notes[number].append(said)


def people_in(text: str) -> People:
    """The people in a field such as ``author``."""
    text = " ".join(text.split())
    if is_clean(text):
        return People(text.split(" and "))
    collaborations: list[str] = []
    pieces: list[str] = []
    marks: list[Mark] = []
    names = split_names(without_emphasis(text))
    numbers = has_numbers("; ".join(names))
    for name in names:
        piece, found = without_marks(without_titles(name), numbers=numbers)
        if found:
            start = sum(map(_letters, pieces))
            marks += [mark._replace(letter=mark.letter + start) for mark in found]
        behalf = _BEHALF.search(piece) if not piece.startswith("{") else None
        if behalf:
            collaborations.append(_bare(behalf["name"]))
            piece = piece[: behalf.start()].strip(" ,")
        if piece:
            pieces.append(piece)
    joined = plain_names(" and ".join(pieces))
    names = split_names(joined.text)
    turned = _turned(names)
    people = People(
        [_plain(name) for name in turned],
        joined.uncertain,
        turned=len(names) > len(pieces) and names != turned,
        ids={n: who for n, name in enumerate(names, 1) if (who := named_id(name))},
        collaborations=collaborations,
    )
    _assign(marks, names, people)
    return people


def _turned(names: list[str]) -> list[str]:
    """The names with commas behind families if all are written ``Doe J.``."""
    people = [name for name in names if name.lower() != "others"]
    turned = [family_with_initials(name) for name in people]
    alike = len(people) > 1 and all(a != b for a, b in zip(turned, people, strict=True))
    return [*turned, *names[len(people) :]] if alike else names


def _plain(name: str) -> str:
    """One name as BibTeX means it: a body in braces, an Eastern name with a comma."""
    if name.startswith("{"):
        return name
    name = plain_name(name)
    family, comma, given = (part.strip() for part in name.partition(","))
    if comma and LED.fullmatch(family) and "," not in given:
        return f"{{{given} {family}}}"  # Collaboration, Example
    if not comma and re.fullmatch(rf".*\S\s+{BODY}", name) and "{" not in name:
        return f"{{{name}}}"
    words = name.split()
    if len(words) > 1 and not comma and all(map(is_eastern, words)):
        return f"{words[0]}, {' '.join(words[1:])}"
    return name


def _bare(name: str) -> str:
    return re.sub(r"\s+Collaborations?$", "", name.strip())


def _assign(marks: Sequence[Mark], names: Sequence[str], people: People) -> None:
    """Give each mark to the one of *names* whose letter it stood by."""
    if not marks:
        return
    ends, total = [], 0
    for name in names:
        total += _letters(name)
        ends.append(total)
    for mark in marks:
        number = next((n for n, end in enumerate(ends, 1) if mark.letter < end), 0)
        if not number:
            continue
        if mark.is_id:
            people.ids.setdefault(number, mark.sign)
        elif mark.sign not in people.signs[number]:
            people.signs[number].append(mark.sign)


def _letters(text: str) -> int:
    return sum(letter.isalpha() for letter in text)


def annotated(people: People, fields: Mapping[str, str], name: str) -> dict[str, str]:
    """The fields that say what stood by the names, ``""`` for those that are done with.

    :param fields: the fields of the entry by name.
    :param name: the field with the names.
    """
    said: dict[str, str] = {}
    default = f"{name}+an:default"
    said |= {default: ""} if default in fields else {}
    for key in (f"{name}+an", default):
        for number, notes in notes_in(fields.get(key, "")).items():
            for note in notes:
                people.note(number, note)
    for key in _IDS:
        for number, said_ids in parse(fields.get(f"{name}+an:{key}", "")).items():
            for who in said_ids[:1]:
                people.ids.setdefault(number, _ADDRESS.sub("", who))
    if name == "author":
        said |= _explained(people, fields)
        _numbered(people, fields.get("orcid-numbers", ""))
    else:
        _unexplained(people, {})
    said[f"{name}+an"] = written(_of_names(people.notes, people))
    said[f"{name}+an:id"] = written(
        _of_names({number: [who] for number, who in people.ids.items()}, people)
    )
    return said


def _of_names(
    said: Mapping[int, Sequence[str]], people: People
) -> dict[int, Sequence[str]]:
    return {n: values for n, values in said.items() if n <= len(people.names)}


def _explained(people: People, fields: Mapping[str, str]) -> dict[str, str]:
    """Say what signs mean; the legends that have been understood, without that."""
    signs = {sign for found in people.signs.values() for sign in found}
    notes = {note for found in people.notes.values() for note in found}
    legend: dict[str, str] = {}
    rests = {}
    for name in LEGENDS:
        if not (text := fields.get(name, "")):
            continue
        said = explained(text, Company(people.names, signs, notes))
        legend |= said.signs
        for number, words in said.authors.items():
            for word in words:
                people.note(number, word)
        if said.rest != text:
            rests[name] = said.rest
    legend |= _told(people, signs - legend.keys())
    _unexplained(people, legend)
    return rests


def _told(people: People, signs: set[str]) -> dict[str, str]:
    """What signs mean that stand by those of whom the same is said in words."""
    told = {
        note: {number for number, notes in people.notes.items() if note in notes}
        for note in KEYS
    }
    return {
        sign: note
        for sign in signs
        for note, numbers in told.items()
        if numbers == {n for n, found in people.signs.items() if sign in found}
    }


def _unexplained(people: People, legend: Mapping[str, str]) -> None:
    """Note what signs mean: a star that the first authors share means the same part.

    Further back, it may as well be that of advisors. Numbers and letters are those of
    affiliations; other signs stay as they are.
    """
    shared = Counter(sign for signs in people.signs.values() for sign in signs)
    for number, signs in people.signs.items():
        for sign in signs:
            if sign in legend:
                people.note(number, legend[sign])
            elif len(sign) > 2 and any(map(str.isalpha, sign)):
                people.note(number, meaning(decode_plain(sign)))
            elif sign == "*" and shared[sign] > 1 and sign in people.signs.get(1, ()):
                people.note(number, "equal")
            elif not sign.isalnum():
                people.note(number, sign)


def _numbered(people: People, text: str) -> None:
    """Take over the ORCID iDs of a list beside the names."""
    for name, orcid in _NUMBERED.findall(text):
        key = _key(" ".join(name.split()))
        fitting = [n for n, other in enumerate(people.names, 1) if _key(other) == key]
        if len(fitting) == 1:
            people.ids.setdefault(fitting[0], orcid)


def _key(name: str) -> tuple[str, str]:
    """Family name and first initial."""
    parts = split_name(name)
    return fold(decode_plain(parts.family)), fold(decode_plain(parts.given))[:1]
