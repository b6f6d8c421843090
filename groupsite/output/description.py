"""One sentence on each page for search engines.

The author's own (``html_meta`` of MyST) goes first; a page without one is described by
its first words, a record's page by its record.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from docutils import nodes

from groupsite.build.nodes import plain_text, record_item, record_part
from groupsite.model.text import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from groupsite.build.site import Site

#: What result pages show (characters): less says nothing, more is cut off.
SHORTEST: Final = 50
LONGEST: Final = 160


def describe(title: str, texts: Iterator[str], fallback: str = "") -> str:
    """The first of *texts*, after *title* where they say little; 160 characters at most.

    :param fallback: what is added where all of them say too little.
    """
    said = ""
    for text in texts:
        words = " ".join(text.split())
        if words:
            said = f"{said} {words}".strip()
        if len(said) >= SHORTEST:
            break
    if len(said) < SHORTEST:
        said = ". ".join(filter(None, (title, said)))
    if len(said) < SHORTEST and fallback:
        said = f"{said.rstrip('.')}. {fallback}"
    return shortened(said, LONGEST)


def describe_page(site: Site, docname: str, doctree: nodes.document) -> str:
    """The description of a document whose links are resolved."""
    title = next((plain_text(t) for t in doctree.findall(nodes.title)), "")
    fallback = site.phrase("description", site=site.name)
    parts = doctree.findall(_is_part)
    # of a long page no more is looked at than is said
    if any(about.kind in ("paper", "person") for about in site.about(docname)):
        # a record's page says who, where and when in its own first lines
        own = (plain_text(p) for p in parts if not isinstance(p.parent, record_item))
        said = ". ".join(_first(chain([title], own)))
        return describe("", iter([said]), fallback)
    texts = (plain_text(p) for p in chain(doctree.findall(_is_plain), parts))
    return describe(f"{title}, {site.name}", texts, fallback)


def _is_plain(node: nodes.Node) -> bool:
    """Paragraphs of text, apart from entries."""
    return (
        type(node) is nodes.paragraph  # others are toctrees and parts of entries
        and not isinstance(node.parent, record_item)
    )


def _is_part(node: nodes.Node) -> bool:
    """Parts of entries that say something, the innermost ones."""
    return (
        isinstance(node, record_part)
        and not any(
            name.endswith(("-date", "-links", "-file", "export"))
            for name in node["classes"]
        )
        and not any(isinstance(child, record_part) for child in node.children)
    )


def _first(texts: Iterable[str]) -> list[str]:
    """So many texts as fit, without the point that joins them."""
    found: list[str] = []
    for text in texts:
        found.append(" ".join(text.split()).rstrip("."))
        if sum(map(len, found)) > LONGEST:
            break
    return found
