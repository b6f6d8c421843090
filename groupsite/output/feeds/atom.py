"""Feeds in the Atom Syndication Format (RFC 4287).

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from groupsite.model.text import printable
from groupsite.output.feeds.feed import timestamp

if TYPE_CHECKING:
    from groupsite.output.feeds.feed import Feed, Item

MIME: Final = "application/atom+xml"
_ATOM: Final = "http://www.w3.org/2005/Atom"
_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def atom(feed: Feed, address: str) -> bytes:
    """A feed in Atom format, dated by its newest item.

    :param address: absolute address of the feed itself.
    """
    root = ET.Element("feed", {"xmlns": _ATOM, _LANGUAGE: printable(feed.language)})
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "updated", timestamp(max(item.updated for item in feed.items)))
    _add(root, "link", rel="self", type=MIME, href=address)
    _add(root, "link", rel="alternate", type="text/html", href=feed.url)
    _author(root, feed.author)
    for item in feed.items:
        _entry(root, item)
    ET.indent(root, " ")
    return ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _entry(root: ET.Element, item: Item) -> None:
    entry = ET.SubElement(root, "entry")
    _add(entry, "id", item.id)
    _add(entry, "title", item.title)
    _add(entry, "published", timestamp(item.published))
    _add(entry, "updated", timestamp(item.updated))
    _add(entry, "link", rel="alternate", type="text/html", href=item.url)
    for author in item.authors:
        _author(entry, author)
    for tag in item.tags:
        _add(entry, "category", term=tag)
    _add(entry, "content", item.content, type="html")


def _author(parent: ET.Element, name: str) -> None:
    _add(ET.SubElement(parent, "author"), "name", name)


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> None:
    """Append an element to *parent*; characters that XML forbids are dropped."""
    clean = {key: printable(value) for key, value in attributes.items()}
    ET.SubElement(parent, name, clean).text = printable(text) or None
