"""How entries are laid out: line breaks, indents, columns, commas, braces.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from groupsite.sources.bibtex.fields import FieldPlace
    from groupsite.sources.bibtex.writing.document import BibDocument, Entry

#: What stands in one column: nothing, the signs behind names on the left or on the
#: right, or the values.
Align = Literal["", "sign", "right", "value"]

_T = TypeVar("_T")
_COMMA: Final = re.compile(r"\s*,\s*")
_END: Final = re.compile(r"(\s*,)?(\s*)[})]")
_HEAD: Final = re.compile(r"@\s*[\w-]+")
_LINE: Final = re.compile(r"\s*\n\s*")
_TRAILING: Final = re.compile(r"[ \t]+(?=\n)")
_SIGN: Final = re.compile(r"(\s*)=(\s*)")


class Columns(NamedTuple):
    """What fields of an entry have in one column."""

    align: Align = ""
    #: Where the column is; elsewhere in each entry if it is not fixed.
    column: int = 0
    fixed: bool = True
    #: How far it is from the longest name, or if it is fixed from longer ones than fit.
    distance: int = 1


_FREE: Final = Columns()


@dataclass(frozen=True, slots=True)
class Frame:
    """The layout of an entry, but for its words."""

    #: Between the type and the key: ``{``, `` {``, ``(``.
    opening: str = "{"
    #: Between the key and the first field, without its indent.
    first: str = ",\n"
    #: Between two fields, without the indent.
    between: str = ",\n"
    indent: str = "  "
    #: Before and after the equals sign.
    before: str = " "
    after: str = " "
    columns: Columns = _FREE
    #: After the last value, before the closing brace.
    ending: str = ",\n"

    @property
    def on_lines(self) -> bool:
        """Whether each field stands on a line of its own."""
        return "\n" in self.between

    @property
    def closing(self) -> str:
        """What ends an entry."""
        return ")" if "(" in self.opening else "}"

    def field(self, name: str, value: str, longest: int) -> str:
        """A field as it is written, with the indent if it is on a line of its own.

        :param longest: length of the longest name in the entry.
        """
        before, after = self.before, self.after
        indent = self.indent if self.on_lines else ""
        left = _width(indent)
        align, column, fixed, distance = self.columns
        if align and not fixed:
            column = left + longest + distance
        if align == "sign":
            before = " " * max(column - left - len(name), distance)
        elif align == "right":
            indent = " " * (column - len(before) - len(name))
        elif align == "value":
            after = " " * max(column - left - len(name) - len(before) - 1, 1)
        start = f"{indent}{name}{before}={after}"
        # names of people, each on a line of its own
        people = " and\n" + " " * (_width(start) + 1)
        return start + value.replace(" and\n", people)

    def entry(self, head: str, fields: Sequence[tuple[str, str]]) -> str:
        """An entry with *fields* as they are spelled, each with its value.

        :param head: ``@type`` and the key.
        """
        longest = max((len(name) for name, _ in fields), default=0)
        lines = [self.field(name, value, longest) for name, value in fields]
        if not lines:
            return f"{head},\n{self.closing}"
        starts_line = "\n" in self.first
        if starts_line != self.on_lines:  # the first field is where others are not
            lines[0] = (self.indent if starts_line else "") + lines[0].lstrip()
        return (
            f"{head}{self.first}{self.between.join(lines)}{self.ending}{self.closing}"
        )


_USUAL: Final = Frame()
_IN_A_LINE: Final = Frame(first=", ", between=", ", indent="", ending="")


class _Seen(NamedTuple):
    """The layout of one entry; None where it does not tell."""

    opening: str
    first: str | None
    between: str | None
    indent: str | None
    before: str | None
    after: str | None
    columns: Columns | None
    ending: str | None


def learn_frame(
    document: BibDocument, entries: Iterable[Entry], default: Frame = _USUAL
) -> Frame:
    """The layout that most of *entries* have, or *default* where none tells."""
    seen = [_seen(document, e) for e in entries if e.block.closed and e.block.fields]
    on_lines = most_common([*map(_is_on_lines, seen)], default=default.on_lines)
    seen = [look for look in seen if _is_on_lines(look) == on_lines]
    plain = next(f for f in (default, _USUAL, _IN_A_LINE) if f.on_lines == on_lines)

    def usual(name: str, default: _T) -> _T:
        found = [getattr(look, name) for look in seen]
        return most_common([x for x in found if x is not None], default=default)

    columns = [look.columns for look in seen if look.columns is not None]
    return Frame(
        opening=usual("opening", plain.opening),
        first=usual("first", plain.first),
        between=usual("between", plain.between),
        indent=usual("indent", plain.indent),
        before=usual("before", plain.before),
        after=usual("after", plain.after),
        columns=_common_columns(columns) if columns else plain.columns,
        ending=usual("ending", plain.ending),
    )


def most_common(values: Sequence[_T], *, default: _T) -> _T:
    """The value that occurs most, the first of several."""
    return Counter(values).most_common(1)[0][0] if values else default


def _is_on_lines(look: _Seen) -> bool:
    return "\n" in (look.first or "") or "\n" in (look.between or "")


def _seen(document: BibDocument, entry: Entry) -> _Seen:
    block = entry.block
    places = block.fields
    key_end = block.key_start + len(block.key)
    seps = [document.part(one.end, two.start) for one, two in pairwise(places)]
    seps = [sep for sep in seps if _COMMA.fullmatch(sep)]
    opening = _HEAD.sub("", document.part(block.start, block.key_start))
    first = document.part(key_end, places[0].start)
    firsts = [first] if _COMMA.fullmatch(first) else []
    end = document.part(places[-1].end, block.end)
    signs = [
        document.part(place.start + len(place.name), place.value) for place in places
    ]
    parts = [found.groups() for found in map(_SIGN.fullmatch, signs) if found]
    indents = [sep.rpartition("\n")[2] for sep in [first, *seps] if "\n" in sep]
    return _Seen(
        opening=_LINE.sub("", opening),
        first=most_common([*map(_cut, firsts)], default=None),
        between=most_common([*map(_cut, seps or firsts)], default=None),
        indent=most_common(indents, default=None),
        before=most_common([before for before, _ in parts], default=None),
        after=most_common([after for _, after in parts], default=None),
        columns=_columns(document, places) if indents else None,
        ending=_TRAILING.sub("", end[:-1]) if _END.fullmatch(end) else None,
    )


def _cut(separator: str) -> str:
    """*separator* without the indent of a line after it."""
    before, line, _ = separator.rpartition("\n")
    return before.rstrip(" \t") + line or separator


def _columns(document: BibDocument, places: Sequence[FieldPlace]) -> Columns | None:
    """What stands in one column; None if names are too alike to tell."""
    starts, signs, values = set(), set(), set()
    widths: list[int] = []
    gaps: set[tuple[str, str]] = set()
    for place in places:
        line = document.line_start(place.start)
        indent = document.part(line, place.start)
        if indent.strip(" \t,"):  # not on a line of its own
            continue
        sign = document.part(line, place.value).rpartition("=")[0]
        starts.add(_width(indent))
        signs.add(_width(sign))
        values.add(_width(document.part(line, place.value)))
        widths.append(_width(indent) + len(place.name))
        gaps.add((sign[len(indent) + len(place.name) :], ""))
    if len({*widths}) < 2 and len(starts) < 2:
        return None
    longest = max(widths)
    if len(signs) == 1:
        column = min(signs)
        align: Align = "sign" if len(starts) == 1 else "right"
        return Columns(align, column, distance=column - longest)
    if len(values) == 1 and len(starts) == 1 and len(gaps) == 1:
        column = min(values)
        return Columns("value", column, distance=column - longest)
    return _FREE


def _common_columns(seen: Sequence[Columns]) -> Columns:
    """The columns that most entries have, and whether they follow the longest name."""
    align = most_common([columns.align for columns in seen], default="")
    alike = [columns for columns in seen if columns.align == align]
    if not align:
        return _FREE
    column, number = Counter(c.column for c in alike).most_common(1)[0]
    distance, times = Counter(c.distance for c in alike).most_common(1)[0]
    if align == "sign" and (times > number or (times == number and distance == 1)):
        return Columns(align, column, fixed=False, distance=distance)
    return Columns(align, column, distance=1)


def _width(text: str) -> int:
    return len(text.expandtabs(8))
