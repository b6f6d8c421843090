"""`Page`: what the head of a page says to machines, in one place.

Tags and JSON-LD are pure functions of it.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from groupsite.build.schemaorg import Thing
    from groupsite.kinds.papers.paper import Paper


#: Pages that builders make, which nobody is to find.
UNINDEXED: Final = ("404", "search", "genindex")


@dataclass(frozen=True, kw_only=True)
class Image:
    """A picture for links to the site elsewhere."""

    #: Absolute address.
    url: str
    alt: str
    #: In pixels; 0 where it is not known.
    width: int = 0
    height: int = 0


@dataclass(frozen=True)
class Alternate:
    """A file that says the same as a page, or a feed of the site."""

    #: As seen from the page.
    href: str
    #: Media type.
    mime: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page of the site; only documents have more than the last three."""

    #: Absolute address, the canonical one; empty where the site has none.
    url: str = ""
    title: str = ""
    #: RFC 5646, and the same as OpenGraph writes it: ``en_GB``.
    language: str = ""
    locale: str = ""
    #: Name of the site.
    site: str = ""
    is_home: bool = False
    #: Whether it is the page of the group (`groupsite_organization`).
    is_group: bool = False
    #: Titles and addresses of the pages above it, from the home page on.
    trail: tuple[tuple[str, str], ...] = ()
    #: Key (kind, id) of the record that it is about.
    subject: tuple[str, str] | None = None
    #: What schema.org says of that record; of its person in case of a curriculum.
    about: Thing = field(default_factory=dict)
    #: The record if it is a paper, and the address of its full text beside the page.
    paper: Paper | None = None
    pdf: str = ""
    #: Kind → ids of the records that it lists, in its order.
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    image: Image | None = None
    description: str = ""
    #: What search engines are told (``noindex``).
    robots: str = ""
    alternates: tuple[Alternate, ...] = ()
    #: The map of the site as seen from the page.
    sitemap: str = ""
