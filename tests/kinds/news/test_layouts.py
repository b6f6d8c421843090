"""News on the pages of other records: a story, and the newest ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.conftest import Built, new_site

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NEWS: Final = """\
# News

:::{news} 2024-07
:id: other-out
:kind: published
:paper: smith2023deep
:::

:::{news} 2024-07
:id: fast-out
:kind: published
:paper: doe2024fast
:people: none

Free for all.
:::

:::{news} 2024-05
:id: fast-second
:kind: accepted
:paper: doe2024fast
:title: A working title
:::

:::{news} 2024-05
:id: fast-first
:kind: award
:paper: doe2024fast
:people: li-wei
:links: [photo](https://example.org/photo)

It won a prize.
:::

:::{news} 2024-01
:id: fast-preprint
:kind: preprint
:paper: doe2024fast
:::

:::{news} 2023-12
:id: green
:kind: welcome
:people: green-bo

Welcome, Bo.
:::
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site whose papers and members have pages."""
    files: dict[str, str | bytes] = {
        "news.md": NEWS,
        "own.md": "---\norphan: true\n---\n# Own page\n\n:::{note}\n\n```{paper} doe2024fast\n```\n:::\n",
    }
    site = new_site(tmp_path_factory.mktemp("layouts"), files=files)
    pages = {"groupsite_paper_pages": "papers", "groupsite_person_pages": "members"}
    return site.build(config=pages)


@pytest.fixture
def steps(built: Built) -> list[HtmlElement]:
    """The steps of a paper's story."""
    return built.main("papers/doe2024fast").cssselect("#story .story > .news-item")


def parts(item: HtmlElement) -> list[tuple[str, str]]:
    """(name, text) of the parts of an item."""
    return [
        (part.get("class") or part.tag, " ".join(part.text_content().split()))
        for part in item
    ]


def test_a_story_begins_with_the_oldest_item(steps: list[HtmlElement]) -> None:
    """Items of one date are told from the last one of the file to the first."""
    assert [step.get("data-id") for step in steps] == [
        "fast-preprint",
        "fast-first",
        "fast-second",
        "fast-out",
    ]


def test_a_story_prints_each_date_once(steps: list[HtmlElement]) -> None:
    """In its own order: what was printed on the page of the news does not count."""
    assert ["same-date" in step.classes for step in steps] == [
        False,
        False,
        True,
        False,
    ]


def test_a_step_says_what_the_page_does_not(steps: list[HtmlElement]) -> None:
    """Neither title nor links of the paper; an earlier title, own words, people once."""
    assert [parts(step)[2:] for step in steps] == [
        [("news-title", "Quick MRI")],
        [("p", "It won a prize.")],
        [
            ("news-title", "A working title, to appear in Journal of Tests"),
            ("news-people", "With Ann Smith (Bath, UK), Wei Li (UCL, UK)"),
        ],
        [("p", "Free for all.")],
    ]


def test_the_kind_of_a_step_leads_to_the_item(steps: list[HtmlElement]) -> None:
    """On the page where it is written."""
    found = [step.cssselect(".news-kind a")[0] for step in steps]

    assert [(link.text_content(), link.get("href")) for link in found] == [
        ("New preprint", "../news.html#news-fast-preprint"),
        ("Award", "../news.html#news-fast-first"),
        ("Paper accepted", "../news.html#news-fast-second"),
        ("Paper published", "../news.html#news-fast-out"),
    ]


def test_the_page_of_the_news_stays_as_it_is(built: Built) -> None:
    """A story is made of copies."""
    (item,) = built.main("news").cssselect("#news-fast-out")

    assert "same-date" in item.classes
    assert item.cssselect(".news-kind a") == []
    assert item.cssselect(".news-title, .news-links a")


def test_news_of_a_member_are_in_full(built: Built) -> None:
    """Newest first, below a heading that counts them."""
    main = built.main("members/green-bo")
    (section,) = main.cssselect("section#news")

    assert [title.text_content() for title in section.cssselect("h2")] == ["News (1)¶"]
    assert parts(section.cssselect(".news-item")[0]) == [
        ("news-date", "December 2023"),
        ("news-kind", "Welcome"),
        ("p", "Welcome, Bo."),
        ("news-people", "With Bo Green"),
    ]
    assert section.cssselect("details") == []


def test_a_story_may_stand_where_no_heading_can(built: Built) -> None:
    """In an admonition its heading is one that no table of contents shows."""
    (note,) = built.main("own").cssselect(".admonition")

    assert len(note.cssselect(".story > .news-item")) == 4
    assert note.cssselect("section") == []
    rubrics = [rubric.text_content() for rubric in note.cssselect(".rubric")]
    assert rubrics == ["How to cite", "Story", "Related papers"]
