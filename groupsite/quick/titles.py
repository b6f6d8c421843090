"""Each title is rendered once, and not for every page that names it.

Sphinx renders the titles of a page, of those beside it and of all above it, each time in
a document made for that.
"""

from __future__ import annotations

from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes

from groupsite.build.addresses import is_site

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: Pages beside each other are written one after the other, so few titles are enough.
_KEPT: Final = 100


def render_titles_once(app: Sphinx) -> None:
    """Have a builder of a site keep them, at ``builder-inited``."""
    builder: Any = app.builder
    if not is_site(builder):
        return
    render = builder.render_partial
    once = lru_cache(maxsize=_KEPT)(render)

    @wraps(render)
    def render_partial(node: Any) -> Any:
        return once(node) if isinstance(node, nodes.title) else render(node)

    builder.render_partial = render_partial
