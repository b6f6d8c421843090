"""Reads BibTeX: recovers every entry that it can, and reports each fault by line.

BibTeX programs stop at the first fault and lose the rest. People's files have faults,
so this reader first finds where an entry ends and then parses its fields: a fault
inside an entry cannot affect the next one. The grammar is that of BibTeX 0.99d (O.
Patashnik, *BibTeXing*, 1988): entries in braces or parentheses; values in braces, in
quotes, as numbers or as ``@string`` names, joined by ``#``.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from groupsite.model.pickled import Pickled
from groupsite.model.positions import Position
from groupsite.model.problems import Subtype
from groupsite.sources.bibtex.fields import (
    FIELD_NAME,
    Ahead,
    BibField,
    BibSource,
    FieldPlace,
    FieldReader,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from groupsite.model.problems import Problem

#: A line that is commented out, or the start of an entry anywhere.
_COMMAND: Final = re.compile(
    r"^[ \t]*%[^\n]*|@\s*([A-Za-z][\w-]*)\s*([{(])", re.MULTILINE
)
#: The start of an entry on a line of its own, even inside another one.
_LINE_COMMAND: Final = re.compile(r"^[ \t]*@\s*[A-Za-z][\w-]*\s*[{(]", re.MULTILINE)
#: Parts of entries outside of entries, probably by mistake.
_LOST: Final = re.compile(
    r"(?:^|(?<=[})]))[ \t]*+(?:(?P<at>@(?!\s*comment\b)[^\n]*)"
    r"|[^\w\s%@]?(?P<type>(?:article|book|booklet|inbook|incollection|inproceedings"
    r"|conference|manual|mastersthesis|misc|phdthesis|proceedings|techreport"
    r"|unpublished|online|thesis|report|dataset|software)(?=\s*\{\s*[^\s,{}()]+\s*,)"
    # any type, if a field follows
    rf"|\w[\w-]*+(?=\s*+[{{(]\s*+[^\s,{{}}()]++\s*+,\s*+{FIELD_NAME}\s*+=))"
    # no backtracking: a line may have megabytes
    rf"|[^\n%@{{}})]*?(?<![\w.:-])(?P<field>{FIELD_NAME})\s*+=\s*[\"{{])",
    re.MULTILINE | re.IGNORECASE,
)
_KEY: Final = re.compile(
    rf"\s*([^\s,={{}}()\"#%\\]+)(?:\s*(?=[,}})]|$)|\s+(?={FIELD_NAME}\s*=))"
)
#: Fields right after the end of an entry.
_STRAY: Final = re.compile(
    rf"(?:\s*|[^\n@=,]*),\s*{FIELD_NAME}\s*=\s*[\"{{\w]"
    rf"|\s*{FIELD_NAME}\s*=\s*(?:[\"{{]|\w+\s*[,}})])"
)
_BRACE: Final = re.compile(r"[{}]")
_PARENTHESIS: Final = re.compile(r"[{}()\"]")


@dataclass(frozen=True, slots=True)
class BibEntry(Pickled):
    """An entry of a .bib file."""

    #: Type in lower case, without the ``@``.
    type: str
    key: str
    #: Fields by name in lower case, in the order of the file.
    fields: Mapping[str, BibField]
    position: Position
    #: The entries that some of its fields come from: its book, its proceedings.
    parents: tuple[BibEntry, ...] = ()

    def get(self, name: str) -> str:
        """The value of the field *name*, or ``""``."""
        bib_field = self.fields.get(name)
        return bib_field.value.strip() if bib_field else ""

    def at(self, name: str) -> Position:
        """The position of the field *name*, or of the entry if it has no such field."""
        bib_field = self.fields.get(name)
        if bib_field is None:
            return self.position
        owners = (
            p for p in self.parents if any(bib_field is f for f in p.fields.values())
        )
        return Position(next(owners, self).position.path, bib_field.line)


@dataclass(frozen=True, slots=True)
class Block:
    """Where something that begins with an ``@`` stands in the text of its file."""

    #: Word after the ``@``, as it is written: ``article``, ``String``, ``comment``.
    word: str
    start: int
    end: int
    #: Whether its closing brace is there.
    closed: bool
    #: Key of an entry, and where it starts; empty if it has none.
    key: str = ""
    key_start: int = 0
    fields: tuple[FieldPlace, ...] = ()

    @property
    def type(self) -> str:
        """The word in lower case."""
        return self.word.lower()

    @property
    def is_entry(self) -> bool:
        """Whether it is an entry, even one without a key."""
        return self.type not in ("comment", "string", "preamble")


@dataclass(slots=True)
class BibFileText:
    """The entries and problems in one file."""

    entries: list[BibEntry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    #: All that begins with an ``@``, in order, what was left out as well.
    blocks: list[Block] = field(default_factory=list)


class Taken(NamedTuple):
    """What a block was read as.

    That is the text from an entry up to the next one that begins on a line of its own.
    """

    entry: BibEntry
    #: Slips in it, which are read as they were meant.
    problems: Sequence[Problem] = ()
    #: The names that it asked for, with the ``@string`` of each, if there was one.
    strings: tuple[tuple[str, str | None], ...] = ()
    #: Length of the entry.
    length: int = 0


class Earlier(Protocol):
    """Blocks that were read before."""

    def find(self, path: str, block: str, line: int) -> Taken | None:
        """What *block* was read as, in its present *line*; None if it is not known."""

    def note(self, path: str, block: str, taken: Taken) -> None:
        """Note what *block* was read as."""


def parse_bibtex(
    text: str,
    path: str,
    strings: dict[str, str] | None = None,
    earlier: Earlier | None = None,
) -> BibFileText:
    """Parse all entries in *text*; everything that is wrong becomes a problem.

    :param path: the file as shown to authors, for positions.
    :param strings: ``@string`` names from earlier files; those in *text* are added.
    :param earlier: what is known is not read again, and is not among the blocks.
    """
    return _Scanner(BibSource(text, path, strings), earlier).scan()


class _Scanner:
    """Scans one file."""

    def __init__(self, source: BibSource, earlier: Earlier | None) -> None:
        self.text = source.text
        self.source = source
        self.earlier = earlier
        self.problem = source.problem
        self.entries: list[BibEntry] = []
        self.blocks: list[Block] = []
        self._keys: dict[str, int] = {}
        self._line_commands = Ahead(_LINE_COMMAND, self.text, len(self.text))
        #: Where the search for the end of a comment has failed; not repeated before
        #: that.
        self._unended = 0

    def scan(self) -> BibFileText:
        index = end = 0
        while match := _COMMAND.search(self.text, index):
            if match[1] is None:
                index = match.end()
                continue
            self._outside(end, match.start())
            index = end = self._command(match)
        self._outside(end, len(self.text))
        problems = sorted(self.source.problems, key=lambda p: p.position.line)
        return BibFileText(self.entries, problems, self.blocks)

    def _outside(self, start: int, end: int) -> None:
        """Report what looks like part of an entry between two entries."""
        reported = False
        for lost in _LOST.finditer(self.text, start, end):
            if lost["at"]:
                what = f"`{lost['at'][:30].rstrip()}` is not an entry"
                message = f"{what}: write @type{{key, title = …}}"
            elif lost["type"]:
                kind = lost["type"]
                message = f"`{kind}` needs an @ before it: @{kind}{{key, …}}"
            elif reported:
                continue  # one message per entry is enough
            else:
                message = (
                    f"`{lost['field']} = …` is outside any entry: is there an extra "
                    "closing brace before it, or is @type{key, … missing?"
                )
            reported = True
            self.problem(lost.start(lost.lastgroup or 0), message)

    def _command(self, match: re.Match[str]) -> int:
        """Read what starts at *match*; return the index at which to continue."""
        kind = match[1].lower()
        start, body = match.start(), match.end()
        if kind == "comment" and body < self._unended:
            return body
        if kind not in ("comment", "string", "preamble") and self.earlier:
            return self._known_entry(match, self.earlier)
        end, closed = self._span(body, match[2])
        if kind == "comment":
            # BibTeX only skips the word; JabRef and BibDesk keep data in the braces
            if closed:
                self.blocks.append(Block(match[1], start, end, closed))
                return end
            self._unended = end
            return body
        if kind not in ("string", "preamble"):
            return self._entry(match, end, closed=closed)
        self.blocks.append(Block(match[1], start, end, closed))
        content = FieldReader(self.source, body, end - closed, closed=closed)
        if kind == "string":
            for name, value in content.fields():
                self.source.strings[name.lower()] = value.value
        if not closed and not content.cut:
            self._unclosed(f"this `@{kind}`", start, end)
        return end

    def _unclosed(self, what: str, start: int, end: int) -> None:
        where = "with the file"
        if end < len(self.text):
            where = f"before line {self.source.line(end)}"
        message = f"{what} has no closing brace; it was assumed to end {where}"
        self.source.mended(start, message)

    def _span(self, body: int, opening: str) -> tuple[int, bool]:
        """The end of the entry whose content starts at *body*; whether it is closed.

        An entry ends at its closing brace, or at the latest before the next line that
        starts an entry.
        """
        limit = self._line_commands.of(body)
        depth, quoted = 0, False
        marks = _BRACE if opening == "{" else _PARENTHESIS
        for mark in marks.finditer(self.text, body, limit):
            if mark[0] in "{}":
                depth += 1 if mark[0] == "{" else -1
                if depth < 0 and opening == "{":
                    return mark.end(), True
            elif depth <= 0 and mark[0] == '"':
                quoted = not quoted
            elif depth <= 0 and not quoted and mark[0] == ")":
                return mark.end(), True
        return limit, False

    def _known_entry(self, command: re.Match[str], earlier: Earlier) -> int:
        """Take the entry as it was read before, or read it and note it.

        Where more is wrong than slips, it is read again: messages name other lines.
        """
        source, start, body = self.source, command.start(), command.end()
        block = self.text[start : self._line_commands.of(body)]
        taken = earlier.find(source.path, block, source.line(start))
        if taken and all(source.strings.get(n) == s for n, s in taken.strings):
            source.problems += taken.problems
            self._take(taken.entry)
            return start + taken.length
        before, source.asked = len(source.problems), {}
        end, closed = self._span(body, command[2])
        end = self._entry(command, end, closed=closed)
        slips = source.problems[before:]
        if closed and all(slip.subtype is Subtype.MENDED for slip in slips):
            strings = tuple(source.asked.items())
            taken = Taken(self.entries[-1], slips, strings, end - start)
            earlier.note(source.path, block, taken)
        return end

    def _entry(self, command: re.Match[str], end: int, *, closed: bool) -> int:
        """Read the entry that ends at *end*; return the index to continue at."""
        kind, start, body = command[1].lower(), command.start(), command.end()
        match = _KEY.match(self.text, body, end)
        if match is None:
            self.problem(
                start,
                f"this `@{kind}` has no key of one word and was left out: write "
                f"@{kind}{{key, title = …}}",
            )
            self.blocks.append(Block(command[1], start, end, closed))
            return end
        key = match[1]
        content = FieldReader(self.source, match.end(), end - closed, closed=closed)
        content.comma = False
        pairs = content.fields()
        if not closed and not content.cut:
            self._unclosed(f"entry `{key}`", start, end)
        places = content.places
        end = self._stray_braces(key, end, pairs, places)
        block = Block(
            command[1], start, end, closed, key, match.start(1), tuple(places)
        )
        self.blocks.append(block)
        fields = self._unique(key, pairs)
        position = Position(self.source.path, self.source.line(start))
        self._take(BibEntry(kind, key, fields, position))
        return end

    def _take(self, entry: BibEntry) -> None:
        """Add an entry, unless there is one with its key."""
        line, folded = entry.position.line, entry.key.casefold()
        if folded in self._keys:
            self.source.problem_at(
                line,
                f"entry `{entry.key}` is a duplicate and was left out; the "
                f"first is in line {self._keys[folded]}",
            )
            return
        self._keys[folded] = line
        self.entries.append(entry)

    def _unique(
        self, key: str, pairs: list[tuple[str, BibField]]
    ) -> dict[str, BibField]:
        """The fields by name, without duplicates."""
        fields: dict[str, BibField] = {}
        for name, value in pairs:
            if name in fields:
                self.source.problem_at(
                    value.line,
                    f"entry `{key}`: field `{name}` is given twice, first in line "
                    f"{fields[name].line}; the first one counts",
                )
            else:
                fields[name] = value
        return fields

    def _stray_braces(
        self,
        key: str,
        end: int,
        pairs: list[tuple[str, BibField]],
        places: list[FieldPlace],
    ) -> int:
        """Continue an entry that an extra brace has closed early; return its end."""
        while _STRAY.match(self.text, end):
            self.source.mended(
                end - 1, f"entry `{key}`: there is an extra closing brace before this"
            )
            following, closed = self._span(end, "{")
            content = FieldReader(self.source, end, following - closed)
            pairs += content.fields()
            places += content.places
            end = following
        return end
