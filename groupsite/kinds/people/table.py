"""Former members as a table: name, role, years, next position."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from groupsite.build.nodes import record_row
from groupsite.directives.entries import cell, part, table, text_part
from groupsite.kinds.people.cards import funding_nodes, supervisor_nodes, time_of

if TYPE_CHECKING:
    from groupsite.kinds.people.person import Membership, Person
    from groupsite.model.rendering import Context, Place

_COLUMNS: Final = ("name", "role", "years", "next")


def former_table(people: list[Person], place: Place) -> nodes.table:
    """The table of *people*, all of them former members."""
    phrase = place.context.settings.phrase
    head = [phrase(f"table.{name}") for name in _COLUMNS]
    rows = [
        place.item("person", person, record_row("", *_cells(person, place.context)))
        for person in people
    ]
    return table(head, rows, "people", "former")


def _cells(person: Person, context: Context) -> list[nodes.entry]:
    """The cells of a row; somebody who came back has all roles in it, oldest first."""
    memberships = person.times
    roles: list[nodes.Node] = []
    for membership in memberships:
        role, time = context.settings.role(membership.role), ""
        if memberships[1:]:
            time = time_of(membership, context)
        role = ", ".join(filter(None, (role, time)))
        roles += part("person-role", nodes.Text(role))
        roles += _details(person, membership, context)
    first, last = memberships[0], memberships[-1]
    return [
        cell(context.reference("person", person.id)),
        nodes.entry("", *roles),
        cell(nodes.Text(context.span(first.start, last.end))),
        cell(nodes.Text(last.next)),
    ]


def _details(
    person: Person, membership: Membership, context: Context
) -> list[nodes.Node]:
    """Where they came from, topic, funding, note and supervisors."""
    return [
        *text_part("person-place", _place_from(person, membership, context)),
        *text_part("person-topic", membership.topic),
        *part("person-funding", *funding_nodes(membership, context)),
        *text_part("person-note", membership.note),
        *part("person-supervisors", *supervisor_nodes(membership, context)),
    ]


def _place_from(person: Person, membership: Membership, context: Context) -> str:
    """Where a guest came from: the affiliation then, unless it is the owner's."""
    place = person.place_at(membership.start) if membership.start else ""
    owner = context.get("person", context.settings.owner)
    home = owner.place if owner else ""
    return "" if place == home else place
