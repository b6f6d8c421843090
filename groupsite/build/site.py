"""`Site`: what pages and files of the site are made of, in the hands of those who make them.

Handlers of events get theirs by `site_of` and hand it on. What directives see while a
document is read is a `Context`, which notes what they ask for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from groupsite.build.addresses import addresses_of
from groupsite.build.domain import groupsite_domain
from groupsite.build.schemaorg import Things

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from docutils import nodes
    from sphinx.application import Sphinx

    from groupsite.build.contributions import Anchor, DocumentData
    from groupsite.build.domain import Home
    from groupsite.model.graph import Graph
    from groupsite.model.settings import Settings


class Site:
    """The records, the settings, the addresses and the words of the site being built."""

    def __init__(self, app: Sphinx) -> None:
        self.app = app
        self.env = app.env
        #: Its name.
        self.name: str = app.config.project
        self.addresses = addresses_of(app)
        self._domain = groupsite_domain(app.env)

    @property
    def settings(self) -> Settings:
        """The settings of this build."""
        return self._domain.settings

    @property
    def graph(self) -> Graph:
        """All records; complete once all documents are read."""
        return self._domain.whole_graph

    @property
    def pages(self) -> Mapping[str, Mapping[str, str]]:
        """Kind → id → document of the records that have a page of their own."""
        return self._domain.pages

    @property
    def documents(self) -> Mapping[str, DocumentData]:
        """What documents contributed, by their names."""
        return self._domain.documents

    @property
    def things(self) -> Things:
        """Records as schema.org describes them."""
        return Things(self.graph, self.settings, self.addresses)

    def has_directives(self, docname: str) -> bool:
        """Whether a document has directives of ours."""
        return self._domain.has_directives(docname)

    def about(self, docname: str) -> list[Anchor]:
        """The records that a document as a whole is about."""
        return self._domain.about(docname)

    def homes(self, kind: str, record_id: str) -> list[Home]:
        """The places that show a record, the best one first."""
        return self._domain.homes.get((kind, record_id), [])

    def phrase(self, key: str, **fields: object) -> str:
        """Words in the language of the site, as `Settings.phrase`."""
        return self.settings.phrase(key, **fields)


class HtmlPage(NamedTuple):
    """A page that is about to be written."""

    name: str
    #: What its template is given, to be added to.
    context: dict[str, Any]
    #: The document, its links resolved; None for a page that has no document.
    doctree: nodes.document | None


def site_of(app: Sphinx) -> Site:
    """The site that is being built."""
    return Site(app)


def on_html_page(handler: Callable[[Site, HtmlPage], None]) -> Callable[..., None]:
    """*handler* as one of ``html-page-context``."""

    def handle(
        app: Sphinx,
        pagename: str,
        _templatename: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        handler(site_of(app), HtmlPage(pagename, context, doctree))

    return handle
