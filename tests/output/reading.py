"""What machines read in the head of a page, read by parsers that are not ours."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Any, Final

import extruct
from rdflib import SDO

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.html import HtmlElement

    from groupsite.build.schemaorg import Thing

#: Names of schema.org, by the copy of rdflib; it is older than one of them.
SCHEMA_ORG: Final = frozenset(SDO.__annotations__) | {"funding"}


def graph_of(path: Path) -> list[Thing]:
    """The one graph of a page, as extruct finds it."""
    text = path.read_text("utf-8")
    (found,) = extruct.extract(text, syntaxes=["json-ld"])["json-ld"]
    assert found.keys() == {"@context", "@graph"}
    assert found["@context"] == "https://schema.org"
    graph: list[Thing] = found["@graph"]
    return graph


def all_things(value: Any) -> Iterator[Thing]:
    """All objects in *value*, at any depth."""
    if isinstance(value, dict):
        yield value
    inner = value.values() if isinstance(value, dict) else value
    for part in inner if isinstance(value, dict | list) else ():
        yield from all_things(part)


def unknown_names(value: Any) -> set[str]:
    """Types and properties that schema.org does not have."""
    names: set[str] = set()
    for thing in all_things(value):
        names |= {key for key in thing if not key.startswith("@")}
        names |= {thing["@type"]} if "@type" in thing else set()
    return names - SCHEMA_ORG


def undefined(value: Any) -> set[str]:
    """Ids that are referred to and that nothing has."""
    referred: set[str] = set()
    defined: set[str] = set()
    for thing in all_things(value):
        if "@id" in thing:
            (defined if "@type" in thing else referred).add(thing["@id"])
    return referred - defined


def metas(page: HtmlElement) -> list[tuple[str, str]]:
    """Name or property, and content, of the ``meta`` elements of a page that have one."""
    found = page.cssselect("head meta[name], head meta[property]")
    return [(e.get("name") or e.get("property"), e.get("content")) for e in found]


def contents(page: HtmlElement, name: str) -> list[str]:
    """What the ``meta`` elements of one name or property say, in order."""
    return [content for found, content in metas(page) if found == name]


def links(page: HtmlElement, rel: str) -> list[str]:
    """Where the ``link`` elements of one relation lead, in order."""
    return [e.get("href") for e in page.cssselect(f"head link[rel='{rel}']")]


def png(width: int, height: int) -> bytes:
    """A picture of one colour."""

    def chunk(name: bytes, data: bytes) -> bytes:
        checksum = zlib.crc32(name + data)
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", checksum)

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(width + 1) * height)
    chunks = chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks
