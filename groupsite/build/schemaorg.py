"""Records as schema.org describes them: what the JSON-LD of all kinds is made of.

A kind says in its table how one of its records is described (`RecordKind.schema`);
`groupsite.output.jsonld` puts the descriptions of a page together.
Vocabulary: https://schema.org. Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from groupsite.model.rendering import Thing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from groupsite.model.graph import Graph
    from groupsite.model.rendering import Addresses
    from groupsite.model.settings import Settings

__all__ = ["Thing", "Things", "filled", "organization", "property_value"]

#: Of what identifies a thing and is said wherever it is named.
_NAMING: Final = ("@type", "@id", "name", "url")


class Things:
    """What descriptions of records need to know of each other."""

    def __init__(self, graph: Graph, settings: Settings, addresses: Addresses) -> None:
        self.graph = graph
        self.settings = settings
        self.addresses = addresses

    def describe(self, kind: str, record_id: str) -> Thing:
        """All that is known of a record; empty where its kind is not described."""
        schema = self.graph.kinds[kind].schema
        record = self.graph.get(kind, record_id)
        if schema is None or record is None:
            return {}
        identifier = self.addresses.identifier(kind, record_id)
        url = self.addresses.record(kind, record_id)
        return filled(
            {"@type": "", "@id": identifier, "url": url, **schema(record, self)}
        )

    def name(self, kind: str, record_id: str) -> Thing:
        """A record that is named by another one: type, id, name and address."""
        found = self.describe(kind, record_id)
        return {key: found[key] for key in _NAMING if key in found}

    def names(self, kind: str, ids: Iterable[str]) -> list[Thing]:
        """Several of them, without those that do not exist."""
        return [thing for i in dict.fromkeys(ids) if (thing := self.name(kind, i))]

    def group(self) -> Thing:
        """The group, named; empty where conf.py says nothing of it."""
        found = self.settings.organization
        if found is None:
            return {}
        identifier = self.addresses.identifier("organization", "")
        return {
            "@type": "ResearchOrganization",
            "@id": identifier.rstrip("-"),
            "name": found.name,
            "url": self.addresses.page(found.page)
            if found.page
            else self.addresses.base,
        }


def filled(thing: Mapping[str, Any]) -> Thing:
    """*thing* without what is not known."""
    return {key: value for key, value in thing.items() if value or value is False}


def organization(name: str) -> Thing:
    """An institution that is known by its name only; empty without one."""
    return {"@type": "Organization", "name": name} if name else {}


def property_value(name: str, value: str) -> Thing:
    """An identifier that others have given; empty without one."""
    thing = {"@type": "PropertyValue", "propertyID": name, "value": value}
    return thing if value else {}
