"""Reads a .yml file of records, with line numbers, and reports all faults at once.

Values stay plain text, so that ``2021-13-01`` gets our message and not a parser's
exception; they are validated against the dataclass of the record, see `shape`. A wrong
field is left out and its record stays, even after a syntax error; only a record without
an id or a name is lost.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import yaml

from groupsite.model.parts import Loaded
from groupsite.model.positions import Located, Position
from groupsite.model.problems import Problem, Subtype
from groupsite.sources.encoding import decode
from groupsite.sources.yaml.mending import mend
from groupsite.sources.yaml.naming import naming
from groupsite.sources.yaml.shape import dotted, shape_of
from groupsite.sources.yaml.text import (
    Piece,
    PlainRecord,
    ValuePath,
    YamlTextError,
    compose,
    is_null,
    pieces,
    record_starts,
    split_stray,
)

if TYPE_CHECKING:
    from pathlib import Path

    from groupsite.sources.yaml.shape import Fault, Shape

#: The id of a record that cannot be read.
_ID: Final = re.compile(r"^[- ]*id: *[\"']?([^\s\"']+)", re.MULTILINE)


def load_yaml(path: Path, name: str, record: Any) -> Loaded:
    """Read the list of records in *path*.

    :param name: the path as shown to authors.
    :param record: a dataclass with a field ``id``.
    """
    reader = _Reader(name, shape_of(record))
    try:
        data = path.read_bytes()
    except OSError as error:  # of another user, who has copied it to a server
        reader.problem(1, f"this file cannot be read: {error.strerror}")
    else:
        reader.read(data)
    return Loaded(reader.records, reader.problems, frozenset(reader.lost))


class _Reader:
    """Collects the records and problems of one file."""

    def __init__(self, name: str, shape: Shape) -> None:
        self.name = name
        self.shape = shape
        self.records: list[Located[Any]] = []
        self.problems: list[Problem] = []
        self.lost: set[str] = set()

    def problem(self, line: int, message: str, subtype: Subtype = Subtype.YAML) -> None:
        self.problems.append(Problem(Position(self.name, line), message, subtype))

    def read(self, data: bytes) -> None:
        """Read a file as a whole, or record by record if that fails."""
        text = decode(data, self.problem)
        root, fault = None, None
        try:
            root = compose(text)
        except YamlTextError as error:
            fault = error
        count = len(root.value) if isinstance(root, yaml.SequenceNode) else -1
        # with fewer records than dashes, an unclosed quote has swallowed some
        if count >= len(record_starts(text)):
            self._read_list(root, 0)
            return
        before = len(self.problems)
        for piece in pieces(text):
            self._read_piece(piece)
        if fault is not None and len(self.problems) == before:
            self._invalid(fault.line + 1, "file", fault)

    def _invalid(self, line: int, unit: str, fault: YamlTextError) -> None:
        advice = "check the indentation, the quotes and the colons around this line"
        self.problem(line, f"this {unit} is not valid YAML ({fault}); {advice}")

    def _read_piece(self, piece: Piece) -> None:
        """Read one record, or the text before the first one."""
        try:
            self._read_list(compose(piece.text), piece.offset)
        except YamlTextError as error:
            self._read_mended(piece, error)

    def _read_mended(self, piece: Piece, fault: YamlTextError) -> None:
        """Read as much as possible of a piece that is not valid YAML."""
        parts = split_stray(piece)
        if parts[1:]:
            for part in parts:
                self._read_piece(part)
            return
        try:
            text, changes = mend(piece.text, fault)
        except YamlTextError:
            self._invalid(piece.offset + fault.line + 1, "record", fault)
            named = _ID.search(piece.text)
            self._lost(named and named[1])
            return
        for change in changes:
            self.problem(piece.offset + change.line + 1, change.message, change.subtype)
        self._read_list(compose(text), piece.offset)

    def _read_list(self, root: yaml.Node | None, offset: int) -> None:
        if root is None or is_null(root):
            return
        if not isinstance(root, yaml.SequenceNode):
            self.problem(
                root.start_mark.line + offset + 1,
                "this file should be a list: begin each record with `- id: …`",
            )
            return
        for node in root.value:
            self._read_record(node, offset)

    def _read_record(self, node: yaml.Node, offset: int) -> None:
        line = node.start_mark.line + offset + 1
        read = PlainRecord(node, offset, self.problem)
        value, lines = read.value, read.lines
        if not isinstance(value, dict):
            self.problem(line, "a record should be a list of keys, beginning `- id: …`")
            return
        unusual = _name(value)
        checked = self.shape.check(value, lines)
        if unusual:
            subtype = Subtype.FIELD if checked.record is None else Subtype.MENDED
            self.problem(lines.get(("id",), line), unusual, subtype)
        for fault in checked.faults:
            self._fault(fault, value, lines, line)
        if checked.record is None:
            self._lost(value.get("id"))
            return
        fields = {dotted(path): at for path, at in checked.lines.items()}
        self.records.append(Located(checked.record, Position(self.name, line), fields))

    def _lost(self, record_id: Any) -> None:
        """Note the id of a record that was left out; others may name it."""
        if isinstance(record_id, str) and record_id:
            self.lost.add(record_id)

    def _fault(
        self,
        fault: Fault,
        value: dict[str, Any],
        lines: dict[ValuePath, int],
        record_line: int,
    ) -> None:
        message = fault.message
        owner = value.get("id")
        if owner and isinstance(owner, str):
            message = f"`{owner}`: {message}"
        self.problem(_line(fault.path, lines, record_line), message, fault.subtype)


def _name(value: dict[str, Any]) -> str:
    """Give a record an id if it has none, or one in words; returns what to say of it."""
    record_id, fault = naming(value)
    if record_id is None:
        return ""  # reported with everything else that is missing
    written = value.get("id")
    value["id"] = record_id
    owner = f"`{written}`: " if written and isinstance(written, str) else ""
    return owner + fault if fault else ""


def _line(path: ValuePath, lines: dict[ValuePath, int], default: int) -> int:
    """The line of *path*, or of the closest value around it."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return default
