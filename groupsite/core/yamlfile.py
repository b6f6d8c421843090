"""Reading a .yml file of records: values with their lines, all faults in one go.

Values are plain text (``2021-13-01`` must reach our own message and not a parser's
exception), shapes are checked by pydantic against the record's dataclass. A record that
is wrong is left out; its neighbours stay, even behind a syntax error.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import yaml
from pydantic import TypeAdapter, ValidationError

from groupsite.core.kinds import Loaded
from groupsite.core.positions import Located, Position
from groupsite.core.problems import Problem, Subtype
from groupsite.core.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# libyaml where PyYAML was built with it: ten times as fast
_Loader: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

#: Path of a value in a record, as pydantic gives it: ("memberships", 0, "from").
_Path = tuple[str | int, ...]


def load_yaml(path: Path, name: str, record: type[Any]) -> Loaded:
    """Read the list of records in *path*.

    :param name: the path as authors know it, for messages.
    :param record: a dataclass with a field ``id``.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        message = "this file is not UTF-8; save it with the encoding UTF-8"
        return Loaded([], [Problem(Position(name, line), message, Subtype.YAML)])
    except OSError as error:
        message = f"this file cannot be read: {error.strerror}"
        return Loaded([], [Problem(Position(name, 1), message, Subtype.YAML)])
    reader = _Reader(name, TypeAdapter(record))
    reader.read(text)
    return Loaded(reader.records, reader.problems)


class _Reader:
    """Collects the records and the problems of one file."""

    def __init__(self, name: str, adapter: TypeAdapter[Any]) -> None:
        self.name = name
        self.adapter = adapter
        self.records: list[Located[Any]] = []
        self.problems: list[Problem] = []

    def problem(self, line: int, message: str, subtype: Subtype = Subtype.YAML) -> None:
        self.problems.append(Problem(Position(self.name, line), message, subtype))

    def read(self, text: str) -> None:
        """Read a whole file: at once, or record by record where that fails."""
        try:
            root = yaml.compose(text, Loader=_Loader)
        except yaml.YAMLError:
            for first_line, chunk in _chunks(text):
                self._read_chunk(chunk, first_line)
            return
        self._read_list(root, 0)

    def _read_chunk(self, chunk: str, first_line: int) -> None:
        try:
            root = yaml.compose(chunk, Loader=_Loader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = first_line + (mark.line if mark else 0)
            self.problem(
                line + 1,
                f"this record is not valid YAML ({error.problem}); check the "
                "indentation, the quotes and the colons around this line",
            )
        except yaml.YAMLError as error:
            reason = str(error).splitlines()[0]
            self.problem(first_line + 1, f"this record is not valid YAML ({reason})")
        else:
            self._read_list(root, first_line)

    def _read_list(self, root: yaml.Node | None, offset: int) -> None:
        if root is None:
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
        lines: dict[_Path, int] = {}
        line = node.start_mark.line + offset + 1
        try:
            value = _plain(node, offset, (), lines, self.problem)
        except RecursionError:
            self.problem(line, "this record is nested too deeply")
            return
        if not isinstance(value, dict):
            self.problem(line, "a record should be a list of keys, beginning `- id: …`")
            return
        try:
            record = self.adapter.validate_python(value)
        except ValidationError as error:
            for fault in error.errors(include_url=False, include_context=True):
                self._fault(fault, value, lines, line)
            return
        tops = {str(key[0]): at for key, at in lines.items() if len(key) == 1}
        self.records.append(Located(record, Position(self.name, line), tops))

    def _fault(
        self,
        fault: Any,
        value: dict[str, Any],
        lines: dict[_Path, int],
        record_line: int,
    ) -> None:
        """Say in the words of an author what pydantic found."""
        path: _Path = tuple(fault["loc"])
        line = _line(path, lines, record_line)
        name = _dotted(path)
        owner = f"`{value['id']}`: " if isinstance(value.get("id"), str) else ""
        kind = fault["type"]
        if kind == "missing":
            message = f"{owner}`{name}` is missing"
        elif kind in ("extra_forbidden", "unexpected_keyword_argument"):
            known = self._known_keys(path)
            hint = did_you_mean(str(path[-1]), known)
            message = f"{owner}unknown key `{name}`{hint}"
        elif kind == "value_error":
            message = f"{owner}`{name}`: {fault['ctx']['error']}"
        else:
            message = f"{owner}`{name}` {_EXPECTED.get(kind, fault['msg'])}"
        subtype = Subtype.DATE if "is not a date" in message else Subtype.YAML
        self.problem(line, message.replace("``: ", ""), subtype)

    def _known_keys(self, path: _Path) -> list[str]:
        """The keys allowed where *path* ends."""
        schema = self.adapter.json_schema(by_alias=True)
        definitions = schema.get("$defs", {})
        node: Any = schema
        for part in path[:-1]:
            node = _resolve(node, definitions)
            node = (
                node.get("items", {})
                if isinstance(part, int)
                else node.get("properties", {}).get(part, {})
            )
        return list(_resolve(node, definitions).get("properties", ()))


#: What was expected, for pydantic's types of faults.
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


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    """The items of a top-level list with the number of lines before each."""
    lines = text.splitlines(keepends=True)
    starts = [i for i, line in enumerate(lines) if re.match(r"-(\s|$)", line)]
    if not starts:
        starts = [0]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield start, "".join(lines[start:end])


def _plain(
    node: yaml.Node,
    offset: int,
    path: _Path,
    lines: dict[_Path, int],
    problem: Callable[[int, str], None],
) -> Any:
    """*node* as text, lists and dicts; *lines* gets the line of each path.

    Keys without a value are left out: ``to:`` says as little as no ``to``.
    """
    line = node.start_mark.line + offset + 1
    lines.setdefault(path, line)
    if isinstance(node, yaml.SequenceNode):
        return [
            _plain(item, offset, (*path, index), lines, problem)
            for index, item in enumerate(node.value)
        ]
    if not isinstance(node, yaml.MappingNode):
        return node.value
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        at = key_node.start_mark.line + offset + 1
        if key in result:
            problem(at, f"`{key}` is given twice; only the first one counts")
            continue
        lines[(*path, key)] = at
        empty = isinstance(value_node, yaml.ScalarNode) and (
            value_node.value == "" and not value_node.style
        )
        if not empty:
            result[key] = _plain(value_node, offset, (*path, key), lines, problem)
    return result


def _line(path: _Path, lines: dict[_Path, int], default: int) -> int:
    """Line of *path*, or of what is nearest around it."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return default


def _dotted(path: _Path) -> str:
    """``memberships[0].from``, counted from 1 for people."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            text += f".{part}" if text else part
    return text
