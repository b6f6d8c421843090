"""`{report}`: the results of a grant or of a period on one page, for printing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes

from groupsite.directives.entries import text_part
from groupsite.directives.headings import titled
from groupsite.directives.lists import SHARED, RecordList
from groupsite.directives.options import NUMBERED, Use, option_spec, values_in
from groupsite.directives.placing import Placing, export_line
from groupsite.directives.related import later, section_content, section_title
from groupsite.kinds.papers.kind import PAPER
from groupsite.model.dates import PartialDate
from groupsite.model.kinds import shown_on
from groupsite.model.query import Query

if TYPE_CHECKING:
    from groupsite.model.parts import Section


class Report(RecordList):
    """All records of a grant and a period, with counts; papers also as files."""

    required_arguments = 0
    optional_arguments = 1
    final_argument_whitespace = True
    kind = PAPER
    argument = Use(
        "ids of grants; everything of the period without one", "grand-example"
    )
    uses: ClassVar = {
        **{name: SHARED[name] for name in ("since", "until")},
        "numbered": NUMBERED,
    }
    option_spec: ClassVar = option_spec(uses)

    def run(self) -> list[nodes.Node]:
        """Return a line of counts, then a section for each kind with records."""
        graph, document = self.context.graph, self.state.document
        words = values_in(" ".join(self.arguments), graph.ids("grant"))
        # if no grants are declared, records may still share an id
        declared = graph.ids("grant") or words
        grants = self.known("grant", words, declared, "grant")
        if words and not grants:
            return []
        (since, until), numbering = self.period(), self.numbering()
        where = (("grant", grants),) if grants else ()
        place = Placing(self.context, document, 2)
        counts, sections = [], list[nodes.Node]()
        for kind, section in shown_on("report", graph.kinds.values()):
            query = Query(kind.name, where, since, until)
            if kind.list.placeholder is not None:
                sections.append(later(kind, section, query, self.context))
            elif records := self._records(section, query, grants):
                title = section_title(kind, section, self.context.settings)
                counts.append(f"{title} ({len(records)})")
                content = section_content(kind, section, records, place, numbering)
                if kind.offers_files:
                    content = export_line(query, self.context.docname, self) + content
                node_id = section.node_id or kind.list.directive
                sections += titled(node_id, counts[-1], content, document)
        return [*text_part("report-counts", " · ".join(counts)), *sections]

    def _records(
        self, section: Section[Any], query: Query, grants: tuple[str, ...]
    ) -> list[Any]:
        """The records that *query* selects, or those that the section counts."""
        if section.belongs is None:
            return self.context.select(query)
        since = PartialDate.parse(query.since) if query.since else None
        until = PartialDate.parse(query.until) if query.until else None
        every = self.context.select(query._replace(since="", until=""))
        return [r for r in every if section.belongs(r, since, until, set(grants))]
