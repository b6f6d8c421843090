"""Copies of entries of news, for other pages and for feeds.

The entry is made where its item is declared. A copy keeps the id of the item and no
other, and its links lead where the originals do. What can only be on one page, such
as the footnotes that the entry refers to, is left out.
"""

from __future__ import annotations

import pickle
import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar
from urllib.parse import urlsplit

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import NoUri
from sphinx.util import docname_join
from sphinx.util.nodes import make_refnode
from sphinx.util.osutil import relative_uri
from sphinxcontrib.bibtex.nodes import bibliography

from groupsite.build.domain import groupsite_domain
from groupsite.build.nodes import every, record_item
from groupsite.build.pickles import read_pickle, write_pickle
from groupsite.build.version import code_version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from groupsite.kinds.news.item import NewsItem
    from groupsite.model.graph import Graph


class timeline(nodes.General, nodes.Element):
    """Placeholder for the news that its `query` selects."""


#: Placeholders that cannot be copied to another page, with the name of their
#: directive; a copied timeline would contain itself.
_PLACEHOLDERS: Final[dict[type[nodes.Element], str]] = {
    timeline: "timeline",
    addnodes.toctree: "toctree",
    bibliography: "bibliography",
}

#: A part of a document.
Part = TypeVar("Part", bound=nodes.Element)
#: An item and a copy of its entry that works on another page.
Copied = tuple["NewsItem", record_item]


class Copies:
    """Makes copies for a document whose links are not resolved yet."""

    def __init__(
        self, env: BuildEnvironment, document: nodes.document, docname: str
    ) -> None:
        self.env = env
        self.document = document
        #: The document that the copies are for.
        self.docname = docname

    def all(self, news: Iterable[NewsItem]) -> list[Copied]:
        """Each item with a copy of its entry."""
        return [(item, copy) for item in news if (copy := self.copy(item)) is not None]

    def copy(self, item: NewsItem) -> record_item | None:
        """A copy of the entry of *item*, or None if its document has no such entry."""
        graph = groupsite_domain(self.env).whole_graph
        kept = self._entries(item.docname, graph).get(item.id)
        if kept is None:
            return None
        copied: record_item = pickle.loads(kept)  # noqa: S301  made below
        moved(copied, item.docname, self.env, self.document, self.docname)
        node_id = f"news-{item.id}"
        if node_id not in self.document.ids:
            copied["ids"] = [node_id]
            self.document.ids[node_id] = copied
        return copied

    def _entries(self, docname: str, graph: Graph) -> dict[str, bytes]:
        """The entries in a document by the ids of their items, each by itself.

        As nodes they would hold the whole document, and take ten times the memory.
        """
        return graph.memo(f"news of {docname}", lambda: _entries(docname, self.env))


def _entries(docname: str, env: BuildEnvironment) -> dict[str, bytes]:
    """The entries in a document, from a file beside its doctree while that is the same.

    A page with five of them would load a document with five hundred.
    """
    written = Path(env.doctreedir, f"{docname}.doctree").stat()
    head = f"{code_version()} {written.st_mtime_ns} {written.st_size}"
    path = Path(env.doctreedir, f"{docname}.entries")
    kept: dict[str, bytes] | None = read_pickle(path, head)
    if kept is None:
        items = [*env.get_doctree(docname).findall(record_item)]
        entries = [item for item in items if "news-item" in item["classes"]]
        kept = {entry["data"]["id"]: _detached(entry) for entry in entries}
        write_pickle(path, head, kept)
    return kept


def _detached(entry: record_item) -> bytes:
    """An entry that is taken out of its document, pickled."""
    entry.parent = None
    node: Any
    for node in every(entry):
        node.document = None
    return pickle.dumps(entry, pickle.HIGHEST_PROTOCOL)


def moved(
    copied: Part,
    docname: str,
    env: BuildEnvironment,
    document: nodes.document,
    here: str,
) -> Part:
    """*copied* from the document *docname*, made to work in the document *here*.

    :param document: where the copy will be, with links that are not resolved yet.
    """
    for node in [n for n in copied.findall() if _stays(n)]:
        node.parent.remove(node)
    numbered = env.domains.standard_domain.get_enumerable_node_type
    for node in copied.findall(nodes.Element):
        node["ids"] = []
        node["names"] = []
        if "backrefs" in node:
            node["backrefs"] = []
        if numbered(node):  # writers need an id for a figure with a caption
            document.set_id(node)
        if isinstance(node, nodes.math_block):  # only the original is numbered
            node["number"] = node["label"] = None
    for link in copied.findall(addnodes.pending_xref):
        _at_home(link, here, env)
    _lead_back(copied, docname, here, env)
    return copied


def _lead_back(
    copied: nodes.Element, docname: str, here: str, env: BuildEnvironment
) -> None:
    """Point links within the item's page, footnotes included, back to that page."""
    builder = env._app.builder  # noqa: SLF001  the public name is deprecated
    for link in list(copied.findall(nodes.Element)):
        if isinstance(link, nodes.reference) and "refuri" in link:
            link["refuri"] = _from_here(link["refuri"], docname, here, builder)
        # `reflocalid` is MyST's: [text](#heading)
        node_id = link.get("refid") or link.get("reflocalid")
        if not node_id:
            continue
        content = list(link.children)
        if isinstance(link, nodes.footnote_reference):
            content = [nodes.Text("["), *content, nodes.Text("]")]
        target: nodes.Element
        try:
            target = make_refnode(builder, here, docname, node_id, content)
        except NoUri:  # this format leaves that page out
            target = nodes.inline("", "", *content)
        link.replace_self(target)


def _from_here(uri: str, docname: str, page: str, builder: Builder) -> str:
    """Rewrite *uri*, written for the page *docname*, for another page."""
    try:
        parts = urlsplit(uri)
        there = builder.get_target_uri(docname)
        here = builder.get_target_uri(page)
    except (ValueError, NoUri):  # malformed, or this format leaves that page out
        return uri
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return uri
    path = posixpath.join(posixpath.dirname(there), parts.path)
    target = posixpath.normpath(path) if parts.path else there
    slash = "/" if parts.path.endswith("/") else ""
    path = relative_uri(here, target) + slash
    return parts._replace(path=path).geturl()


def unmovable(content: Iterable[nodes.Node]) -> Iterator[tuple[str, nodes.Element]]:
    """Parts of *content* that cannot be copied: name of the directive, and node."""
    for block in content:
        for node in block.findall(nodes.Element):
            if type(node) in _PLACEHOLDERS:
                yield _PLACEHOLDERS[type(node)], node


def _stays(node: nodes.Node) -> bool:
    """Whether *node* must stay on its own page; a copy links to the notes there."""
    placeholders = (*_PLACEHOLDERS, nodes.footnote, nodes.citation)
    label = isinstance(node, nodes.target) and not node.children
    return label or isinstance(node, placeholders)


def _at_home(link: addnodes.pending_xref, docname: str, env: BuildEnvironment) -> None:
    """Make a copied link relative to the page *docname*."""
    if link.get("reftype") == "doc" and link.get("refdomain") == "std":
        target = docname_join(link["refdoc"], link["reftarget"])
        if target not in env.found_docs:  # the original has the same message
            return
        link["reftarget"] = f"/{target}"
    link["refdoc"] = docname
