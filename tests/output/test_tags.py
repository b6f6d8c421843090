"""The tags of a page: all that is said of it, in order, after what its author says."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest
from lxml.html import fragment_fromstring

from groupsite.output.page import Alternate, Page
from groupsite.output.tags import Tag, completed, head_tags

FEED: Final = Alternate("news.atom", "application/atom+xml", "News")
MADE: Final = Page(alternates=(FEED,), sitemap="sitemap.xml")
PAGE: Final = replace(
    MADE,
    url="https://example.org/x.html",
    title="X",
    description="It is X.",
    language="en",
    locale="en_GB",
    site="Tests",
)


def test_blanks_in_values_are_single_and_those_without_a_break_are_kept() -> None:
    """Zotero takes a single “Family Name, Given Name” for one person by them."""
    tag = Tag(
        "meta", {"name": "a", "content": " De los\n\n Reyes, Juan\N{NBSP}Carlos "}
    )

    (found,) = fragment_fromstring(f"<p>{tag}</p>").iter("meta")
    assert found.get("content") == "De los Reyes, Juan\N{NBSP}Carlos"


def said(page: Page) -> list[str]:
    """What each tag of a page is about, in order."""
    return [
        tag.attributes.get("name")
        or tag.attributes.get("property")
        or tag.attributes["rel"]
        for tag in head_tags(page)
    ]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (Page(), []),
        (MADE, ["alternate", "sitemap"]),
        (
            replace(MADE, robots="noindex", description="Nothing here."),
            ["robots", "description", "alternate", "sitemap"],
        ),
        (replace(PAGE, url=""), ["description", "alternate", "sitemap"]),
        (
            PAGE,
            [
                *("description", "og:type", "og:title", "og:description", "og:url"),
                *("og:site_name", "og:locale", "twitter:card", "alternate", "sitemap"),
            ],
        ),
    ],
    ids=["nothing", "made", "not to be found", "without an address", "document"],
)
def test_a_page_says_what_there_is_to_say(page: Page, expected: list[str]) -> None:
    """What a page has no fact for is left out."""
    assert said(page) == expected


def test_a_file_is_named_with_its_type_and_title() -> None:
    """The tag of a feed, and that of the map of the site."""
    assert [str(tag) for tag in head_tags(MADE)] == [
        '<link rel="alternate" type="application/atom+xml" title="News" href="news.atom">',
        '<link rel="sitemap" type="application/xml" href="sitemap.xml">',
    ]


IMAGE: Final = [
    Tag("meta", {"property": "og:image", "content": "a.png"}),
    Tag("meta", {"property": "og:image:alt", "content": "A"}),
]


def test_what_the_author_says_is_not_said_again() -> None:
    """In any case of letters; a picture of another page would not fit its properties."""
    own = '<meta content="b.png" property="OG:Image">'
    robots = Tag("meta", {"name": "robots", "content": ""})

    assert completed(own, iter([*IMAGE, robots])) == [own, str(robots)]


def test_without_tags_of_an_author_there_are_ours() -> None:
    """And no empty line before them."""
    assert completed("", iter(IMAGE)) == [str(tag) for tag in IMAGE]
