"""Places records on a page: entries with ids and data, and a list's files."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes

from groupsite.build.contributions import Anchor, Offer
from groupsite.build.inline import fill, separated
from groupsite.build.nodes import record_item, record_list, record_part
from groupsite.directives.filtering import filter_values
from groupsite.directives.headings import free_id, record_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from docutils.nodes import Element

    from groupsite.build.context import DocumentContext
    from groupsite.directives.options import RecordDirective
    from groupsite.model.kinds import RecordKind
    from groupsite.model.parts import Format
    from groupsite.model.query import Query
    from groupsite.model.settings import Settings

#: Maximum number of records of a list rendered at once; longer lists render lazily.
MANY: Final = 300


class Placing:
    """Places records on a page; the first occurrence of each is a link target."""

    def __init__(
        self,
        context: DocumentContext,
        document: nodes.document,
        rank: int,
        filters: tuple[str, ...] = (),
        total: int = 0,
        layout: str = "",
    ) -> None:
        self.context = context
        self.document = document
        #: Rank of this list as a home for its records, lower is better; see `Anchor`.
        self.rank = rank
        #: Names of the filters that visitors have.
        self.filters = filters
        #: Number of records in the list; 0 if it does not matter.
        self.total = total
        #: Name of a layout of the list; ``""`` for the usual one.
        self.layout = layout
        #: Id → number of each record, in a list with numbers.
        self.numbers: Mapping[str, int] = {}

    @property
    def is_selection(self) -> bool:
        """Whether other lists are better homes for the records."""
        return self.rank > 1

    def numbered(self, numbers: Mapping[str, int]) -> Placing:
        """The same for records that have *numbers*, by id."""
        place = copy(self)
        place.numbers = numbers
        return place

    def inner(self) -> Placing:
        """The same for records inside the entry of another one."""
        return Placing(self.context, self.document, 2)

    def item(self, kind: str, record: Any, node: Element) -> Element:
        """Turn *node* into an occurrence of *record*, with class, data and id."""
        self.describe(kind, record, node)
        # Sphinx requires each section to have an id
        find = free_id if isinstance(node, nodes.section) else record_id
        node_id = find(f"{kind}-{record.id}", self.document)
        if node_id:
            node["ids"].append(node_id)
            self.document.note_explicit_target(node)
            anchor = Anchor(kind, record.id, node_id, self.rank)
            self.context.domain.note_anchor(self.context.docname, anchor)
        return node

    def describe(self, kind: str, record: Any, node: Element) -> Element:
        """Give *node* the class and the data of *record*, and its number."""
        of_kind = self.context.graph.kinds[kind]
        node["classes"].append(of_kind.css_class)
        node["data"] = {
            **of_kind.attributes(record),
            **filter_values(of_kind, record, self.filters, self.context.settings),
        }
        if record.id in self.numbers:
            node["number"] = self.numbers[record.id]
        return node


def entries(
    kind: RecordKind[Any], records: list[Any], place: Placing
) -> list[nodes.Node]:
    """*records* laid out as their kind defines, by default as a list."""
    if not records:
        return []
    layout = kind.list.layout_of(place.layout)
    if layout is not None:
        return layout(records, place)
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
    """The name of a format, ``BibTeX``, or its file extension, ``JSON``."""
    return settings.phrases.get(f"format.{form.ending}") or form.ending.upper()


def export_line(
    query: Query, path: str, directive: RecordDirective
) -> list[nodes.Node]:
    """Links to files with the answer of *query*; the build will write them.

    :param path: of the files, without extension.
    :param directive: the directive that shows the answer.
    """
    context = directive.context
    offer = Offer(query, directive.position())
    path = context.domain.note_export(context.docname, path, offer)
    forms = context.graph.kinds[query.kind].formats(context.settings)
    return files_line(path, forms, context.settings)


def files_line(
    path: str, forms: Iterable[Format], settings: Settings
) -> list[nodes.Node]:
    """Links to files that the build writes; nothing without *forms*.

    :param path: of the files, without extension.
    """
    links: list[nodes.Node] = [
        nodes.reference(
            "",
            format_name(form, settings),
            refuri=f"site:{path}.{form.ending}",
            internal=True,
        )
        for form in forms
    ]
    if not links:
        return []
    content = fill(settings.phrase("export"), formats=separated(links, " · "))
    return [record_part("", "", *content, classes=["export"])]
