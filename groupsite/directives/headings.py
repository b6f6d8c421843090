"""Headings that lists and pages make, and ids of all that can be linked to.

They are sections; where no section may stand (in a card, a tab) they become rubrics.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

if TYPE_CHECKING:
    from collections.abc import Sequence


def heading(title: str, node_id: str) -> nodes.section:
    """A section that a list makes; `FlattenHeadings` mends it where none may stand."""
    return nodes.section("", nodes.title(title, title), ids=[node_id], groupsite=True)


def titled(
    node_id: str, title: str, content: Sequence[nodes.Node], document: nodes.document
) -> list[nodes.Node]:
    """*content* below a heading; nothing where there is no content."""
    if not content:
        return []
    section = heading(title, free_id(node_id, document))
    section += content
    document.note_explicit_target(section)
    return [section]


def free_id(node_id: str, document: nodes.document) -> str:
    """*node_id*, or a longer one where something on the page has it already."""
    node_id = _without_blanks(node_id)
    while node_id in document.ids:
        node_id = f"list-{node_id}"
    return node_id


def record_id(node_id: str, document: nodes.document) -> str:
    """The id of a record's first occurrence on the page; empty for any other one.

    A heading of the author's may have the id that it would have.
    """
    node_id = _without_blanks(node_id)
    while node_id in document.ids:
        if "data" in document.ids[node_id]:
            return ""
        node_id = f"list-{node_id}"
    return node_id


def _without_blanks(node_id: str) -> str:
    """What an attribute ``id`` may be (HTML, 3.2.6): roles in the group have words."""
    return "-".join(node_id.split())


def flattened(section: nodes.section) -> list[nodes.Node]:
    """The same with a rubric: for places where no section may stand."""
    title, *content = section.children
    rubric = nodes.rubric("", "", *title.children, ids=section["ids"])
    return [rubric, *content]


def holds_sections(node: nodes.Element | None) -> bool:
    """Whether sections may stand in *node*."""
    return isinstance(node, (nodes.section, nodes.document))


class FlattenHeadings(SphinxTransform):
    """Makes rubrics of our sections where sections may not stand (in a card, a tab)."""

    # before anything looks at sections (docutils' own transforms begin at 200)
    default_priority = 100

    def apply(self, **kwargs: Any) -> None:
        """Replace each section of ours whose parent cannot hold sections."""
        for section in list(self.document.findall(nodes.section)):
            if section.get("groupsite") and not holds_sections(section.parent):
                section.replace_self(flattened(section))
