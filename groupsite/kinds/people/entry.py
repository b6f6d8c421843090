"""Layouts for people, by their relation to the group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from groupsite.build.nodes import record_item, record_list
from groupsite.directives.entries import blocks, joined, names, phrased, when
from groupsite.kinds.people.cards import (
    card,
    collaborator,
    face,
    supervisor_nodes,
    time_of,
)
from groupsite.kinds.people.table import former_table

if TYPE_CHECKING:
    from groupsite.kinds.people.person import Person
    from groupsite.model.rendering import Context, Place


def person_brief(person: Person, context: Context) -> list[nodes.Node]:
    """``Name, PhD student, 2019–2023, topic. Supervised by A and B; then …``."""
    memberships = person.times
    times = [
        joined(
            [
                context.settings.role(membership.role),
                when(time_of(membership, context)),
                membership.topic,
            ]
        )
        for membership in memberships
    ]
    supervisors = [supervisor_nodes(m, context) for m in memberships]
    after = [m.next for m in memberships[-1:] if m.next]
    phrase = context.settings.phrase
    who = joined([context.reference("person", person.id), joined(times, "; ")])
    return joined(
        [
            joined([who, joined(supervisors, "; ")], ". "),
            *(phrase("person.next", next=text) for text in after),
        ],
        "; ",
    )


def people_with_bios(people: list[Person], place: Place) -> list[nodes.Node]:
    """The same, with what the members say of themselves on their cards."""
    return people_layout(people, place, bios=True)


def faces(people: list[Person], place: Place) -> list[nodes.Node]:
    """Portraits with names and roles, in rows, whatever the status."""
    items = [
        place.item("person", person, record_item("", *face(person, place)))
        for person in people
    ]
    return [record_list("", *items, classes=["people", "faces"])]


def people_layout(
    people: list[Person], place: Place, *, bios: bool = False
) -> list[nodes.Node]:
    """Members as cards, former ones in a table, others with their papers."""
    by_status: dict[str, list[Person]] = {}
    for person in people:
        by_status.setdefault(person.status, []).append(person)
    result: list[nodes.Node] = []
    for status, members in by_status.items():
        if status == "former":
            result.append(former_table(members, place))
            continue
        is_member = status != "collaborator"
        content = card if is_member else collaborator
        items = [
            place.item("person", person, record_item("", *content(person, place)))
            for person in members
        ]
        styles = ["cards" if is_member else "collaborators"]
        if bios and is_member:
            styles.append("with-bios")
            for person, item in zip(members, items, strict=True):
                bio = place.context.markup("person", person, "bio")
                item.extend(blocks("person-bio", bio))
        result.append(record_list("", *items, classes=["people", *styles]))
    return result


def people_of_theme(people: list[Person], place: Place) -> list[nodes.Node]:
    """One line with the names of members, another with those of collaborators."""
    context = place.context
    members = [person.id for person in people if person.memberships]
    others = [person.id for person in people if not person.memberships]
    with_others = phrased(
        "theme.others", context, people=names("person", others, context)
    )
    lines = (names("person", members, context), with_others)
    return [nodes.paragraph("", "", *line) for line in lines if line]
