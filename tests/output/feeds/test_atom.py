"""Feeds in the format Atom: RFC 4287, as feed readers read it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import lxml.etree
import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.output.feeds.atom import MIME, atom
from tests.output.feeds.samples import ADDRESS, SAMPLE, feeds, parsed, said, texts

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from groupsite.output.feeds.feed import Feed, Item

ATOM: Final = "{http://www.w3.org/2005/Atom}"
ADDRESSES: Final = st.sampled_from(("https://example.org/a?b=1&c=2", "tag:x,2024:ü"))


def root(feed: Feed) -> Element:
    """The document of *feed*, read strictly."""
    return lxml.etree.fromstring(atom(feed, ADDRESS))


def children(element: Element, name: str) -> list[Element]:
    """The children called *name* in the namespace of Atom."""
    return list(element.findall(f"{ATOM}{name}"))


def text(element: Element, name: str) -> str:
    """The text of the one child called *name*, which holds nothing else."""
    (child,) = children(element, name)
    assert len(child) == 0
    return child.text or ""


def names(element: Element) -> list[str]:
    """Names of the authors, each of which is a person construct."""
    return [text(author, "name") for author in children(element, "author")]


def counts(element: Element) -> dict[str, int]:
    """How many children there are of each name; all of them are Atom's."""
    found: dict[str, int] = {}
    for child in element:
        assert child.tag.startswith(ATOM)
        name = child.tag.removeprefix(ATOM)
        found[name] = found.get(name, 0) + 1
    return found


# -- what RFC 4287 demands ----------------------------------------------------------


def test_a_feed_has_what_it_must_have() -> None:
    """RFC 4287, 4.1.1: one id, one title, one date, an author, links, entries."""
    feed = root(SAMPLE)

    assert feed.tag == f"{ATOM}feed"
    assert counts(feed) == {
        "id": 1, "title": 1, "updated": 1, "link": 2, "author": 1, "entry": 2,
    }  # fmt: skip
    assert text(feed, "id") == SAMPLE.id
    assert text(feed, "title") == SAMPLE.title
    assert names(feed) == ["Jane Doe"]
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"


def test_an_entry_has_what_it_must_have() -> None:
    """RFC 4287, 4.1.2: one id, one title, the date of its last change, its content."""
    first, second = children(root(SAMPLE), "entry")

    assert counts(first) == {
        "id": 1, "title": 1, "published": 1, "updated": 1, "link": 1, "author": 2,
        "category": 2, "content": 1,
    }  # fmt: skip
    assert counts(second).keys() == counts(first).keys() - {"author", "category"}
    assert text(first, "published") == "2024-07-01T00:00:00Z"
    assert text(first, "updated") == "2024-09-03T00:00:00Z"
    assert names(first) == ["Ann Smith", "Wei Li"]
    assert [tag.get("term") for tag in children(first, "category")] == ["Talk", "MRI"]
    # 4.1.3.3: text, as HTML stands on a page
    (content,) = children(first, "content")
    assert dict(content.attrib) == {"type": "html"}
    assert content.text == SAMPLE.items[0].content


def test_a_feed_is_as_new_as_its_newest_change() -> None:
    """Whatever stands first: a feed has no date but those of its entries."""
    feed = replace(SAMPLE, items=SAMPLE.items[::-1])

    assert text(root(feed), "updated") == "2024-09-03T00:00:00Z"


def test_a_feed_names_its_own_address_and_its_page() -> None:
    """RFC 4287, 4.2.7: `self` is the file, `alternate` the page, one of each."""
    feed = root(SAMPLE)
    links = {link.get("rel"): dict(link.attrib) for link in children(feed, "link")}
    (entry, *_) = children(feed, "entry")
    (link,) = children(entry, "link")

    assert links["self"]["href"] == ADDRESS
    assert links["self"]["type"] == MIME
    assert links["alternate"]["href"] == SAMPLE.url
    assert (link.get("rel"), link.get("href")) == ("alternate", SAMPLE.items[0].url)


def test_a_feed_is_written_in_utf_8_and_ends_a_line() -> None:
    """It can be had as any text file can."""
    data = atom(replace(SAMPLE, title="Čapek, Ω and 😀"), ADDRESS)

    assert lxml.etree.fromstring(data).getroottree().docinfo.encoding.lower() == "utf-8"
    assert "Čapek, Ω and 😀" in data.decode("utf-8")
    assert data.endswith(b">\n")


def test_a_feed_is_always_the_same() -> None:
    """No clock, no order of its own."""
    assert atom(SAMPLE, ADDRESS) == atom(replace(SAMPLE), ADDRESS)


# -- what readers make of it --------------------------------------------------------

READ: Final[dict[str, tuple[Any, Any]]] = {
    "title": (lambda read: read.feed.title, "Jane Doe: news"),
    "id": (lambda read: read.feed.id, "tag:example.org,2024:news"),
    "page": (lambda read: read.feed.link, "https://example.org/news/"),
    "author": (lambda read: read.feed.author, "Jane Doe"),
    "language": (lambda read: read.feed.language, "en"),
    "moment": (lambda read: read.feed.updated_parsed[:6], (2024, 9, 3, 0, 0, 0)),
    "ids": (
        lambda read: [entry.id for entry in read.entries],
        [item.id for item in SAMPLE.items],
    ),
    "titles": (
        lambda read: [entry.title for entry in read.entries],
        [item.title for item in SAMPLE.items],
    ),
    "links": (
        lambda read: [entry.link for entry in read.entries],
        [item.url for item in SAMPLE.items],
    ),
    "contents": (
        lambda read: [
            (entry.content[0].type, entry.content[0].value) for entry in read.entries
        ],
        [("text/html", item.content) for item in SAMPLE.items],
    ),
    "authors": (
        lambda read: [author.name for author in read.entries[0].authors],
        ["Ann Smith", "Wei Li"],
    ),
    "tags": (
        lambda read: [tag.term for tag in read.entries[0].tags],
        ["Talk", "MRI"],
    ),
    "day": (
        lambda read: read.entries[0].published_parsed[:6],
        (2024, 7, 1, 0, 0, 0),
    ),
}


@pytest.mark.parametrize("name", READ)
def test_a_reader_reads_what_was_said(name: str) -> None:
    """Every field comes out of a feed reader as it went in."""
    read, expected = READ[name]

    assert read(parsed(atom(SAMPLE, ADDRESS))) == expected


# -- any text -----------------------------------------------------------------------


def contents(feed: Element) -> list[list[str]]:
    """All that *feed* tells people."""
    return [
        [text(feed, "title"), *names(feed)],
        *(
            [
                text(entry, "title"),
                text(entry, "content"),
                *names(entry),
                *(tag.get("term", "") for tag in children(entry, "category")),
            ]
            for entry in children(feed, "entry")
        ),
    ]


def as_said(feed: Feed) -> list[list[str]]:
    """The same, of what went in."""

    def of(item: Item) -> list[str]:
        return [item.title, item.content, *item.authors, *item.tags]

    found = [[feed.title, feed.author], *map(of, feed.items)]
    return [[said(text) for text in texts] for texts in found]


@given(feeds(ADDRESSES))
def test_any_text_is_said_as_it_is(feed: Feed) -> None:
    """Markup, quotes and ends of sections are text; what cannot be printed is left out."""
    read = [[said(text) for text in texts] for texts in contents(root(feed))]

    assert read == as_said(feed)


@given(feeds(texts), texts)
def test_no_field_makes_xml_that_is_ill_formed(feed: Feed, address: str) -> None:
    """Whatever stands in an address, an id or a language."""
    read = lxml.etree.fromstring(atom(feed, address))
    links = [link.get("href") for link in children(read, "link")]

    assert [said(text(read, "id"))] == [said(feed.id)]
    assert [said(link) for link in links] == [said(address), said(feed.url)]
