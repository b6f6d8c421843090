"""`Page`: the machine-readable facts of a page, gathered in one place.

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


#: Pages made by builders that search engines should not list.
UNINDEXED: Final = ("404", "search", "genindex")


@dataclass(frozen=True, kw_only=True)
class Image:
    """A picture shown with links to the site."""

    #: Absolute address.
    url: str
    alt: str
    #: Size in pixels; 0 if unknown.
    width: int = 0
    height: int = 0


@dataclass(frozen=True)
class Alternate:
    """A page's content in another format, or a feed of the site."""

    #: Address relative to the page.
    href: str
    #: Media type.
    mime: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Page:
    """The facts of a page; pages that are not documents have only the last three."""

    #: Canonical absolute address; empty if the site has none.
    url: str = ""
    title: str = ""
    #: Language tag (RFC 5646): ``en-GB``; the same for OpenGraph: ``en_GB``.
    language: str = ""
    locale: str = ""
    #: Name of the site.
    site: str = ""
    is_home: bool = False
    #: Whether it is the page of the group (`groupsite_organization`).
    is_group: bool = False
    #: Titles and addresses of the pages above it, starting with the home page.
    trail: tuple[tuple[str, str], ...] = ()
    #: Key (kind, id) of the record that it is about.
    subject: tuple[str, str] | None = None
    #: schema.org description of that record; for a CV, of its person.
    about: Thing = field(default_factory=dict)
    #: The record if it is a paper, and the address of its full text next to the page.
    paper: Paper | None = None
    pdf: str = ""
    #: Kind → ids of the records that the page lists, in order.
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    image: Image | None = None
    description: str = ""
    #: Directive for search engines (``noindex``).
    robots: str = ""
    alternates: tuple[Alternate, ...] = ()
    #: Address of the sitemap relative to the page.
    sitemap: str = ""
