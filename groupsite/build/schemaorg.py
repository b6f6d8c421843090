"""Descriptions of records in schema.org terms, for JSON-LD.

`RecordKind.schema` describes one record; `groupsite.output.jsonld` combines the
descriptions on a page. Vocabulary: https://schema.org.
Pure: neither Sphinx nor docutils is imported here.
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

#: Properties that identify a thing, given wherever it is named.
_NAMING: Final = ("@type", "@id", "name", "url")


class Things:
    """Describes records, and names those that descriptions refer to."""

    def __init__(self, graph: Graph, settings: Settings, addresses: Addresses) -> None:
        self.graph = graph
        self.settings = settings
        self.addresses = addresses

    def describe(self, kind: str, record_id: str) -> Thing:
        """The full description of a record; empty if its kind has none."""
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
        """A reference to a record: its type, id, name and address."""

        def find() -> Thing:
            thing = self.describe(kind, record_id)
            return {key: thing[key] for key in _NAMING if key in thing}

        return self.graph.memo(f"thing {kind} {record_id}", find)

    def names(self, kind: str, ids: Iterable[str]) -> list[Thing]:
        """References to several records, without those that do not exist."""
        return [thing for i in dict.fromkeys(ids) if (thing := self.name(kind, i))]

    def group(self) -> Thing:
        """A reference to the group; empty if conf.py does not declare it."""
        declared = self.settings.organization
        if declared is None:
            return {}
        identifier = self.addresses.identifier("organization", "")
        return {
            "@type": "ResearchOrganization",
            "@id": identifier.rstrip("-"),
            "name": declared.name,
            "url": self.addresses.page(declared.page)
            if declared.page
            else self.addresses.base,
        }


def filled(thing: Mapping[str, Any]) -> Thing:
    """*thing* without empty values, but with False."""
    return {key: value for key, value in thing.items() if value or value is False}


def organization(name: str) -> Thing:
    """An organization of which only the name is known; empty without a name."""
    return {"@type": "Organization", "name": name} if name else {}


def property_value(name: str, value: str) -> Thing:
    """An external identifier; empty without a value."""
    thing = {"@type": "PropertyValue", "propertyID": name, "value": value}
    return thing if value else {}
