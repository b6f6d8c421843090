"""News items in schema.org terms.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from groupsite.build.schemaorg import filled

if TYPE_CHECKING:
    from groupsite.kinds.news.item import NewsItem
    from groupsite.model.rendering import Thing, Things


def news_thing(item: NewsItem, things: Things) -> Thing:
    """The event, its date, and the records it is about."""
    kind = things.settings.news_kinds.get(item.kind)
    about = things.names("paper", [item.paper] if item.paper else [])
    return filled(
        {
            "@type": "NewsArticle",
            "headline": item.summary,
            "articleSection": kind.label if kind else "",
            "datePublished": str(item.date),
            "expires": str(item.deadline or ""),
            "author": things.group() or things.name("person", things.settings.owner),
            "about": [*about, *things.names("grant", item.grants)],
            "mentions": things.names("person", item.people),
        }
    )
