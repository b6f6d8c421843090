"""Documents of a large site are not all held in memory until all are written.

Sphinx keeps each document that it has read for its writer, though it has written it to a
file as well, and one for each title, made to render that; a thousand pages of papers
take 200 MB.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: So many documents are held; the others are read again from their files.
_MOST: Final = 200
#: The method of HTML builders that renders titles.
_RENDER: Final = "render_partial"
#: Documents that wait for their writer, and the bytes of those that were read again.
_NAMES: Final = ("_write_doc_doctree_cache", "_pickled_doctree_cache")


class _Few(dict[str, Any]):
    """The first documents of those that are put into it."""

    def __setitem__(self, docname: str, document: Any) -> None:
        if len(self) < _MOST:
            super().__setitem__(docname, document)


def hold_few_documents(app: Sphinx) -> None:
    """Bound what Sphinx keeps, at ``builder-inited``."""
    for name in _NAMES:
        if hasattr(app.env, name):
            setattr(app.env, name, _Few())
    render = getattr(app.builder, _RENDER, None)
    if render is not None:
        setattr(app.builder, _RENDER, _given_back(render))


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
