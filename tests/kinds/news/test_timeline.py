"""`{timeline}`: news of all documents, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import Built, new_site

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from tests.conftest import Site

NEWS_2024 = """\
# News 2024

:::{news} 2024-12
:id: december
:kind: talk

A talk.
:::

:::{news} 2024-07
:id: first-of-july
:kind: preprint
:paper: doe2024fast
:::

:::{news} 2024-07
:id: second-of-july
:kind: event
:people: li-wei

An event.
:::

:::{news} 2024
:id: some-day
:kind: talk

A talk some day.
:::
"""
NEWS_2023 = """\
# News 2023

:::{news} 2024-07
:id: from-elsewhere
:kind: talk

A talk that stands on another page.
:::

:::{news} 2023-03-01
:id: march
:kind: phd

{person}`Ann <smith-ann>` has finished, after {paper}`smith2023deep`.
:::

:::{news} 2020-05
:id: old
:kind: talk
:pinned:

An old talk.
:::
"""
ORDER = [
    "old",
    "december",
    "first-of-july",
    "second-of-july",
    "from-elsewhere",
    "some-day",
    "march",
]
SELECTIONS = {
    "everything, newest first, pinned items before": ("", ORDER),
    "a number": (":limit: 3", ORDER[:3]),
    "a number of years": (":limit: 1 year", ORDER[1:6]),
    "a kind": (":kind: phd", ["march"]),
    "several kinds": (":kind: phd event", ["second-of-july", "march"]),
    "a kind that no item has": (":kind: award", []),
    "a person, also as an author of the paper": (
        ":person: smith-ann",
        ["first-of-july", "march"],
    ),
    "a paper": (":paper: doe2024fast", ["first-of-july"]),
    "a topic, by the paper": (":topic: mri", ["first-of-july"]),
    "since a month, where a year may reach into it": (
        ":since: 2024-08",
        ["december", "some-day"],
    ),
    "until a year, its December included": (":until: 2023", ["old", "march"]),
    "a period": (":since: 2023\n:until: 2023", ["march"]),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with a timeline for each selection, under its number."""
    sections = [
        f"## Case {number}\n\n:::{{timeline}}\n{options}\n:::\n"
        for number, (options, _) in enumerate(SELECTIONS.values())
    ]
    grouped = "# Grouped\n\n:::{timeline}\n:limit: 2 years\n:group-by: year\n:::\n"
    files = {
        "index.md": (
            "# Home\n\n```{toctree}\nnews\nselections\nb/2023\na/2024\na/grouped\n"
            "publications\npeople\n```\n"
        ),
        "news.md": "# News\n",
        "a/2024.md": NEWS_2024,
        "b/2023.md": NEWS_2023,
        "a/grouped.md": grouped,
        "selections.md": "\n".join(["# Selections\n", *sections]),
    }
    return new_site(tmp_path_factory.mktemp("timeline"), files=files).build()


def shown(element: HtmlElement) -> list[str]:
    """Ids of the items in *element*, in order."""
    return [item.get("data-id") for item in element.cssselect(".news-item")]


@pytest.mark.parametrize("name", SELECTIONS)
def test_options_select_news(built: Built, name: str) -> None:
    """A timeline shows the news of all documents that its options want, newest first."""
    number = list(SELECTIONS).index(name)
    section = built.main("selections").get_element_by_id(f"case-{number}")

    assert shown(section) == SELECTIONS[name][1]


def test_equal_dates_keep_the_order_of_their_file(built: Built) -> None:
    """In place, items stand as they are written."""
    assert shown(built.main("a/2024")) == [
        "december",
        "first-of-july",
        "second-of-july",
        "some-day",
    ]


def test_copies_have_ids_once_a_page(built: Built) -> None:
    """The first copy of an item on a page has its id, others have its data only."""
    copies = built.main("selections").cssselect("[data-id=march]")

    assert len(copies) > 2
    assert [copy.get("id") for copy in copies] == [
        "news-march",
        *[None] * (len(copies) - 1),
    ]
    (original,) = built.main("b/2023").cssselect("[data-id=march]")
    data = {key: original.get(key) for key in original.keys() if "data-" in key}  # noqa: SIM118
    assert all(copy.get(key) == data[key] for copy in copies for key in data)
    assert original.get("id") == "news-march"


def test_a_repeated_date_is_marked_anew(built: Built) -> None:
    """What stands above an item in the timeline decides whether its date is printed."""
    items = built.main("selections").get_element_by_id("case-0").cssselect(".news-item")

    assert [item.get("data-id") for item in items if "same-date" in item.classes] == [
        "second-of-july",
        "from-elsewhere",
    ]
    (alone,) = built.main("selections").get_element_by_id("case-7").cssselect("li")
    assert "same-date" not in alone.classes


def test_links_of_copies_lead_where_those_of_the_items_lead(built: Built) -> None:
    """A copy on another page has the links of its item, from there."""
    hrefs = {
        page: [
            link.get("href")
            for link in built.main(page).cssselect(
                "#news-march a, #news-first-of-july a"
            )
        ]
        for page in ("selections", "a/grouped", "a/2024")
    }

    assert hrefs["selections"] == [
        "publications.html#paper-doe2024fast",
        "people.html#person-smith-ann",
        "https://example.org/wei",
        "https://arxiv.org/abs/2401.00001",
        "people.html#person-smith-ann",
        "publications.html#paper-smith2023deep",
    ]
    assert hrefs["a/grouped"] == [
        href if "://" in href else f"../{href}" for href in hrefs["selections"]
    ]
    assert hrefs["a/2024"] == hrefs["a/grouped"][:4]


# -- years ------------------------------------------------------------------------


def test_years_are_headings_with_counts(built: Built) -> None:
    """`group-by: year` makes a section for each year, with an id and a count."""
    sections = built.main("a/grouped").cssselect("section section")

    assert [
        (section.get("id"), section[0].text_content(), shown(section))
        for section in sections
    ] == [
        ("news-2024", "2024 (5)¶", ORDER[1:6]),
        ("news-2023", "2023 (1)¶", ORDER[6:]),
    ]


def test_years_that_are_left_out_are_linked(built: Built) -> None:
    """A limit of years ends with links to the pages of the other years, with counts."""
    (earlier,) = built.main("a/grouped").cssselect(".news-earlier")

    assert earlier.text_content() == "Earlier news: 2020 (1)"
    assert [(a.text_content(), a.get("href")) for a in earlier.cssselect("a")] == [
        ("2020", "../b/2023.html")
    ]


def test_a_number_of_items_has_no_links_to_years(built: Built) -> None:
    """A limit that is a number leaves it at that."""
    section = built.main("selections").get_element_by_id("case-1")

    assert not section.cssselect(".news-earlier")


def test_a_year_on_several_pages_leads_to_the_one_with_most(
    make_site: Callable[..., Site],
) -> None:
    """A link to a year leads to the page that has most of its items."""
    item = ":::{{news}} {}\n:kind: talk\n\nTalk {}.\n:::\n"
    files = {
        "index.md": "# H\n\n:::{timeline}\n:limit: 1 year\n:::\n\n"
        "```{toctree}\na\nb\nnews\npublications\npeople\n```\n",
        "news.md": "# News\n",
        "a.md": "# A\n\n" + item.format(2025, 1) + item.format(2024, 2),
        "b.md": "# B\n\n" + item.format(2024, 3) + "\n" + item.format(2024, 4) + "\n"
        + item.format(2023, 5),
    }  # fmt: skip
    (earlier,) = make_site(files=files).build().main().cssselect(".news-earlier")

    assert earlier.text_content() == "Earlier news: 2024 (3) · 2023 (1)"
    hrefs = [link.get("href") for link in earlier.cssselect("a")]
    assert hrefs == ["b.html", "b.html"]


def test_all_years_shown_leaves_nothing_earlier(make_site: Callable[..., Site]) -> None:
    """Where the limit leaves nothing out, nothing is linked."""
    page = "# Home\n\n:::{timeline}\n:limit: 9 years\n:::\n"
    toctree = "\n```{toctree}\nnews\npublications\npeople\n```\n"
    main = make_site(files={"index.md": page + toctree}).build().main()

    assert len(shown(main)) == 4
    assert not main.cssselect(".news-earlier")


def test_a_pinned_item_leads_its_year(make_site: Callable[..., Site]) -> None:
    """In a timeline by years the years stay in order, pinned items first in theirs."""
    news = (
        "# News\n\n:::{news} 2024\n:kind: talk\n:id: new\n\nTalk.\n:::\n\n"
        ":::{news} 2023-05\n:kind: talk\n:id: may\n\nTalk.\n:::\n\n"
        ":::{news} 2023-01\n:kind: talk\n:id: pinned\n:pinned:\n\nTalk.\n:::\n"
    )
    page = "# Home\n\n:::{timeline}\n:group-by: year\n:::\n"
    toctree = "\n```{toctree}\nnews\npublications\npeople\n```\n"
    files = {"index.md": page + toctree, "news.md": news}
    main = make_site(files=files).build().main()

    assert [
        (section.get("id"), shown(section))
        for section in main.cssselect("section section")
    ] == [("news-2024", ["new"]), ("news-2023", ["pinned", "may"])]
    kinds = [part.text_content() for part in main.cssselect(".news-kind")]
    assert kinds == ["Talk", "Talk · Pinned", "Talk"]


def test_no_news_are_no_list(make_site: Callable[..., Site]) -> None:
    """A site without news has an empty timeline and no empty list."""
    page = "# Home\n\n:::{timeline}\n:group-by: year\n:::\n\n:::{timeline}\n:limit: 2 years\n:::\n"
    toctree = "\n```{toctree}\nnews\npublications\npeople\n```\n"
    files = {"index.md": page + toctree, "news.md": "# News\n"}
    main = make_site(files=files).build().main()

    assert not main.cssselect("ol, .news-earlier")
    assert len(main.cssselect("section")) == 1


def test_wrong_options_are_reported(make_site: Callable[..., Site]) -> None:
    """An unknown kind is reported with a near miss; the timeline shows the others."""
    page = "# Home\n\n:::{timeline}\n:kind: tlak phd\n:::\n"
    toctree = "\n```{toctree}\nnews\npublications\npeople\n```\n"
    built = make_site(files={"index.md": page + toctree}).build(
        warnings=[
            "index.md:4: ERROR: {timeline}: `kind`: there is no kind `tlak`; did you mean `talk`? [groupsite.option]"
        ]
    )

    assert [i.get("data-kind") for i in built.main().cssselect(".news-item")] == ["phd"]


# -- what a copy holds ------------------------------------------------------------

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)
RICH = """\
# Old news

(part)=
## A part

:::{news} 2025-01
:kind: talk
:id: rich

A talk[^n] on $x^2$, see [other](other.md), [labelled](other.md#lab), [part](#a-part),
{ref}`part`, {doc}`other`, {doc}`/people`, [slides](slides.pdf), {cite:p}`smith2023deep`.

![picture](pixel.png)

$$
y = 1
$$ (equation)

It is {eq}`equation`.

```{figure} pixel.png
:name: figure

A caption
```

It is {numref}`figure`.

```{code-block} python
:caption: A program

x = 1
```
:::

[^n]: A note.
"""
RICH_FILES: dict[str, str | bytes] = {
    "index.md": "# Home\n\n:::{timeline}\n:::\n\n```{toctree}\nold/news\nold/other\n"
    "people\npublications\nnews\n```\n",
    "news.md": "# News\n",
    "old/news.md": RICH,
    "old/other.md": "# Other\n\n(lab)=\n## Labelled\n\nText.\n",
    "old/pixel.png": PIXEL,
    "old/slides.pdf": b"%PDF",
}


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site whose home page copies an item that holds all sorts of things."""
    site = new_site(tmp_path_factory.mktemp("rich"), files=RICH_FILES)
    return site.build(config={"numfig": True})


def test_all_links_of_a_copy_lead_somewhere(rich: Built) -> None:
    """Links within a copy, relative ones and footnotes among them, have their targets."""
    links = rich.main().cssselect("#news-rich a.reference")

    for link in links:
        path, _, fragment = link.get("href").partition("#")
        target = rich.outdir / (path or "index.html")
        assert target.is_file(), link.get("href")
        if fragment:
            page = rich.page(target.relative_to(rich.outdir).as_posix()[:-5])
            page.get_element_by_id(fragment)
    assert [link.text_content() for link in links] == [
        "[1]",
        "other",
        "labelled",
        "part",
        "A part",
        "Other",
        "People",
        "slides",
        "Smith and Doe, 2023",
        "(1)",
        "Fig. 1",
    ]


def test_pictures_of_a_copy_are_there(rich: Built) -> None:
    """Images of a copy are the files that the item has."""
    sources = [img.get("src") for img in rich.main().cssselect("#news-rich img")]

    assert sources == ["_images/pixel.png"] * 2
    assert (rich.outdir / sources[0]).read_bytes() == PIXEL


def test_ids_within_a_copy_are_unique(rich: Built) -> None:
    """What a copy holds has no id of another page, and none twice."""
    found = [element.get("id") for element in rich.main().cssselect("[id]")]

    assert len(set(found)) == len(found)
    assert {"figure", "equation-equation", "n"}.isdisjoint(found)


@pytest.mark.parametrize("builder", ["text", "latex", "epub", "dirhtml", "singlehtml"])
def test_copies_are_clean_in_all_formats(
    make_site: Callable[..., Site], builder: str
) -> None:
    """Copies of any content are built without a warning in every format."""
    config = {"numfig": True, "copyright": "us", "version": "1"}
    make_site(files=RICH_FILES).build(builder, config=config)


def test_a_book_without_the_page_has_the_text(make_site: Callable[..., Site]) -> None:
    """Where the page of an item is not in a book, its footnotes are marks without links."""
    files = {
        "old.md": "---\norphan: true\n---\n# Old\n\n:::{news} 2025-01\n:kind: talk\n\n"
        "A talk[^n].\n:::\n\n[^n]: A note.\n"
    }
    built = make_site(files=files).build("latex")

    (path,) = built.outdir.glob("*.tex")
    assert "\nA talk{[}1{]}." in path.read_text("utf-8")
