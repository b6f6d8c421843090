"""Feeds in the format JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from groupsite.model.text import printable
from groupsite.output.feeds.feed import timestamp

if TYPE_CHECKING:
    from groupsite.output.feeds.feed import Feed, Item

MIME: Final = "application/feed+json"
_VERSION: Final = "https://jsonfeed.org/version/1.1"


def json_feed(feed: Feed, address: str) -> bytes:
    """A feed in JSON Feed format.

    :param address: absolute address of the feed itself.
    """
    document = {
        "version": _VERSION,
        "title": printable(feed.title),
        "home_page_url": printable(feed.url),
        "feed_url": printable(address),
        "language": printable(feed.language),
        "authors": [{"name": printable(feed.author), "url": printable(feed.site)}],
        "items": [_item(item) for item in feed.items],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _item(item: Item) -> dict[str, Any]:
    fields = {
        "id": printable(item.id),
        "url": printable(item.url),
        "title": printable(item.title),
        "content_html": printable(item.content),
        "date_published": timestamp(item.published),
        "date_modified": timestamp(item.updated),
        "authors": [{"name": printable(name)} for name in item.authors],
        "tags": list(map(printable, item.tags)),
    }
    return {
        name: value for name, value in fields.items() if value or name == "content_html"
    }
