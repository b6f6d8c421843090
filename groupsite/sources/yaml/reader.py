"""Reads a .yml file of records, with line numbers, and reports all faults at once.

Values stay plain text, so that ``2021-13-01`` gets our message and not a parser's
exception; pydantic validates them against the dataclass of the record. Invalid records
are left out; the others stay, even after a syntax error.
"""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Final

import yaml
from pydantic import TypeAdapter, ValidationError

from groupsite.model.dates import DateError
from groupsite.model.parts import Loaded
from groupsite.model.positions import Located, Position
from groupsite.model.problems import Problem, Subtype
from groupsite.model.text import did_you_mean
from groupsite.sources.encoding import decode
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


def load_yaml(path: Path, name: str, record: Any) -> Loaded:
    """Read the list of records in *path*.

    :param name: the path as shown to authors.
    :param record: a dataclass with a field ``id``.
    """
    reader = _Reader(name, _shape(record))
    try:
        data = path.read_bytes()
    except OSError as error:  # of another user, who has copied it to a server
        reader.problem(1, f"this file cannot be read: {error.strerror}")
    else:
        reader.read(data)
    return Loaded(reader.records, reader.problems)


@cache
def _shape(record: Any) -> TypeAdapter[Any]:
    """The validator for a type of record, which is expensive to make."""
    return TypeAdapter(record)


class _Reader:
    """Collects the records and problems of one file."""

    def __init__(self, name: str, adapter: TypeAdapter[Any]) -> None:
        self.name = name
        self.adapter = adapter
        self.records: list[Located[Any]] = []
        self.problems: list[Problem] = []

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

    def _read_piece(self, piece: Piece, *, whole: bool = True) -> None:
        """Read one record, or the text before the first one."""
        try:
            self._read_list(compose(piece.text), piece.offset)
        except YamlTextError as error:
            parts = split_stray(piece) if whole else [piece]
            if len(parts) > 1:
                for part in parts:
                    self._read_piece(part, whole=False)
                return
            self._invalid(piece.offset + error.line + 1, "record", error)

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
        try:
            record = self.adapter.validate_python(value)
        except ValidationError as error:
            for fault in error.errors(include_url=False, include_context=True):
                self._fault(fault, value, lines, line)
            return
        fields = {_dotted(path): at for path, at in lines.items()}
        self.records.append(Located(record, Position(self.name, line), fields))

    def _fault(
        self,
        fault: Any,
        value: dict[str, Any],
        lines: dict[ValuePath, int],
        record_line: int,
    ) -> None:
        """Report a fault found by pydantic, in an author's words."""
        path: ValuePath = tuple(fault["loc"])
        name, kind = _dotted(path), fault["type"]
        subtype = Subtype.YAML
        if kind == "missing":
            message = f"`{name}` is missing"
            subtype = Subtype.FIELD
        elif kind in ("extra_forbidden", "unexpected_keyword_argument"):
            hint = did_you_mean(str(path[-1]), self._known_keys(path))
            message = f"unknown key `{name}`{hint}"
        elif kind == "value_error":
            error = fault["ctx"]["error"]
            message = f"`{name}`: {error}" if name else str(error)
            subtype = Subtype.DATE if isinstance(error, DateError) else Subtype.FIELD
        else:
            description = fault["msg"].removeprefix("Input ")
            message = f"`{name}` {_EXPECTED.get(kind, description)}"
        owner = value.get("id")
        if owner and isinstance(owner, str):
            message = f"`{owner}`: {message}"
        self.problem(_line(path, lines, record_line), message, subtype)

    @cached_property
    def schema(self) -> dict[str, Any]:
        """The structure of a record as JSON Schema."""
        return self.adapter.json_schema(by_alias=True)

    def _known_keys(self, path: ValuePath) -> list[str]:
        """The keys allowed at the level of the last part of *path*."""
        definitions = self.schema.get("$defs", {})
        node: Any = self.schema
        for part in path[:-1]:
            node = _resolve(node, definitions)
            node = (
                node.get("items", {})
                if isinstance(part, int)
                else node.get("properties", {}).get(part, {})
            )
        return list(_resolve(node, definitions).get("properties", ()))


#: Messages for pydantic's types of errors.
_EXPECTED: Final = {
    "string_type": "should be a text",
    "list_type": "should be a list",
    "tuple_type": "should be a list",
    "dict_type": "should have keys of its own",
    "dataclass_type": "should have keys of its own",
    "int_parsing": "should be a whole number",
    "int_type": "should be a whole number",
    "bool_parsing": "should be true or false",
    "bool_type": "should be true or false",
}


def _resolve(node: Any, definitions: dict[str, Any]) -> Any:
    """Follow references and optional types of a JSON Schema."""
    while True:
        if "$ref" in node:
            node = definitions[node["$ref"].rpartition("/")[2]]
        elif "anyOf" in node:
            node = next((n for n in node["anyOf"] if n.get("type") != "null"), {})
        else:
            return node


def _line(path: ValuePath, lines: dict[ValuePath, int], default: int) -> int:
    """The line of *path*, or of the closest value around it."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return default


def _dotted(path: ValuePath) -> str:
    """A path for people, counted from 1: ``memberships[1].from``."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            text += f".{part}" if text else part
    return text
