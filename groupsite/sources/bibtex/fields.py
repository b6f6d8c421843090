"""Parses the fields of a BibTeX entry; see :mod:`groupsite.sources.bibtex.reader`.

A value may lack its closing brace or quote, a field its comma, its braces or its value:
each fault is reported with its line, and parsing continues with the next field.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from groupsite.model.pickled import Pickled
from groupsite.model.positions import Position
from groupsite.model.problems import Problem, Subtype
from groupsite.model.text import did_you_mean

#: Months predefined by BibTeX styles.
MONTHS: Final = {
    "jan": "January", "feb": "February", "mar": "March", "apr": "April", "may": "May",
    "jun": "June", "jul": "July", "aug": "August", "sep": "September",
    "oct": "October", "nov": "November", "dec": "December",
}  # fmt: skip

_NAME: Final = re.compile(r"[^\s=,{}()\"#%\\]+")
#: The name of a field, wherever it occurs.
FIELD_NAME: Final = r"[^\W\d][\w.:-]*+"
#: A field at the start of a line: an unclosed value must have ended before it.
_LINE_FIELD: Final = re.compile(
    rf"^[ \t]*(?:,[ \t]*)?{FIELD_NAME}[ \t]*=[ \t]*[\"{{\w]", re.MULTILINE
)
#: Where parsing resumes after something that is not a field.
_RESUME: Final = re.compile(f",|{_LINE_FIELD.pattern}", re.MULTILINE)
#: Where words without braces end: there, or where the next part of the value begins.
_WORDS_END: Final = re.compile(f"[#{{]|{_RESUME.pattern}", re.MULTILINE)
#: Characters that may follow the last field.
_CLOSING: Final = "}), \t\n"
_SPACE: Final = re.compile(r"\s*")
_BRACE: Final = re.compile(r"[{}]")
_QUOTE: Final = re.compile(r'[{}"]')
_BARE: Final = re.compile(r"[^\s#,{}()\"=]+")
#: Possible name of an ``@string``.
_MACRO: Final = re.compile(r"[^\W\d][\w:+./-]*")
#: What may follow a value.
_AFTER: Final = re.compile(r"\s*(?:[,#]|$)")


@dataclass(frozen=True, slots=True)
class BibField(Pickled):
    """A field of an entry."""

    #: Value without delimiters; ``@string`` names are replaced, LaTeX is kept.
    value: str
    #: Line in the file, from 1.
    line: int


class FieldPlace(NamedTuple):
    """Where a field stands in the text of its file."""

    #: As written there.
    name: str
    start: int
    #: Where its value starts, with the delimiter.
    value: int
    end: int


class BibSource:
    """A file's text, its line numbers, ``@string`` names and problems."""

    def __init__(
        self, text: str, path: str, strings: dict[str, str] | None = None
    ) -> None:
        self.text = text
        self.path = path
        self.problems: list[Problem] = []
        #: Values of ``@string`` by name in lower case.
        self.strings = dict(MONTHS) if strings is None else strings
        #: Those that the present entry has asked for; None where there is none.
        self.asked: dict[str, str | None] = {}
        self._breaks = [match.start() for match in re.finditer("\n", text)]

    def line(self, index: int) -> int:
        """Line number of the character at *index*, from 1."""
        return bisect_right(self._breaks, index - 1) + 1

    def problem(self, index: int, message: str) -> None:
        """Report a problem at *index*."""
        self.problem_at(self.line(index), message)

    def mended(self, index: int, message: str) -> None:
        """Note a slip at *index* that is read as it was meant."""
        self.problem_at(self.line(index), message, Subtype.MENDED)

    def problem_at(
        self, line: int, message: str, subtype: Subtype = Subtype.BIB
    ) -> None:
        """Note that something is wrong in *line*."""
        position = Position(self.path, line)
        self.problems.append(Problem(position, message, subtype))


class Ahead:
    """Finds the next match of a pattern in a text.

    The text is searched only once, however often the match is requested, since a file
    may be a single line.
    """

    def __init__(self, pattern: re.Pattern[str], text: str, end: int) -> None:
        self._pattern = pattern
        self._text = text
        self._end = end
        self._start = -1

    def of(self, index: int) -> int:
        """The start of the first match at or after *index*, or the end of the text.

        :param index: must not decrease between calls.
        """
        if self._start < index:
            match = self._pattern.search(self._text, index, self._end)
            self._start = match.start() if match else self._end
        return self._start


class FieldReader:
    """Parses the fields between two positions in a file."""

    def __init__(
        self, source: BibSource, start: int, end: int, *, closed: bool = True
    ) -> None:
        self.source = source
        self.text = source.text
        self.index = start
        self.end = end
        #: Whether all braces are known to be closed. If not, a value ends at the latest
        #: before the next field on a line of its own.
        self.closed = closed
        self._line_fields = Ahead(_LINE_FIELD, self.text, end)
        #: Whether a field may start here.
        self.comma = True
        #: Whether some value had no end.
        self.cut = False
        #: Where each of the fields stands.
        self.places: list[FieldPlace] = []
        #: Where the last value that was read ends.
        self._ended = start

    def fields(self) -> list[tuple[str, BibField]]:
        """All fields in order, with names in lower case."""
        fields: list[tuple[str, BibField]] = []
        while True:
            self._skip()
            if self.index >= self.end:
                return fields
            if self.text[self.index] == ",":
                if self.comma and fields and not self.cut:
                    self.source.mended(self.index, "there is a comma too many")
                self.comma = True
                self.index += 1
                continue
            start = self.index
            name = self._name()
            if name is None:
                continue
            if not self.comma:
                self.source.mended(start, f"a comma is missing before `{name}`")
            self.comma = False
            line = self.source.line(start)
            self._skip()
            place = self.index
            value = self._value(name)
            if value is not None:
                fields.append((name.lower(), BibField(value, line)))
                self.places.append(FieldPlace(name, start, place, self._ended))

    def _skip(self) -> None:
        match = _SPACE.match(self.text, self.index, self.end)
        self.index = match.end() if match else self.index

    def _name(self) -> str | None:
        """The name before an equals sign; None if there is none."""
        match = _NAME.match(self.text, self.index, self.end)
        if match is not None:
            self.index = match.end()
            self._skip()
            if self.index < self.end and self.text[self.index] == "=":
                self.index += 1
                return match[0]
        where, after = match.span() if match else (self.index, self.index + 1)
        near = self.text[where : min(where + 20, self.end)].split("\n")[0].strip()
        if self.text[where] == "%":
            self.source.problem(where, f"`{near}`: entries cannot contain comments")
            newline = self.text.find("\n", where, self.end)
            self.index = self.end if newline < 0 else newline
            return None
        if where < self._last:
            message = f"`{near}` is not a field: write name = {{value}},"
            self.source.problem(where, message)
        resume = _RESUME.search(self.text, after, self.end)
        self.index = resume.start() if resume else self.end
        return None

    @cached_property
    def _last(self) -> int:
        """The end of the last field, including what is wrong after it."""
        return self.index + len(self.text[self.index : self.end].rstrip(_CLOSING))

    def _value(self, name: str) -> str | None:
        """The value after an equals sign, with its parts joined."""
        parts: list[str] = []
        while True:
            self._skip()
            part = self._part(name)
            if part is None:
                return "".join(parts) if parts else None
            parts.append(part)
            self._ended = self.index
            self._skip()
            if self.index < self.end and self.text[self.index] == "#":
                self.index += 1
                continue
            return "".join(parts)

    def _part(self, name: str) -> str | None:
        first = self.text[self.index] if self.index < self.end else ""
        if first == "{":
            return self._delimited(name, _BRACE, "}")
        if first == '"':
            return self._delimited(name, _QUOTE, '"')
        match = _BARE.match(self.text, self.index, self.end)
        if match is None:
            self.source.problem(
                min(self.index, max(self.end - 1, 0)),
                f"field `{name}` has no value: write {name} = {{value}},",
            )
            return None
        self.index = match.end()
        if match[0].isdigit():
            return match[0]
        return self._macro(name, match)

    def _macro(self, name: str, match: re.Match[str]) -> str:
        """The text of an ``@string``, given its name."""
        strings = self.source.strings
        known = strings.get(match[0].lower())
        self.source.asked[match[0].lower()] = known
        if known is None:
            stop = _WORDS_END.search(self.text, match.end(), self.end)
            end = stop.start() if stop else self.end
            words = self.text[match.start() : end].strip()
            bare = " " in words or not _MACRO.fullmatch(match[0])
            if bare and (stop is None or stop[0] not in "#{"):
                # a value without braces: title = A new method,
                self.index = end
                self.source.mended(
                    match.start(),
                    f"field `{name}` needs braces around its value: "
                    f"{name} = {{{words}}},",
                )
                return words
            word = match[0].lower()
            hint = did_you_mean(word, strings) if len(word) > 2 else ""
            self.source.problem(
                match.start(),
                f"field `{name}`: there is no @string named `{match[0]}`{hint}",
            )
            return match[0]
        return known

    def _runs_over(self, start: int, mark: re.Match[str]) -> bool:
        """Whether a value that ends at *mark* contains further fields."""
        odd = not _AFTER.match(self.text, mark.end(), self.end)
        return odd and bool(_LINE_FIELD.search(self.text, start, mark.end()))

    def _delimited(self, name: str, marks: re.Pattern[str], closing: str) -> str:
        """A value in braces or quotes, starting at the current index."""
        start = self.index + 1
        depth = 0
        end = self.end if self.closed else self._line_fields.of(start)
        for mark in marks.finditer(self.text, start, end):
            if depth == 0 and mark[0] == closing:
                if self._runs_over(start, mark):
                    break
                self.index = mark.end()
                return self.text[start : mark.start()]
            if mark[0] == "{":
                depth += 1
            elif mark[0] == "}":
                depth -= 1
                if depth < 0:
                    break
        end = self._line_fields.of(start)
        what = "quote" if closing == '"' else "brace"
        self.source.mended(start, f"field `{name}`: the closing {what} is missing")
        self.index = end
        self.comma = self.cut = True
        self.closed = False
        value = self.text[start:end].rstrip().removesuffix(",").rstrip()
        if closing == "}":
            # one of the braces at the end closes an inner group
            return (
                value.removesuffix("}")
                if value.count("}") > value.count("{")
                else value
            )
        return value.removesuffix("}").rstrip().removesuffix('"')
