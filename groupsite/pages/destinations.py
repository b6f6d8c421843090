"""`{destinations}`: where people went when they left the group, as bars."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from groupsite.directives.chart import Bar, bar_chart
from groupsite.directives.options import RecordDirective, Use, option_spec
from groupsite.kinds.people.kind import PERSON
from groupsite.kinds.people.table import place_after
from groupsite.model.query import Query

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from docutils import nodes

    from groupsite.kinds.people.person import Person

#: Place → role in the group → number of people.
Counts = dict[str, dict[str, int]]


def destinations(people: Iterable[Person]) -> Counts:
    """Where *people* went, those places first that most of them chose.

    Each is counted once, by the last role. Where nothing is known, nobody is counted.
    """
    counts: Counts = {}
    for person in people:
        last, place = person.times[-1], destination(person)
        if place:
            by_role = counts.setdefault(place, {})
            by_role[last.role] = by_role.get(last.role, 0) + 1
    order = sorted(counts.items(), key=lambda pair: (-sum(pair[1].values()), pair[0]))
    return dict(order)


def destination(person: Person) -> str:
    """The place in ``Lecturer, Other University``, or that of a later affiliation."""
    position, comma, place = person.times[-1].next.partition(",")
    if comma:
        # ``Postdoc, Computer Science, Bath`` leads to Bath, the town or university
        return place.rpartition(",")[2].strip()
    return position.strip() or place_after(person).partition(",")[0]


class Destinations(RecordDirective):
    """How many former members went where."""

    uses: ClassVar = {
        "role": Use("roles in the group, past ones included", "phd postdoc"),
    }
    option_spec: ClassVar = option_spec(uses)

    def run(self) -> list[nodes.Node]:
        """Return the chart; nothing if it is not known where anybody went."""
        where: list[tuple[str, tuple[str, ...]]] = [("status", ("former",))]
        allowed = PERSON.list.options["role"].allowed(self.context.settings)
        known = {*allowed, *self.context.graph.values(PERSON.name, "role")}
        if roles := self.known("role", self.words("role", known), known, "role"):
            where.append(("role", roles))
        people = self.context.select(Query(PERSON.name, tuple(where)))
        counts = destinations(people)
        return [self._chart(counts)] if counts else []

    def _chart(self, counts: Mapping[str, Mapping[str, int]]) -> nodes.Element:
        settings = self.context.settings
        totals: dict[str, int] = {}
        for by_role in counts.values():
            for role, number in by_role.items():
                totals[role] = totals.get(role, 0) + number
        roles = sorted(totals, key=lambda role: (-totals[role], role))
        phrases = settings.phrases
        return bar_chart(
            [
                Bar(place, [by_role.get(role, 0) for role in roles])
                for place, by_role in counts.items()
            ],
            {role: phrases.get(f"roles.{role}", settings.role(role)) for role in roles},
            settings.phrase("destinations.chart"),
            settings.phrase("destinations.place"),
            settings,
            lying=True,
        )
