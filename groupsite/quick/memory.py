"""Documents of a large site are not all held in memory until all are written.

Sphinx keeps each document that it has read for its writer, though it has written it to a
file as well, and one for each title, made to render that; a thousand pages of papers
take 200 MB. What it no longer keeps waits for Python's garbage collector, since the nodes
of a tree name each other.
"""

from __future__ import annotations

import os
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes

from groupsite.build.addresses import is_site
from groupsite.build.nodes import every

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: Documents of so many bytes, in their files, are held; others are read again.
_MOST: Final = 2_000_000
#: Documents that wait for their writer, and the bytes of those that were read again.
_NAMES: Final = ("_write_doc_doctree_cache", "_pickled_doctree_cache")


class _Few(dict[str, Any]):
    """The first documents of those that are put into it."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        # as text: paths take a while to make, for each document
        self._folder, self._rest = str(folder), _MOST

    def __setitem__(self, docname: str, document: Any) -> None:
        size = os.stat(f"{self._folder}/{docname}.doctree").st_size  # noqa: PTH116
        if size <= self._rest:
            self._rest -= size
            super().__setitem__(docname, document)
        elif isinstance(document, nodes.document):
            _take_apart(document)
            # its parser still names it
            document.clear()
            document.ids.clear()


def hold_few_documents(app: Sphinx) -> None:
    """Bound what Sphinx keeps, at ``builder-inited``."""
    for name in _NAMES:
        if hasattr(app.env, name):
            setattr(app.env, name, _Few(Path(app.doctreedir)))
    builder: Any = app.builder
    if is_site(builder):
        builder.render_partial = _given_back(builder.render_partial)
        builder.write_doc = _let_go(builder.write_doc)


def _given_back(render: Any) -> Any:
    """*render*, after which a title is in no document that was made to render it."""

    @wraps(render)
    def render_partial(node: Any) -> Any:
        try:
            return render(node)
        finally:
            if node is not None:
                node.parent = node.document = None

    return render_partial


def _let_go(write: Any) -> Any:
    """*write*, after which nothing is left of a document but its page."""

    @wraps(write)
    def write_doc(docname: str, document: nodes.document) -> None:
        try:
            write(docname, document)
        finally:
            _take_apart(document)

    return write_doc


def _take_apart(document: Any) -> None:
    """Let *document* be gone as soon as nobody has it; who has a node has all in it."""
    node: Any
    for node in every(document):
        node.parent = node.document = None
    document.reporter = document.transformer = None
