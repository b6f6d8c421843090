"""OpenGraph: how links to a page look in messengers, social media and chats.

See https://ogp.me for the protocol; X reads it too, except for the type of card.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from groupsite.build.schemaorg import Thing
    from groupsite.output.page import Image, Page

#: OpenGraph types of pages about a record; other pages are of type ``website``.
_TYPES = {"paper": "article", "post": "article", "person": "profile", "cv": "profile"}


def opengraph_tags(page: Page) -> list[tuple[str, str]]:
    """Pairs (property, content) of all tags."""
    kind = _TYPES.get(page.subject[0], "website") if page.subject else "website"
    tags = [
        ("og:type", kind),
        ("og:title", page.title),
        ("og:description", page.description),
        ("og:url", page.url),
        ("og:site_name", page.site),
        ("og:locale", page.locale),
        *(_image(page.image) if page.image else ()),
        *(_article(page.about) if kind == "article" else ()),
        *(_profile(page.about) if kind == "profile" else ()),
    ]
    return [(name, content) for name, content in tags if content]


def twitter_tags(page: Page) -> list[tuple[str, str]]:
    """Pairs (name, content), only for what OpenGraph does not cover."""
    return [("twitter:card", "summary_large_image" if page.image else "summary")]


def _image(image: Image) -> Iterator[tuple[str, str]]:
    yield "og:image", image.url
    yield "og:image:alt", image.alt
    if image.width and image.height:
        yield "og:image:width", str(image.width)
        yield "og:image:height", str(image.height)


def _article(subject: Thing) -> Iterator[tuple[str, str]]:
    yield "article:published_time", subject.get("datePublished", "")
    authors: list[dict[str, Any]] = subject.get("author", [])
    for author in authors:
        yield "article:author", author.get("url", "")
    for keyword in subject.get("keywords", ()):
        yield "article:tag", keyword


def _profile(subject: Thing) -> Iterator[tuple[str, str]]:
    yield "profile:first_name", subject.get("givenName", "")
    yield "profile:last_name", subject.get("familyName", "")
