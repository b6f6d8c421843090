"""Excerpts of long items: how an item begins, with a link to the whole of it.

Timelines show excerpts; the page of an item and the feed show all of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx.errors import NoUri

from groupsite.build.nodes import plain_text, record_part
from groupsite.directives.entries import part
from groupsite.kinds.news.links import item_link

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from groupsite.build.nodes import record_item
    from groupsite.kinds.news.item import NewsItem
    from groupsite.model.rendering import Context

#: Maximum number of words of a text in several paragraphs that is shown in full.
_WORDS: Final = 60


def shorten(
    item: NewsItem, copy: record_item, context: Context, builder: Builder
) -> None:
    """Cut the text of a long item down to its first paragraph, if there are others.

    Not where *builder* leaves out the page that has the whole of it.
    """
    text = [node for node in copy.children if not isinstance(node, record_part)]
    first = next((n for n, node in enumerate(text) if _is_paragraph(node)), len(text))
    rest = text[first + 1 :]
    words = " ".join(map(plain_text, text)).split()
    if not rest or len(words) <= _WORDS or not _has_page(item, builder):
        return
    where = copy.index(rest[0])
    for node in rest:
        copy.remove(node)
    words_of_link = context.settings.phrase("excerpt.more")
    copy[where:where] = part(
        "news-more", item_link(item, words_of_link, context.docname)
    )


def _is_paragraph(node: nodes.Node) -> bool:
    return isinstance(node, nodes.paragraph)


def _has_page(item: NewsItem, builder: Builder) -> bool:
    try:
        builder.get_target_uri(item.docname)
    except NoUri:  # a book without that page
        return False
    return True
