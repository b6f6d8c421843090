"""Reads the people file into `Person` records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groupsite.core.kinds import Edge, Loaded
from groupsite.core.yamlfile import load_yaml
from groupsite.people.record import Person

if TYPE_CHECKING:
    from groupsite.core.settings import Settings


def load_people(settings: Settings) -> Loaded:
    """The people of `groupsite_people`; nobody where there is no such file."""
    path = settings.srcdir / settings.people
    if not settings.people or not path.is_file():
        return Loaded([], [])
    return load_yaml(path, settings.people, Person)


def person_edges(person: Person) -> list[Edge]:
    """Supervisors and grants."""
    edges = []
    for membership in person.memberships:
        edges += [Edge("person", i, "memberships") for i in membership.supervisors]
        if membership.lead_supervisor:
            edges.append(Edge("person", membership.lead_supervisor, "memberships"))
        if membership.grant:
            edges.append(Edge("grant", membership.grant, "memberships"))
    return edges
