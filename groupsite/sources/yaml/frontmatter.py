"""Reads the front matter of a page as a record.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import yaml

from groupsite.model.positions import Position
from groupsite.model.problems import Problem, Subtype
from groupsite.sources.yaml.shape import dotted, shape_of
from groupsite.sources.yaml.text import PlainRecord, YamlTextError, compose, is_null

if TYPE_CHECKING:
    from collections.abc import Collection

#: Number of lines before it: ``---``.
_ABOVE: Final = 1


class FrontMatter(NamedTuple):
    """The record in the front matter of a page."""

    record: Any
    #: Lines of its fields.
    lines: dict[str, int]
    problems: list[Problem]


def read_front_matter(
    text: str, name: str, record: Any, others: Collection[str]
) -> FrontMatter:
    """The record in *text*; fields that are wrong are left out and reported.

    :param name: path of the page, as shown to authors.
    :param record: a dataclass whose fields all have defaults.
    :param others: keys that are not the record's but have a meaning for the page.
    """
    problems: list[Problem] = []

    def problem(line: int, message: str, subtype: Subtype = Subtype.YAML) -> None:
        problems.append(Problem(Position(name, line), message, subtype))

    value, lines = _plain(text, problem)
    own = {key: inner for key, inner in value.items() if key not in others}
    checked = shape_of(record).check(own, lines)
    for fault in checked.faults:
        at = next((lines[p] for p in _around(fault.path) if p in lines), _ABOVE)
        problem(at, fault.message, fault.subtype)
    fields = {dotted(path): at for path, at in checked.lines.items()}
    return FrontMatter(checked.record, fields, problems)


def _plain(text: str, problem: Any) -> tuple[dict[str, Any], dict[Any, int]]:
    """The keys with their values and lines; none if it is not valid YAML."""
    try:
        node = compose(text)
    except YamlTextError as error:
        advice = "check the indentation, the quotes and the colons around this line"
        line = error.line + _ABOVE + 1
        problem(line, f"this front matter is not valid YAML ({error}); {advice}")
        return {}, {}
    if node is None or is_null(node):
        return {}, {}
    if not isinstance(node, yaml.MappingNode):
        problem(_ABOVE + 1, "front matter should be keys with values, `title: …`")
        return {}, {}
    read = PlainRecord(node, _ABOVE, problem)
    return read.value, read.lines


def _around(path: tuple[str | int, ...]) -> list[tuple[str | int, ...]]:
    """A path, and those of what it is in, from the inside."""
    return [path[:length] for length in range(len(path), 0, -1)]
