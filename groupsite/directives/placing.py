"""Where records stand on a page: entries with ids and data, and the files of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes

from groupsite.build.contributions import Anchor, Offer
from groupsite.build.inline import fill, separated
from groupsite.build.nodes import record_item, record_list, record_part
from groupsite.directives.filtering import filter_values
from groupsite.directives.headings import free_id, record_id

if TYPE_CHECKING:
    from docutils.nodes import Element

    from groupsite.build.context import DocumentContext
    from groupsite.directives.options import RecordDirective
    from groupsite.model.kinds import RecordKind
    from groupsite.model.parts import Format
    from groupsite.model.query import Query
    from groupsite.model.settings import Settings

#: Lists of more records than this are drawn by and by.
MANY: Final = 300


class Placing:
    """Puts records on a page: the first occurrence of each can be linked to."""

    def __init__(
        self,
        context: DocumentContext,
        document: nodes.document,
        rank: int,
        filters: tuple[str, ...] = (),
        total: int = 0,
    ) -> None:
        self.context = context
        self.document = document
        #: How good a home this list is for its records, see `Anchor`.
        self.rank = rank
        #: Names of the filters that visitors have.
        self.filters = filters
        #: Number of the records that will stand there, 0 where it does not matter.
        self.total = total

    @property
    def is_selection(self) -> bool:
        """Whether other lists show the records better."""
        return self.rank > 1

    def inner(self) -> Placing:
        """Places records among what is said of another record."""
        return Placing(self.context, self.document, 2)

    def item(self, kind: str, record: Any, node: Element) -> Element:
        """*node* as the occurrence of *record*: its class, its data and its id."""
        of_kind = self.context.graph.kinds[kind]
        node["classes"].append(of_kind.css_class)
        node["data"] = {
            **of_kind.attributes(record),
            **filter_values(of_kind, record, self.filters, self.context.settings),
        }
        # Sphinx wants an id of each section
        find = free_id if isinstance(node, nodes.section) else record_id
        node_id = find(f"{kind}-{record.id}", self.document)
        if node_id:
            node["ids"].append(node_id)
            self.document.note_explicit_target(node)
            anchor = Anchor(kind, record.id, node_id, self.rank)
            self.context.domain.note_anchor(self.context.docname, anchor)
        return node


def entries(
    kind: RecordKind[Any], records: list[Any], place: Placing
) -> list[nodes.Node]:
    """*records* laid out as their kind wants, by default as a list."""
    if not records:
        return []
    if kind.list.layout is not None:
        return kind.list.layout(records, place)
    items = [
        place.item(
            kind.name,
            record,
            record_item("", *kind.entry.content(record, place.context)),
        )
        for record in records
    ]
    many = ["many"] if place.total > MANY else []
    return [record_list("", *items, classes=[kind.list.directive, *many])]


def format_name(form: Format, settings: Settings) -> str:
    """What a format is called: ``BibTeX``, or its ending: ``JSON``."""
    return settings.phrases.get(f"format.{form.ending}") or form.ending.upper()


def export_line(
    query: Query, path: str, directive: RecordDirective
) -> list[nodes.Node]:
    """Links to the answer of *query* as files, which the build will make.

    :param path: of the files, without an ending.
    :param directive: what shows the answer.
    """
    context = directive.context
    phrase = context.settings.phrase
    offer = Offer(query, directive.position())
    path = context.domain.note_export(context.docname, path, offer)
    links: list[nodes.Node] = [
        nodes.reference(
            "",
            format_name(form, context.settings),
            refuri=f"site:{path}.{form.ending}",
            internal=True,
        )
        for form in context.graph.kinds[query.kind].files
    ]
    content = fill(phrase("export"), formats=separated(links, " · "))
    return [record_part("", "", *content, classes=["export"])]
