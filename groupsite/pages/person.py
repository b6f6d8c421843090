"""`{person}`: everything about a member of the group, past or present."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from groupsite.build.inline import separated
from groupsite.build.pictures import picture_nodes
from groupsite.directives.entries import blocks, joined, part, phrased, text_part
from groupsite.directives.options import Use
from groupsite.kinds.people.cards import (
    funding_nodes,
    link_nodes,
    supervisor_nodes,
    time_of,
)
from groupsite.kinds.people.kind import PERSON, initials
from groupsite.pages.cv import vita_mention
from groupsite.pages.record import RecordPage

if TYPE_CHECKING:
    from groupsite.kinds.people.person import Membership, Person


def _next(person: Person) -> str:
    return person.membership.next if person.membership else ""


class PersonPage(RecordPage):
    """The page of a person: who they are, and all records linked to them."""

    kind = PERSON
    argument = Use("id of the person", "primjer-zeljka")

    def body(self, record: Person) -> list[nodes.Node]:
        """Return the head, what they say of themselves, then lists that are not empty."""
        bio = self.context.markup("person", record, "bio")
        return [
            *self._head(record),
            *blocks("person-bio", bio),
            *self.related(record.id),
        ]

    def _head(self, person: Person) -> list[nodes.Node]:
        """Picture or monogram, position, memberships, links."""
        context = self.context
        lines: list[nodes.Node] = picture_nodes(
            "person", person, "small", context, "person-photo"
        )
        lines += text_part("person-position", person.position)
        for membership in person.times:
            lines += self._membership(membership)
        if person.status == "former" and not _next(person):
            lines += text_part("person-place", person.place)
        links = link_nodes(person, context)
        if context.get("cv", person.id) is not None:
            words = nodes.Text(context.settings.phrase("link.cv"))
            links.append(context.reference("cv", person.id, words))
        line = separated(links, " · ")
        if context.get("cv", person.id) is not None:
            line.append(vita_mention("", nodes.Text(" · "), person=person.id))
        lines += part("person-links", *line)
        lines += text_part("person-note", person.note)
        head = part("person-head", *lines)
        for node in head:
            node["data"] = {"monogram": initials(person)}  # type: ignore[index]
        return head

    def _membership(self, membership: Membership) -> list[nodes.Node]:
        """Role and years, topic, supervisors, funding, note, next position."""
        context = self.context
        role = context.settings.role(membership.role)
        after = [nodes.Text(membership.next)] if membership.next else []
        return [
            *part(
                "person-role",
                *joined([role, time_of(membership, context)]),
            ),
            *text_part("person-topic", membership.topic),
            *part(
                "person-supervisors", *supervisor_nodes(membership, context, least=1)
            ),
            *part("person-funding", *funding_nodes(membership, context)),
            *text_part("person-note", membership.note),
            *part("person-next", *phrased("person.next", context, next=after)),
        ]
