"""Items without a kind, and titles of items without a paper: everywhere they are shown."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import lxml.etree
import pytest

from tests.conftest import TOCTREE, Built, new_site
from tests.output.feeds.samples import read_json

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NEWS: Final = """\
# News

:::{news} 2024-09
We have moved to the *new* building.
:::

:::{news} 2024-08
:title: Open day on $L^1$ in *October*
:people: smith-ann

Everybody is welcome.
:::

:::{news} 2024-07
:kind: award
:paper: doe2024fast
:title: Best paper

At the meeting of testers.
:::
"""
PLAIN, TITLED, PRIZE = (
    "2024-09-we-have-moved-to-the-new",
    "2024-08-open-day-on-l1-in-october",
    "2024-07-award-doe2024fast",
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with these items, a timeline with filters, a feed and the search."""
    timeline = ":::{timeline}\n:filter:\n:::\n"
    files = {
        "news.md": NEWS,
        "index.md": f"# Home\n\n{timeline}{TOCTREE}",
    }
    config = {
        "html_baseurl": "https://example.org/",
        "groupsite_search": True,
        "groupsite_person_pages": "members",
    }
    site = new_site(tmp_path_factory.mktemp("plain"), files=files)
    return site.build(config=config)


def item(main: HtmlElement, item_id: str) -> HtmlElement:
    """The entry of an item."""
    (found,) = main.cssselect(f"[data-id='{item_id}']")
    return found


def parts(entry: HtmlElement) -> list[tuple[str, str]]:
    """Class or tag, and text, of the parts of an entry."""
    return [(e.get("class") or e.tag, e.text_content().strip()) for e in entry]


@pytest.mark.parametrize("page", ["news", "index"])
def test_a_plain_item_is_its_date_and_its_text(built: Built, page: str) -> None:
    """Without a kind there is no label, and no attribute that is empty."""
    entry = item(built.main(page), PLAIN)

    assert parts(entry) == [
        ("news-date", "September 2024"),
        ("p", "We have moved to the new building."),
    ]
    assert "data-kind" not in entry.attrib or not entry.get("data-kind")


@pytest.mark.parametrize("page", ["news", "index"])
def test_a_title_stands_above_the_text(built: Built, page: str) -> None:
    """The title is in the markup of the page and has the style of all titles."""
    entry = item(built.main(page), TITLED)
    (title,) = entry.cssselect(".record-title")

    assert [name for name, _ in parts(entry)] == [
        "news-date",
        "news-title record-title",
        "p",
        "news-people",
    ]
    assert title.cssselect("em")[0].text == "October"
    assert title.cssselect("math msup")


def test_a_title_of_news_about_a_paper_leaves_the_paper(built: Built) -> None:
    """An item that tells something else of a paper has a title, and names the paper."""
    entry = item(built.main("news"), PRIZE)

    assert parts(entry)[1:] == [
        ("news-kind", "Award"),
        ("news-title record-title", "Best paper"),
        ("p", "At the meeting of testers."),
        ("news-paper", "Paper: Fast MRI with ℓ1 norms"),
    ]


def test_visitors_select_plain_items_as_others(built: Built) -> None:
    """Filters have no empty choice; a plain item has no value for them."""
    main = built.main()
    kinds = main.cssselect("select[name=kind] option")

    assert [option.get("value") for option in kinds] == ["", "award"]
    assert item(main, PLAIN).get("data-kind") == ""
    assert item(main, PLAIN).get("data-year") == "2024"


def test_pages_of_others_have_the_title(built: Built) -> None:
    """The page of a person shows the item with its title."""
    entry = item(built.main("members/smith-ann"), TITLED)

    assert entry.cssselect(".record-title")


def test_feeds_have_the_title(built: Built) -> None:
    """A feed has the title of an item, or what it says first; the kind if there is one."""
    items = read_json(built.outdir)["items"]
    atom = lxml.etree.parse(built.outdir / "feeds/news.atom")
    titles = atom.xpath("//*[local-name()='entry']/*[local-name()='title']/text()")

    expected = [
        "We have moved to the new building.",
        "Open day on L¹ in October",
        "Award: Best paper",
    ]
    assert [entry["title"] for entry in items] == expected
    assert titles == expected
    assert ["tags" in entry for entry in items] == [False, False, True]


def test_the_search_has_the_title(built: Built) -> None:
    """The search shows the title, and the date alone where there is no kind."""
    script = (built.outdir / "search-index.js").read_text("utf-8")
    index = json.loads(script.partition("=")[2].strip().removesuffix(";"))
    shown = {entry[1]: entry[3] for entry in index["entries"]}

    assert shown["We have moved to the new building."] == "September 2024"
    assert shown["Open day on L¹ in October"] == "August 2024"
    assert shown["Best paper"] == "Award, July 2024"


def test_machines_get_the_title(built: Built) -> None:
    """The headline of an item is its title; without a kind there is no section."""
    (script,) = built.page("news").cssselect("script[type='application/ld+json']")
    (described, *_) = json.loads(script.text)["@graph"]
    entries = [e["item"] for e in described["mainEntity"]["itemListElement"]]
    articles = {article["headline"]: article for article in entries}

    assert articles["Best paper"]["articleSection"] == "Award"
    assert "articleSection" not in articles["Open day on L¹ in October"]
