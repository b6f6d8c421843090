"""`Site`: the records, settings and addresses that pages and files are made from.

Handlers of events get it from `site_of` and pass it on. What directives see while a
document is read is a `Context`, which notes their queries.
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
    from groupsite.model.decades import Split
    from groupsite.model.graph import Graph, Key
    from groupsite.model.settings import Settings


class Site:
    """The site being built: its records, settings, addresses and phrases."""

    def __init__(self, app: Sphinx) -> None:
        self.app = app
        self.env = app.env
        #: Name of the site.
        self.name: str = app.config.project
        self.addresses = addresses_of(app)
        self._domain = groupsite_domain(app.env)

    @property
    def settings(self) -> Settings:
        """The settings of this build."""
        return self._domain.settings

    @property
    def basis(self) -> str:
        """Digest of all records, settings, and times of reading; complete after that."""
        return self._domain.basis

    @property
    def graph(self) -> Graph:
        """All records; complete after reading."""
        return self._domain.whole_graph

    @property
    def pages(self) -> Mapping[str, Mapping[str, str]]:
        """Kind → id → name of the document, for records with a page of their own."""
        return self._domain.pages

    @property
    def splits(self) -> Mapping[str, Split]:
        """Document → the long list of which it has a part."""
        return self._domain.splits

    @property
    def documents(self) -> Mapping[str, DocumentData]:
        """Contributions of documents, by name."""
        return self._domain.documents

    @property
    def things(self) -> Things:
        """Descriptions of records in schema.org terms."""
        return Things(self.graph, self.settings, self.addresses)

    def has_directives(self, docname: str) -> bool:
        """Whether a document has directives of ours."""
        return self._domain.has_directives(docname)

    def about(self, docname: str) -> list[Anchor]:
        """The records that a document as a whole is about."""
        return self._domain.about(docname)

    @property
    def all_homes(self) -> Mapping[Key, list[Home]]:
        """The homes of all records, best first."""
        return self._domain.homes

    def homes(self, kind: str, record_id: str) -> list[Home]:
        """The homes of a record, best first."""
        return self._domain.homes.get((kind, record_id), [])

    def phrase(self, key: str, **fields: object) -> str:
        """A phrase in the site's language, see `Settings.phrase`."""
        return self.settings.phrase(key, **fields)


class HtmlPage(NamedTuple):
    """A page that is about to be written."""

    name: str
    #: The context of its template, to be extended.
    context: dict[str, Any]
    #: The document with resolved links; None for a page without a document.
    doctree: nodes.document | None


def site_of(app: Sphinx) -> Site:
    """The site being built."""
    graph = groupsite_domain(app.env).graph
    return graph.memo("site", lambda: Site(app))


def on_html_page(handler: Callable[[Site, HtmlPage], None]) -> Callable[..., None]:
    """Wrap *handler* for ``html-page-context``."""

    def handle(
        app: Sphinx,
        pagename: str,
        _templatename: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        handler(site_of(app), HtmlPage(pagename, context, doctree))

    return handle
