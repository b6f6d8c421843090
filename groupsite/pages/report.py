"""`{report}`: what came of a grant, or of some years, on one page to print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from docutils import nodes

from groupsite.directives.entries import text_part
from groupsite.directives.headings import titled
from groupsite.directives.lists import RecordList
from groupsite.directives.options import option_spec
from groupsite.directives.placing import Placing, export_line
from groupsite.directives.related import brief_list, counted_rubric
from groupsite.kinds.papers.kind import PAPER
from groupsite.model.dates import PartialDate
from groupsite.model.parts import Group, ListRequest
from groupsite.model.query import Query

if TYPE_CHECKING:
    from groupsite.kinds.people.person import Person

#: What a report lists, in this order; news are known later.
_KINDS: Final = ("paper", "talk", "software", "award", "course", "person")


class Report(RecordList):
    """All records of a grant and a period, with counts; the papers as files."""

    required_arguments = 0
    optional_arguments = 1
    final_argument_whitespace = True
    kind = PAPER
    option_spec: ClassVar = option_spec(["since", "until"])

    def run(self) -> list[nodes.Node]:
        """A line of counts, then a section for each kind that has something."""
        words = self.arguments[0].replace(",", " ").split() if self.arguments else []
        graph, document = self.context.graph, self.state.document
        # ids tie records together while no grants are declared
        declared = graph.ids("grant") or words
        grants = self.known("grant", words, declared, "grant")
        if words and not grants:
            return []
        since, until = self.period()
        where = (("grant", grants),) if grants else ()
        place = Placing(self.context, document, 2)
        phrase = self.context.settings.phrase
        counts, sections = [], list[nodes.Node]()
        for name in _KINDS:
            query = Query(name, where, since, until)
            records = self._records(query, grants)
            if records:
                title = f"{phrase(f'report.{name}')} ({len(records)})"
                counts.append(title)
                content = self._content(query, records, place)
                sections += titled(
                    graph.kinds[name].list.directive, title, content, document
                )
        placeholder = graph.kinds["news"].list.placeholder
        assert placeholder is not None
        news = ListRequest(
            Query("news", where, since, until), title=phrase("list.news"), style="brief"
        )
        summary = text_part("report-counts", " · ".join(counts))
        return [*summary, *sections, placeholder(self.context, news)]

    def _records(self, query: Query, grants: tuple[str, ...]) -> list[Any]:
        """The answer; of people those who were members at the time, or paid by it."""
        if query.kind != "person":
            return self.context.select(query)
        since = PartialDate.parse(query.since) if query.since else None
        until = PartialDate.parse(query.until) if query.until else None
        people = self.context.select(query._replace(since="", until=""))
        return [p for p in people if _was_there(p, since, until, set(grants))]

    def _content(
        self, query: Query, records: list[Any], place: Placing
    ) -> list[nodes.Node]:
        """A list; papers by type, and as files."""
        kind = self.context.graph.kinds[query.kind]
        if query.kind != "paper":
            return [brief_list(kind, records, place)]
        found: dict[Group, list[Any]] = {}
        for record in records:
            found.setdefault(kind.list.groups["type"](record, self.context), []).append(
                record
            )
        result = export_line(query, self.context.docname, self)
        for group, members in found.items():
            result.append(counted_rubric(group.title, len(members)))
            result.append(brief_list(kind, members, place))
        return result


def _was_there(
    person: Person,
    since: PartialDate | None,
    until: PartialDate | None,
    grants: set[str],
) -> bool:
    """Whether a membership lies in the period, and is paid by one of *grants* if any."""
    return any(
        (not grants or grants & set(membership.grants))
        and (until is None or membership.start.within(None, until))
        and (
            since is None
            or membership.end is None
            or membership.end.within(since, None)
        )
        for membership in person.memberships
    )
