"""People as a kind of record: all of their abilities in one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groupsite.core.kinds import Group, RecordKind
from groupsite.core.problems import Problem, Subtype
from groupsite.core.settings import position_of
from groupsite.core.text import fold
from groupsite.people.cards import role_label
from groupsite.people.entry import people_layout, person_brief
from groupsite.people.loader import load_people, person_edges

if TYPE_CHECKING:
    from collections.abc import Iterable

    from groupsite.context import Context
    from groupsite.core.settings import Settings
    from groupsite.graph import Graph
    from groupsite.people.record import Person

_STATUS = {"current": 0, "former": 1, "collaborator": 2}


def _order(person: Person) -> tuple[object, ...]:
    """Current members by file, former ones by file, collaborators by family name."""
    status = _STATUS[person.status]
    if person.status != "collaborator":
        return (status,)
    family, given = person.sort_name
    return (status, fold(family), fold(given))


def _address(person: Person) -> str:
    addresses = person.links.addresses()
    return addresses[0][1] if addresses else ""


def _role(person: Person, context: Context) -> Group:
    membership = person.membership
    role = membership.role if membership else "none"
    return Group(role, role_label(role, context))


def _allowed(name: str, settings: Settings) -> set[str]:
    if name == "status":
        return set(_STATUS)
    roles = (key.partition(".") for key in settings.phrases)
    return {role for prefix, _, role in roles if prefix == "role"}


def initials(person: Person) -> str:
    """Two letters for a monogram, one where the name is one word."""
    letters = [word[0] for word in person.display_name.split() if word[0].isalpha()]
    return "".join([*letters[:1], *letters[1:][-1:]]).upper() or "?"


def _check(graph: Graph, settings: Settings) -> Iterable[Problem]:
    """The owner of the site is one of the people."""
    people = graph.ids("person")
    if settings.owner and people and settings.owner not in people:
        position = position_of("groupsite_owner", settings.confdir)
        message = f"`groupsite_owner`: {graph.unknown('person', settings.owner)}"
        yield Problem(position, message, Subtype.CONFIG)


PERSON = RecordKind(
    name="person",
    directive="people",
    has_role=True,
    prefers_own_address=True,
    load=load_people,
    check=_check,
    edges=person_edges,
    title=lambda person: person.display_name,
    address=_address,
    order=_order,
    facets={
        "role": lambda person: {m.role for m in person.memberships},
        "status": lambda person: (person.status,),
    },
    inner_facets={
        "supervisor": lambda person: {
            i for m in person.memberships for i in m.supervisors
        },
    },
    facet_values=_allowed,
    groups={"role": _role},
    attributes=lambda person: {"id": person.id, "monogram": initials(person)},
    brief=person_brief,
    layout=people_layout,
)
