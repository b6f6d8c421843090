"""Feeds in the format JSON Feed 1.1, by what its specification demands."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from hypothesis import given
from hypothesis import strategies as st

from groupsite.output.feeds.jsonfeed import json_feed
from tests.output.feeds.samples import ADDRESS, SAMPLE, feeds, said, texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from groupsite.output.feeds.feed import Feed, Item

ADDRESSES: Final = st.sampled_from(("https://example.org/a?b=1&c=2", "tag:x,2024:ü"))
#: Fields of the top level, of an item and of an author, with their types.
TOP: Final = {
    "version": str, "title": str, "home_page_url": str, "feed_url": str,
    "description": str, "user_comment": str, "next_url": str, "icon": str,
    "favicon": str, "authors": list, "language": str, "expired": bool, "hubs": list,
    "items": list,
}  # fmt: skip
ITEM: Final = {
    "id": str, "url": str, "external_url": str, "title": str, "content_html": str,
    "content_text": str, "summary": str, "image": str, "banner_image": str,
    "date_published": str, "date_modified": str, "authors": list, "tags": list,
    "language": str, "attachments": list,
}  # fmt: skip
AUTHOR: Final = {"name": str, "url": str, "avatar": str}


def document(feed: Feed, address: str = ADDRESS) -> dict[str, Any]:
    """The document of *feed*; an object never has a name twice."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len(dict(pairs)) == len(pairs)
        return dict(pairs)

    data = json_feed(feed, address).decode("utf-8")
    return dict(json.loads(data, object_pairs_hook=once))


def check(feed: dict[str, Any]) -> None:
    """All that JSON Feed 1.1 demands."""
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert {"title", "items"} <= feed.keys()
    _check_types(feed, TOP)
    for item in feed["items"]:
        assert "id" in item
        assert {"content_html", "content_text"} & item.keys()
        _check_types(item, ITEM)
        assert all(isinstance(tag, str) for tag in item.get("tags", ()))
    for author in (
        a for part in (feed, *feed["items"]) for a in part.get("authors", ())
    ):
        assert author
        _check_types(author, AUTHOR)


def _check_types(found: dict[str, Any], types: Mapping[str, type]) -> None:
    wrong = {n for n, v in found.items() if not isinstance(v, types.get(n, ()))}
    assert not wrong


def test_a_feed_says_what_it_is() -> None:
    """Its version, its title, its page, its own address, who writes it."""
    feed = document(SAMPLE)

    check(feed)
    assert {**feed, "items": []} == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Jane Doe: news",
        "home_page_url": "https://example.org/news/",
        "feed_url": ADDRESS,
        "language": "en",
        "authors": [{"name": "Jane Doe", "url": "https://example.org/"}],
        "items": [],
    }


def test_an_item_has_all_that_is_known_of_it() -> None:
    """With dates of RFC 3339."""
    item, _ = document(SAMPLE)["items"]

    assert item == {
        "id": "tag:example.org,2024:news/talk",
        "url": "https://example.org/news/#news-talk",
        "title": "Talk: 1 < 2 & more",
        "content_html": SAMPLE.items[0].content,
        "date_published": "2024-07-01T00:00:00Z",
        "date_modified": "2024-09-03T00:00:00Z",
        "authors": [{"name": "Ann Smith"}, {"name": "Wei Li"}],
        "tags": ["Talk", "MRI"],
    }


def test_what_is_not_known_is_left_out() -> None:
    """An item without authors has those of the feed, one without tags none."""
    _, item = document(SAMPLE)["items"]

    assert {"authors", "tags"}.isdisjoint(item)
    assert item["date_published"] == "0999-01-01T00:00:00Z"


def test_an_item_without_a_word_has_content() -> None:
    """An item needs content; that there is nothing in it is no reason to leave it out."""
    empty = replace(SAMPLE.items[0], content="", title="")

    check(document(replace(SAMPLE, items=(empty,))))


def test_letters_stand_as_they_are() -> None:
    """The file is UTF-8, as RFC 8259 demands, and ends a line."""
    data = json_feed(replace(SAMPLE, title="Čapek 😀"), ADDRESS)

    assert "Čapek 😀" in data.decode("utf-8")
    assert data.endswith(b"}\n")


def told(feed: dict[str, Any]) -> list[list[str]]:
    """All that *feed* tells people."""

    def of(item: dict[str, Any]) -> list[str]:
        names = [author["name"] for author in item.get("authors", ())]
        content = item.get("content_html", "")
        return [item.get("title", ""), content, *names, *item.get("tags", ())]

    found = [[feed["title"], feed["authors"][0]["name"]], *map(of, feed["items"])]
    return [[said(text) for text in texts] for texts in found]


def as_said(feed: Feed) -> list[list[str]]:
    """The same, of what went in."""

    def of(item: Item) -> list[str]:
        return [item.title, item.content, *item.authors, *item.tags]

    found = [[feed.title, feed.author], *map(of, feed.items)]
    return [[said(text) for text in texts] for texts in found]


@given(feeds(ADDRESSES))
def test_any_text_is_said_as_it_is(feed: Feed) -> None:
    """Markup, quotes and backslashes are text; what cannot be printed is left out."""
    assert told(document(feed)) == as_said(feed)


@given(feeds(ADDRESSES))
def test_any_feed_is_one_of_the_format(feed: Feed) -> None:
    """Whatever is said in it, and whatever is not."""
    check(document(feed))


@given(feeds(texts), texts)
def test_no_field_makes_a_file_that_is_no_json(feed: Feed, address: str) -> None:
    """Whatever stands in an address, an id or a language."""
    read = document(feed, address)

    assert said(read["feed_url"]) == said(address)
    assert [said(item["id"]) for item in read["items"]] == [
        said(item.id) for item in feed.items
    ]
