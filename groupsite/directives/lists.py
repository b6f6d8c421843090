"""Lists of records: one directive, generic over the kind.

`{publications}`, `{people}` and so on read the shared options, query the graph while
the document is read, and lay out the answer below the headings of its groups.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

from docutils import nodes

from groupsite.build.inline import separated
from groupsite.build.nodes import record_part
from groupsite.directives.chart import Year, year_chart
from groupsite.directives.filtering import filter_form
from groupsite.directives.grouping import (
    ASCENDING,
    DESCENDING,
    grouped,
    numbers,
)
from groupsite.directives.headings import free_id, heading
from groupsite.directives.options import RecordDirective, Use, option_spec, values_in
from groupsite.directives.parts import piece_of
from groupsite.directives.placing import Placing, entries, export_line
from groupsite.directives.rest import note_whole_list
from groupsite.model.parts import ListRequest
from groupsite.model.problems import Subtype
from groupsite.model.query import Query
from groupsite.model.text import slug

if TYPE_CHECKING:
    from sphinx.util.typing import OptionSpec

    from groupsite.directives.grouping import Branch
    from groupsite.directives.parts import Piece
    from groupsite.model.kinds import RecordKind

#: Options that select records linked to others.
RELATIONS = ("person", "paper", "grant", "topic")
#: Options of every list.
SHARED: Final = {
    "person": Use("ids of people: only what is linked to one of them", "doe-jane"),
    "paper": Use("keys of papers: only what is linked to one", "primjer2025few"),
    "grant": Use("ids of grants: only what is linked to one", "grand-example"),
    "topic": Use("ids of topics: only what is linked to one", "imaging"),
    "since": Use("the first year, month or day", "2024"),
    "until": Use("the last year, month or day", "2025-06"),
    "limit": Use("maximum number of entries, or of years that have some", "2 years"),
    "group-by": Use("the headings; of two groupings, the second divides the first"),
    "name": Use("keeps its addresses apart from those of other lists", "recent"),
    "empty": Use("what is said while there is nothing to list", "Nothing is planned."),
}
#: Options for what is still to come on the day of the site, and for all else.
UPCOMING: Final = "upcoming"
WHEN: Final = (UPCOMING, "past")
#: Option to offer a list as files.
EXPORT: Final = "export"
#: Options of the lists that support them.
_OPTIONAL: Final = {
    EXPORT: Use("offers the list as files"),
    UPCOMING: Use("only what is still to come on the day of the site, next first"),
    "past": Use("only what is over on the day of the site"),
    "filter": Use("what visitors can filter by; without a value, everything"),
    "chart": Use("draws the years as bars, divided by a filter"),
    "layout": Use("how the entries look"),
    "open": Use("number of groups that are open; the others are folded", "2"),
    "numbered": Use(
        f"numbers the entries through all groups, `{ASCENDING}` or `{DESCENDING}`",
        DESCENDING,
    ),
}
#: A positive number; Python would accept digits of other scripts, too.
_NUMBER: Final = "[1-9][0-9]*"
#: Maximum number of groups without links to them at the top of the list.
_MANY: Final = 5
#: Key under which the names of lists in the current document are kept.
_LISTS = "groupsite-lists"


class RecordList(RecordDirective):
    """Lists the records of one kind; `list_directive` makes a subclass per kind."""

    has_content = False
    kind: ClassVar[RecordKind[Any]]
    #: What its page shows of it; None for all.
    piece: Piece | None = None

    def run(self) -> list[nodes.Node]:
        """Return the list: its files, its filters, its groups."""
        self.piece = piece = piece_of(self, self.kind)
        if piece and not piece.is_first:
            self.options = piece.options
        query = piece.query() if piece else self.query()
        filters = self.filters()
        if self.kind.list.placeholder is not None:
            request = ListRequest(
                query,
                "".join(self.groupings()[:1]),
                self.list_prefix(),
                filters=filters,
                open=self.opened(),
            )
            placeholder = self.kind.list.placeholder(self.context, request)
            placeholder += self.said_if_empty()
            return [placeholder]
        records = self.context.select(query)
        prefix = self.list_prefix()
        head: list[nodes.Node] = []
        if self.kind.files and self.offers_files() and records:
            name = f"{self.context.docname}-{prefix}".rstrip("-")
            whole = Query(self.kind.name) if piece else query
            head += export_line(whole, name, self)
        if filters and records:
            if not piece:
                note_whole_list(self, query, filters)
            years = piece.part.span.label if piece else ""
            graph, settings = self.context.graph, self.context.settings
            head.append(
                filter_form(self.kind, records, filters, graph, settings, years)
            )
        rank = 1 if piece else 1 + self.is_selection(query)
        document, total = self.state.document, len(records)
        counted = self.counted()
        # the chart follows the filters, and has to tell the entries apart by its own
        told = (*filters, *([counted] if filters and counted else []))
        names = tuple(dict.fromkeys(told))
        place = Placing(self.context, document, rank, names, total, self.layout())
        shown = self.groups(records, prefix, place, counted)
        if piece:
            return piece.around([*head, *shown], self, prefix)
        return [*head, *shown] if records else self.said_if_empty()

    def warn(self, message: str, subtype: Subtype, option: str = "") -> None:
        """Report a problem, unless the page of the list says it already."""
        if self.piece is None or self.piece.is_first:
            super().warn(message, subtype, option)

    # -- the query ------------------------------------------------------------------

    def query(self) -> Query:
        """The query made of the options; invalid values are reported and dropped."""
        where = []
        graph = self.context.graph
        for name in (n for n in RELATIONS if self.words(n)):
            values = self.words(name, graph.ids(name))
            if name in graph.kinds and graph.ids(name):
                values = self.known(name, values, graph.ids(name), name)
            where.append((name, values))
        where += [(n, self.chosen(n)) for n in self.kind.list.options if self.wants(n)]
        since, until = self.period()
        # a filter without valid values selects everything
        where = [(name, values) for name, values in where if values]
        return Query(
            self.kind.name, tuple(where), since, until, self.limit(), self.when()
        )

    def offers_files(self) -> bool:
        """Whether to offer the list as files."""
        return self.flag(EXPORT)

    def wants(self, name: str) -> bool:
        """Whether the author uses an option of the kind."""
        if self.kind.list.options[name].flag:
            return self.flag(name)
        return bool(self.words(name))

    def chosen(self, name: str) -> tuple[str, ...]:
        """The valid values of an option of the kind; ``true`` for a flag."""
        option = self.kind.list.options[name]
        if option.flag:
            return ("true",)
        graph = self.context.graph
        existing = graph.values(self.kind.name, name)
        known = existing.union(option.allowed(self.context.settings))
        values = self.words(name, known)
        valid = self.known(name, values, known, name)
        for value in set(values).difference(valid):
            # a record may have it one day, and the message may be suppressed
            self.context.note(Query(self.kind.name, ((name, (value,)),)))
        return valid

    def limit(self) -> str:
        """``5`` or ``2 years``; ``""`` if there is no limit or it is invalid."""
        text = " ".join(self.options.get("limit", "").split())
        if text and not re.fullmatch(rf"{_NUMBER}( years?)?", text):
            message = f"`limit` should be a number, or a number of years, not {text!r}"
            self.warn(message, Subtype.OPTION, "limit")
            return ""
        return text

    def when(self) -> str:
        """``upcoming`` or ``past``; empty for all, also for both of them."""
        asked = [name for name in WHEN if self.flag(name)]
        return asked[0] if len(asked) == 1 else ""

    def is_selection(self, query: Query) -> bool:
        """Whether the list is only a selection, so that others are better homes."""
        related = any(name in RELATIONS for name, _ in query.where)
        options = self.kind.list.options
        flagged = any(n in options and options[n].flag for n, _ in query.where)
        dated = query.since or query.until or query.when
        return bool(related or flagged or dated or query.limit)

    # -- the answer -----------------------------------------------------------------

    def groupings(self) -> tuple[str, ...]:
        """The names of the groupings, the outer one first."""
        # what is to come fits on a page, in the order in which it comes
        is_coming = self.when() == UPCOMING
        default = "" if is_coming else self.kind.list.default_group
        written = values_in(self.options.get("group-by", default))
        allowed = (*self.kind.list.groups, "none")
        names = self.known("group-by", dict.fromkeys(written), allowed, "value")
        return tuple(name for name in names if name != "none")

    def filters(self) -> tuple[str, ...]:
        """Names of the filters for visitors: those in the option, or all."""
        if "filter" not in self.options:
            return ()
        known = self.kind.list.filters
        return self.known("filter", self.words("filter"), known, "filter") or (*known,)

    def layout(self) -> str:
        """The name of a layout; ``""`` for the usual one."""
        written = self.words("layout")[:1]
        return "".join(self.known("layout", written, self.kind.list.layouts, "value"))

    def opened(self) -> int:
        """The number of groups that are unfolded at first; 0 means all."""
        text = str(self.options.get("open", "")).strip()
        if text and not re.fullmatch(_NUMBER, text):
            message = f"`open` should be a number of groups, not {text!r}"
            self.warn(message, Subtype.OPTION, "open")
            return 0
        return int(text or 0)

    def said_if_empty(self) -> list[nodes.Node]:
        """The author's words for a list without entries, in the markup of the page."""
        text = self.options.get("empty", "").strip()
        if not text:
            return []
        content, messages = self.parse_inline(text, lineno=self.lineno)
        paragraph = nodes.paragraph("", "", *content, classes=["record-empty"])
        self.set_source_info(paragraph)
        return [paragraph, *messages]

    def groups(
        self, records: list[Any], prefix: str, place: Placing, counted: str = ""
    ) -> list[nodes.Node]:
        """*records* under the headings of their groups.

        :param prefix: for the ids of the headings, see `list_prefix`.
        :param counted: see `counted`.
        """
        names = self.groupings()
        branches = grouped(self.kind, names, records, self.context)
        order = self.numbering()
        found = numbers(branches, records, order)
        if self.piece:
            found = self.piece.numbered(found, order)
        place = place.numbered(found)
        if not names:
            return entries(self.kind, records, place)
        sections = self.sections(branches, f"{prefix}{self.kind.prefix}", place)
        if names[0] == "year":
            for section in sections:  # themes set the years beside the lists
                section["classes"].append("by-year")
        if place.rank > 1 or len(sections) <= _MANY:
            return [*sections]
        years = [
            Year(branch.group.title, section["ids"][0], branch.records)
            for branch, section in zip(branches, sections, strict=True)
        ]
        jumps = [
            nodes.reference("", year.title, refid=year.node_id, internal=True)
            for year in years
        ]
        jump = record_part("", "", *separated(jumps, " · "), classes=["group-jump"])
        graph, settings = self.context.graph, self.context.settings
        chart = None
        if counted and names[0] == "year":
            chart = year_chart(self.kind, years, counted, jump, graph, settings)
        return [chart or jump, *sections]

    def sections(
        self, branches: list[Branch], prefix: str, place: Placing
    ) -> list[nodes.section]:
        """A section for each group, with those for the groups in it."""
        result = []
        for branch in branches:
            node_id = free_id(f"{prefix}-{branch.group.id}", self.state.document)
            section = heading(f"{branch.group.title} ({len(branch.records)})", node_id)
            section += (
                self.sections(branch.branches, node_id, place)
                if branch.branches
                else entries(self.kind, branch.records, place)
            )
            self.state.document.note_explicit_target(section)
            result.append(section)
        return result

    def counted(self) -> str:
        """The name of the filter that divides the bars; ``""`` without a chart.

        Checked in every list, as bars may only be missing for lack of records.
        """
        if "chart" not in self.options:
            return ""
        filters, words = self.kind.list.filters, self.words("chart")
        fitting = [name for name, filter_ in filters.items() if filter_.one]
        hint = f"; write {' or '.join(fitting)}"
        others = [name for name in words if name in filters and name not in fitting]
        for name in others:
            message = (
                f"`chart`: bars cannot be divided by `{name}`: a record may "
                f"have none or several{hint}"
            )
            self.warn(message, Subtype.OPTION, "chart")
        own = (name for name in words if name not in others)
        chosen = self.known("chart", own, fitting, "filter")
        if len(chosen) > 1:
            message = f"`chart`: bars are divided by one filter, not by {len(chosen)}"
            self.warn(f"{message}{hint}", Subtype.OPTION, "chart")
        return (*chosen, *fitting)[0]

    def list_prefix(self) -> str:
        """A prefix for the ids of the list's groups; empty for the first of a kind.

        It depends on the position of the list on its page, not on its content: adding
        an entry never changes an id.
        """
        lists = cast("dict[str, list[str]]", self.env.temp_data.setdefault(_LISTS, {}))
        names = lists.setdefault(self.kind.name, [])
        written = self.options.get("name", "").strip()
        name = slug(written)
        if written and not name:
            message = f"`name` is a part of addresses: write letters and digits, not {written!r}"
            self.warn(message, Subtype.OPTION, "name")
        if name and name in names:
            message = f"`name`: there is a list named `{name}` on this page already"
            self.warn(message, Subtype.OPTION, "name")
            name = ""
        names.append(name)
        if len(names) == 1:
            return ""
        return f"{name or f'list{len(names)}'}-"


def list_directive(kind: RecordKind[Any]) -> type[RecordList]:
    """The directive that lists records of *kind*."""
    later = kind.list.placeholder is not None
    own = {
        EXPORT: bool(kind.files),
        **dict.fromkeys(WHEN, kind.list.until is not None),
        "filter": bool(kind.list.filters),
        "chart": kind.list.has_chart,
        "layout": bool(kind.list.layouts),
        "open": later,
        "numbered": kind.list.has_numbers,
    }
    uses = {
        **SHARED,
        **{name: Use(o.meaning, o.example) for name, o in kind.list.options.items()},
        **{name: use for name, use in _OPTIONAL.items() if own[name]},
    }
    divided = (name for name, by in kind.list.filters.items() if by.one)
    values = {
        "group-by": next(iter(kind.list.groups), "none"),
        "filter": " ".join(kind.list.filters),
        "chart": next(divided, ""),
        "layout": next(iter(kind.list.layouts), ""),
    }
    examples = {n: uses[n]._replace(example=v) for n, v in values.items() if n in uses}
    spec: OptionSpec = option_spec(uses)
    attributes = {
        "kind": kind,
        "uses": {**uses, **examples},
        "option_spec": spec,
        "__doc__": f"Lists of {kind.list.directive}.",
    }
    return type(f"{kind.name.title()}List", (RecordList,), attributes)
