"""The tags in the head of a page, of all sorts and in order.

What an author sets for a page (``html_meta`` of MyST) takes precedence over ours.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from groupsite.kinds.papers.formats.zotero import zotero_tags
from groupsite.model.text import printable
from groupsite.output.highwire import citation_tags
from groupsite.output.opengraph import opengraph_tags, twitter_tags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from groupsite.output.page import Page

#: A tag set by the author of a page, and its name.
_META: Final = re.compile(r"<meta [^<>]*>", re.IGNORECASE)
#: Breaks and runs of blanks; names of people may have blanks that allow no break.
_BLANKS: Final = re.compile(r"[^\S\N{NO-BREAK SPACE}]+")
_NAME: Final = re.compile(r"\b(?:name|property)=\"([^\"]+)\"")


class Tag(NamedTuple):
    """An element of the head."""

    #: ``meta`` or ``link``.
    element: str
    attributes: dict[str, str]

    def __str__(self) -> str:
        """The element as HTML, with values escaped."""
        pairs = [f'{name}="{_value(text)}"' for name, text in self.attributes.items()]
        return f"<{self.element} {' '.join(pairs)}>"

    def is_among(self, names: set[str]) -> bool:
        """Whether it sets one of *names*, or describes the picture that one sets."""
        name = self.attributes.get("name", "") or self.attributes.get("property", "")
        return name in names or ("og:image" in names and name.startswith("og:image:"))


@lru_cache(maxsize=1000)
def _value(text: str) -> str:
    """The value of an attribute; most of them are on many pages."""
    return html.escape(_BLANKS.sub(" ", printable(text)).strip())


def head_tags(page: Page) -> Iterator[Tag]:
    """All tags of a page, in order."""
    if page.robots:
        yield _meta("name", "robots", page.robots)
    if page.description:
        yield _meta("name", "description", page.description)
    if page.url:
        for name, content in opengraph_tags(page):
            yield _meta("property", name, content)
        for name, content in twitter_tags(page):
            yield _meta("name", name, content)
        for name, content in _citation(page):
            yield _meta("name", name, content)
    for file in page.alternates:
        yield _link("alternate", type=file.mime, title=file.title, href=file.href)
    if page.sitemap:
        yield _link("sitemap", type="application/xml", href=page.sitemap)


def completed(metatags: str, tags: Iterator[Tag]) -> list[str]:
    """*metatags*, followed by those of *tags* whose names it does not contain."""
    existing = names_in(metatags)
    lines = [metatags, *(str(tag) for tag in tags if not tag.is_among(existing))]
    return [line for line in lines if line]


def names_in(metatags: str) -> set[str]:
    """The names of all *metatags*, in lower case."""
    tags = _META.findall(metatags)
    return {name.lower() for tag in tags for name in _NAME.findall(tag)}


def _citation(page: Page) -> list[tuple[str, str]]:
    """The citation tags of a paper's page, and those that only Zotero reads."""
    if page.paper is None:
        return []
    tags = citation_tags(
        page.paper, page=page.url, pdf=page.pdf, language=page.language
    )
    return [*tags, *zotero_tags(page.paper)]


def _meta(key: str, name: str, content: str) -> Tag:
    return Tag("meta", {key: name, "content": content})


def _link(rel: str, **attributes: str) -> Tag:
    return Tag("link", {"rel": rel, **attributes})
