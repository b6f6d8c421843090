"""From the Markdown of another system to MyST, with notes of what is not the same. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from pygments.lexers import find_lexer_class_by_name
from pygments.util import ClassNotFound

from groupsite.moving.markup import html, liquid, prose, shortcodes
from groupsite.moving.markup.calls import Call, Handler
from groupsite.moving.markup.equivalents import short
from groupsite.moving.markup.lexing import OPAQUE, Dialect, Kind, Lexer
from groupsite.moving.markup.pieces import (
    INTERNAL,
    MARK,
    Shelf,
    Writer,
    assembled,
    block,
)
from groupsite.moving.markup.trees import Node, tree

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from groupsite.moving.markup.lexing import Token
    from groupsite.moving.markup.members import Member

#: Systems whose texts have no tags of their own.
_PLAIN: Final = ("labdata", "json_resume", "rendercv", "markdown", "bibtex")
_INFO: Final = re.compile(r"\{?[.=]?([\w+#.-]*)")
_ADMONITION: Final = re.compile(r"\.block-(tip|warning|danger|note|info)\b")
_ID: Final = re.compile(r"#([\w-]+)")
_TIDY: Final = re.compile(r"\n{3,}")
#: More blanks than those of a line break.
_TRAILING: Final = re.compile(r"(?<! ) {3,}$", re.MULTILINE)


class Translated(NamedTuple):
    """A text as ours are written."""

    text: str
    #: What is not the same, each with its line: ``line 3: the shortcode `x` …``.
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Known:
    """What a text may name: what it is called there → its name here."""

    #: Keys of papers, and paths of their pages.
    papers: Mapping[str, str] | None = None
    people: Mapping[str, str] = field(default_factory=dict)
    #: Titles of papers, spelt as they are compared → their keys.
    titles: Mapping[str, str] = field(default_factory=dict)
    #: Whom lists of people show.
    members: Sequence[Member] = ()
    #: Albums → their pictures.
    albums: Mapping[str, Sequence[str]] = field(default_factory=dict)


class Notes:
    """What is not the same, by what it is."""

    def __init__(self) -> None:
        self._lines: dict[str, list[int]] = {}

    def add(self, line: int, what: str) -> None:
        """Note something at a line; 0 for the whole text."""
        lines = self._lines.setdefault(what, [])
        if line and line not in lines[-1:]:
            lines.append(line)

    def written(self) -> tuple[str, ...]:
        """All of them, in the order of their first lines."""
        found = sorted(self._lines.items(), key=lambda item: item[1][:1])
        return tuple(_note(lines, what) for what, lines in found)


def _note(lines: list[int], what: str) -> str:
    if not lines:
        return what
    shown = ", ".join(map(str, lines[:12])) + (", …" if len(lines) > 12 else "")
    return f"{'line' if len(lines) == 1 else 'lines'} {shown}: {what}"


def dialect_of(system: str) -> Dialect:
    """Who reads the texts of a system before Markdown does."""
    name = system.lower().replace("-", "_").replace(" ", "_")
    if name.startswith("hugo"):
        return Dialect.HUGO
    return Dialect.NONE if name in _PLAIN else Dialect.LIQUID


def to_myst(
    text: str,
    system: str,
    *,
    known: Known | None = None,
    headings: int = 2,
    line: int = 1,
) -> Translated:
    """A text of another system as MyST.

    :param system: the name of a reader, such as ``al_folio`` or ``hugoblox``.
    :param known: what the text may name.
    :param headings: the level of its uppermost headings; 0 for none, but bold lines.
    :param line: number of its first line, for notes.
    """
    text = INTERNAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).expandtabs(
        4
    )
    dialect = dialect_of(system)
    translator = Translator(dialect, known or Known())
    tokens = map(translator.resolved, Lexer(text, dialect, line).tokens())
    nodes = tree(tokens, translator.enclosing)
    written = assembled(translator.render(nodes))
    written = prose.mended(
        written, translator.writer, translator.notes.add, dialect, headings
    )
    written = _TRAILING.sub("", _TIDY.sub("\n\n", written))
    written = translator.writer.shelf.restore(written).strip("\n")
    return Translated(
        f"{written}\n" if written.strip() else "", translator.notes.written()
    )


class Translator:
    """The translation of one text."""

    def __init__(self, dialect: Dialect, known: Known) -> None:
        self.dialect = dialect
        self.known = known
        self.notes = Notes()
        self.writer = Writer(Shelf())
        #: Texts that have got names on the way: ``{% capture name %}``.
        self.named: dict[str, str] = {}
        #: In how many elements we are in which blanks at the beginning mean nothing.
        self._flat = 0
        #: In how many elements that have one line we are.
        self.inline = 0
        self._tags: Mapping[str, Handler] = {
            Dialect.LIQUID: liquid.TAGS,
            Dialect.HUGO: shortcodes.TAGS,
            Dialect.NONE: {},
        }[dialect]
        #: Names of tags that enclose something.
        self.enclosing: frozenset[str] = {
            Dialect.LIQUID: liquid.ENCLOSING,
            Dialect.HUGO: shortcodes.ENCLOSING,
            Dialect.NONE: frozenset[str](),
        }[dialect]

    def render(
        self, nodes: Sequence[Node], *, flat: bool = False, inline: bool = False
    ) -> str:
        """Pieces of a text as MyST.

        :param flat: whether blanks at the beginning of lines mean nothing.
        :param inline: whether all of it has to stand in one line.
        """
        written: list[str] = []
        self._flat += flat
        self.inline += inline
        for number, node in enumerate(nodes):
            piece = self._node(node, nodes, number)
            if flat and node.token.kind is Kind.TEXT:
                goes_on = bool(written) and not written[-1].endswith("\n")
                piece = _flat(piece, goes_on=goes_on)
            written.append(piece)
        self._flat -= flat
        self.inline -= inline
        return "".join(written)

    def resolved(self, token: Token) -> Token:
        """A tag with the addresses in its arguments as they are."""
        if token.kind not in (Kind.HTML, Kind.TAG) or "{" not in token.value:
            return token
        if token.kind is Kind.HTML and token.alone and token.name in OPAQUE:
            return token
        if self.dialect is Dialect.LIQUID:
            return replace(token, value=liquid.resolved(token, self))
        return replace(token, value=shortcodes.resolved(token.value))

    def _node(self, node: Node, nodes: Sequence[Node], number: int) -> str:
        token = node.token
        call = Call(node, self, nodes, number)
        match token.kind:
            case Kind.TEXT:
                written = prose.escaped(token.raw)
            case Kind.VERBATIM:
                written = self._verbatim(token, nodes[number + 1 : number + 2])
            case Kind.FENCE:
                written = self._fence(token)
            case Kind.INDENTED:
                written = self.writer.fence("", token.value)
            case Kind.MATH:
                written = self._math(token)
            case Kind.OUTPUT:
                written = self._output(token)
            case Kind.ATTRIBUTES:
                written = self._attributes(token)
            case Kind.HTML:
                written = html.rendered(call)
            case Kind.TAG:
                written = self._tag(call)
        return written

    def block(self, text: str, token: Token) -> str:
        """A block where *token* stands."""
        return block(text, "" if self._flat else token.before)

    def _verbatim(self, token: Token, others: Sequence[Node]) -> str:
        """Code, or a comment that hides nothing behind it, and is one with empty lines, too."""
        shown = self.writer.shelf.put(token.raw)
        if not token.raw.startswith("<!--"):
            return shown
        goes_on = others and others[0].token.raw.partition("\n")[0].strip()
        hides = goes_on and not token.before.strip()
        return self.block(shown, token) if hides or "\n\n" in token.raw else shown

    # -- code and formulas ------------------------------------------------------------------

    def _fence(self, token: Token) -> str:
        found = _INFO.match(token.name)
        language = (found[1] if found else "").lower()
        if language and not _is_language(language):
            what = f"`{language}` is no language that can be coloured; the code is shown as it is"
            self.notes.add(token.line, what)
            language = "text"
        elif not language and token.name:
            language = "text"
        mark = re.match(r"[ \t>]*([`~]+)", token.raw)
        assert mark is not None
        body = _without(token.before, token.value)
        fence = f"{mark[1]}{language}\n{body.removesuffix(chr(10))}\n{mark[1]}"
        if not body.strip("\n"):
            fence = f"{mark[1]}{language}\n{mark[1]}"
        return token.before + self.writer.shelf.put(fence, align=True)

    def _math(self, token: Token) -> str:
        value = re.sub(r"\n[ \t>]*(?=\n)", "", token.value)
        if token.name == "inline":
            value = " ".join(value.split())
            return self.writer.shelf.put(f"${value}$")
        lines = [line.lstrip(" \t>") for line in value.split("\n")]
        shown = self.writer.shelf.put("\n".join(["$$", *lines, "$$"]), align=True)
        if self.inline:
            return self.writer.shelf.put(f"${' '.join(value.split())}$")
        if token.before.strip():  # in a quote
            return shown
        return self.block(shown, token)

    # -- tags -----------------------------------------------------------------------------------

    def _output(self, token: Token) -> str:
        if token.name == "shown":
            return self.writer.code(token.raw)
        return liquid.output(token, self)

    def _attributes(self, token: Token) -> str:
        kind = _ADMONITION.search(token.value)
        is_block = not token.before.strip(" \t>")
        if kind and is_block:
            name = {"info": "note"}.get(kind[1], kind[1])
            return f"{MARK}{name}{MARK}"
        if token.value == "toc":
            self.notes.add(token.line, "a list of the headings is left out")
            return f"{MARK}toc{MARK}"
        names = [
            w for w in token.value.split() if not w.startswith(("target=", "rel="))
        ]
        if names and token.value != ".no_toc":
            self.notes.add(
                token.line, f"the attributes `{{:{' '.join(names)[:60]}}}` are left out"
            )
        return ""

    def _tag(self, call: Call) -> str:
        token = call.node.token
        handler = self._tags.get(token.name)
        if token.closes:
            handler = None
        if handler is not None:
            written = handler(call)
            if written is not None:
                return written
        return self.unknown(call)

    def unknown(self, call: Call) -> str:
        """What has no equivalent: a comment, or code within a line; its text stays."""
        token = call.node.token
        inner = self.render(call.node.children)
        if token.closes and token.name in self._tags:
            return inner
        place = "a comment" if call.is_block else "code"
        self.notes.add(
            token.line, f"`{short(token.raw)}` has no equivalent; it is kept as {place}"
        )
        if call.is_block:
            comment = self.writer.shelf.put("% " + " ".join(token.raw.split()))
            return self.block(comment, token) + inner
        return self.writer.code(token.raw) + inner


def _flat(text: str, *, goes_on: bool) -> str:
    lines = text.split("\n")
    start = 1 if goes_on else 0
    if any(re.match(r"[ \t]*([-*+]|\d+[.)])[ \t]", line) for line in lines):
        indents = [len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()]
        least = min(indents, default=0)
        lines[1:] = [
            line[least:]
            if line[:least].isspace()
            else line.lstrip()
            if len(line) < least
            else line
            for line in lines[1:]
        ]
        return "\n".join(lines)
    lines[start:] = [line.lstrip(" ") for line in lines[start:]]
    return "\n".join(lines)


def _without(prefix: str, body: str) -> str:
    """Lines without what stands before the first line of their block."""
    if not prefix:
        return body
    marks = prefix.count(">")
    lines = []
    for quoted in body.split("\n"):
        line = quoted
        for _ in range(marks):
            line = line.lstrip(" ").removeprefix(">")
        room = len(prefix) if not marks else len(prefix) - prefix.rfind(">") - 1
        bare = line.lstrip(" ")
        lines.append(line[min(len(line) - len(bare), room) :])
    return "\n".join(lines)


@lru_cache(maxsize=256)
def _is_language(name: str) -> bool:
    try:
        find_lexer_class_by_name(name)
    except ClassNotFound:
        return name in ("none", "default")
    return True
