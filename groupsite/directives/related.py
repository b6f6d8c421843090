"""Lists of records linked to another record, for its page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from docutils import nodes

from groupsite.build.nodes import record_item, record_list
from groupsite.directives.entries import brief
from groupsite.directives.grouping import grouped, numbers
from groupsite.model.parts import ListRequest
from groupsite.model.query import Query

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from groupsite.model.kinds import RecordKind
    from groupsite.model.parts import Section
    from groupsite.model.rendering import Context, Place
    from groupsite.model.settings import Settings


def related(
    kind: RecordKind[Any], section: Section[Any], name: str, record_id: str
) -> Query:
    """The query for the records in a section.

    :param name: kind of the record that the page is about.
    """
    where = ((section.relation or name, (record_id,)), *section.where)
    return Query(kind.name, where, limit=str(section.limit or ""))


def related_records(
    kind: RecordKind[Any],
    section: Section[Any],
    name: str,
    record_id: str,
    context: Context,
) -> list[Any]:
    """The records in a section, noted under the document.

    Where there are none of their kind, that is noted: one question for all pages.
    """
    if not context.graph.ids(kind.name):
        return context.select(Query(kind.name))
    return context.select(related(kind, section, name, record_id))


def section_title(
    kind: RecordKind[Any], section: Section[Any], settings: Settings
) -> str:
    """The heading of a section."""
    return settings.phrase(section.phrase or f"list.{kind.name}")


def related_lists(
    place: Place,
    sections: Iterable[tuple[RecordKind[Any], Section[Any]]],
    name: str,
    record_id: str,
) -> list[nodes.Node]:
    """The sections that are not empty, each below a rubric.

    :param name: kind of the record that the page is about.
    """
    result: list[nodes.Node] = []
    context = place.context
    for kind, section in sections:
        if kind.list.placeholder is not None:
            query = related(kind, section, name, record_id)
            result.append(later(kind, section, query, context))
        elif records := related_records(kind, section, name, record_id, context):
            title = section_title(kind, section, context.settings)
            result.append(counted_rubric(title, len(records)))
            result += section_content(kind, section, records, place)
    return result


def later(
    kind: RecordKind[Any], section: Section[Any], query: Query, context: Context
) -> nodes.Element:
    """A placeholder for a section whose records are known only after reading."""
    assert kind.list.placeholder is not None
    title = section_title(kind, section, context.settings)
    request = ListRequest(query, title=title, style=section.style)
    return kind.list.placeholder(context, request)


def section_content(
    kind: RecordKind[Any],
    section: Section[Any],
    records: list[Any],
    place: Place,
    numbering: str = "",
) -> list[nodes.Node]:
    """The content of a section below its heading; nothing without records.

    :param numbering: order of the numbers, if the section may have some.
    """
    if section.content is not None:
        return section.content(records, place)
    names = [section.group] if section.group else []
    branches = grouped(kind, names, records, place.context)
    if section.numbered:
        place = place.numbered(numbers(branches, records, numbering))
    if not branches:
        return [brief_list(kind, records, place, section.brief)] if records else []
    result: list[nodes.Node] = []
    for branch in branches:
        result.append(counted_rubric(branch.group.title, len(branch.records)))
        result.append(brief_list(kind, branch.records, place, section.brief))
    return result


def counted_rubric(title: str, count: int) -> nodes.rubric:
    """A heading with a count, not shown in tables of contents."""
    levels: dict[str, Any] = {"heading-level": 3}
    return nodes.rubric("", f"{title} ({count})", counted=title, **levels)


def brief_list(
    kind: RecordKind[Any],
    records: Sequence[Any],
    place: Place,
    show: Callable[[Any, Context], list[nodes.Node]] | None = None,
) -> record_list:
    """*records* as a list with one paragraph each.

    :param show: makes the paragraph of a record; by default, as its kind has it.
    """
    show = show or partial(brief, kind)
    items = [
        place.item(
            kind.name,
            record,
            record_item("", nodes.paragraph("", "", *show(record, place.context))),
        )
        for record in records
    ]
    return record_list("", *items, classes=[kind.list.directive, "brief"])
