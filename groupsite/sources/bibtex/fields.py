"""The fields between the braces of a BibTeX entry; see :mod:`groupsite.sources.bibtex.reader`.

A value may have lost its closing brace or quote, a field its comma, its braces or its
value: each is reported with its line, and reading goes on with the next field.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from groupsite.model.positions import Position
from groupsite.model.problems import Problem, Subtype
from groupsite.model.text import did_you_mean

#: The months that BibTeX styles predefine.
MONTHS: Final = {
    "jan": "January", "feb": "February", "mar": "March", "apr": "April", "may": "May",
    "jun": "June", "jul": "July", "aug": "August", "sep": "September",
    "oct": "October", "nov": "November", "dec": "December",
}  # fmt: skip

_NAME: Final = re.compile(r"[^\s=,{}()\"#%\\]+")
#: What is meant as the name of a field, wherever it stands.
FIELD_NAME: Final = r"[^\W\d][\w.:-]*+"
#: A field that begins on a line of its own: where a lost value has certainly ended.
_LINE_FIELD: Final = re.compile(
    rf"^[ \t]*(?:,[ \t]*)?{FIELD_NAME}[ \t]*=[ \t]*[\"{{\w]", re.MULTILINE
)
#: Where reading goes on behind something that is no field.
_RESUME: Final = re.compile(f",|{_LINE_FIELD.pattern}", re.MULTILINE)
#: Where words without braces end: there, or where a value has another part.
_WORDS_END: Final = re.compile(f"[#{{]|{_RESUME.pattern}", re.MULTILINE)
#: What may stand behind the last field.
_CLOSING: Final = "}), \t\n"
_SPACE: Final = re.compile(r"\s*")
_BRACE: Final = re.compile(r"[{}]")
_QUOTE: Final = re.compile(r'[{}"]')
_BARE: Final = re.compile(r"[^\s#,{}()\"=]+")
#: What can be the name of an ``@string``.
_MACRO: Final = re.compile(r"[^\W\d][\w:+./-]*")
#: What may follow a value.
_AFTER: Final = re.compile(r"\s*(?:[,#]|$)")


@dataclass(frozen=True, slots=True)
class BibField:
    """A field of an entry."""

    #: The value without its delimiters, ``@string`` names replaced, LaTeX untouched.
    value: str
    #: Line in the file, counted from 1.
    line: int


class BibSource:
    """A file's text, its lines, its ``@string`` names and what was wrong with it."""

    def __init__(
        self, text: str, path: str, strings: dict[str, str] | None = None
    ) -> None:
        self.text = text
        self.path = path
        self.problems: list[Problem] = []
        #: Values of ``@string`` by name in lower case.
        self.strings = dict(MONTHS) if strings is None else strings
        self._breaks = [match.start() for match in re.finditer("\n", text)]

    def line(self, index: int) -> int:
        """Line of the character at *index*, counted from 1."""
        return bisect_right(self._breaks, index - 1) + 1

    def problem(self, index: int, message: str) -> None:
        """Note that something is wrong at *index*."""
        self.problem_at(self.line(index), message)

    def problem_at(self, line: int, message: str) -> None:
        """Note that something is wrong in *line*."""
        position = Position(self.path, line)
        self.problems.append(Problem(position, message, Subtype.BIB))


class Ahead:
    """Where a pattern is found next in a text.

    Each place is searched once, however often it is asked for: a file may be one line.
    """

    def __init__(self, pattern: re.Pattern[str], text: str, end: int) -> None:
        self._pattern = pattern
        self._text = text
        self._end = end
        self._found = -1

    def of(self, index: int) -> int:
        """The first match at *index*, which never goes back, or behind it, or the end."""
        if self._found < index:
            match = self._pattern.search(self._text, index, self._end)
            self._found = match.start() if match else self._end
        return self._found


class FieldReader:
    """Reads the fields between two places of a file."""

    def __init__(
        self, source: BibSource, start: int, end: int, *, closed: bool = True
    ) -> None:
        self.source = source
        self.text = source.text
        self.index = start
        self.end = end
        #: Whether all braces have their closing ones, as far as is known: if not, no
        #: value goes beyond the next field on a line of its own.
        self.closed = closed
        self._line_fields = Ahead(_LINE_FIELD, self.text, end)
        #: Whether a field may begin here.
        self.comma = True
        #: Whether a value has lost its end.
        self.cut = False
        #: The ``@string`` names that values have used, with what they stand for.
        self.macros: dict[str, str] = {}

    def fields(self) -> list[tuple[str, BibField]]:
        """All fields, in order, each with its name in lower case."""
        found: list[tuple[str, BibField]] = []
        while True:
            self._skip()
            if self.index >= self.end:
                return found
            if self.text[self.index] == ",":
                self.comma = True
                self.index += 1
                continue
            start = self.index
            name = self._name()
            if name is None:
                continue
            if not self.comma:
                self.source.problem(start, f"a comma is missing before `{name}`")
            self.comma = False
            line = self.source.line(start)
            value = self._value(name)
            if value is not None:
                found.append((name.lower(), BibField(value, line)))

    def _skip(self) -> None:
        match = _SPACE.match(self.text, self.index, self.end)
        self.index = match.end() if match else self.index

    def _name(self) -> str | None:
        """The name before an equals sign; None where there is none."""
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
            self.source.problem(where, f"`{near}`: entries cannot hold comments")
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
        """The end of the last field, with what is wrong behind it."""
        return self.index + len(self.text[self.index : self.end].rstrip(_CLOSING))

    def _value(self, name: str) -> str | None:
        """The value behind an equals sign, its parts joined."""
        parts: list[str] = []
        while True:
            self._skip()
            part = self._part(name)
            if part is None:
                return "".join(parts) if parts else None
            parts.append(part)
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
        """The text that a name of ``@string`` stands for."""
        strings = self.source.strings
        known = strings.get(match[0].lower())
        if known is None:
            stop = _WORDS_END.search(self.text, match.end(), self.end)
            end = stop.start() if stop else self.end
            words = self.text[match.start() : end].strip()
            bare = " " in words or not _MACRO.fullmatch(match[0])
            if bare and (stop is None or stop[0] not in "#{"):
                # a value that lost its braces: title = A new method,
                self.index = end
                self.source.problem(
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
        if match[0].lower() not in MONTHS:
            self.macros[match[0]] = known
        return known

    def _runs_over(self, start: int, mark: re.Match[str]) -> bool:
        """Whether a value that ends at *mark* took other fields in."""
        odd = not _AFTER.match(self.text, mark.end(), self.end)
        return odd and bool(_LINE_FIELD.search(self.text, start, mark.end()))

    def _delimited(self, name: str, marks: re.Pattern[str], closing: str) -> str:
        """A value in braces or quotes; the index is at its opening one."""
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
        self.source.problem(start, f"field `{name}`: the closing {what} is missing")
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
