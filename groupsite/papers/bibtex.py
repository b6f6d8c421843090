"""Reading BibTeX: every entry that can be saved is saved, every fault has its line.

BibTeX programs stop at the first fault and lose what follows. People's files have
faults, so this reader takes an entry's span first and its fields after: what is wrong
inside an entry cannot reach the next one. The grammar is that of BibTeX 0.99d
(O. Patashnik, *BibTeXing*, 1988): entries in braces or parentheses, values in braces,
in quotes, as numbers or as ``@string`` names, joined by ``#``.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from groupsite.core.positions import Position
from groupsite.core.problems import Problem, Subtype
from groupsite.papers.bibfields import BibField, BibSource, FieldReader

if TYPE_CHECKING:
    from collections.abc import Mapping

_COMMAND: Final = re.compile(r"@[ \t]*([A-Za-z]+)\s*([{(])")
#: An entry that begins on a line of its own, even inside another one.
_LINE_COMMAND: Final = re.compile(r"^[ \t]*@[A-Za-z]+[ \t]*[{(]", re.MULTILINE)
_NO_BRACE: Final = re.compile(
    r"^[ \t]*@[ \t]*(article|book|booklet|inbook|incollection|inproceedings|conference"
    r"|manual|mastersthesis|misc|phdthesis|proceedings|techreport|unpublished|online"
    r"|thesis|report|dataset|software)\b(?!\s*[{(])",
    re.MULTILINE | re.IGNORECASE,
)
_KEY: Final = re.compile(r"\s*([^\s,={}()\"#%\\]+)\s*(?=[,})]|$)")
_STRAY: Final = re.compile(r"\s*,\s*[A-Za-z][\w:-]*\s*=\s*[\"{\w]")
_BRACE: Final = re.compile(r"[{}]")
_PARENTHESIS: Final = re.compile(r"[{}()]")


@dataclass(frozen=True, slots=True)
class BibEntry:
    """An entry as it stands in a file."""

    #: Type in lower case, without the ``@``.
    type: str
    key: str
    #: Fields by name in lower case, in the order of the file.
    fields: Mapping[str, BibField]
    #: The piece of the file that holds the entry: the BibTeX to hand out.
    raw: str
    position: Position

    def get(self, name: str) -> str:
        """Value of the field *name*, or an empty string."""
        found = self.fields.get(name)
        return found.value.strip() if found else ""

    def at(self, name: str) -> Position:
        """Position of the field *name*, or of the entry."""
        found = self.fields.get(name)
        return Position(self.position.path, found.line) if found else self.position


@dataclass(slots=True)
class BibFileText:
    """Entries and problems found in one file."""

    entries: list[BibEntry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def decode_bytes(data: bytes, path: str) -> tuple[str, list[Problem]]:
    """The text of a file: UTF-8 with or without a mark, else Windows-1252."""
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"), []
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        message = (
            "this file is not UTF-8 from this line on, it was read as Windows-1252 "
            "(latin-1); save it with the encoding UTF-8"
        )
        text = data.decode("cp1252", errors="replace")
        problem = Problem(Position(path, line), message, Subtype.BIB)
        return text.replace("\r\n", "\n").replace("\r", "\n"), [problem]


def parse_bibtex(
    text: str, path: str, strings: dict[str, str] | None = None
) -> BibFileText:
    """All entries of *text*, with a problem for everything that is wrong.

    :param path: the file as authors know it, for positions.
    :param strings: ``@string`` names of the files before this one; gets those of this.
    """
    return _Scanner(BibSource(text, path, strings)).scan()


class _Scanner:
    """Walks through one file."""

    def __init__(self, source: BibSource) -> None:
        self.text = source.text
        self.source = source
        self.problem = source.problem
        self.entries: list[BibEntry] = []
        self._keys: dict[str, int] = {}

    def scan(self) -> BibFileText:
        for lost in _NO_BRACE.finditer(self.text):
            self.problem(
                lost.start(), f"`@{lost[1]}` needs a brace: @{lost[1]}{{key, …}}"
            )
        index = 0
        while match := _COMMAND.search(self.text, index):
            index = self._command(match)
        problems = sorted(self.source.problems, key=lambda p: p.position.line)
        return BibFileText(self.entries, problems)

    def _command(self, match: re.Match[str]) -> int:
        """Read what begins at *match*; return where to go on."""
        kind = match[1].lower()
        start, body = match.start(), match.end()
        end, closed = self._span(body, match[2])
        if kind == "comment":
            # BibTeX skips the word alone; JabRef and BibDesk keep data in the braces
            return end if closed else body
        if kind == "preamble":
            return end
        if kind == "string":
            self._string(FieldReader(self.source, body, end - closed))
            return end
        if not closed:
            what = self._key(body)
            self.problem(
                start,
                f"entry `{what}`: a closing brace is missing; the entry was taken to "
                f"end {self._before(end)}",
            )
        return self._entry(kind, start, (body, end), closed=closed)

    def _span(self, body: int, opening: str) -> tuple[int, bool]:
        """End of the entry whose content begins at *body*, and whether it is closed.

        An entry ends at its closing brace, at the latest before the next line that
        begins an entry.
        """
        following = _LINE_COMMAND.search(self.text, body)
        limit = following.start() if following else len(self.text)
        depth = 0
        if opening == "{":
            for brace in _BRACE.finditer(self.text, body, limit):
                depth += 1 if brace[0] == "{" else -1
                if depth < 0:
                    return brace.end(), True
            return limit, False
        for brace in _PARENTHESIS.finditer(self.text, body, limit):
            if brace[0] in "{}":
                depth += 1 if brace[0] == "{" else -1
            elif depth == 0 and brace[0] == ")":
                return brace.end(), True
        return limit, False

    def _before(self, end: int) -> str:
        if end == len(self.text):
            return "with the file"
        return f"before line {self.source.line(end)}"

    def _key(self, body: int) -> str:
        match = _KEY.match(self.text, body)
        return match[1] if match else "?"

    def _string(self, body: FieldReader) -> None:
        for name, value in body.fields():
            self.source.strings[name.lower()] = value.value

    def _entry(
        self, kind: str, start: int, span: tuple[int, int], *, closed: bool
    ) -> int:
        """Read the entry whose content is *span*; return where to go on."""
        body, end = span
        match = _KEY.match(self.text, body, end)
        if match is None:
            self.problem(
                start,
                f"this `@{kind}` has no key and was left out: write "
                f"@{kind}{{key, title = …}}",
            )
            return end
        content = FieldReader(self.source, match.end(), end - closed, closed=closed)
        pairs = content.fields()
        end = self._stray_braces(match[1], end, pairs)
        fields: dict[str, BibField] = {}
        for name, value in pairs:
            if name in fields:
                self.source.problem_at(
                    value.line,
                    f"entry `{match[1]}`: field `{name}` is given twice, first in line "
                    f"{fields[name].line}; the first one counts",
                )
            else:
                fields[name] = value
        key = match[1]
        line = self.source.line(start)
        known = self._keys.setdefault(key.casefold(), line)
        if known != line:
            self.problem(
                start,
                f"entry `{key}` is a second one with this key and was left out; the "
                f"first is in line {known}",
            )
            return end
        raw = self.text[start:end].rstrip()
        position = Position(self.source.path, line)
        self.entries.append(BibEntry(kind, key, fields, raw, position))
        return end

    def _stray_braces(
        self, key: str, end: int, pairs: list[tuple[str, BibField]]
    ) -> int:
        """Go on with an entry that a brace too many has closed early."""
        while _STRAY.match(self.text, end):
            self.problem(
                end - 1, f"entry `{key}`: there is a closing brace too many before this"
            )
            following, closed = self._span(end, "{")
            pairs += FieldReader(self.source, end, following - closed).fields()
            end = following
        return end
