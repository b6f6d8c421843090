"""Validates records against their dataclass, with messages in an author's words.

Pydantic does the validation. A value that it rejects is left out, and the rest is
validated again, so that a wrong field costs no other one.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from pydantic import TypeAdapter, ValidationError

from groupsite.model.dates import DateError
from groupsite.model.problems import Subtype
from groupsite.model.text import did_you_mean
from groupsite.sources.yaml.fields import FieldError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic_core import ErrorDetails

    from groupsite.sources.yaml.text import ValuePath


class Fault(NamedTuple):
    """What is wrong with one value of a record."""

    path: ValuePath
    message: str
    subtype: Subtype


class Checked(NamedTuple):
    """A record made of the values that are right."""

    #: None where a value is missing without which there is no record.
    record: Any | None
    faults: list[Fault]
    #: Lines of the values that are part of it.
    lines: dict[ValuePath, int]


@cache
def shape_of(record: Any) -> Shape:
    """The shape of a dataclass; costly to make."""
    return Shape(record)


class Shape:
    """Checks plain values against a dataclass.

    :param record: a dataclass whose fields have types that pydantic knows.
    """

    def __init__(self, record: Any) -> None:
        self._adapter = TypeAdapter(record)

    def check(self, value: Any, lines: Mapping[ValuePath, int]) -> Checked:
        """Make a record of *value*, without the values that are wrong.

        :param lines: the line of each value, by its path.
        """
        faults: list[Fault] = []
        dropped: set[ValuePath] = set()
        # what is left of a list counts anew, and messages tell of the file
        written = {path: path for path in lines}
        while True:
            try:
                record = self._adapter.validate_python(value)
            except ValidationError as error:
                details = error.errors(include_url=False)
            else:
                at = {now: lines[before] for now, before in written.items()}
                return Checked(record, faults, at)
            drop = set()
            for detail in details:
                path = _as_written(tuple(detail["loc"]), written)
                if not _follows(path, detail, dropped):
                    faults.append(self._fault(path, detail))
                gone = _dropped(value, detail)
                drop.add(gone)
                dropped.add(_as_written(gone, written))
            if () in drop:
                return Checked(None, faults, {})
            value, written = _without(value, written, drop)

    def _fault(self, path: ValuePath, detail: ErrorDetails) -> Fault:
        """What pydantic found at *path*, in the words of an author."""
        name, kind = dotted(path), detail["type"]
        if kind == "missing":
            rest = (
                f"; the rest of `{dotted(path[:-1])}` is left out" if path[1:] else ""
            )
            return Fault(path, f"`{name}` is missing{rest}", Subtype.FIELD)
        if kind in ("extra_forbidden", "unexpected_keyword_argument"):
            known = self._known_keys(path)
            hint = did_you_mean(str(path[-1]), known)
            allowed = f" (known: {', '.join(known)})" if known else ""
            below = self._below(path) if not hint else ""
            message = f"unknown key `{name}`{hint or below}{allowed}"
            return Fault(path, message, Subtype.YAML)
        if kind == "value_error":
            error = detail["ctx"]["error"]
            message = f"`{name}`: {error}" if name else str(error)
            is_date = isinstance(error, DateError)
            if isinstance(error, FieldError):
                path = (*path, error.field)
                is_date = error.subtype is Subtype.DATE
            return Fault(path, message, Subtype.DATE if is_date else Subtype.FIELD)
        found = detail["msg"].removeprefix("Input ")
        return Fault(path, f"`{name}` {_EXPECTED.get(kind, found)}", Subtype.YAML)

    @cached_property
    def schema(self) -> dict[str, Any]:
        """The shape as JSON Schema."""
        return self._adapter.json_schema(by_alias=True)

    def _below(self, path: ValuePath) -> str:
        """Where a key of the record is known, if it was written a level too high."""
        definitions = self.schema.get("$defs", {})
        for name, node in self.schema.get("properties", {}).items():
            inner = _resolve(
                _resolve(node, definitions).get("items", node), definitions
            )
            if path[:-1] == () and path[-1] in inner.get("properties", {}):
                return f"; it belongs below `{name}`"
        return ""

    def _known_keys(self, path: ValuePath) -> list[str]:
        """The keys allowed where *path* ends."""
        definitions = self.schema.get("$defs", {})
        node: Any = self.schema
        for part in path[:-1]:
            node = _resolve(node, definitions)
            if isinstance(part, int):
                node = node.get("items", {})
            else:
                others = node.get("additionalProperties", {})
                node = node.get("properties", {}).get(part, others)
        return list(_resolve(node, definitions).get("properties", ()))


def dotted(path: Iterable[str | int]) -> str:
    """``memberships[1].from``, counted from 1 for people."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            text += f".{part}" if text else part
    return text


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
    "too_short": "is missing",
}


def _resolve(node: Any, definitions: dict[str, Any]) -> Any:
    """Follow references and optional types of a JSON Schema."""
    while isinstance(node, dict):
        if "$ref" in node:
            node = definitions[node["$ref"].rpartition("/")[2]]
        elif "anyOf" in node:
            node = next((n for n in node["anyOf"] if n.get("type") != "null"), {})
        else:
            return node
    return {}


def _as_written(path: ValuePath, written: Mapping[ValuePath, ValuePath]) -> ValuePath:
    """Where *path* was before values were left out."""
    for length in range(len(path), 0, -1):
        if path[:length] in written:
            return (*written[path[:length]], *path[length:])
    return path


def _follows(path: ValuePath, detail: ErrorDetails, dropped: set[ValuePath]) -> bool:
    """Whether something is missing at *path* since what was there was wrong."""
    if detail["type"] == "too_short":
        return any(gone[: len(path)] == path for gone in dropped)
    return detail["type"] == "missing" and path in dropped


def _dropped(value: Any, detail: ErrorDetails) -> ValuePath:
    """The path of what is left out for a fault: the value, or what it is needed for."""
    path: ValuePath = tuple(detail["loc"])
    if detail["type"] == "missing":
        return path[:-1]
    error = detail.get("ctx", {}).get("error")
    if isinstance(error, FieldError):
        path = (*path, error.field)
    for length, part in enumerate(path):
        inside = isinstance(value, dict) and part in value
        inside = inside or (isinstance(value, list) and part in range(len(value)))
        if not inside:  # a single value stands for a list, or for keys of its own
            return path[:length]
        value = value[part]
    return path


def _without(
    value: Any, written: Mapping[ValuePath, ValuePath], drop: set[ValuePath]
) -> tuple[Any, dict[ValuePath, ValuePath]]:
    """*value* without the values at the paths *drop*, and where what is left was."""
    kept: dict[ValuePath, ValuePath] = {}

    def copy(value: Any, before: ValuePath, now: ValuePath) -> Any:
        if before in written:
            kept[now] = written[before]
        if isinstance(value, dict):
            return {
                key: copy(inner, (*before, key), (*now, key))
                for key, inner in value.items()
                if (*before, key) not in drop
            }
        if isinstance(value, list):
            left = [n for n in range(len(value)) if (*before, n) not in drop]
            return [
                copy(value[n], (*before, n), (*now, number))
                for number, n in enumerate(left)
            ]
        return value

    return copy(value, (), ()), kept
