"""The base of all pages of single records."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes

from groupsite.build.context import title_nodes
from groupsite.build.contributions import Anchor
from groupsite.build.nodes import record_section
from groupsite.directives.headings import titled
from groupsite.directives.options import RecordDirective, Use, option_spec
from groupsite.directives.placing import Placing, export_line, files_line
from groupsite.directives.related import later, related, section_content, section_title
from groupsite.directives.rest import Choice, rest
from groupsite.model.kinds import shown_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from groupsite.model.kinds import RecordKind
    from groupsite.model.parts import Section
    from groupsite.model.query import Query


class RecordPage(RecordDirective):
    """The page of one record, in a stub or in a document written for it.

    In a document without a heading, the title of the record is added as one.
    """

    required_arguments = 0  # our own message reports a missing id
    optional_arguments = 1
    final_argument_whitespace = True
    argument = Use("id of the record")
    option_spec: ClassVar = option_spec([])
    kind: ClassVar[RecordKind[Any]]

    def run(self) -> list[nodes.Node]:
        """Return the content; nothing, and a warning, if the record is unknown."""
        name = self.kind.name
        missing = f"an id is missing: write {{{name}}} and the id of a {name}"
        record = self.record(name, missing)
        if record is None:
            return []
        anchor = Anchor(name, record.id, "", 0)
        self.context.domain.note_anchor(self.context.docname, anchor)
        body = self.body(record)
        document = self.state.document
        if next(document.findall(nodes.title), None) is not None:
            return body
        title = nodes.title("", "", *title_nodes(self.kind, record))
        classes = [self.kind.css_class, "record-page"]
        section = record_section("", title, *body, classes=classes)
        section["data"] = dict(self.kind.attributes(record))
        section["ids"].append(f"{name}-{record.id}")
        document.note_explicit_target(section)
        return [section]

    def body(self, record: Any) -> list[nodes.Node]:
        """Return what is below the title: the record, then the records linked to it."""
        show = self.kind.page.body or self.kind.entry.content
        return [
            *show(record, self.context),
            *self._files(record.id),
            *self.related(record.id),
        ]

    def _files(self, record_id: str) -> list[nodes.Node]:
        """Links to the files of the record."""
        page = self.context.domain.pages[self.kind.name].get(record_id, "")
        forms = self.kind.formats(self.context.settings) if page else ()
        return files_line(page, forms, self.context.settings)

    @property
    def place(self) -> Placing:
        """Where the lists of the page go."""
        return Placing(self.context, self.state.document, 2)

    def section(
        self, node_id: str, title: str, content: Sequence[nodes.Node]
    ) -> list[nodes.Node]:
        """A section of the page; nothing if *content* is empty."""
        return titled(node_id, title, content, self.state.document)

    def related(self, record_id: str) -> list[nodes.Node]:
        """Lists of records of other kinds linked to this one, each with a heading."""
        result: list[nodes.Node] = []
        for kind, section in shown_on(
            self.kind.name, self.context.graph.kinds.values()
        ):
            query = related(kind, section, self.kind.name, record_id)
            if kind.list.placeholder is not None:
                result.append(later(kind, section, query, self.context))
            else:
                result += self._listed(kind, section, query)
        return result

    def _listed(
        self, kind: RecordKind[Any], section: Section[Any], query: Query
    ) -> list[nodes.Node]:
        """The records that *query* selects, below a heading with count, and exports."""
        every = query._replace(limit="")
        records = self.context.select(every)
        if not records:
            return []
        title = section_title(kind, section, self.context.settings)
        shown = records[: section.limit or None]
        content = section_content(kind, section, shown, self.place)
        if hidden := records[len(shown) :]:
            (name, (value, *_)), *_ = query.where
            words = self.context.settings.phrase(
                "rest", title=title, count=len(records)
            )
            more = partial(section_content, kind, section, hidden, self.place)
            whole = Choice(kind, name, value, records)
            content.append(rest(self, whole, words, more))
        if kind.offers_files:
            content = [*export_line(every, self.context.docname, self), *content]
        node_id = section.node_id or kind.list.directive
        return self.section(node_id, f"{title} ({len(records)})", content)


def record_page(kind: RecordKind[Any]) -> type[RecordPage]:
    """The directive for the pages of records of *kind*."""
    attributes = {
        "kind": kind,
        "argument": Use(f"id of the {kind.name}", kind.page.example),
        "__doc__": f"The page of a {kind.name}.",
    }
    return type(f"{kind.name.title()}Page", (RecordPage,), attributes)
