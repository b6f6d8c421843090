"""Copies of the entries of news, to stand on other pages and in feeds.

An entry is made where its item is declared. Its copy has no ids but that of its item,
and its links lead to where they led.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from groupsite.core.nodes import record_item
from groupsite.domain import groupsite_domain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.environment import BuildEnvironment

    from groupsite.graph import Graph
    from groupsite.news.record import NewsItem


#: An item, and a copy of its entry that can stand elsewhere.
Copied = tuple["NewsItem", record_item]


class Copies:
    """Makes copies for a document, before its links are resolved."""

    def __init__(
        self, env: BuildEnvironment, document: nodes.document, docname: str
    ) -> None:
        self.env = env
        self.document = document
        #: Where the copies will stand.
        self.docname = docname

    def all(self, news: Iterable[NewsItem]) -> list[Copied]:
        """Each item with a copy of its entry."""
        return [(item, copy) for item in news if (copy := self.copy(item)) is not None]

    def copy(self, item: NewsItem) -> record_item | None:
        """A copy of the entry of *item*; None where its document has none."""
        graph = groupsite_domain(self.env).whole_graph
        original = self._entries(item.docname, graph).get(item.id)
        if original is None:
            return None
        copied = original.deepcopy()
        numbered = self.env.domains.standard_domain.get_enumerable_node_type
        for node in copied.findall(nodes.Element):
            node["ids"] = []
            node["names"] = []
            if numbered(node):  # writers want an id of a figure with a caption
                self.document.set_id(node)
            if isinstance(node, nodes.math_block):  # the number is that of the item's
                node["number"] = node["label"] = None
        for link in copied.findall(addnodes.pending_xref):
            _at_home(link, self.docname)
        self._lead_back(copied, item.docname)
        node_id = f"news-{item.id}"
        if node_id not in self.document.ids:
            copied["ids"] = [node_id]
            self.document.ids[node_id] = copied
        return copied

    def _lead_back(self, copied: record_item, docname: str) -> None:
        """Make links within the item's page, footnotes among them, lead there."""
        builder = self.env._app.builder  # noqa: SLF001  the public name is deprecated
        for link in list(copied.findall(nodes.Element)):
            # the second one is MyST's: [text](#heading)
            node_id = link.get("refid") or link.get("reflocalid")
            if not node_id or isinstance(link, nodes.target):
                continue
            content = list(link.children)
            if isinstance(link, nodes.footnote_reference):
                content = [nodes.Text("["), *content, nodes.Text("]")]
            target: nodes.Element
            try:
                target = make_refnode(builder, self.docname, docname, node_id, content)
            except NoUri:  # a book without that page
                target = nodes.inline("", "", *content)
            link.replace_self(target)

    def _entries(self, docname: str, graph: Graph) -> dict[str, record_item]:
        """The entries of a document by the ids of their items."""

        def find() -> dict[str, record_item]:
            doctree = self.env.get_doctree(docname)
            items = doctree.findall(record_item)
            return {n["data"]["id"]: n for n in items if "news-item" in n["classes"]}

        return graph.memo(f"news of {docname}", find)


def _at_home(link: addnodes.pending_xref, docname: str) -> None:
    """Make a copied link one of the page *docname*."""
    if link.get("reftype") == "doc" and link.get("refdomain") == "std":
        target = link["reftarget"]
        if not target.startswith("/"):
            folder = link["refdoc"].rpartition("/")[0]
            link["reftarget"] = f"/{folder}/{target}" if folder else f"/{target}"
    link["refdoc"] = docname
