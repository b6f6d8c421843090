"""Splits the text of a .yml file into records, and turns them into plain values.

A single error makes a whole file unreadable for a YAML parser. Splitting the file at
the lines where records start confines an error to its record.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import yaml

from groupsite.sources.encoding import without_unprintable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# libyaml, if PyYAML was built with it, is ten times as fast
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

#: Path of a value in a record, as in pydantic: ("memberships", 0, "from").
ValuePath = tuple[str | int, ...]

_DASH: Final = re.compile(r"^( *)-(?=\s|$)", re.MULTILINE)
_NULL: Final = "tag:yaml.org,2002:null"


class YamlTextError(Exception):
    """A fault in a text, and its line, counted from 0."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line


class Piece(NamedTuple):
    """A part of a file, and the number of lines before it."""

    text: str
    offset: int


def compose(text: str) -> yaml.Node | None:
    """The nodes of *text*; None if it is empty.

    :raises YamlTextError: if it is not valid YAML.
    """
    try:
        return yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        last = text.rstrip().count("\n")
        if mark is not None and mark.line > last:
            # an unclosed quote or bracket: report where it starts
            mark = getattr(error, "context_mark", None) or mark
        line = min(mark.line, last) if mark is not None else 0
        raise YamlTextError(line, str(getattr(error, "problem", error))) from None


def record_starts(text: str) -> list[int]:
    """Where the records of a list start: indexes of the least indented dashes."""
    dashes = list(_DASH.finditer(text))
    indent = min((len(dash[1]) for dash in dashes), default=0)
    return [dash.start() for dash in dashes if len(dash[1]) == indent]


def pieces(text: str) -> Iterator[Piece]:
    """The text before the first record, then each record."""
    starts = record_starts(text)
    offset = 0
    for start, end in zip([0, *starts], [*starts, len(text)], strict=True):
        piece = text[start:end]
        yield Piece(piece, offset)
        offset += piece.count("\n")


def split_stray(piece: Piece) -> list[Piece]:
    """Split a record from text after it that does not belong to it.

    Such text starts at a line that is not indented more than the record, or at a record
    with the wrong indentation.
    """
    indent = len(piece.text) - len(piece.text.lstrip(" "))
    stray = re.compile(rf"^ {{0,{indent}}}[^\s#]|^ *- id:", re.MULTILINE)
    second_line = piece.text.find("\n") + 1 or len(piece.text)
    match = stray.search(piece.text, second_line)
    if match is None:
        return [piece]
    record, rest = piece.text[: match.start()], piece.text[match.start() :]
    below = piece.offset + record.count("\n")
    return [Piece(record, piece.offset), Piece(rest, below)]


def is_null(node: yaml.Node) -> bool:
    """Whether *node* is null: empty, ``~`` or ``null``."""
    return bool(node.tag == _NULL)


class PlainRecord:
    """A record as texts, lists and dicts, with the lines of its values.

    :param offset: number of lines before the text that *node* was parsed from.
    :param problem: called with a line number and a message for everything left out.
    """

    def __init__(
        self, node: yaml.Node, offset: int, problem: Callable[[int, str], None]
    ) -> None:
        self.lines: dict[ValuePath, int] = {}
        self._offset = offset
        self._problem = problem
        self.value = self._plain(node, ())

    def _plain(self, node: yaml.Node, path: ValuePath) -> Any:
        self.lines.setdefault(path, self._line(node))
        if isinstance(node, yaml.SequenceNode):
            return [
                self._plain(item, (*path, index))
                for index, item in enumerate(node.value)
            ]
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        return self._shown(node.value, self.lines[path])

    def _mapping(self, node: yaml.MappingNode, path: ValuePath) -> dict[str, Any]:
        """A mapping as a dict. Keys without a value are left out, as if not written."""
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key, at = key_node.value, self._line(key_node)
            if not isinstance(key, str):
                self._problem(at, "a key should be a word; this one was left out")
                continue
            key = self._shown(key, at)
            if key in result:
                self._problem(at, f"`{key}` is given twice; only the first one counts")
                continue
            self.lines[(*path, key)] = at
            if not is_null(value_node):
                result[key] = self._plain(value_node, (*path, key))
        return result

    def _line(self, node: yaml.Node) -> int:
        line: int = node.start_mark.line + self._offset + 1
        return line

    def _shown(self, text: str, line: int) -> str:
        r"""A scalar without unprintable characters, such as "\u202e" in quotes."""
        return without_unprintable(
            text, lambda _, message: self._problem(line, message)
        )
