"""What other kinds have to do with a record: lists below headings of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from groupsite.build.nodes import record_item, record_list
from groupsite.directives.entries import brief
from groupsite.model.parts import ListRequest
from groupsite.model.query import Query

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from groupsite.directives.placing import Placing
    from groupsite.model.kinds import RecordKind


def related_lists(
    place: Placing, kinds: Iterable[str], name: str, record_id: str
) -> list[nodes.Node]:
    """For each of *kinds* the records that are linked with a record, if there are any.

    :param kinds: names of kinds, those that the site has not are left out.
    :param name: the kind of the record.
    """
    result: list[nodes.Node] = []
    context = place.context
    for kind in (context.graph.kinds[k] for k in kinds if k in context.graph.kinds):
        query = Query(kind.name, ((name, (record_id,)),))
        records = context.select(query)
        title = context.settings.phrase(f"list.{kind.name}")
        if kind.list.placeholder is not None:
            result.append(
                kind.list.placeholder(context, ListRequest(query, title=title))
            )
        elif records:
            result.append(counted_rubric(title, len(records)))
            result.append(brief_list(kind, records, place))
    return result


def counted_rubric(title: str, count: int) -> nodes.rubric:
    """A heading that no table of contents shows."""
    return nodes.rubric("", f"{title} ({count})", **{"heading-level": 3})


def brief_list(
    kind: RecordKind[Any], records: Sequence[Any], place: Placing
) -> record_list:
    """*records* in one paragraph each."""
    items = [
        place.item(
            kind,
            record,
            record_item(
                "", nodes.paragraph("", "", *brief(kind, record, place.context))
            ),
        )
        for record in records
    ]
    return record_list("", *items, classes=[kind.list.directive, "brief"])
