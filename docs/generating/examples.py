"""Examples of keys: as they stand in the files of the made-up group of the tests."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any, Final

import yaml

from docs.generating.shapes import keys

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The group that has everything; the tests build it without a message.
LAB: Final = Path(__file__).parents[2] / "groupsite/starting/example"


def examples(path: str, shape: type[Any]) -> dict[tuple[type[Any], str], str]:
    """(shape, key) → the shortest way in which the file at *path* writes it."""
    text = (LAB / path).read_text("utf-8")
    found: dict[tuple[type[Any], str], str] = {}
    root = yaml.compose(text, yaml.SafeLoader)
    for place, written in _written(root, shape, text):
        if place not in found or len(written) < len(found[place]):
            found[place] = written
    return found


def _written(
    node: yaml.Node | None, shape: type[Any], text: str
) -> Iterator[tuple[tuple[type[Any], str], str]]:
    """Each key of each record below *node*, with its piece of the file."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _written(item, shape, text)
    if not isinstance(node, yaml.MappingNode):
        return
    known = {key.name: key for key in keys(shape)}
    for name, value in node.value:
        # any other label is described as one key
        key = known[name.value if name.value in known else "LABEL"]
        yield (shape, key.name), _piece(text, name, value)
        if key.alias == "Links":
            for _, target in value.value:
                yield from _written(target, key.shape or shape, text)
        elif key.shape is not None:
            yield from _written(value, key.shape, text)


def _piece(text: str, name: yaml.Node, value: yaml.Node) -> str:
    """From the key to the end of its value, without the indentation of the file."""
    start, end = name.start_mark.index, value.end_mark.index
    lines = text[start:end].rstrip().splitlines()
    while lines[-1].lstrip().startswith("#") or not lines[-1].strip():
        lines.pop()  # a heading of what comes next
    return dedent(" " * name.start_mark.column + "\n".join(lines))
