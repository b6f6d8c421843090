"""What the pages of single records have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes

from groupsite.build.context import title_nodes
from groupsite.build.contributions import Anchor
from groupsite.build.nodes import record_section
from groupsite.directives.headings import titled
from groupsite.directives.options import RecordDirective, option_spec
from groupsite.directives.placing import Placing, export_line
from groupsite.directives.related import brief_list
from groupsite.model.parts import ListRequest
from groupsite.model.problems import Subtype
from groupsite.model.query import Query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from groupsite.model.kinds import RecordKind


class RecordPage(RecordDirective):
    """The page of one record, in a document that is made or written for it.

    A document that has a heading gets what stands below; one that has none gets the
    record's title as well.
    """

    required_arguments = 0  # a missing id is reported in our words
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar = option_spec([])
    kind: ClassVar[RecordKind[Any]]

    def run(self) -> list[nodes.Node]:
        """The page's content."""
        record_id = self.arguments[0].strip() if self.arguments else ""
        name = self.kind.name
        record = self.context.get(name, record_id)
        if record is None:
            message = self.context.graph.unknown(name, record_id)
            if not record_id:
                message = f"an id is missing: write {{{name}}} and the id of a {name}"
            self.warn(message, Subtype.LINK)
            return []
        anchor = Anchor(name, record_id, "", 0)
        self.context.domain.note_anchor(self.context.docname, anchor)
        body = self.body(record)
        document = self.state.document
        if next(document.findall(nodes.title), None) is not None:
            return body
        title = nodes.title("", "", *title_nodes(self.kind, record))
        classes = [self.kind.css_class, "record-page"]
        section = record_section("", title, *body, classes=classes)
        section["data"] = dict(self.kind.attributes(record))
        section["ids"].append(f"{name}-{record_id}")
        document.note_explicit_target(section)
        return [section]

    def body(self, record: Any) -> list[nodes.Node]:
        """What stands below the title."""
        raise NotImplementedError

    @property
    def place(self) -> Placing:
        """Where the records of lists stand."""
        return Placing(self.context, self.state.document, 2)

    def section(
        self, node_id: str, title: str, content: Sequence[nodes.Node]
    ) -> list[nodes.Node]:
        """A part of the page below a heading; none where there is nothing in it."""
        return titled(node_id, title, content, self.state.document)

    def related(
        self, kind: str, record_id: str, relation: str = ""
    ) -> list[nodes.Node]:
        """The records of *kind* that are linked with this one, below a heading."""
        graph, phrase = self.context.graph, self.context.settings.phrase
        relation = relation or self.kind.name
        query = Query(kind, ((relation, (record_id,)),))
        records = self.context.select(query)
        title = f"{phrase(f'list.{kind}')} ({len(records)})"
        if not records:
            return []
        content: list[nodes.Node] = [brief_list(graph.kinds[kind], records, self.place)]
        if graph.kinds[kind].files:
            docname = self.context.docname
            content = [*export_line(query, docname, self), *content]
        return self.section(graph.kinds[kind].list.directive, title, content)

    def later(self, query: Query, style: str, title: str) -> nodes.Element:
        """News, which are known once all documents are read."""
        placeholder = self.context.graph.kinds["news"].list.placeholder
        assert placeholder is not None
        return placeholder(self.context, ListRequest(query, title=title, style=style))
