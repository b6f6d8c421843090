"""Roles that link to records: `` {person}`scott-seb` ``, `` {paper}`text <key>` ``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import ReferenceRole

from groupsite.build.context import DocumentContext
from groupsite.model.problems import Subtype

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message

    from groupsite.model.kinds import RecordKind


class RecordRole(ReferenceRole):
    """A link to a record of one kind; its text defaults to the record's title."""

    def __init__(self, kind: RecordKind[Any]) -> None:
        super().__init__()
        self.kind = kind

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Return the link, resolved later; plain text, with a warning, if unknown."""
        context = DocumentContext(self.env, self.env.current_document.docname)
        kind = self.kind.name
        record_id = context.graph.meant(kind, self.target)
        text = [nodes.Text(self.title)] if self.has_explicit_title else []
        if context.get(kind, record_id) is None:
            if fault := context.graph.unknown(kind, record_id):
                message = f"{{{kind}}}: {fault}"
                context.warn(message, Subtype.LINK, self.get_location())
            return [nodes.inline("", self.title, classes=["unknown"])], []
        return [context.reference(kind, record_id, *text)], []
