"""Openings: open until their deadline, then closed and below the open ones."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import pytest

from groupsite.kinds.news.item import NewsItem
from groupsite.model.dates import PartialDate
from tests.output.feeds.samples import read_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from tests.conftest import Built, Site

NEWS: Final = """\
# News

:::{news} 2024-09
:id: first
:kind: opening
:deadline: 2024-10-01

A place for a postdoc.
:::

:::{news} 2024-08
:id: talk
:kind: talk

A talk.
:::

:::{news} 2024-08
:id: second
:kind: opening
:deadline: 2024-12

A place for a student.
:::
"""
INDEX: Final = """\
# Home

:::{timeline}
:kind: opening
:::

```{toctree}
news
all
publications
people
```
"""
ALL: Final = "# All\n\n:::{timeline}\n:group-by: year\n:::\n"
BASE: Final = "https://example.org/"


def build(site: Site, day: str, **config: Any) -> Built:
    """The site on a day."""
    settings = {"html_baseurl": BASE, "groupsite_today": day, "groupsite_search": True}
    return site.build(config={**settings, **config})


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    """A site with two openings on a page, and in two timelines."""
    return make_site(files={"news.md": NEWS, "index.md": INDEX, "all.md": ALL})


def shown(main: HtmlElement) -> list[tuple[str, str]]:
    """Id and deadline of the items, in their order."""
    return [
        (
            item.get("data-id") or "",
            "".join(part.text_content() for part in item.cssselect(".news-deadline")),
        )
        for item in main.cssselect(".news-item")
    ]


OPEN_FIRST = ("first", "Open until 1 October 2024")
OPEN_SECOND = ("second", "Open until December 2024")
CLOSED_FIRST = ("first", "Closed (deadline: 1 October 2024)")
CLOSED_SECOND = ("second", "Closed (deadline: December 2024)")
TALK = ("talk", "")


@pytest.mark.parametrize(
    ("day", "page", "openings"),
    [
        ("2024-10-01", [OPEN_FIRST, TALK, OPEN_SECOND], [OPEN_FIRST, OPEN_SECOND]),
        ("2024-10-02", [TALK, OPEN_SECOND, CLOSED_FIRST], [OPEN_SECOND, CLOSED_FIRST]),
        ("2025-01-01", [TALK, CLOSED_FIRST, CLOSED_SECOND], [CLOSED_FIRST, CLOSED_SECOND]),
    ],
)  # fmt: skip
def test_an_opening_closes_after_its_deadline(
    site: Site,
    day: str,
    page: list[tuple[str, str]],
    openings: list[tuple[str, str]],
) -> None:
    """It is open on its last day; then it says so, in its place and in timelines."""
    built = build(site, day)

    assert shown(built.main("news")) == page
    assert shown(built.main("index")) == openings
    assert shown(built.main("all")) == page
    closed = built.main("news").cssselect(".news-closed")
    assert [item.get("data-id") for item in closed] == [
        name for name, text in page if text.startswith("Closed")
    ]


def test_a_deadline_is_a_date_for_machines(site: Site) -> None:
    """The deadline is a <time>, and says when the news expires."""
    page = build(site, "2024-10-01").page("news")
    (script,) = page.cssselect("script[type='application/ld+json']")
    (described, *_) = json.loads(script.text)["@graph"]
    articles = [e["item"] for e in described["mainEntity"]["itemListElement"]]
    expires = [article.get("expires") for article in articles]

    times = page.cssselect(".news-deadline time")
    assert [time.get("datetime") for time in times] == ["2024-10-01", "2024-12"]
    assert expires == ["2024-10-01", None, "2024-12"]


def test_pages_follow_the_day(site: Site) -> None:
    """On another day the pages of openings are written, and no page is read."""
    build(site, "2024-10-01")
    same = build(site, "2024-10-01")
    later = build(site, "2024-10-02")

    assert (same.read, same.written) == (set(), set())
    assert later.read == set()
    assert {"news", "index", "all"} <= later.written
    assert not {"publications", "people"} & later.written


def test_a_later_build_is_like_a_new_one(site: Site) -> None:
    """A build over one of an earlier day has the same files as one of its own."""
    build(site, "2024-10-01")
    over = build(site, "2024-10-02").files()
    settings = {
        "html_baseurl": BASE,
        "groupsite_today": "2024-10-02",
        "groupsite_search": True,
    }

    assert over == site.build(config=settings, clean=True).files()


def test_feeds_and_the_search_say_whether_it_is_open(site: Site) -> None:
    """A feed has the words of the page, the search what is closed."""
    built = build(site, "2024-10-02")
    content = {
        entry["id"].rpartition("/")[2]: entry["content_html"]
        for entry in read_json(built.outdir)["items"]
    }
    script = (built.outdir / "search-index.js").read_text("utf-8")
    index = json.loads(script.partition("=")[2].strip().removesuffix(";"))
    details = {entry[1]: entry[3] for entry in index["entries"]}

    assert "Closed (deadline:" in content["first"]
    assert "Open until" in content["second"]
    assert details["A place for a postdoc."] == "Opening, September 2024, closed"
    assert details["A place for a student."] == "Opening, August 2024"


def test_german_deadlines(site: Site) -> None:
    """Deadlines are told in the language of the site."""
    main = build(site, "2024-10-02", language="de").main("index")

    assert [text for _, text in shown(main)] == [
        "Offen bis Dezember 2024",
        "Geschlossen (Frist: 1. Oktober 2024)",
    ]


@pytest.mark.parametrize(
    ("deadline", "day", "closed"),
    [
        ("2024-10-01", "2024-10-01", False),
        ("2024-10-01", "2024-10-02", True),
        ("2024-10", "2024-10-31", False),
        ("2024-10", "2024-11-01", True),
        ("2024", "2024-12-31", False),
        ("", "2030-01-01", False),
    ],
)
def test_a_deadline_lasts_to_its_end(deadline: str, day: str, closed: bool) -> None:  # noqa: FBT001
    """A deadline that is only a month, or a year, includes its last day."""
    item = NewsItem(
        id="x",
        date=PartialDate(2024),
        kind="opening",
        docname="news",
        number=0,
        deadline=PartialDate.parse(deadline) if deadline else None,
    )

    assert item.judged(PartialDate.parse(day)).closed is closed


@pytest.mark.parametrize("day", ["2024-09-20", "2025-02-01"])
@pytest.mark.parametrize("grouping", ["", ":group-by: year\n"])
def test_empty_lists_say_so(site: Site, day: str, grouping: str) -> None:
    """A list of what is open has the author's words while there is nothing."""
    empty = ":empty: Nothing is *open*, see [all](all.md).\n"
    lists = f"""\
# Home

:::{{timeline}}
:kind: opening
:upcoming:
{grouping}{empty}:::

:::{{talks}}
{empty}:::
"""
    site.write("all.md", "# All\n")
    site.write(
        "index.md", f"{lists}\n```{{toctree}}\nnews\nall\npublications\npeople\n```\n"
    )
    page = build(site, day).page("index")
    said = [found.text_content() for found in page.cssselect(".record-empty")]
    openings = page.cssselect(".news-item")
    assert len(openings) == (2 if day < "2025" else 0)
    assert said == ["Nothing is open, see all."] * (1 if openings else 2)
    assert page.cssselect(".record-empty em + a[href='all.html']")
