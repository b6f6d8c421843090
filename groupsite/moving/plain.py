"""YAML, TOML and JSON of strangers as plain values: texts, truth values, lists, dicts.

Nothing is made of a tag, an alias is repeated a bounded number of times, and numbers and
dates stay as they are written: ``2026-03`` is no number, and ``1.10`` not 1.1. Pure.
"""

from __future__ import annotations

import json
import math
import re
import tomllib
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: How many values a file may have, repeated ones counted, and how deep they may stand.
MOST: Final = 200_000
DEEPEST: Final = 60
_TRUTH: Final = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}  # fmt: skip
_MOST_QUOTED: Final = 10
_VALUE: Final = re.compile(r"(\s*(?:- )?[\w-]+:\s+)([^\s\"'\[{|>&*#][^#]*?)\s*(?:#.*)?")
_NULLS: Final = ("", "~", "null", "Null", "NULL")


class NotPlainError(Exception):
    """A text cannot be read; says why."""


def of_yaml(text: str) -> Any:
    """The first document of *text*.

    A value that lacks the quotes that it needs (``x: @name``) is a text.

    :raises NotPlainError: if it is no YAML, too deep or too much.
    """
    for _ in range(_MOST_QUOTED):
        try:
            return _Reader(yaml.parse(text, Loader=_LOADER)).document()
        except yaml.YAMLError as error:
            quoted = _quoted(text, getattr(error, "problem_mark", None))
            if quoted == text:
                break
            text = quoted
        except (RecursionError, ValueError):
            break
    return _of_yaml(text)


def _quoted(text: str, mark: Any) -> str:
    """*text* with quotes around the value in the line of a fault."""
    lines = text.split("\n")
    found = (
        _VALUE.fullmatch(lines[mark.line]) if mark and mark.line < len(lines) else None
    )
    if found is None:
        return text
    lines[mark.line] = found[1] + json.dumps(found[2], ensure_ascii=False)
    return "\n".join(lines)


def _of_yaml(text: str) -> Any:
    try:
        return _Reader(yaml.parse(text, Loader=_LOADER)).document()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 1}" if mark is not None else ""
        reason = getattr(error, "problem", None) or "no text"
        raise NotPlainError(f"no valid YAML{where} ({reason})") from None
    except (RecursionError, ValueError) as error:
        raise NotPlainError(f"no valid YAML ({error})") from None


class _Reader:
    """Makes values of the events of a YAML parser, which nests nothing itself."""

    def __init__(self, events: Iterator[yaml.Event]) -> None:
        self._events = events
        self._anchors: dict[str, Any] = {}
        self._sizes: dict[str, int] = {}
        self._count = 0

    def document(self) -> Any:
        for event in self._events:
            if isinstance(event, yaml.DocumentEndEvent):
                return None
            if isinstance(event, yaml.NodeEvent):
                return self._value(event, 0)
        return None

    def _value(self, event: yaml.NodeEvent, depth: int) -> Any:
        start = self._count
        self._counted(1)
        if depth > DEEPEST:
            raise NotPlainError("values stand too deep in others")
        if isinstance(event, yaml.AliasEvent):
            # a value that holds itself is not known yet
            self._counted(self._sizes.get(event.anchor or "", 0))
            return self._anchors.get(event.anchor or "")
        value: Any
        if isinstance(event, yaml.ScalarEvent):
            value = _scalar(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            value = [self._value(e, depth + 1) for e in self._nodes()]
        else:
            value = self._mapping(depth)
        if event.anchor:
            self._anchors[event.anchor] = value
            self._sizes[event.anchor] = self._count - start
        return value

    def _nodes(self) -> Iterator[yaml.NodeEvent]:
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
                return
            assert isinstance(event, yaml.NodeEvent)
            yield event

    def _mapping(self, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        merged: list[Any] = []
        nodes = self._nodes()
        for event in nodes:
            key = self._value(event, depth + 1)
            value = self._value(next(nodes), depth + 1)
            if key == "<<" and isinstance(value, dict | list):
                merged += value if isinstance(value, list) else [value]
            elif key is None or isinstance(key, str | bool):
                result.setdefault(_key(key), value)
        for one in merged:
            for key, value in one.items() if isinstance(one, dict) else ():
                result.setdefault(key, value)
        return result

    def _counted(self, number: int) -> None:
        self._count += number
        if self._count > MOST:
            raise NotPlainError("there are too many values in it")


def _key(key: str | bool | None) -> str:  # noqa: FBT001
    if isinstance(key, str):
        return key
    return "null" if key is None else str(key).lower()


def _scalar(event: yaml.ScalarEvent) -> str | bool | None:
    text: str = event.value
    if event.style:
        return text
    if text in _NULLS:
        return None
    return _TRUTH.get(text.lower(), text)


def of_toml(text: str) -> Any:
    """The table of *text*.

    :raises NotPlainError: if it is no TOML.
    """
    try:
        return _texts(tomllib.loads(text, parse_float=str), 0)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise NotPlainError(f"no valid TOML ({error})") from None


def of_json(text: str) -> Any:
    """The value of *text*.

    :raises NotPlainError: if it is no JSON.
    """
    try:
        plain = json.loads(text.removeprefix("\ufeff"), parse_int=str, parse_float=str)
        return _texts(plain, 0)
    except (RecursionError, ValueError) as error:
        raise NotPlainError(f"no valid JSON ({error})") from None


def _texts(value: Any, depth: int) -> Any:
    """*value* with numbers and dates as they are written."""
    if depth > DEEPEST:
        raise NotPlainError("values stand too deep in others")
    if isinstance(value, dict):
        return {str(k): _texts(v, depth + 1) for k, v in value.items()}
    if isinstance(value, list):
        return [_texts(v, depth + 1) for v in value]
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, bool | str) or value is None:
        return value
    return str(value)
