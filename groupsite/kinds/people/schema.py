"""A person in schema.org terms.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from groupsite.build.schemaorg import filled, property_value
from groupsite.model.names import split_name

if TYPE_CHECKING:
    from groupsite.kinds.people.person import Person
    from groupsite.model.rendering import Thing, Things


def person_thing(person: Person, things: Things) -> Thing:
    """Names, position, memberships, identifiers and profiles."""
    parts = split_name(person.name)
    links = person.links.addresses()
    orcid = dict(links).get("orcid", "")
    return filled(
        {
            "@type": "Person",
            "name": person.display_name,
            "givenName": parts.given,
            "familyName": parts.family,
            "honorificSuffix": parts.suffix,
            "jobTitle": person.position,
            "email": person.email,
            "memberOf": _times(person, things),
            "identifier": property_value("ORCID", orcid),
            "sameAs": [
                address for _, address in links if address != things.addresses.base
            ],
        }
    )


def _times(person: Person, things: Things) -> list[Thing]:
    """The roles in the group, each with its dates."""
    group = things.group()
    if not group:
        return []
    return [
        filled(
            {
                "@type": "OrganizationRole",
                "memberOf": group,
                "roleName": things.settings.role(membership.role),
                "startDate": str(membership.start or ""),
                "endDate": str(membership.end or ""),
            }
        )
        for membership in person.times
    ]
