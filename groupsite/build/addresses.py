"""Absolute addresses of pages, files and records, below ``html_baseurl``.

What leaves the site (feeds, the sitemap, what machines read in the head of a page)
names it by these; links within the site stay relative. A page called ``index`` has the
address of its folder: canonical link, sitemap and all others agree on one form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urljoin, urlsplit

from groupsite.build.domain import groupsite_domain
from groupsite.build.identity import base_faults
from groupsite.model.files import FILES, based

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from groupsite.build.domain import GroupsiteDomain


#: What a URI holds as it is (RFC 3986, 2.2), escapes included.
_KEPT: Final = "%/:?#[]@!$&'()*+,;=~"


def is_site(builder: Builder) -> bool:
    """Whether *builder* makes a site: a page for each document, files beside them."""
    return builder.name in ("html", "dirhtml")


class Addresses:
    """Where everything is; all of it is empty text where the site has no address."""

    def __init__(self, base: str, builder: Builder, domain: GroupsiteDomain) -> None:
        #: ``https://example.org/sub/``, or an empty text.
        self.base = f"{base.rstrip('/')}/" if base else ""
        self._builder = builder
        self._domain = domain

    def page(self, docname: str, node_id: str = "") -> str:
        """The address of a document, or of an element in it."""
        uri = self._uri(docname)
        if uri == "index.html" or uri.endswith("/index.html"):
            uri = uri.removesuffix("index.html")
        return self._at(uri + (f"#{node_id}" if node_id else ""))

    def file(self, path: str) -> str:
        """The address of a file, by its path below the root of the site."""
        return self._at(quote(path))

    def target(self, uri: str) -> str:
        """Where a link of a record leads: ``files:…`` is a file, anything else itself."""
        if not uri.startswith(FILES):
            return uri
        base = self._domain.settings.files or self.base
        return based(uri, FILES, f"{base.rstrip('/')}/") if base else ""

    def link(self, uri: str, docname: str) -> str:
        """The address that *uri* has as a link on a page."""
        try:
            if urlsplit(uri).scheme or not self.base:
                return uri
        except ValueError:  # no address: http://[example
            return uri
        return quote(urljoin(self.base + self._uri(docname), uri), safe=_KEPT)

    def record(self, kind: str, record_id: str) -> str:
        """Where the site shows a record best, empty where it is shown nowhere."""
        for home in self._domain.homes.get((kind, record_id), ())[:1]:
            return self.page(home.docname, home.node_id)
        return ""

    def identifier(self, kind: str, record_id: str) -> str:
        """An IRI for what a record is about; it stays when the page moves."""
        return self._at(f"#{kind}-{quote(record_id)}")

    def _uri(self, docname: str) -> str:
        """The builder's own; the one of folders leaves blanks and accents in it."""
        uri = self._builder.get_target_uri(docname)
        return quote(uri) if self._builder.name == "dirhtml" else uri

    def _at(self, uri: str) -> str:
        return self.base + uri if self.base else ""


def base_of(app: Sphinx) -> str:
    """``html_baseurl``; empty where it is no address."""
    base = app.config.html_baseurl
    return "" if base_faults(base) else base


def addresses_of(app: Sphinx) -> Addresses:
    """The addresses of the site that is being built."""
    return Addresses(base_of(app), app.builder, groupsite_domain(app.env))
