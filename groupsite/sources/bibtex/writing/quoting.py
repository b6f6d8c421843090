"""How values are written: in braces or quotes, bare, as names of ``@string``.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from groupsite.model.names import bibtex_name, split_names
from groupsite.sources.bibtex.fields import MONTHS
from groupsite.sources.bibtex.writing.accents import Accents
from groupsite.sources.bibtex.writing.frame import most_common
from groupsite.sources.bibtex.writing.values import PEOPLE, clean_value, month_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from groupsite.sources.bibtex.writing.document import BibDocument, Entry

_MACRO: Final = re.compile(r"[^\W\d][\w:+./-]*")
#: A name of several words, not one in braces.
_NAME: Final = re.compile(r"[^{]\S*\s")
#: ``de la`` and ``van`` in a name.
_PARTICLE: Final = re.compile(r"(?:^|\s)(?!and\s)[a-z][\w'’]*\s")
_SHORT: Final = tuple(MONTHS)
_LONG: Final = tuple(MONTHS.values())


class Quoting:
    """The ways in which a file writes values."""

    def __init__(self, document: BibDocument, entries: Sequence[Entry]) -> None:
        self._document = document
        self._accents = Accents(document.text)
        #: By field, and all together under ``""``.
        self._marks: dict[str, Counter[str]] = defaultdict(Counter)
        self._numbers: dict[str, Counter[str]] = defaultdict(Counter)
        self._macros: dict[str, dict[str, str]] = defaultdict(dict)
        months: list[str] = []
        people: list[str] = []
        for entry in entries:
            for name, place in entry.places().items():
                written = document.part(place.value, place.end)
                if name == "month":
                    months.append(_month_style(written))
                else:
                    self._count(name, written)
                if name in PEOPLE:
                    people.append(written.strip('{}"'))
        self._month = most_common([style for style in months if style], default="mar")
        names = [split_names(value) for value in people]
        turned: dict[bool, list[bool]] = {False: [], True: []}
        for name in (n for several in names for n in several if _NAME.match(n)):
            turned[bool(_PARTICLE.search(name))].append("," in name)
        given_last = most_common(turned[False], default=True)
        #: Whether given names come first, for names without and with a particle.
        self._given_first = (
            not given_last,
            not most_common(turned[True], default=given_last),
        )
        broken = [" and\n" in p for p, n in zip(people, names, strict=True) if n[1:]]
        self._on_lines = most_common(broken, default=False)

    def _count(self, name: str, written: str) -> None:
        mark = _mark(written)
        if mark == "macro":
            text = self._document.strings.get(written.lower(), "")
            if text:
                self._macros[name].setdefault(text, written)
        elif mark:
            is_number = written.strip('{}"').isdigit()
            counted = self._numbers if is_number else self._marks
            counted[name][mark] += 1
            counted[""][mark] += 1

    def written(self, name: str, value: str, at: int) -> str:
        """A clean *value* of the field *name*, as this file would write it at *at*."""
        if name == "month" and (number := month_number(value)):
            return _month(number, self._month)
        macro = self._macros[name].get(value) if self._are_defined(at) else None
        if macro:
            return macro
        value = self._worded(name, value)
        if value.isascii() and value.isdigit():
            known = self._numbers[name] or self._numbers[""] or self._marks[""]
        else:
            known = self._marks[name] or self._marks[""] or self._numbers[""]
        return quoted(value, next(iter(known.most_common(1)), ("{", 0))[0])

    def instead(self, name: str, value: str, written: str, at: int) -> str:
        """A clean *value* in the place of another one, between the same marks.

        :param written: the other one, with its marks.
        """
        mark = _mark(written)
        if name == "month" or mark not in ("{", '"'):
            return self.written(name, value, at)
        return quoted(self._worded(name, value), mark)

    def _are_defined(self, at: int) -> bool:
        blocks = self._document.blocks
        return all(b.end <= at for b in blocks if b.type == "string")

    def _worded(self, name: str, value: str) -> str:
        value = self._people(value) if name in PEOPLE else value
        worded = self._accents.written(name, value)
        clean_value(name, worded)  # a name that ends with a backslash may be turned
        return worded

    def _people(self, value: str) -> str:
        names = split_names(value)
        for n, name in enumerate(names):
            if self._given_first[bool(_PARTICLE.search(name))]:
                names[n] = _given_first(name)
        return (" and\n" if self._on_lines else " and ").join(names)


def quoted(value: str, mark: str) -> str:
    """*value* between marks, or bare if *mark* is none."""
    if mark == "bare" and value.isascii() and value.isdigit():
        return value
    if mark == '"' and '"' not in value:
        return f'"{value}"'
    return f"{{{value}}}"


def _mark(written: str) -> str:
    """``{``, ``"``, ``bare`` for a number, ``macro`` for a name, ``""`` for several."""
    if written.isdigit():
        return "bare"
    if _MACRO.fullmatch(written):
        return "macro"
    first, last = written[:1], written[-1:]
    return first if first + last in ("{}", '""') and "#" not in written else ""


def _month_style(written: str) -> str:
    """March in the way that *written*, with its marks, has a month."""
    mark = _mark(written)
    text = written.strip('{}"')
    number = month_number(text)
    if not number or mark == "":
        return ""
    names = {
        f"{number}": "3",
        f"{number:02}": "03",
        _SHORT[number - 1]: "mar",
        _SHORT[number - 1].capitalize(): "Mar",
        f"{_SHORT[number - 1].capitalize()}.": "Mar.",
        _LONG[number - 1]: "March",
    }
    # May is both a short and a long name
    style = "" if text in ("May", "may") and mark != "macro" else names.get(text, "")
    return style if mark in ("bare", "macro") else style and f"{mark}{style}"


def _month(number: int, style: str) -> str:
    mark = style[0] if style[0] in '{"' else ""
    word = style.lstrip('{"')
    text = {
        "3": f"{number}",
        "03": f"{number:02}",
        "mar": _SHORT[number - 1],
        "Mar": _SHORT[number - 1].capitalize(),
        "Mar.": f"{_SHORT[number - 1].capitalize()}{'' if number == 5 else '.'}",
        "March": _LONG[number - 1],
    }[word]
    return quoted(text, mark) if mark else text


def _given_first(name: str) -> str:
    """``Given Family`` for ``Family, Given``, where both are the same to BibTeX."""
    family, _, given = (part.strip() for part in name.partition(","))
    if not family or not given or "," in given:
        return name
    turned = f"{given} {family}"
    person = bibtex_name(name)
    same = person is not None and person == bibtex_name(turned)
    return turned if same else name
