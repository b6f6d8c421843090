"""Long lists of news: the newest years, and links to where earlier ones are declared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.conftest import TOCTREE, Built, new_site
from tests.rebuilding import rebuild

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lxml.html import HtmlElement

    from tests.conftest import Site

#: Years in a file each, and years in one file.
FILES: Final = {"a/2025": (2025, 2025), "b": (2024, 2023, 2023), "a/2012": (2012,)}
CONF: Final = "\ngroupsite_split_lists = 3\n"


def news(years: tuple[int, ...], kind: str = "talk", more: str = "") -> str:
    """An item of each year, numbered within the page."""
    return "# News\n" + "".join(
        f"\n:::{{news}} {year}\n:id: n{year}-{number}\n:kind: {kind}\n{more}\nTalk.\n:::\n"
        for number, year in enumerate(years)
    )


def a_site(folder: Path, options: str = ":group-by: year") -> Site:
    """A home page with the news of all pages."""
    site = new_site(folder)
    names = "\n".join(FILES)
    tree = TOCTREE.replace("news\n", f"news\n{names}\n")
    site.write("index.md", f"# Home\n\n:::{{timeline}}\n{options}\n:::\n{tree}")
    site.write("news.md", "# News\n")
    for name, years in FILES.items():
        site.write(f"{name}.md", news(years, "phd" if name == "a/2012" else "talk"))
    site.write("conf.py", site.read("conf.py") + CONF)
    return site


def shown(element: HtmlElement) -> list[str]:
    """Ids of the items in *element*, in order."""
    return [item.get("data-id", "") for item in element.cssselect("li.news-item")]


def years(main: HtmlElement) -> list[tuple[str, str, str]]:
    """What stands below the last heading: id, words and address of each year."""
    return [
        (place.get("id", ""), place.text_content(), place.cssselect("a")[0].get("href"))
        for place in main.cssselect("#news-earlier .list-parts > span")
    ]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site whose timeline is too long for its page."""
    options = ":group-by: year\n:filter: kind year"
    return a_site(tmp_path_factory.mktemp("long"), options).build()


def test_a_page_shows_the_newest_years(built: Built) -> None:
    """As many whole years as fit, below their headings."""
    main = built.main()
    titles = [title.text_content().rstrip("¶") for title in main.cssselect("h2")]
    assert titles == ["2025 (2)", "2024 (1)", "Earlier years"]
    assert shown(main) == ["n2025-0", "n2025-1", "n2024-0"]


def test_earlier_years_are_links(built: Built) -> None:
    """To their page, or to their first item on a page that has other years, too.

    What led to the heading of such a year leads to its link.
    """
    assert years(built.main()) == [
        ("news-2023", "2023 (2)", "b.html#news-n2023-1"),
        ("news-2012", "2012 (1)", "a/2012.html"),
    ]
    assert built.main("b").cssselect("#news-n2023-1")


def test_filters_offer_what_is_shown(built: Built) -> None:
    """The choices are those of the items on the page, and the form says so."""
    (form,) = built.main().cssselect("form.record-filter")
    choices = {
        select.get("name"): [option.get("value") for option in select]
        for select in form.cssselect("select")
    }
    assert choices == {"kind": ["", "talk"], "year": ["", "2025", "2024"]}
    (note,) = form.cssselect("details > p")
    assert note.text_content() == "Only 2024–2025; other years are on other pages"


@pytest.mark.parametrize(
    ("options", "limit", "number"),
    [
        (":group-by: year", 0, 6),
        (":group-by: year", 6, 6),
        (":group-by: none", 3, 6),
        (":group-by: year\n:since: 2024", 3, 3),
        (":group-by: year\n:limit: 2", 1, 2),
    ],
)
def test_other_timelines_stay_whole(
    tmp_path: Path, options: str, limit: int, number: int
) -> None:
    """Those that are short, of one year, or not by year."""
    site = a_site(tmp_path, options)
    main = site.build(config={"groupsite_split_lists": limit}).main()
    assert len(shown(main)) == number
    assert not main.cssselect("#news-earlier, .news-earlier")


def test_years_beyond_a_limit_are_links_as_well(tmp_path: Path) -> None:
    """What the author's limit of years leaves out stands with what the page does."""
    main = a_site(tmp_path, ":group-by: year\n:limit: 3 years").build().main()
    assert [words for _, words, _ in years(main)] == ["2023 (2)", "2012 (1)"]
    assert not main.cssselect(".news-earlier")


def test_a_selection_counts_its_own(tmp_path: Path) -> None:
    """The years of a selection have the numbers of its items."""
    site = a_site(tmp_path, ":group-by: year\n:kind: talk")
    assert [words for _, words, _ in years(site.build().main())] == ["2023 (2)"]


def test_the_border_moves(tmp_path: Path) -> None:
    """After any change of news or of the limit, pages are as in a clean build."""
    site = a_site(tmp_path)
    site.build()
    site.write("a/2025.md", news((2025, 2025, 2025)))
    assert shown(rebuild(site).main()) == ["n2025-0", "n2025-1", "n2025-2"]
    site.write("b.md", news((2023, 2024, 2023)))
    main = rebuild(site).main()
    assert ("news-2023", "2023 (2)", "b.html#news-n2023-0") in years(main)
    site.write("b.md", news((2023, 2023)))
    main = rebuild(site).main()
    assert years(main)[0] == ("news-2023", "2023 (2)", "b.html")
    site.edit("conf.py", "split_lists = 3", "split_lists = 4")
    assert len(shown(rebuild(site).main())) == 3
    site.edit("conf.py", "split_lists = 4", "split_lists = 5")
    assert len(shown(rebuild(site).main())) == 5


@pytest.mark.parametrize("builder", ["dirhtml", "epub", "latex", "text"])
def test_books_have_the_links(tmp_path: Path, builder: str) -> None:
    """Years lead to where their items stand, in formats with and without pages."""
    built = a_site(tmp_path).build(builder, config={"copyright": "us", "version": "1"})
    if builder == "text":
        assert "Earlier years" in built.text()
        assert "2023 (2) · 2012 (1)" in built.text()
        return
    if builder == "latex":
        (path,) = built.outdir.glob("*.tex")
        assert r"{\hyperref[\detokenize{b:news-n2023-1}]" in path.read_text("utf-8")
        assert r"{\hyperref[\detokenize{a/2012::doc}]" in path.read_text("utf-8")
        return
    page = built.outdir / ("index.xhtml" if builder == "epub" else "index.html")
    text = page.read_text("utf-8")
    addresses = {
        "dirhtml": ("b/#news-n2023-1", "a/2012/"),
        "epub": ("b.xhtml#news-n2023-1", "a/2012.xhtml"),
    }[builder]
    assert all(f'href="{address}"' in text for address in addresses)


def test_years_may_stand_where_no_heading_can(make_site: Callable[..., Site]) -> None:
    """In an admonition the heading above them is one that no contents show."""
    page = "# Home\n\n::::{note}\n:::{timeline}\n:group-by: year\n:::\n::::\n"
    files = {"index.md": page + TOCTREE, "news.md": news((2025, 2024, 2023))}
    config = {"groupsite_split_lists": 1}
    main = make_site(files=files).build(config=config).main()
    rubrics = {
        each.get("id"): each.text_content() for each in main.cssselect(".rubric")
    }
    assert rubrics == {"news-2025": "2025 (1)", "news-earlier": "Earlier years"}
    assert main.cssselect(".admonition .list-parts #news-2024")


def test_pages_of_people_have_a_hundred_lines(make_site: Callable[..., Site]) -> None:
    """Behind the newest items in full and the lines, years lead to all others."""
    many = (*[2025] * 60, *[2024] * 60, *[2023] * 9)
    files = {"news.md": news(many, more=":people: doe-jane\n")}
    config = {"groupsite_person_pages": "members"}
    main = make_site(files=files).build(config=config).main("members/doe-jane")
    (section,) = main.cssselect("section#news")
    (folded,) = section.cssselect("details")
    assert folded.cssselect("summary")[0].text_content() == "Earlier news (124)"
    assert len(folded.cssselect("ol.brief > li")) == 100
    (line,) = folded.cssselect(".news-earlier")
    assert line.text_content() == "Earlier news: 2024 (15) · 2023 (9)"
    assert [link.get("href") for link in line.iter("a")] == [
        "../news.html#news-n2024-105",
        "../news.html#news-n2023-120",
    ]
