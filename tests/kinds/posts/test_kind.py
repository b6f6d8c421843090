"""Posts on a site: their pages, their lists, and where they are named."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import pytest
from lxml import etree

from tests.conftest import TOCTREE, Built, new_site
from tests.pictures import photo

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from tests.conftest import Site

FIRST: Final = """\
---
title: First & foremost
authors: [doe-jane, smith-ann]
tags: [Two words, one]
image: a.png
alt: A square
paper: doe2024fast
topic: mri
people: li-wei
---

It begins with *this*, see [the papers](../publications.md).

## A part

More on {paper}`doe2024fast`[^1].

[^1]: A note.
"""
SECOND: Final = "---\nauthors: smith-ann\ntags: one\n---\n# Second\n\nShort.\n"
CONFIG: Final = {
    "groupsite_posts": "posts",
    "groupsite_person_pages": "group",
    "groupsite_paper_pages": "papers",
    "html_baseurl": "https://example.org/",
}


def files() -> dict[str, str | bytes]:
    """Two posts and their list."""
    toctree = TOCTREE.replace("people\n", "people\nposts/index\n")
    return {
        "index.md": f"# Home\n{toctree}",
        "posts/2026-03-01-first.md": FIRST,
        "posts/2025-11-20-second.md": SECOND,
        "posts/a.png": photo(form="PNG"),
        "posts/index.md": "# Posts\n\n:::{posts}\n:filter:\n:::\n\n{post}`2026-03-01-first`\n",
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site, without a message."""
    site = new_site(tmp_path_factory.mktemp("posts"), files=files())
    return site.build(config=CONFIG)


def texts(root: HtmlElement, selector: str) -> list[str]:
    """What the elements say."""
    found = (e.text_content().replace("¶", "") for e in root.cssselect(selector))
    return [" ".join(text.split()) for text in found]


def test_a_page_has_a_heading_a_byline_and_facts(built: Built) -> None:
    """The author has written neither; the text is between them."""
    main = built.main("posts/2026-03-01-first")
    assert texts(main, "h1, h2") == ["First & foremost", "A part"]
    assert texts(main, ".post-byline") == ["1 March 2026 · Jane Doe and Ann Smith"]
    assert [img.get("alt") for img in main.cssselect("img")] == ["A square"]
    assert texts(main, ".facts dt") == ["Papers", "People", "Topics", "Tags"]


def test_lists_have_years_and_excerpts(built: Built) -> None:
    """Newest first; the title leads to the page, and so does the role."""
    main = built.main("posts/index")
    assert texts(main, "h2") == ["2026 (1)", "2025 (1)"]
    assert texts(main, ".post-excerpt") == [
        "It begins with this, see the papers.",
        "Short.",
    ]
    hrefs = [a.get("href") for a in main.cssselect(".post-title a, p > a")]
    assert hrefs == [
        "2026-03-01-first.html",
        "2025-11-20-second.html",
        "2026-03-01-first.html",
    ]
    assert texts(main, "select[name=tag] option")[1:] == ["one", "Two words"]


@pytest.mark.parametrize(
    ("page", "selector", "count"),
    [
        ("group/smith-ann", "#posts .post", 2),
        ("group/doe-jane", "#posts .post", 1),
        ("papers/doe2024fast", ".facts a[href*='posts/']", 1),
    ],
)
def test_pages_of_others_name_them(
    built: Built, page: str, selector: str, count: int
) -> None:
    """Those of authors, and of what a post is about."""
    assert len(built.main(page).cssselect(selector)) == count


def test_a_feed_has_the_whole_text(built: Built) -> None:
    """Without the title and what we have added; links lead to the site."""
    root = etree.parse(built.outdir / "feeds/posts.atom").getroot()
    atom = {"a": "http://www.w3.org/2005/Atom"}
    entry = root.find("a:entry", atom)
    content = etree.HTML(entry.findtext("a:content", namespaces=atom))
    names = [e.text for e in entry.findall("a:author/a:name", atom)]
    assert entry.findtext("a:title", namespaces=atom) == "First & foremost"
    assert names == ["Jane Doe", "Ann Smith"]
    assert [e.get("term") for e in entry.findall("a:category", atom)] == [
        "Two words",
        "one",
    ]
    hrefs = [a.get("href") for a in content.iter("a")]
    assert hrefs[:2] == [
        "https://example.org/publications.html",
        "https://example.org/papers/doe2024fast.html",
    ]
    assert "1 March" not in "".join(content.itertext())


def test_machines_are_told_that_it_is_a_posting(built: Built) -> None:
    """With its authors and what it is about."""
    page = built.page("posts/2026-03-01-first")
    (script,) = page.cssselect("script[type='application/ld+json']")
    graph = json.loads(script.text_content())["@graph"]
    (thing,) = [t for t in graph if t["@type"] == "BlogPosting"]
    assert thing["headline"] == "First & foremost"
    assert thing["datePublished"] == "2026-03-01"
    assert [author["name"] for author in thing["author"]] == ["Jane Doe", "Ann Smith"]
    assert thing["keywords"] == ["MRI", "Two words", "one"]
    assert len(thing["about"]) == 1
    (kind,) = page.cssselect("meta[property='og:type']")
    assert kind.get("content") == "article"


def test_lists_follow_the_front_matter(make_site: Callable[..., Site]) -> None:
    """Another excerpt is in the lists, and nothing else has to be touched."""
    site = make_site(files=files())
    site.build(config=CONFIG)
    site.edit("posts/2025-11-20-second.md", "tags: one", "excerpt: Other words.")
    built = site.build(config=CONFIG)
    assert texts(built.main("posts/index"), ".post-excerpt")[1] == "Other words."
    assert "posts/2026-03-01-first" not in built.read


def test_a_post_that_is_gone_is_in_no_list(make_site: Callable[..., Site]) -> None:
    """And a new one is in all of them."""
    site = make_site(files=files())
    site.build(config=CONFIG)
    site.remove("posts/2025-11-20-second.md")
    site.write("posts/2026-04-01-third.md", "---\nauthors: smith-ann\n---\nThird.\n")
    built = site.build(config=CONFIG)
    assert texts(built.main("posts/index"), ".post-title") == [
        "Third",
        "First & foremost",
    ]
    assert texts(built.main("posts/2026-04-01-third"), "h1") == ["Third"]


def test_unknown_authors_are_told(make_site: Callable[..., Site]) -> None:
    """At their line."""
    site = make_site(files=files())
    site.edit("posts/2025-11-20-second.md", "smith-ann", "smith-an")
    site.build(
        config=CONFIG,
        warnings=[
            (
                "posts/2025-11-20-second.md:2: ERROR: post `2025-11-20-second`: there is no "
                "person `smith-an`; did you mean `smith-ann`? [groupsite.link]"
            )
        ],
    )
