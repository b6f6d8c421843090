"""Who somebody is, at the top of a page: portrait or monogram, posts, contact, profiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from groupsite.build.nodes import record_part
from groupsite.build.pictures import picture_nodes
from groupsite.directives.entries import blocks, joined, part, phrased, text_part
from groupsite.kinds.people.cards import (
    funding_nodes,
    links_part,
    page_title,
    supervisor_nodes,
    time_of,
)
from groupsite.kinds.people.kind import PERSON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from groupsite.kinds.people.person import Membership, Person
    from groupsite.model.rendering import Context, Place


def page_head(person: Person, context: Context, *more: nodes.Node) -> list[nodes.Node]:
    """The head of a person's own page: all times in the group, and where they are.

    :param more: what else stands behind the profiles.
    """
    lines = text_part("person-position", person.position)
    for membership in person.times:
        lines += _membership(membership, context)
    lines += blocks("person-roles", context.markup("person", person, "roles"))
    if person.status == "former" and not (person.membership and person.membership.next):
        lines += text_part("person-place", person.place)
    lines += _contact(person, context, *more, own=True)
    lines += text_part("person-note", person.note)
    head = _head(person, lines, context)
    return [head] if head.children else []


def profile(
    person: Person, text: Sequence[nodes.Node], place: Place, *more: nodes.Node
) -> list[nodes.Node]:
    """The head of any other page, such as the first one of a site.

    :param text: what the page says of them, below what they are.
    :param more: what else stands behind the profiles.
    """
    context = place.context
    lines: list[nodes.Node] = []
    if person.display_name != page_title(place.document):
        lines += part("person-name", context.reference("person", person.id))
    present = ", ".join(context.settings.role(m.role) for m in person.present)
    lines += text_part("person-position", person.position or present)
    lines += blocks("person-roles", context.markup("person", person, "roles"))
    own = person.id == context.settings.owner
    lines += _contact(person, context, *more, own=own)
    head = _head(person, lines, context)
    head["classes"].append("profile")
    head += blocks("profile-text", text)
    place.item("person", person, head)
    return [head]


def _head(
    person: Person, lines: Sequence[nodes.Node], context: Context
) -> nodes.Element:
    """The portrait, and *lines* beside it."""
    portrait = picture_nodes("person", person, "large", context, "person-photo")
    for image in portrait:
        assert isinstance(image, nodes.image)
        del image["loading"]  # it is what visitors see first
    beside = part("person-lines", *lines)
    head = record_part("", "", *portrait, *beside, classes=["person-head"])
    head["data"] = dict(PERSON.attributes(person))
    return head


def _contact(
    person: Person, context: Context, *more: nodes.Node, own: bool
) -> list[nodes.Node]:
    """Office, e-mail and profiles; the CV, where a page shows it."""
    links: list[nodes.Node] = []
    if context.get("cv", person.id) is not None:
        words = nodes.Text(context.settings.phrase("link.cv"))
        links.append(context.reference("cv", person.id, words))
    return [
        *text_part("person-office", person.office),
        *links_part(person, context, *links, behind=more, own=own),
    ]


def _membership(membership: Membership, context: Context) -> list[nodes.Node]:
    """Role and years, topic, supervisors, funding, note, next position."""
    role = context.settings.role(membership.role)
    after = [nodes.Text(membership.next)] if membership.next else []
    return [
        *part("person-role", *joined([role, time_of(membership, context)])),
        *text_part("person-topic", membership.topic),
        *part("person-supervisors", *supervisor_nodes(membership, context, least=1)),
        *part("person-funding", *funding_nodes(membership, context)),
        *text_part("person-note", membership.note),
        *part("person-next", *phrased("person.next", context, next=after)),
    ]
