"""Queries to the graph; noted under documents to tell which are out of date.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from groupsite.model.dates import PartialDate


class Query(NamedTuple):
    """Selects the records of a kind that match, in their kind's order."""

    #: Kind of the records.
    kind: str
    #: Allowed values by name: related records by kind, options by their name.
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    #: Dates as written; ``""`` for no bound.
    since: str = ""
    until: str = ""
    #: ``5`` records or ``2 years``; ``""`` for all.
    limit: str = ""
    #: ``upcoming`` or ``past`` on the day of the site; ``""`` for both.
    when: str = ""
    #: Whether records without a date are within any dates.
    undated: bool = False


def one(kind: str, record_id: str) -> Query:
    """The query for a single record."""
    return Query(kind, ((kind, (record_id,)),))


def limited(
    records: list[Any], date_of: Callable[[Any], PartialDate | None], limit: str
) -> list[Any]:
    """The first records, or those of the newest years.

    :param limit: as in a `Query`.
    """
    if not limit:
        return records
    number, _, years = limit.partition(" ")
    if not years:
        return records[: int(number)]
    dated = [(record, date_of(record)) for record in records]
    seen = {date.year for _, date in dated if date}
    newest = sorted(seen, reverse=True)[: int(number)]
    return [record for record, date in dated if date and date.year in newest]
