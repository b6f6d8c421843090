"""Parts of sentences as nodes: phrases with fields, enumerations."""

from __future__ import annotations

import re
from string import Formatter
from typing import TYPE_CHECKING, Final

from docutils import nodes

from groupsite.model.text import between_sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

_OPTIONAL: Final = re.compile(r"\[([^\]]*)\]")


def fill(phrase: str, **fields: Sequence[nodes.Node]) -> list[nodes.Node]:
    """*phrase* with nodes in place of its fields.

    A part in brackets is dropped if a field in it is empty.
    """

    def keep(match: re.Match[str]) -> str:
        names = [name for _, name, _, _ in Formatter().parse(match[1]) if name]
        return match[1] if all(fields.get(name) for name in names) else ""

    result: list[nodes.Node] = []
    for text, name, _, _ in Formatter().parse(_OPTIONAL.sub(keep, phrase)):
        if text:
            result.append(nodes.Text(text))
        if name:
            result += fields.get(name, [])
    return result


def sentences(items: Sequence[nodes.Node]) -> list[nodes.Node]:
    """*items* with a full stop between them, except after one that ends with a mark."""
    result: list[nodes.Node] = []
    for item in items:
        if result:
            result.append(nodes.Text(between_sentences(result[-1].astext())))
        result.append(item)
    return result


def separated(
    items: Sequence[nodes.Node], between: str, last: str | None = None
) -> list[nodes.Node]:
    """*items* separated by *between*, and by *last* before the last one."""
    result: list[nodes.Node] = []
    for number, item in enumerate(items):
        if number:
            final = number == len(items) - 1
            result.append(nodes.Text(last if final and last else between))
        result.append(item)
    return result
