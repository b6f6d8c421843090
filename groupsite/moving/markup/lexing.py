"""A text in pieces: code, formulas and comments, which nobody touches, and tags.

Each character is looked at a bounded number of times, whatever the text: what closes
something is searched at most once if it is not there. Pure.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from enum import Enum
from textwrap import dedent
from typing import TYPE_CHECKING, Final

from groupsite.moving.markup.indented import blocks_of_code

if TYPE_CHECKING:
    from collections.abc import Iterator


class Dialect(Enum):
    """Who reads a text before Markdown does."""

    LIQUID = "liquid"
    HUGO = "hugo"
    NONE = "none"


class Kind(Enum):
    """What a piece of a text is."""

    TEXT = "text"
    #: A block of code: what its first line says in `name`, its lines in `value`.
    FENCE = "fence"
    #: Code that only its indent makes a block, in `value` without it.
    INDENTED = "indented"
    #: Code within a line, comments, and what else stays as it is.
    VERBATIM = "verbatim"
    #: A formula: `name` is ``inline`` or ``block``.
    MATH = "math"
    #: A tag of Liquid, or the name of a shortcode, with its arguments in `value`.
    TAG = "tag"
    #: ``{{ what }}`` of Liquid.
    OUTPUT = "output"
    #: A tag of HTML, with its attributes in `value`.
    HTML = "html"
    #: Attributes in the manner of kramdown.
    ATTRIBUTES = "attributes"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a text."""

    kind: Kind
    #: As it is written.
    raw: str
    line: int
    name: str = ""
    value: str = ""
    #: Whether it ends what another one begins, and whether it is a beginning at all.
    closes: bool = False
    alone: bool = False
    #: What stands before it in its line.
    before: str = field(default="", compare=False)


_FENCE: Final = re.compile(
    r"^([ \t>]*)(`{3,}(?=[^`\n]*$)|~{3,})([^\n]*)$", re.MULTILINE
)
#: Where a paragraph ends: before an empty line, a block of code, a heading, a list, a footnote.
_BREAK: Final = re.compile(
    r"\n(?=[ \t>]*(?:\n|`{3,}[^`\n]*$|~{3,}|#{1,6}[ \t]|[-*+][ \t]|1[.)][ \t]|\[\^))",
    re.MULTILINE,
)
_START: Final = re.compile(
    r"^[ \t>]*(?:`{3,}(?=[^`\n]*$)|~{3,})|`+|\\?\$|\\\\?[\[(]|\\.|\{\{|\{%|\{::?|<(?=[a-zA-Z/!])",
    re.MULTILINE,
)
_TAG: Final = re.compile(
    r"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,30})(?=[\s/>])"
    r"((?:[^\"'<>]++|\"[^\"]{0,4000}\"|'[^']{0,4000}'){0,200}+)>"
)
_DOCTYPE: Final = re.compile(r"<!doctype\b[^<>]{0,400}>", re.IGNORECASE)
_RUN: Final = re.compile(r"`+")
_RAW: Final = re.compile(r"\{%-?\s{0,20}(end)?raw\s{0,20}-?%\}")
_WORD: Final = re.compile(r"[^\s]+")
_ATTRIBUTES: Final = re.compile(
    r"\{::?(?:[^{}\n\"']++|\"[^\"\n]{0,400}\"|'[^'\n]{0,400}'){0,60}+\}"
)
_LONGEST_FORMULA: Final = 8000
#: Elements of HTML that end themselves, and those whose text is none.
_VOID: Final = frozenset(
    [
        "br",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
        "embed",
        "col",
    ]
)
OPAQUE: Final = frozenset(["script", "style", "svg", "pre", "textarea", "math"])


class Lexer:
    """Cuts one text into tokens."""

    def __init__(self, text: str, dialect: Dialect, line: int = 1) -> None:
        self._text = text
        self._dialect = dialect
        self._first = line
        self._lines = [0, *(m.end() for m in re.finditer("\n", text))]
        self._breaks = [m.start() for m in _BREAK.finditer(text)]
        self._runs: dict[int, list[int]] = {}
        for run in _RUN.finditer(text):
            self._runs.setdefault(len(run[0]), []).append(run.start())
        #: What is known not to come any more.
        self._absent: set[str] = set()
        #: Where tags of Liquid begin to be read again.
        self._raw_until = 0
        #: Where the last token ends.
        self._done = 0

    def tokens(self) -> Iterator[Token]:
        """All tokens, in order; their raw texts together are the text."""
        for begin, end in blocks_of_code(self._text):
            yield from self._until(begin)
            if self._done > begin:  # in a fence, a comment, a formula
                continue
            if self._done < begin:
                yield self._plain(self._done, begin)
            yield self._indented(begin, end)
            self._done = end
        yield from self._until(len(self._text))
        if self._done < len(self._text):
            yield self._plain(self._done, len(self._text))

    def _until(self, limit: int) -> Iterator[Token]:
        """The tokens that begin before *limit*, and the texts between them."""
        at = self._done
        while start := _START.search(self._text, at, limit):
            found = self._token(start)
            if found is None:
                at = start.end()
                continue
            begin = start.start()
            if begin > self._done:
                yield self._plain(self._done, begin)
            token, self._done = found
            at = self._done
            yield token

    def _plain(self, start: int, end: int) -> Token:
        return Token(Kind.TEXT, self._text[start:end], self._line(start))

    def _line(self, at: int) -> int:
        return bisect_right(self._lines, at) - 1 + self._first

    def _before(self, at: int) -> str:
        start = self._lines[bisect_right(self._lines, at) - 1]
        return self._text[max(start, at - 200) : at]

    def _line_end(self, at: int) -> int:
        index = bisect_right(self._lines, at)
        return self._lines[index] - 1 if index < len(self._lines) else len(self._text)

    def _find(self, what: str, start: int) -> int:
        """Where *what* comes next; -1 for nowhere."""
        if what in self._absent:
            return -1
        found = self._text.find(what, start)
        if found < 0:
            self._absent.add(what)
        return found

    def _paragraph_end(self, at: int) -> int:
        index = bisect_left(self._breaks, at)
        return self._breaks[index] if index < len(self._breaks) else len(self._text)

    def _token(self, start: re.Match[str]) -> tuple[Token, int] | None:
        mark, at = start[0], start.start()
        if mark.endswith(("```", "~~~")) and (fence := _FENCE.match(self._text, at)):
            return self._fence(fence)
        if mark[0] == "`":
            return self._code(at, len(mark))
        if mark[0] == "<":
            return self._markup(at)
        if mark.startswith("{"):
            return self._attributes(at) if mark[1] == ":" else self._tag(at, mark)
        escaped = mark in (r"\(", r"\[") and self._dialect is Dialect.HUGO
        if escaped or mark in ("$", r"\\(", r"\\["):
            return self._math(at, mark)
        return None

    # -- what stays ---------------------------------------------------------------------

    def _fence(self, fence: re.Match[str]) -> tuple[Token, int]:
        text, mark = self._text, fence[2]
        begin = min(fence.end() + 1, len(text))
        closing = re.compile(
            rf"^[ \t>]*{re.escape(mark[0])}{{{len(mark)},}}[ \t]*$", re.MULTILINE
        ).search(text, begin)
        body = text[begin : closing.start() if closing else len(text)]
        end = closing.end() if closing else len(text)
        at = fence.start()
        return (
            Token(
                Kind.FENCE, text[at:end], self._line(at),
                name=fence[3].strip(), value=body, before=fence[1],
            ),
            end,
        )  # fmt: skip

    def _indented(self, begin: int, end: int) -> Token:
        raw, before = self._text[begin:end], self._before(begin)
        value = dedent(before + raw)
        return Token(Kind.INDENTED, raw, self._line(begin), value=value, before=before)

    def _code(self, at: int, length: int) -> tuple[Token, int] | None:
        runs = self._runs.get(length, [])
        index = bisect_right(runs, at)
        if index == len(runs) or runs[index] > self._paragraph_end(at):
            return None
        return self._verbatim(at, runs[index] + length)

    def _verbatim(self, at: int, end: int) -> tuple[Token, int]:
        raw = self._text[at:end]
        return Token(Kind.VERBATIM, raw, self._line(at), before=self._before(at)), end

    def _math(self, at: int, mark: str) -> tuple[Token, int] | None:
        text = self._text
        if text.startswith("$$", at):
            return self._formula(at, 2, "$$", block=None)
        if mark == "$":
            return self._dollars(at)
        closing = mark.replace("(", ")").replace("[", "]")
        return self._formula(at, len(mark), closing, block="[" in mark)

    def _formula(
        self, at: int, skip: int, closing: str, *, block: bool | None
    ) -> tuple[Token, int] | None:
        text = self._text
        end = self._find(closing, at + skip)
        if end < 0 or end - at > _LONGEST_FORMULA:
            return None
        if block is False and end > self._paragraph_end(at):
            return None
        inner = text[at + skip : end].strip()
        end += len(closing)
        if not inner:
            return None
        before = self._before(at)
        if block is None:
            rest = text[end : min(self._line_end(end), end + 200)]
            block = not before.strip(" \t>") and not rest.strip(" \t.,;\\")
        if not block and "$" in inner:
            return None
        name = "block" if block else "inline"
        token = Token(
            Kind.MATH,
            text[at:end],
            self._line(at),
            name=name,
            value=inner,
            before=before,
        )
        return token, end

    def _dollars(self, at: int) -> tuple[Token, int] | None:
        """A formula between single dollars, unless these are money."""
        text = self._text
        if at + 1 >= len(text) or text[at + 1] in " \t\n$":
            return None
        limit = min(self._paragraph_end(at), at + 2000)
        end = at
        while (end := text.find("$", end + 1, limit)) > 0:
            if text[end - 1] == "\\":
                continue
            if text[end - 1] in " \t\n" or text[end + 1 : end + 2].isdigit():
                return None
            break
        if end < 0:
            return None
        inner = text[at + 1 : end]
        return (
            Token(Kind.MATH, text[at : end + 1], self._line(at), "inline", inner),
            end + 1,
        )

    # -- tags -----------------------------------------------------------------------------

    def _attributes(self, at: int) -> tuple[Token, int] | None:
        found = _ATTRIBUTES.match(self._text, at)
        if found is None or self._dialect is not Dialect.LIQUID:
            return None
        value = found[0][1:-1].lstrip(":").strip()
        return (
            Token(
                Kind.ATTRIBUTES, found[0], self._line(at), value=value,
                before=self._before(at),
            ),
            found.end(),
        )  # fmt: skip

    def _tag(self, at: int, mark: str) -> tuple[Token, int] | None:
        if self._dialect is Dialect.LIQUID:
            return self._liquid(at, mark)
        if mark == "{%":
            return None
        bracket = self._text[at + 2 : at + 3]
        if self._dialect is Dialect.HUGO and bracket in ("<", "%"):
            return self._shortcode(at, bracket)
        return None

    def _shown(self, at: int) -> tuple[Token, int] | None:
        """``{{ … }}`` that is meant to be read."""
        end = self._find("}}", at)
        if end < 0:
            return None
        raw = self._text[at : end + 2]
        return Token(Kind.OUTPUT, raw, self._line(at), name="shown"), end + 2

    def _liquid(self, at: int, mark: str) -> tuple[Token, int] | None:
        text = self._text
        if raw := _RAW.match(text, at):
            if not raw[1] and at >= self._raw_until:
                ending = self._end_of_raw(raw.end())
                self._raw_until = ending
                return Token(Kind.VERBATIM, "", self._line(at)), raw.end()
            if raw[1]:
                return Token(Kind.VERBATIM, "", self._line(at)), raw.end()
        if at < self._raw_until:
            return self._shown(at) if mark == "{{" else None
        closing = "}}" if mark == "{{" else "%}"
        end = self._find(closing, at + 2)
        if end < 0 or (mark == "{{" and "{{" in text[at + 2 : min(end, at + 1000)]):
            return None
        inner = text[at + 2 : end].removeprefix("-").removesuffix("-").strip()
        kind = Kind.OUTPUT if mark == "{{" else Kind.TAG
        word = _WORD.match(inner)
        name = word[0] if word and kind is Kind.TAG else ""
        token = Token(
            kind, text[at : end + 2], self._line(at), name.removeprefix("end"),
            inner[len(name) :].strip(),
            closes=name.startswith("end"), before=self._before(at),
        )  # fmt: skip
        return token, end + 2

    def _end_of_raw(self, at: int) -> int:
        if "{% endraw" in self._absent:
            return len(self._text)
        for found in _RAW.finditer(self._text, at):
            if found[1]:
                return found.start()
        self._absent.add("{% endraw")
        return len(self._text)

    def _shortcode(self, at: int, bracket: str) -> tuple[Token, int] | None:
        text = self._text
        closing = (">" if bracket == "<" else "%") + "}}"
        end = self._find(closing, at + 3)
        if end < 0:
            return None
        raw = text[at : end + 3]
        inner = text[at + 3 : end].strip()
        line = self._line(at)
        if inner.startswith("/*"):
            shown = inner.removeprefix("/*").removesuffix("*/").strip()
            raw = f"{{{{{bracket} {shown} {closing}"
            return Token(Kind.OUTPUT, raw, line, name="shown"), end + 3
        closes, alone = inner.startswith("/"), inner.endswith("/")
        inner = inner.strip("/").strip() if closes else inner.removesuffix("/").strip()
        word = _WORD.match(inner)
        name = word[0] if word else ""
        token = Token(
            Kind.TAG, raw, line, name.lower(), inner[len(name) :].strip(),
            closes=closes, alone=alone, before=self._before(at),
        )  # fmt: skip
        return token, end + 3

    def _markup(self, at: int) -> tuple[Token, int] | None:
        text = self._text
        if text.startswith("<!--", at):
            end = self._find("-->", at + 4)
            return None if end < 0 else self._verbatim(at, end + 3)
        if found := _DOCTYPE.match(text, at):
            return Token(Kind.VERBATIM, "", self._line(at)), found.end()
        found = _TAG.match(text, at)
        if found is None:
            return None
        name, value, end = found[2].lower(), found[3], found.end()
        closes = bool(found[1])
        if name in OPAQUE and not closes and not value.endswith("/"):
            closing = self._find(f"</{name}>", end)
            if closing >= 0:
                return (
                    Token(
                        Kind.HTML, text[at : closing + len(name) + 3], self._line(at),
                        name, text[end:closing], alone=True, before=self._before(at),
                    ),
                    closing + len(name) + 3,
                )  # fmt: skip
        token = Token(
            Kind.HTML, found[0], self._line(at), name, value.removesuffix("/"),
            closes=closes, alone=name in _VOID or value.endswith("/"),
            before=self._before(at),
        )  # fmt: skip
        return token, end
