"""Absolute addresses of pages, files and records, below ``html_baseurl``.

Used in everything that leaves the site (feeds, the sitemap, metadata); links within the
site stay relative. A page called ``index`` has the address of its folder, so that all
of these agree on one form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urljoin, urlsplit

from groupsite.build.domain import groupsite_domain
from groupsite.build.identity import base_faults
from groupsite.model.files import FILES, file_address

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from groupsite.build.domain import GroupsiteDomain


#: Characters that are not escaped in a URI (RFC 3986, 2.2); ``%`` keeps escapes.
_KEPT: Final = "%/:?#[]@!$&'()*+,;=~"


def is_site(builder: Builder) -> bool:
    """Whether *builder* makes a site: a page per document, with files next to them."""
    return builder.name in ("html", "dirhtml")


class Addresses:
    """Addresses of everything; all of them ``""`` if the site has no address."""

    def __init__(self, base: str, builder: Builder, domain: GroupsiteDomain) -> None:
        #: ``https://example.org/sub/``, or ``""``.
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
        """The address of a file, given its path relative to the root of the site."""
        return self._at(quote(path))

    def target(self, uri: str) -> str:
        """The target of a record's link: ``files:…`` is a file, others stay as is."""
        if not uri.startswith(FILES):
            return uri
        settings = self._domain.settings
        return (
            file_address(uri, settings, self.base)
            if self.base or settings.files
            else ""
        )

    def link(self, uri: str, docname: str) -> str:
        """The absolute address of *uri*, a link on the page *docname*."""
        try:
            if urlsplit(uri).scheme or not self.base:
                return uri
        except ValueError:  # not an address: http://[example
            return uri
        return quote(urljoin(self.base + self._uri(docname), uri), safe=_KEPT)

    def record(self, kind: str, record_id: str) -> str:
        """The address of a record's first home; ``""`` if the site shows it nowhere."""
        for home in self._domain.homes.get((kind, record_id), ())[:1]:
            return self.page(home.docname, home.node_id)
        return ""

    def identifier(self, kind: str, record_id: str) -> str:
        """An IRI for the subject of a record; permanent, even if its page moves."""
        return self._at(f"#{kind}-{quote(record_id)}")

    def _uri(self, docname: str) -> str:
        """The builder's address, escaped; `dirhtml` leaves blanks and accents as is."""
        uri = self._builder.get_target_uri(docname)
        return quote(uri) if self._builder.name == "dirhtml" else uri

    def _at(self, uri: str) -> str:
        return self.base + uri if self.base else ""


def base_of(app: Sphinx) -> str:
    """``html_baseurl``, or ``""`` if it is not a valid address."""
    base = app.config.html_baseurl
    # its type is only checked in a whole project
    return base if isinstance(base, str) and not base_faults(base) else ""


def addresses_of(app: Sphinx) -> Addresses:
    """The addresses of the site being built."""
    return Addresses(base_of(app), app.builder, groupsite_domain(app.env))
