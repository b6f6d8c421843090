"""Headings made by lists and pages, and ids for link targets.

Headings are sections, or rubrics where sections are not allowed (in a card, a tab).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

if TYPE_CHECKING:
    from collections.abc import Sequence


def heading(title: str, node_id: str) -> nodes.section:
    """A section with *title*; `FlattenHeadings` replaces it where it is not allowed."""
    return nodes.section("", nodes.title(title, title), ids=[node_id], groupsite=True)


def titled(
    node_id: str, title: str, content: Sequence[nodes.Node], document: nodes.document
) -> list[nodes.Node]:
    """*content* below a heading; nothing if it is empty."""
    if not content:
        return []
    section = heading(title, free_id(node_id, document))
    section += content
    document.note_explicit_target(section)
    return [section]


def free_id(node_id: str, document: nodes.document) -> str:
    """*node_id*, made longer if the page already has such an id."""
    node_id = _without_blanks(node_id)
    while node_id in document.ids:
        node_id = f"list-{node_id}"
    return node_id


def record_id(node_id: str, document: nodes.document) -> str:
    """The id for a record's first occurrence on the page; ``""`` for later ones.

    Made longer if a heading of the author has the same id.
    """
    node_id = _without_blanks(node_id)
    while node_id in document.ids:
        if "data" in document.ids[node_id]:
            return ""
        node_id = f"list-{node_id}"
    return node_id


def _without_blanks(node_id: str) -> str:
    """*node_id* with hyphens for blanks, which ids must not have (HTML, 3.2.6)."""
    return "-".join(node_id.split())


def flattened(section: nodes.section) -> list[nodes.Node]:
    """The section as a rubric and its content, for places without sections."""
    title, *content = section.children
    rubric = nodes.rubric("", "", *title.children, ids=section["ids"])
    return [rubric, *content]


def holds_sections(node: nodes.Element | None) -> bool:
    """Whether *node* may contain sections."""
    return isinstance(node, (nodes.section, nodes.document))


class FlattenHeadings(SphinxTransform):
    """Replaces our sections by rubrics where sections are not allowed."""

    # before anything processes sections (docutils' own transforms begin at 200)
    default_priority = 100

    def apply(self, **kwargs: Any) -> None:
        """Replace each of our sections whose parent cannot contain sections."""
        for section in list(self.document.findall(nodes.section)):
            if section.get("groupsite") and not holds_sections(section.parent):
                section.replace_self(flattened(section))
