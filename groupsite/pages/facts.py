"""A list of terms and what belongs to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def facts(terms: Mapping[str, Sequence[nodes.Node]]) -> list[nodes.Node]:
    """A definition list of the terms that are not empty; none where all are."""
    items = [
        nodes.definition_list_item(
            "",
            nodes.term("", term),
            nodes.definition("", nodes.paragraph("", "", *content)),
        )
        for term, content in terms.items()
        if content
    ]
    return [nodes.definition_list("", *items, classes=["facts"])] if items else []
