"""Each title is rendered once, and not for every page that names it.

Sphinx renders the titles of a page, of those beside it and of all above it, each time in
a document made for that; most are mere words.
"""

from __future__ import annotations

from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from groupsite.build.addresses import is_site

if TYPE_CHECKING:
    from collections.abc import Callable

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
        if not isinstance(node, nodes.title):
            return render(node)
        words = all(type(child) is nodes.Text for child in node.children)
        return _Words(node, once) if words and "secnumber" not in node else once(node)

    builder.render_partial = render_partial


class _Words(dict[str, Any]):
    """A title without anything but words; what else is asked of it is rendered."""

    def __init__(
        self, title: nodes.title, render: Callable[[nodes.title], Any]
    ) -> None:
        words = title.astext().translate(HTML5Translator.special_characters)
        super().__init__(title=words)
        self._title, self._render = title, render

    def __missing__(self, name: str) -> Any:
        return self._render(self._title)[name]
