"""Suggestions for the people file, shown by `make check` only.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from groupsite.model.dates import PartialDate
from groupsite.model.problems import Problem, Subtype

if TYPE_CHECKING:
    from collections.abc import Iterator

    from groupsite.kinds.people.person import Person
    from groupsite.model.positions import Located
    from groupsite.model.rendering import Records
    from groupsite.model.settings import Settings

#: Usual maximum duration of a role, in years.
_USUAL: Final = {"phd": 5, "postdoc": 5, "visitor": 2, "summer": 1}


def people_advice(graph: Records, _settings: Settings, today: str) -> Iterator[Problem]:
    """Suggestions for all people.

    :param today: ``YYYY-MM-DD``; if empty, nothing that depends on the day is reported.
    """
    for person_id in graph.ids("person"):
        located = graph.located("person", person_id)
        assert located is not None
        person: Person = located.record
        if person.status == "current" and not person.links.addresses():
            message = f"`{person_id}`: no `homepage`, nor any other link"
            yield Problem(located.at("name"), message, Subtype.FIELD)
        if today:
            yield from _times(located, PartialDate.parse(today))


def _times(located: Located[Person], now: PartialDate) -> Iterator[Problem]:
    """Memberships that should have ended."""
    person = located.record
    for number, membership in enumerate(person.memberships, 1):
        usual, start = _USUAL.get(membership.role), membership.start
        if membership.end is not None or not usual or start is None:
            continue
        at = located.at(f"memberships[{number}].from")
        years = now.year - start.year
        later = [m.role for m in person.times if m.start and m.start > start]
        if years > usual:
            message = (
                f"`{person.id}`: `{membership.role}` for {years} years; if it has "
                "ended, add `to` and `next`"
            )
            yield Problem(at, message, Subtype.DATE)
        elif later:
            message = (
                f"`{person.id}`: `{membership.role}` has no end, and `{later[0]}` "
                "begins later; if the first has ended, add `to`"
            )
            yield Problem(at, message, Subtype.DATE)
