"""Sorts the records of a list into groups, which may hold groups, and numbers them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from groupsite.model.parts import Group

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from groupsite.model.kinds import RecordKind
    from groupsite.model.rendering import Context

#: Orders of the numbers of a list.
ASCENDING: Final = "ascending"
DESCENDING: Final = "descending"


class Branch(NamedTuple):
    """A group with its records, and the groups into which they are divided."""

    group: Group
    records: list[Any]
    branches: list[Branch]


def grouped(
    kind: RecordKind[Any], names: Sequence[str], records: list[Any], context: Context
) -> list[Branch]:
    """The groups of *records*, in order; a record is in each of those it belongs to.

    :param names: groupings of the kind, the outer one first; no groups without any.
    """
    if not names:
        return []
    by_group: dict[Group, list[Any]] = {}
    for record in records:
        found = kind.list.groups[names[0]](record, context)
        for group in [found] if isinstance(found, Group) else found:
            by_group.setdefault(group, []).append(record)
    return [
        Branch(group, members, grouped(kind, names[1:], members, context))
        for group, members in sorted(by_group.items(), key=lambda item: item[0].rank)
    ]


def numbers(
    branches: Sequence[Branch], records: Iterable[Any], numbering: str
) -> Mapping[str, int]:
    """Id → number of each record, in the order of the page and through all groups.

    A record that is in several groups has one number, that of the first of them.

    :param branches: the groups of *records*; they are in one list if there are none.
    :param numbering: `ASCENDING`, `DESCENDING`, or ``""`` for no numbers.
    """
    if not numbering:
        return {}
    shown = _shown(branches) if branches else records
    ids = list(dict.fromkeys(record.id for record in shown))
    if numbering == DESCENDING:
        ids.reverse()
    return {record_id: number for number, record_id in enumerate(ids, start=1)}


def _shown(branches: Iterable[Branch]) -> Iterable[Any]:
    """The records below the headings, in the order of the page."""
    for branch in branches:
        yield from _shown(branch.branches) if branch.branches else branch.records
