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
    """Memberships that end in the future, or should have ended."""
    person = located.record
    for number, membership in enumerate(person.memberships, 1):
        at = f"memberships[{number}]"
        if membership.end is not None and membership.end.certainly_after(now):
            message = (
                f"`{person.id}`: the membership ends {membership.end}, but is already "
                "shown as former; leave out `to` until then"
            )
            yield Problem(located.at(f"{at}.to"), message, Subtype.DATE)
        usual = _USUAL.get(membership.role)
        if membership.end is None and usual:
            years = now.year - membership.start.year
            if years > usual:
                message = (
                    f"`{person.id}`: `{membership.role}` for {years} years; if it has "
                    "ended, add `to` and `next`"
                )
                yield Problem(located.at(f"{at}.from"), message, Subtype.DATE)
