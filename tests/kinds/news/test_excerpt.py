"""Long items: an excerpt in timelines, the whole on their page and in feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import lxml.html
import pytest

from tests.conftest import TOCTREE, Built, new_site
from tests.output.feeds.samples import read_json

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONG: Final = "word " * 61
NEWS: Final = f"""\
# News

:::{{news}} 2024-09
:id: long
:kind: talk
:people: smith-ann
:links: [slides](https://example.org/slides)

The first paragraph.

{LONG}

- The end.
:::

:::{{news}} 2024-08
:id: one
:kind: talk
:people: smith-ann

{LONG}
:::

:::{{news}} 2024-07
:id: short
:kind: talk

The first paragraph.

The second.
:::

:::{{news}} 2024-06
:id: figure
:kind: published
:paper: doe2024fast

- A list comes first.

Then a paragraph.

{LONG}
:::
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with long items, and a timeline on its home page and on theirs."""
    files = {
        "news.md": NEWS,
        "index.md": f"# Home\n\n:::{{timeline}}\n:::\n{TOCTREE}",
    }
    config = {"html_baseurl": "https://e.org/", "groupsite_person_pages": "members"}
    site = new_site(tmp_path_factory.mktemp("excerpt"), files=files)
    return site.build(config=config)


def parts(main: HtmlElement, item_id: str) -> list[tuple[str, str]]:
    """Class or tag, and first words, of the parts of an item after its kind."""
    (item,) = main.cssselect(f"[data-id={item_id}]")
    return [
        (part.get("class") or part.tag, " ".join(part.text_content().split()[:3]))
        for part in item
    ][2:]


def test_a_timeline_shows_the_first_paragraph(built: Built) -> None:
    """A long item ends with its first paragraph and a link; its other parts stay."""
    main = built.main()
    (more,) = main.cssselect("[data-id=long] .news-more a")

    assert parts(main, "long") == [
        ("p", "The first paragraph."),
        ("news-more", "Read more"),
        ("news-people", "With Ann Smith"),
        ("news-links", "slides"),
    ]
    assert more.get("href") == "news.html#news-long"


def test_what_comes_before_the_first_paragraph_stays(built: Built) -> None:
    """An excerpt has a paragraph, whatever stands above it."""
    assert [name for name, _ in parts(built.main(), "figure")] == [
        "news-title",
        "news-people",
        "simple",
        "p",
        "news-more",
        "news-links",
    ]


@pytest.mark.parametrize("item_id", ["one", "short"])
def test_other_items_are_shown_in_full(built: Built, item_id: str) -> None:
    """One paragraph is never cut, and neither are a few words in several."""
    assert parts(built.main(), item_id) == parts(built.main("news"), item_id)


def test_the_page_of_an_item_has_all_of_it(built: Built) -> None:
    """Where the item is written, and in the feed, it is whole."""
    main = built.main("news")
    entries = read_json(built.outdir)["items"]
    content = {
        entry["id"].rpartition("/")[2]: entry["content_html"] for entry in entries
    }
    feed = lxml.html.fromstring(f"<div>{content['long']}</div>")

    assert not main.cssselect(".news-more")
    assert [name for name, _ in parts(main, "long")][:3] == ["p", "p", "simple"]
    assert "The end." in feed.text_content()
    assert "Read more" not in feed.text_content()


def test_pages_of_people_show_excerpts(built: Built) -> None:
    """The newest items on the page of a person are excerpts, too."""
    assert ("news-more", "Read more") in parts(built.main("members/smith-ann"), "long")
