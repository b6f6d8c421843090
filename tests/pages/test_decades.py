"""A long list of papers: a page for each earlier decade."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

import lxml.html
import pytest

from tests.conftest import Built, new_site
from tests.rebuilding import rebuild

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.html import HtmlElement

    from tests.conftest import Site

#: Year → number of papers.
YEARS: Final = {2025: 2, 2021: 1, 2019: 2, 2014: 1, 2009: 1, 1998: 1}
LIST: Final = """\
# Publications

:::{publications}
:filter: type year
:export:
:numbered: descending
:::

```{toctree}
```
"""
INDEX: Final = """\
# Home

{paper}`p1998a`, {cite:t}`p2025a` and {cite:t}`p2014a`

:::{publications}
:selected:
:::

```{toctree}
:glob:
*
```
"""
CONF: Final = (
    '\nhtml_baseurl = "https://example.org/"\ngroupsite_split_lists = 4\n'
    'groupsite_search = True\ngroupsite_paper_pages = ""\nhtml_theme = "groupsite"\n'
)


def entry(key: str, year: object = "") -> str:
    """A paper; it is still to come if it has no year."""
    when = f"year = {{{year}}}" if year else "pubstate = {submitted}"
    return (
        f"@article{{{key},\n  author = {{Jane Doe}},\n  title = {{Paper {key}}},\n"
        f"  journal = {{Tests}},\n  {when},\n}}\n\n"
    )


def bibliography(years: dict[int, int]) -> str:
    """As many papers of each year."""
    return "".join(
        entry(f"p{year}{letter}", year)
        for year, count in years.items()
        for letter in "abcdefgh"[:count]
    )


def a_site(folder: Path, **files: str) -> Site:
    """A site with a few papers and a low limit."""
    site = new_site(folder)
    site.write("publications.md", LIST)
    site.write("index.md", INDEX)
    site.write("people.md", "# People\n\n:::{people}\n:::\n")
    site.write("news.md", "# News\n\nNone.\n")
    site.write("publications.bib", bibliography(YEARS))
    site.write("conf.py", site.read("conf.py") + CONF)
    for name, text in files.items():
        site.write(name, text)
    return site


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site, which tests only read."""
    return a_site(tmp_path_factory.mktemp("decades")).build()


def keys(page: HtmlElement) -> list[str]:
    """The papers on a page."""
    return [item.get("data-key", "") for item in page.cssselect("li.paper")]


def links(page: HtmlElement) -> list[tuple[str, str]]:
    """The links to parts of the list, above it."""
    first = page.cssselect(".list-parts")[0]
    return [(link.text_content(), link.get("href", "")) for link in first.iter("a")]


PAGES: Final = {
    "publications": ["p2025a", "p2025b", "p2021a"],
    "publications/2010s": ["p2019a", "p2019b", "p2014a"],
    "publications/2000s": ["p2009a"],
    "publications/1990s": ["p1998a"],
}


@pytest.mark.parametrize("name", PAGES)
def test_each_decade_has_a_page(built: Built, name: str) -> None:
    """The page of the list has the newest decade, others have one decade each."""
    assert keys(built.main(name)) == PAGES[name]


def test_pages_lead_to_each_other(built: Built) -> None:
    """All parts are named, the page's own one is no link; the first one has all numbers."""
    assert links(built.main("publications")) == [
        ("2010–2019 (3)", "publications/2010s.html"),
        ("2000–2009 (1)", "publications/2000s.html"),
        ("1990–1999 (1)", "publications/1990s.html"),
    ]
    decade = built.main("publications/2000s")
    assert links(decade) == [
        ("2020–2025", "../publications.html"),
        ("2010–2019", "2010s.html"),
        ("1990–1999", "1990s.html"),
    ]
    assert decade.cssselect(".list-parts strong")[0].text_content() == "2000–2009 (1)"


def test_a_page_says_what_it_is(built: Built) -> None:
    """Its title has the years, and its headings are those of a list."""
    page = built.page("publications/2010s")
    headings = [
        h.text_content().rstrip("#¶")
        for h in built.main("publications/2010s").cssselect("h1, h2")
    ]
    assert headings == ["Publications 2010–2019", "2019 (2)", "2014 (1)"]
    assert (
        page.cssselect("title")[0].text_content().startswith("Publications 2010–2019")
    )
    assert [each.get("id") for each in page.cssselect("section.by-year")] == [
        "papers-2019",
        "papers-2014",
    ]
    neighbours = {
        e.get("rel"): e.get("href")
        for e in page.cssselect("link[rel=next], link[rel=prev]")
    }
    assert neighbours == {"prev": "../publications.html", "next": "2000s.html"}


def test_old_addresses_of_years_lead_on(built: Built) -> None:
    """What was the heading of an earlier year is a link to its decade now."""
    page = built.main("publications")
    for year, decade in ((2019, "2010s"), (2014, "2010s"), (1998, "1990s")):
        [place] = page.cssselect(f".list-parts #papers-{year}")
        [link] = place.xpath("ancestor-or-self::a")
        assert link.get("href") == f"publications/{decade}.html"
    assert page.cssselect("#papers-2025")[0].tag == "section"
    years = {
        link.text_content(): link.get("href")
        for link in page.cssselect("#papers-earlier a")
    }
    assert years["2014"] == "publications/2010s.html#papers-2014"


def test_numbers_go_through_all_pages(built: Built) -> None:
    """Descending numbers end at 1 on the last page."""
    numbers = {
        name: [item.get("value") for item in built.main(name).cssselect("li.paper")]
        for name in PAGES
    }
    assert list(numbers.values()) == [["8", "7", "6"], ["5", "4", "3"], ["2"], ["1"]]


def test_filters_say_what_they_search(built: Built) -> None:
    """A form filters its page, and says so."""
    form = built.main("publications/2010s").cssselect("form.record-filter")[0]
    years = [o.get("value") for o in form.cssselect("select[name=year] option")]
    assert years == ["", "2019", "2014"]
    [note] = form.cssselect("details > p")
    assert note.text_content() == "Only 2010–2019; other years are on other pages"


def test_files_have_the_whole_list(built: Built) -> None:
    """The page of the list offers all papers as files, other parts offer none."""
    text = (built.outdir / "publications.bib").read_text("utf-8")
    assert text.count("@article") == sum(YEARS.values())
    assert not built.main("publications/2010s").cssselect(".export")


def test_links_lead_to_the_page_of_a_paper(built: Built) -> None:
    """Roles and citations lead to where a paper stands."""
    targets = [a.get("href") for a in built.main().cssselect("p a.internal")]
    assert targets == [
        "publications/1990s.html#paper-p1998a",
        "publications.html#paper-p2025a",
        "publications/2010s.html#paper-p2014a",
    ]


def test_machines_find_the_pages(built: Built) -> None:
    """The sitemap has the pages, and menus name only those of the author."""
    root = ET.fromstring((built.outdir / "sitemap.xml").read_bytes())
    found = {loc.text for loc in root.findall("{*}url/{*}loc")}
    assert {f"https://example.org/{name}.html" for name in PAGES} <= found
    nav = [
        a.text_content().strip()
        for a in built.page().cssselect("nav.site-nav > ul > li > a")
    ]
    assert "Publications 2010–2019" not in nav


@pytest.mark.parametrize(
    ("options", "limit"),
    [("", 0), ("", 8), (":group-by: type", 3), (":limit: 7", 3), (":since: 1990", 3)],
)
def test_other_lists_stay_whole(tmp_path: Path, options: str, limit: int) -> None:
    """A list that is a selection, or not by year, or short, is one page."""
    site = a_site(tmp_path)
    site.write("publications.md", f"# All\n\n:::{{publications}}\n{options}\n:::\n")
    site.edit("conf.py", "split_lists = 4", f"split_lists = {limit}")
    built = site.build()
    assert len(keys(built.main("publications"))) >= 7
    assert not (site.srcdir / "publications").exists()


def test_one_list_of_a_page_is_split(tmp_path: Path) -> None:
    """Lists of other kinds, selections and a second list of all stay whole."""
    site = a_site(tmp_path)
    talk = (
        "- id: {year}\n  title: Talk\n  date: {year}\n  event: E\n  people: doe-jane\n"
    )
    site.write("research/talks.yml", "".join(talk.format(year=year) for year in YEARS))
    site.write(
        "publications.md",
        "# All\n\n:::{talks}\n:group-by: year\n:::\n\n## Recent\n\n"
        ":::{publications}\n:since: 2000\n:::\n\n## Papers\n\n:::{publications}\n:::\n\n"
        "## Again\n\n:::{publications}\n:::\n",
    )
    built = site.build()
    main = built.main("publications")
    sizes = {
        title: len(main.cssselect(f"#{title} li.paper"))
        for title in ("recent", "papers", "again")
    }
    assert sizes == {"recent": 7, "papers": 3, "again": 8}
    assert len(main.cssselect("li.talk")) == len(YEARS)
    assert main.cssselect(".list-parts #list2-papers-2014")
    assert keys(built.main("publications/2010s")) == PAGES["publications/2010s"]


def test_papers_without_a_year_are_first(tmp_path: Path) -> None:
    """What is to come and what has no date stay on the page of the list."""
    site = a_site(tmp_path)
    site.write("publications.bib", bibliography(YEARS) + entry("coming"))
    built = site.build()
    assert keys(built.main("publications"))[0] == "coming"
    assert keys(built.main("publications/2010s")) == PAGES["publications/2010s"]


def test_addresses_of_authors_are_left_to_them(tmp_path: Path) -> None:
    """A page that somebody has written is neither replaced nor shown as a part."""
    site = a_site(tmp_path)
    site.build()
    site.write("publications/2010s.md", "---\norphan: true\n---\n# Mine\n")
    built = rebuild(site)
    assert built.main("publications/2010s").cssselect("h1")[0].text.startswith("Mine")
    assert keys(built.main("publications/2010s-2")) == PAGES["publications/2010s"]
    site.remove("publications/2010s.md")
    built = rebuild(site)
    assert keys(built.main("publications/2010s")) == PAGES["publications/2010s"]


def test_the_border_moves(tmp_path: Path) -> None:
    """After any change of papers or of the limit, pages are as in a clean build."""
    site = a_site(tmp_path)
    site.build()
    more = {**YEARS, 2024: 2}
    site.write("publications.bib", bibliography(more))
    built = rebuild(site)
    assert keys(built.main("publications")) == ["p2025a", "p2025b"]
    assert keys(built.main("publications/2020s")) == ["p2024a", "p2024b", "p2021a"]
    fewer = {year: YEARS[year] for year in (2025, 2021, 2019, 1998)}
    site.write("publications.bib", bibliography({**fewer, 2014: 1}))
    built = rebuild(site)
    assert "publications/2000s.html" not in built.files()
    site.edit("conf.py", "split_lists = 4", "split_lists = 0")
    built = rebuild(site)
    assert len(keys(built.main("publications"))) == 7
    assert not (site.srcdir / "publications").exists()


def test_a_long_decade_is_two_pages(tmp_path: Path) -> None:
    """One with more than three quarters of the limit."""
    site = a_site(tmp_path)
    site.write("publications.bib", bibliography({**YEARS, 2011: 2}))
    built = site.build()
    assert keys(built.main("publications/2014")) == ["p2019a", "p2019b", "p2014a"]
    assert keys(built.main("publications/2010s")) == ["p2011a", "p2011b"]


def test_an_edit_reads_what_it_changes(tmp_path: Path) -> None:
    """A corrected title reads the pages of its decade and its author again, no others."""
    site = a_site(tmp_path)
    site.build()
    site.edit("publications.bib", "Paper p2009a", "Paper of 2009")
    assert rebuild(site).read == {"publications/2000s", "group/people/doe-jane"}


def test_a_paper_leaves_other_decades_alone(tmp_path: Path) -> None:
    """A new paper reads the pages of its decade and the first one, which counts it."""
    site = a_site(tmp_path)
    site.edit("publications.md", ":numbered: descending\n", "")
    site.build()
    site.write("publications.bib", bibliography({**YEARS, 2003: 1}))
    built = rebuild(site)
    parts = {name for name in built.read if name.startswith("publications")}
    assert parts == {"publications", "publications/2000s"}
    assert links(built.main("publications"))[1][0] == "2000–2009 (2)"


def rests(page: HtmlElement) -> list[tuple[str, str]]:
    """The links to the rest of the papers of a person."""
    return [
        (a.text_content(), a.get("href", "")) for a in page.cssselect(".record-rest a")
    ]


def test_the_papers_of_a_person_are_chosen_in_the_parts(tmp_path: Path) -> None:
    """A person's page shows the newest, and leads to each part that has some of theirs."""
    site = a_site(tmp_path)
    site.edit("publications.md", ":filter: type year", ":filter: person")
    site.edit(
        "publications.bib",
        "@article{p2009a,\n  author = {Jane Doe}",
        "@article{p2009a,\n  author = {Wei Li}",
    )
    built = site.build()
    page = built.main("group/people/doe-jane")
    assert keys(page) == ["p2025a", "p2025b", "p2021a", "p2019a", "p2019b"]
    chosen = "?person=doe-jane"
    assert rests(page) == [
        ("2020–2025 (3)", f"../../publications.html{chosen}"),
        ("2010–2019 (3)", f"../../publications/2010s.html{chosen}"),
        ("1990–1999 (1)", f"../../publications/1990s.html{chosen}"),
    ]
    site.edit("publications.md", ":filter: person", ":filter: type")
    page = rebuild(site).main("group/people/doe-jane")
    assert rests(page) == []
    assert len(keys(page)) == 7
    site.edit("publications.md", ":filter: type", ":filter:")
    site.edit("conf.py", "split_lists = 4", "split_lists = 3")
    page = rebuild(site).main("group/people/doe-jane")
    assert rests(page)[:2] == [
        ("2025 (2)", f"../../publications.html{chosen}"),
        ("2020–2024 (1)", f"../../publications/2020s.html{chosen}"),
    ]


def test_books_lead_to_the_chapters_of_a_person(tmp_path: Path) -> None:
    """Where no filter works, a link leads to the part alone."""
    site = a_site(tmp_path)
    site.edit("publications.md", ":filter: type year", ":filter: person")
    book = site.build("epub").outdir / "group/people/doe-jane.xhtml"
    page = lxml.html.fromstring(book.read_bytes())
    assert rests(page)[1] == ("2010–2019 (3)", "../../publications/2010s.xhtml")


def test_options_hold_on_all_pages(tmp_path: Path) -> None:
    """A new option changes all parts, and what is wrong with it is said once."""
    site = a_site(tmp_path)
    site.build()
    site.edit("publications.md", ":filter: type year", ":filter: typo")
    message = (
        "publications.md:4: ERROR: {publications}: `filter`: there is no filter `typo`; "
        "did you mean `type`? [groupsite.option]"
    )
    rebuild(site, warnings=[message])
    site.edit("publications.md", ":filter: typo", ":group-by: year type")
    built = rebuild(site)
    assert built.main("publications/2010s").cssselect("#papers-2019-article")


def test_books_have_all_papers(tmp_path: Path) -> None:
    """On one page, the decades follow where the list ends."""
    site = a_site(tmp_path)
    site.edit("conf.py", 'html_theme = "groupsite"', "")
    page = site.build("singlehtml").page()
    assert keys(page) == [key for part in PAGES.values() for key in part]
