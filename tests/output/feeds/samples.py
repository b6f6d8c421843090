"""Feeds for tests: one that is known, any that there can be, and what reads them."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING, Any, Final

import feedparser
from hypothesis import strategies as st

from groupsite.model.dates import PartialDate
from groupsite.output.feeds.feed import Feed, Item

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS: Final = "https://example.org/feeds/news.atom"
SAMPLE: Final = Feed(
    id="tag:example.org,2024:news",
    title="Jane Doe: news",
    url="https://example.org/news/",
    site="https://example.org/",
    author="Jane Doe",
    language="en",
    items=(
        Item(
            id="tag:example.org,2024:news/talk",
            title="Talk: 1 < 2 & more",
            url="https://example.org/news/#news-talk",
            content='<p>A <a href="https://example.org/?a=1&amp;b=2">talk</a>.</p>',
            published=PartialDate(2024, 7),
            updated=PartialDate(2024, 9, 3),
            authors=("Ann Smith", "Wei Li"),
            tags=("Talk", "MRI"),
        ),
        Item(
            id="tag:example.org,2024:news/old",
            title="An old one",
            url="https://example.org/news/#news-old",
            content="<p>Old.</p>",
            published=PartialDate(999),
            updated=PartialDate(2023),
        ),
    ),
)
#: What breaks files that are put together from pieces of text.
_NASTY: Final = (
    *("]]>", "<![CDATA[", "<!--", "-->", "<?xml?>", "</title>", "</script>", "&amp;"),
    *("&", "<", ">", '"', "'", "\\", "&#0;", "&nbsp;", "\r", "\r\n", "\n", "\t", " "),
    *("\0", "\x08", "\x0b", "\x1b", "\x7f", "\x85", "\u2028", "\ufffe", "\ufdd0"),
    *("\u202e", "\u2066", "\u200f", "\ud800", "\udc00", "\U0001f600", "\u0301"),
)
#: Any text, halves of surrogates and other things that are no text among it.
texts: Final = st.lists(
    st.sampled_from(_NASTY) | st.text(st.characters(), max_size=8), max_size=6
).map("".join)
dates: Final = st.builds(
    PartialDate, st.integers(1, 9999), st.integers(0, 12), st.integers(0, 28)
).map(lambda date: date if date.month else PartialDate(date.year))


@st.composite
def feeds(draw: st.DrawFn, addresses: st.SearchStrategy[str]) -> Feed:
    """Any feed; *addresses* are those of its fields that are no text for people."""
    items = [
        Item(
            id=f"{draw(addresses)}{number}",
            title=draw(texts),
            url=draw(addresses),
            content=draw(texts),
            published=draw(dates),
            updated=draw(dates),
            authors=tuple(draw(st.lists(texts, max_size=2))),
            tags=tuple(draw(st.lists(texts, max_size=2))),
        )
        for number in range(draw(st.integers(1, 3)))
    ]
    return Feed(
        id=draw(addresses),
        title=draw(texts),
        url=draw(addresses),
        site=draw(addresses),
        author=draw(texts),
        language=draw(addresses),
        items=tuple(items),
    )


def said(text: str) -> str:
    """What is left of *text* in a file: all that can be printed, lines that end alike."""
    kept = (c for c in text if c in "\t\n\r" or not _is_unprintable(c))
    return "".join(kept).replace("\r\n", "\n").replace("\r", "\n")


def _is_unprintable(character: str) -> bool:
    """Controls, halves of surrogates, non-characters and overrides of directions."""
    code = ord(character)
    overrides = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
    return (
        unicodedata.category(character) in ("Cc", "Cs")
        or code in overrides
        or 0xFDD0 <= code <= 0xFDEF
        or code in (0xFFFE, 0xFFFF)
    )


def parsed(data: bytes) -> Any:
    """What a feed reader makes of a file in Atom; it must have nothing to complain of."""
    read = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    assert not read.bozo, read.get("bozo_exception")
    assert read.version == "atom10"
    return read


def read_json(outdir: Path, name: str = "news") -> Any:
    """A feed of a built site."""
    return json.loads((outdir / "feeds" / f"{name}.json").read_text("utf-8"))
