"""Lists of records: one directive, generic over the kind.

`{publications}`, `{people}` and their like read the shared options, ask the graph while
the document is read, and lay the answer out under the headings of its groups.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

from docutils import nodes
from sphinx.transforms import SphinxTransform

from groupsite.core.dates import PartialDate
from groupsite.core.inline import fill, separated
from groupsite.core.kinds import ListRequest
from groupsite.core.nodes import record_item, record_list, record_part
from groupsite.core.problems import Subtype
from groupsite.core.text import slug
from groupsite.domain import Anchor
from groupsite.options import RecordDirective, option_spec
from groupsite.query import Query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils.nodes import Element
    from sphinx.util.typing import OptionSpec

    from groupsite.context import Context
    from groupsite.core.kinds import Group, RecordKind

#: Options that relate a list to other records.
RELATIONS = ("person", "paper", "grant", "topic")
#: Options that any list has.
SHARED = (*RELATIONS, "since", "until", "limit", "group-by", "name")
#: Option of lists that can be had as files.
EXPORT: Final = "export"
#: Lists of more groups than this begin with links to them.
_MANY: Final = 5
#: Key of what is known about the lists of the document being read.
_LISTS = "groupsite-lists"


class RecordList(RecordDirective):
    """Lists the records of one kind; made for a kind by `list_directive`."""

    has_content = False
    kind: ClassVar[RecordKind]

    def run(self) -> list[nodes.Node]:
        """Ask, group and lay out."""
        query = self.query()
        if self.kind.placeholder is not None:
            request = ListRequest(query, self.grouping(), self.list_prefix())
            return [self.kind.placeholder(self.context, request)]
        records = self.context.select(query)
        prefix = self.list_prefix()
        export = []
        if self.kind.formats and self.offers_files() and records:
            name = f"{self.context.docname}-{prefix}".rstrip("-")
            export = export_line(query, name, self.context)
        return [*export, *self.groups(records, prefix, 1 + self.is_selection(query))]

    # -- the question ---------------------------------------------------------------

    def query(self) -> Query:
        """The query that the options make; wrong values are reported and left out."""
        where = []
        graph = self.context.graph
        for name in (n for n in RELATIONS if self.words(n)):
            values = self.words(name)
            if name in graph.kinds and graph.ids(name):
                values = self.known(name, values, graph.ids(name), name)
            where.append((name, values))
        where += [(n, self.facet(n)) for n in self.kind.facets if self.wants(n)]
        since, until = self.period()
        # a filter of which nothing is left hides nothing
        where = [(name, values) for name, values in where if values]
        return Query(self.kind.name, tuple(where), since, until, self.limit())

    def offers_files(self) -> bool:
        """Whether the list can be had as files."""
        return self.flag(EXPORT)

    def period(self) -> tuple[str, str]:
        """The bounds, as written; none where they exclude each other."""
        since, until = self.date("since"), self.date("until")
        if since and until:
            first, last = PartialDate.parse(since), PartialDate.parse(until)
            if not last.within(first, None):
                message = f"`until` ({until}) is before `since` ({since})"
                self.warn(message, Subtype.DATE, "until")
                return "", ""
        return since, until

    def wants(self, name: str) -> bool:
        """Whether the author asks for certain values of a facet."""
        if name in self.kind.flags:
            return self.flag(name)
        return bool(self.words(name))

    def facet(self, name: str) -> tuple[str, ...]:
        """The values wanted of a facet; a flag wants any record that has it."""
        if name in self.kind.flags:
            return ("true",)
        values = self.words(name)
        graph = self.context.graph
        found = {
            v for r in graph.all(self.kind.name) for v in self.kind.facets[name](r)
        }
        known = found | self.kind.facet_values(name, self.context.settings)
        return self.known(name, values, known, name)

    def limit(self) -> str:
        """``5`` or ``2 years``; empty where there is none or it is wrong."""
        text = " ".join(self.options.get("limit", "").split())
        if text and not re.fullmatch(r"[1-9]\d*( years?)?", text):
            message = f"`limit` should be a number, or a number of years, not {text!r}"
            self.warn(message, Subtype.OPTION, "limit")
            return ""
        return text

    def is_selection(self, query: Query) -> bool:
        """Whether the list shows what other lists show better."""
        related = any(name in RELATIONS for name, _ in query.where)
        flagged = any(name in self.kind.flags for name, _ in query.where)
        return bool(related or flagged or query.since or query.until or query.limit)

    # -- the answer -----------------------------------------------------------------

    def grouping(self) -> str:
        """Name of the grouping wanted, empty for none."""
        wanted = self.options.get("group-by", self.kind.default_group).strip()
        if wanted in ("", "none"):
            return ""
        return "".join(self.known("group-by", [wanted], self.kind.groups, "value"))

    def groups(self, records: list[Any], prefix: str, rank: int) -> list[nodes.Node]:
        """*records* under the headings of their groups.

        :param prefix: of the ids of the headings, see `list_prefix`.
        """
        grouping = self.grouping()
        place = Placing(self.context, self.state.document, rank)
        if not grouping:
            return entries(self.kind, records, place)
        found: dict[Group, list[Any]] = {}
        for record in records:
            group = self.kind.groups[grouping](record, self.context)
            found.setdefault(group, []).append(record)
        result: list[nodes.Node] = []
        jumps: list[nodes.Node] = []
        for group, members in found.items():
            node_id = (
                f"{prefix}{self.kind.group_prefix or self.kind.directive}-{group.id}"
            )
            node_id = free_id(node_id, self.state.document)
            jumps.append(nodes.reference("", group.title, refid=node_id, internal=True))
            section = heading(f"{group.title} ({len(members)})", node_id)
            section += entries(self.kind, members, place)
            self.state.document.note_explicit_target(section)
            result.append(section)
        if rank == 1 and len(jumps) > _MANY:
            jump = record_part("", "", *separated(jumps, " · "), classes=["group-jump"])
            result.insert(0, jump)
        return result

    def list_prefix(self) -> str:
        """What sets the ids of this list's groups apart from those of a first list.

        The place of a list on its page decides and not what it holds: adding an entry
        never moves an id.
        """
        lists = cast("dict[str, list[str]]", self.env.temp_data.setdefault(_LISTS, {}))
        names = lists.setdefault(self.kind.name, [])
        name = slug(self.options.get("name", ""))
        if name and name in names:
            message = f"`name`: there is a list named `{name}` on this page already"
            self.warn(message, Subtype.OPTION, "name")
            name = ""
        names.append(name)
        if len(names) == 1:
            return ""
        return f"{name or f'list{len(names)}'}-"


def export_line(query: Query, path: str, context: Context) -> list[nodes.Node]:
    """Links to the answer of *query* as files, which the build will make.

    :param path: of the files, without an ending.
    """
    phrase = context.settings.phrase
    path = context.domain.note_export(context.docname, path, query)
    links: list[nodes.Node] = [
        nodes.reference(
            "",
            phrase(f"format.{form.ending}"),
            refuri=f"site:{path}.{form.ending}",
            internal=True,
        )
        for form in context.graph.kinds[query.kind].formats
    ]
    content = fill(phrase("export"), formats=separated(links, " · "))
    return [record_part("", "", *content, classes=["export"])]


def list_directive(kind: RecordKind) -> type[RecordList]:
    """The directive that lists records of *kind*."""
    export = [EXPORT] if kind.formats else []
    spec: OptionSpec = option_spec([*SHARED, *kind.facets, *export])
    attributes = {
        "kind": kind,
        "option_spec": spec,
        "__doc__": f"Lists of {kind.directive}.",
    }
    return type(f"{kind.name.title()}List", (RecordList,), attributes)


class Placing:
    """Puts records on a page: the first occurrence of each can be linked to."""

    def __init__(self, context: Context, document: nodes.document, rank: int) -> None:
        self.context = context
        self.document = document
        #: How good a home this list is for its records, see `Anchor`.
        self.rank = rank

    @property
    def is_selection(self) -> bool:
        """Whether other lists show the records better."""
        return self.rank > 1

    def inner(self) -> Placing:
        """Places records among what is said of another record."""
        return Placing(self.context, self.document, 2)

    def item(self, kind: RecordKind, record: Any, node: Element) -> Element:
        """*node* as the occurrence of *record*: its class, its data and its id."""
        node["classes"].append(kind.css_class or kind.name)
        node["data"] = dict(kind.attributes(record))
        node_id = f"{kind.name}-{record.id}"
        if isinstance(node, nodes.section):  # Sphinx wants an id of each
            node_id = free_id(node_id, self.document)
        if node_id not in self.document.ids:
            node["ids"].append(node_id)
            self.document.note_explicit_target(node)
            anchor = Anchor(kind.name, record.id, node_id, self.rank)
            self.context.domain.note_anchor(self.context.docname, anchor)
        return node


def entries(kind: RecordKind, records: list[Any], place: Placing) -> list[nodes.Node]:
    """*records* laid out as their kind wants, by default as a list."""
    if not records:
        return []
    if kind.layout is not None:
        return kind.layout(kind, records, place)
    items = [
        place.item(kind, record, record_item("", *kind.entry(record, place.context)))
        for record in records
    ]
    return [record_list("", *items, classes=[kind.directive])]


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
    """*node_id*, or a longer one where a heading of the page has it already."""
    while node_id in document.ids:
        node_id = f"list-{node_id}"
    return node_id


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
