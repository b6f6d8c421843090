"""Changes fields of an entry in the text of a .bib file, in place.

Only the values that change are touched, and lines are added for what is new: comments,
fields of one's own and the order stay. The result is read and compared before it is
returned.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from groupsite.sources.bibtex.reader import parse_bibtex
from groupsite.sources.bibtex.writing.dialect import Dialect
from groupsite.sources.bibtex.writing.document import BibDocument, difference
from groupsite.sources.bibtex.writing.frame import learn_frame
from groupsite.sources.bibtex.writing.quoting import Quoting
from groupsite.sources.bibtex.writing.sameness import is_same
from groupsite.sources.bibtex.writing.values import clean_fields, clean_type
from groupsite.sources.bibtex.writing.words import Words
from groupsite.sources.bibtex.writing.written import Written

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from groupsite.sources.bibtex.fields import FieldPlace
    from groupsite.sources.bibtex.writing.document import Entry
    from groupsite.sources.bibtex.writing.frame import Frame

#: A comma behind the last field of an entry, with nothing else in its line.
_COMMA: Final = re.compile(r",[ \t]*\n")
_SIGN: Final = re.compile(r"@\s*")


class _Edit(NamedTuple):
    """A part of the text, and what comes into its place."""

    start: int
    end: int
    text: str


def amend(text: str, key: str, fields: Mapping[str, str], kind: str = "") -> Written:
    """*text* with other values of some fields of the entry *key*.

    What means the same already, such as a month or names in another form, is left as
    it is written.

    :param text: of the whole file, with its own line ends.
    :param fields: new values by name; a field with an empty value is removed.
    :param kind: the new type of the entry, if that changes: ``article``.
    :raises ValueError: if there is no such entry, or what is meant could not be read
        back.
    """
    document = BibDocument(text)
    entry = _entry(document, key)
    names = [place.name.lower() for e in document.entries for place in e.block.fields]
    dialect = Dialect(names, entry.read.fields)
    clean = dialect.translated(clean_fields(fields))
    empty = {name.lower() for name, value in fields.items() if not value.strip()}
    gone = {*empty, *map(dialect.name, empty)} - clean.keys()
    kind = clean_type(kind) if kind else entry.read.type
    written = _Amending(_without(document, key, gone), key, kind)
    after = written.result(clean)
    changed = difference(document, after, entry.read.key)
    meant = {n: f.value for n, f in entry.read.fields.items() if n not in gone}
    meant = _bare(meant | written.meant)
    found = changed and _bare({n: f.value for n, f in changed.fields.items()})
    if changed is None or found != meant or changed.type != kind:
        message = "cannot be changed without a change to others: repair the file first"
        raise ValueError(f"entry {key!r} {message}")
    return Written(
        after.text, entry.read.key, after.line(_entry(after, key).block.start)
    )


def _entry(document: BibDocument, key: str) -> Entry:
    folded = key.casefold()
    for entry in document.entries:
        if entry.read.key.casefold() == folded:
            return entry
    raise ValueError(f"there is no entry {key!r}")


def _bare(fields: Mapping[str, str]) -> dict[str, str]:
    return {name: " ".join(value.split()) for name, value in fields.items()}


def _changed(document: BibDocument, edits: Iterable[_Edit]) -> BibDocument:
    """The document after *edits*, none of which overlap."""
    for edit in sorted(edits, reverse=True):
        document = document.changed(*edit)
    return document


def _without(document: BibDocument, key: str, names: set[str]) -> BibDocument:
    """The document without some fields of an entry, with their lines."""
    while True:
        block = _entry(document, key).block
        places = block.fields
        found = [n for n, place in enumerate(places) if place.name.lower() in names]
        if not found:
            return document
        number = found[-1]
        place = places[number]
        start = document.line_start(place.start)
        end = document.lines.find("\n", place.end) + 1
        rest = document.lines[place.end : end].strip()
        if end and end < block.end and rest in ("", ",") and _is_first(document, place):
            document = document.changed(start, end, "")
        elif number + 1 < len(places):
            document = document.changed(place.start, places[number + 1].start, "")
        else:
            before = places[number - 1].end if number else place.start
            document = document.changed(before, place.end, "")


def _is_first(document: BibDocument, place: FieldPlace) -> bool:
    """Whether a field is the first one of its line."""
    line = document.line_start(place.start)
    return not document.text[line : place.start].strip(" \t,")


class _Amending:
    """An entry while it is changed."""

    def __init__(self, document: BibDocument, key: str, kind: str) -> None:
        self._document = document
        self._entry = _entry(document, key)
        self._kind = kind
        entries = [entry for entry in document.entries if entry.block.closed]
        self._words = Words(entries)
        self._quoting = Quoting(document, entries)
        self._frame = self._own_frame(learn_frame(document, entries))
        self._strings = dict(document.strings)
        #: The changed values, as they are read.
        self.meant: dict[str, str] = {}

    def _own_frame(self, usual: Frame) -> Frame:
        own = learn_frame(self._document, [self._entry], usual)
        return replace(own, columns=own.columns._replace(fixed=True, distance=1))

    def result(self, fields: Mapping[str, str]) -> BibDocument:
        """The document with *fields*, all of them clean, and the new type."""
        block = self._entry.block
        places = self._entry.places()
        edits: list[_Edit] = []
        if self._kind != block.type:
            sign = _SIGN.match(self._document.text, block.start)
            start = sign.end() if sign else block.start + 1
            word = self._words.type(self._kind)
            edits.append(_Edit(start, start + len(block.word), word))
        new: dict[str, str] = {}
        for name, value in fields.items():
            place = places.get(name)
            if place is None:
                new[name] = self._quoting.written(name, value, block.start)
                self._note(name, new[name])
            elif not is_same(name, self._entry.read.get(name), value):
                old = self._document.part(place.value, place.end)
                text = self._quoting.instead(name, value, old, block.start)
                self._note(name, text)
                edits.append(_Edit(place.value, place.end, self._padded(place, text)))
        return _changed(self._document, [*edits, *self._added(new, [*fields])])

    def _note(self, name: str, written: str) -> None:
        """Note how a value will be read; line ends in it are blanks for all readers."""
        parsed = parse_bibtex(f"@misc{{k, {name} = {written}}}", "", self._strings)
        self.meant[name] = parsed.entries[0].fields[name].value

    def _padded(self, place: FieldPlace, text: str) -> str:
        line = self._document.line_start(place.start)
        before = self._document.part(line, place.value).expandtabs(8)
        return text.replace(" and\n", " and\n" + " " * (len(before) + 1))

    def _added(self, new: Mapping[str, str], meant: list[str]) -> list[_Edit]:
        """What is to be written for fields that the entry does not have.

        :param meant: the order in which changes were given.
        """
        if not new:
            return []
        block = self._entry.block
        there = [place.name.lower() for place in block.fields]
        names = dict.fromkeys([*there, *new])
        order = self._words.ordered(self._kind, names, meant)
        longest = max(map(len, order))
        edits: dict[int, list[str]] = {}
        behind = 0
        for name in order:
            if name in there:
                behind = there.index(name) + 1
            else:
                spelled = self._words.field(name)
                line = self._frame.field(spelled, new[name], longest)
                edits.setdefault(behind, []).append(line)
        if not there:
            start = block.key_start + len(block.key)
            lines = self._frame.between.join(edits[0])
            text = f"{self._frame.first}{lines}{self._frame.ending}"
            return [_Edit(start, block.end - block.closed, text)]
        last = edits.pop(len(there), [])
        result = [self._above(number, lines) for number, lines in edits.items()]
        return [*result, *self._below(last)]

    def _above(self, number: int, lines: list[str]) -> _Edit:
        """*lines* above a field that is there."""
        document = self._document
        place = self._entry.block.fields[number]
        at = document.line_start(place.start)
        before = document.part(at, place.start)
        if self._frame.on_lines and before.strip() == self._frame.indent.strip():
            text = "".join(line + self._frame.between for line in lines)
            return _Edit(at, at, text)
        separator = self._frame.between if not self._frame.on_lines else ", "
        text = "".join(line.lstrip() + separator for line in lines)
        return _Edit(place.start, place.start, text)

    def _below(self, lines: list[str]) -> list[_Edit]:
        """*lines* below the last field; above it if a comma would have to be added."""
        if not lines:
            return []
        fields = self._entry.block.fields
        end = fields[-1].end
        rest = self._document.part(end, self._entry.block.end)
        has_comma = "," in rest or "," not in self._frame.between
        if self._frame.on_lines and not has_comma:
            return [self._above(len(fields) - 1, lines)]
        if _COMMA.match(rest):
            at = self._document.line_end(end)
            return [_Edit(at, at, "".join(f"\n{line}," for line in lines))]
        text = "".join(self._frame.between + line for line in lines)
        return [_Edit(end, end, text)]
