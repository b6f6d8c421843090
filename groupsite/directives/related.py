"""What other kinds have to do with a record: their sections on its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from groupsite.build.nodes import record_item, record_list
from groupsite.directives.entries import brief
from groupsite.model.parts import ListRequest
from groupsite.model.query import Query

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from groupsite.model.kinds import RecordKind
    from groupsite.model.parts import Group, Section
    from groupsite.model.rendering import Context, Place
    from groupsite.model.settings import Settings


def related(
    kind: RecordKind[Any], section: Section[Any], name: str, record_id: str
) -> Query:
    """The query for the records that a section lists.

    :param name: the kind of the record that the page is about.
    """
    where = ((section.relation or name, (record_id,)), *section.where)
    return Query(kind.name, where, limit=str(section.limit or ""))


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

    :param name: the kind of the record.
    """
    result: list[nodes.Node] = []
    context = place.context
    for kind, section in sections:
        query = related(kind, section, name, record_id)
        if kind.list.placeholder is not None:
            result.append(later(kind, section, query, context))
        elif records := context.select(query):
            title = section_title(kind, section, context.settings)
            result.append(counted_rubric(title, len(records)))
            result += section_content(kind, section, records, place)
    return result


def later(
    kind: RecordKind[Any], section: Section[Any], query: Query, context: Context
) -> nodes.Element:
    """A section of records that are known once all documents are read."""
    assert kind.list.placeholder is not None
    title = section_title(kind, section, context.settings)
    request = ListRequest(query, title=title, style=section.style)
    return kind.list.placeholder(context, request)


def section_content(
    kind: RecordKind[Any], section: Section[Any], records: list[Any], place: Place
) -> list[nodes.Node]:
    """What stands below the heading of a section; nothing without records."""
    if section.content is not None:
        return section.content(records, place)
    if not section.group:
        return [brief_list(kind, records, place)] if records else []
    found: dict[Group, list[Any]] = {}
    for record in records:
        group = kind.list.groups[section.group](record, place.context)
        found.setdefault(group, []).append(record)
    result: list[nodes.Node] = []
    for group, members in found.items():
        result.append(counted_rubric(group.title, len(members)))
        result.append(brief_list(kind, members, place))
    return result


def counted_rubric(title: str, count: int) -> nodes.rubric:
    """A heading that no table of contents shows."""
    return nodes.rubric("", f"{title} ({count})", **{"heading-level": 3})


def brief_list(
    kind: RecordKind[Any], records: Sequence[Any], place: Place
) -> record_list:
    """*records* in one paragraph each."""
    items = [
        place.item(
            kind.name,
            record,
            record_item(
                "", nodes.paragraph("", "", *brief(kind, record, place.context))
            ),
        )
        for record in records
    ]
    return record_list("", *items, classes=[kind.list.directive, "brief"])
