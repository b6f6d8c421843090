"""Former members as a table: name, role, years, next position."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from groupsite.build.nodes import record_row
from groupsite.directives.entries import cell, joined, part, table, text_part
from groupsite.kinds.people.cards import funding_nodes, supervisor_nodes, time_of
from groupsite.model.dates import PartialDate

if TYPE_CHECKING:
    from groupsite.kinds.people.person import Affiliation, Membership, Person
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
    after = joined([last.next, _now(person, context)], "; ")
    return [
        cell(context.reference("person", person.id)),
        nodes.entry("", *roles),
        cell(nodes.Text(context.span(first.start, last.end))),
        nodes.entry("", nodes.paragraph("", "", *after)),
    ]


def _now(person: Person, context: Context) -> str:
    """``now Oslo, Norway``, unless the next position says so."""
    place = place_after(person)
    town = place.partition(",")[0]
    if not place or town in person.times[-1].next:
        return ""
    return context.settings.phrase("person.now", place=place)


def place_after(person: Person) -> str:
    """Where they work since they left, as far as it is known; ``""`` if it is not.

    An affiliation counts that began in the month or year in which they left, or later.
    """
    last = person.times[-1]
    latest = max((a for a in person.affiliations if a.start), key=_since, default=None)
    if latest is None or latest.start is None or last.start is None:
        return ""
    after = latest.start.certainly_after(last.start)
    before = last.end is not None and last.end.certainly_after(latest.start)
    return person.place if after and not before else ""


def _since(affiliation: Affiliation) -> PartialDate:
    return affiliation.start or PartialDate(0)


def _details(
    person: Person, membership: Membership, context: Context
) -> list[nodes.Node]:
    """Where they came from, topic and note; what else there is, unless a page has it."""
    has_page = context.has_page("person", person.id)
    return [
        *text_part("person-place", _place_from(person, membership, context)),
        *text_part("person-topic", membership.topic),
        *(
            []
            if has_page
            else part("person-funding", *funding_nodes(membership, context))
        ),
        *text_part("person-note", membership.note),
        *(
            []
            if has_page
            else part("person-supervisors", *supervisor_nodes(membership, context))
        ),
    ]


def _place_from(person: Person, membership: Membership, context: Context) -> str:
    """Where a guest came from: the affiliation then, unless it is the owner's."""
    place = person.place_at(membership.start) if membership.start else ""
    owner = context.get("person", context.settings.owner)
    home = owner.place if owner else ""
    return "" if place == home else place
