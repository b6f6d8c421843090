"""Text of records in the markup of the document that shows them: a biography.

It is parsed as if it stood in place of the directive. Messages name the line of the
record, and paths in it begin at the folder of the record's file, whatever page shows it.
"""

from __future__ import annotations

import logging
import posixpath
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from docutils import nodes
from sphinx import addnodes
from sphinx.util.logging import NAMESPACE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment
    from sphinx.util.docutils import SphinxDirective

    from groupsite.model.positions import Position


def parsed(
    directive: SphinxDirective, text: str, position: Position
) -> list[nodes.Node]:
    """*text* as blocks, without headings.

    :param position: where its record has it.
    """
    env = directive.env
    where = env.srcdir / position.path
    with _told_at(f"{where}:{position.line}"):
        blocks = directive.parse_text_to_nodes(text, allow_section_headings=False)
    for block in blocks:
        for node in block.findall(nodes.Element):
            node.source, node.line = str(where), position.line
            _begin_at(posixpath.dirname(position.path), node, env)
    return blocks


@contextmanager
def _told_at(location: str) -> Iterator[None]:
    """Have all messages of the parser name *location*."""

    def name_it(message: logging.LogRecord) -> bool:
        message.location = location
        return True

    handlers = list(logging.getLogger(NAMESPACE).handlers)
    for handler in handlers:
        # before Sphinx's own makes a text of the location
        handler.filters.insert(0, name_it)
    try:
        yield
    finally:
        for handler in handlers:
            handler.filters.remove(name_it)


def _begin_at(folder: str, node: Any, env: BuildEnvironment) -> None:
    """Make the path in a picture or a link begin at *folder*."""
    if isinstance(node, nodes.image):
        if _is_path(node["uri"]):
            node["uri"] = _joined(folder, node["uri"])
    elif isinstance(node, addnodes.download_reference):
        if _is_path(node["reftarget"]):
            node["reftarget"] = _joined(folder, node["reftarget"])
    elif isinstance(node, addnodes.pending_xref):
        _lead_from(folder, node, env)


def _lead_from(folder: str, link: addnodes.pending_xref, env: BuildEnvironment) -> None:
    """Make a link to a document begin at *folder*."""
    target: str = link["reftarget"]
    if link.get("refdomain") == "std" and link["reftype"] == "doc":
        if _is_path(target):
            link["reftarget"] = _joined(folder, target)
    elif link["reftype"] == "myst" and not link.get("refdomain"):
        # MyST has looked for the file beside the page, and leaves open what it is
        path, _, node_id = target.partition("#")
        found = env.path2doc(env.srcdir / _joined(folder, path).lstrip("/"))
        if path and _is_path(path) and found in env.found_docs:
            link["refdomain"], link["reftarget"] = "doc", found
            link["reftargetid"] = node_id or None


def _is_path(uri: str) -> bool:
    """Whether *uri* is a path that does not begin at the root of the sources."""
    return bool(uri) and not uri.startswith(("/", "#")) and not urlsplit(uri).scheme


def _joined(folder: str, path: str) -> str:
    """*path* from *folder*, as a path that begins at the root of the sources."""
    return "/" + posixpath.normpath(posixpath.join(folder, path)).lstrip("/")
