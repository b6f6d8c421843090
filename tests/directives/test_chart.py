"""The years of a list as bars: what they say, where they lead, how high they are."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final, NamedTuple

import lxml.html
import pytest
from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from groupsite.directives.chart import Bar, Year, bar_chart, chart_html, year_chart
from groupsite.model.graph import Graph
from groupsite.model.kinds import RecordKind
from groupsite.model.parts import Filter, Listing
from tests.conftest import Built, Site, bare_settings, new_site
from tests.drawing import drawn
from tests.rebuilding import rebuild

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lxml.html import HtmlElement

ORPHAN: Final = "---\norphan: true\n---\n"
#: More types of papers than there are colours.
TYPES: Final = (
    *("article", "inproceedings", "book", "phdthesis", "techreport", "editorial"),
    *("review", "sketch", "letter"),
)


def paper(key: str, year: int | str, kind: str = "article", more: str = "") -> str:
    """An entry of a type."""
    when = f"year = {{{year}}}, " if year else ""
    authors = "Jane Doe and Ann Smith" if more else "Jane Doe"
    return (
        f"@article{{{key}, author = {{{authors}}}, title = {{On {key}}}, "
        f"journal = {{J}}, {when}pubtype = {{{kind}}}, {more}}}\n"
    )


def bib() -> str:
    """Papers of eighteen years and twelve types; one without a year."""
    entries = [paper("undated", "")]
    for number, year in enumerate(range(2010, 2026)):
        for count in range(1 + number * 5 % 4):
            kind = TYPES[(number + count) % len(TYPES)]
            more = ""
            if count == 1:
                more = "keywords = {MRI, CT}, code = {https://example.org/code}"
            elif count == 2:
                more = "keywords = {MRI}"
            entries.append(paper(f"p{year}x{count}", year, kind, more))
    # types with papers of so many years
    years = {"six": range(2018, 2024), "five": range(2019, 2024)}
    years["fourteen"] = range(2008, 2022)
    for kind, found in years.items():
        entries += [paper(f"{kind}{year}", year, kind) for year in found]
    return "".join(entries)


UNDATED: Final = (
    "publications.bib:1: WARNING: entry `undated`: `year` is missing, @article needs it "
    "[groupsite.missing]"
)
TALKS: Final = "".join(
    f"- {{id: t{year}{kind}, date: {year}, kind: {kind}, title: T, event: E}}\n"
    for year, kinds in (
        (2015, "talk"),
        (2016, "talk poster"),
        (2018, "talk"),
        (2019, "poster"),
        (2020, "talk"),
        (2021, "talk poster"),
    )
    for kind in kinds.split()
)


def page(options: str, directive: str = "publications") -> str:
    """A page with one list."""
    return f"{ORPHAN}# Page\n\n:::{{{directive}}}\n{options}:::\n"


FILES: Final[dict[str, str | bytes]] = {
    "publications.bib": bib(),
    "research/talks.yml": TALKS,
    "news.md": "# News\n",
    "publications.md": "# Papers\n\n:::{publications}\n:chart: type\n:::\n",
    "plain.md": page(""),
    "default.md": page(":chart:\n"),
    "six.md": page(":chart:\n:type: six\n"),
    "five.md": page(":chart:\n:type: five\n"),
    "fourteen.md": page(":chart:\n:type: fourteen\n"),
    "selection.md": page(":chart:\n:since: 2000\n"),
    "types.md": page(":chart:\n:group-by: type\n"),
    "ungrouped.md": page(":chart:\n:group-by: none\n"),
    "talks.md": page(":chart: kind\n", "talks"),
    "several.md": (
        f"{ORPHAN}# Page\n\n## Papers 2020\n\n:::{{publications}}\n:chart: type\n:::\n\n"
        ":::{publications}\n:name: again\n:chart: type\n:::\n"
    ),
}
#: Less of it, for tests that build a site of their own.
FEW: Final = {
    name: FILES[name]
    for name in ("publications.bib", "publications.md", "default.md", "news.md")
}
CONFIG: Final = {"groupsite_topics": {"mri": "MRI", "ct": "CT"}}
CHARTED: Final = ("publications", "default", "six", "fourteen", "talks", "several")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with charts of all sorts."""
    return new_site(tmp_path_factory.mktemp("chart"), files=FILES)


@pytest.fixture(scope="module")
def built(site: Site) -> Built:
    """The site in HTML."""
    return site.build(warnings=[UNDATED], config=CONFIG)


class Column(NamedTuple):
    """A link of a chart."""

    label: str
    href: str
    #: Class → height of the pieces, from below.
    pieces: list[tuple[str, float]]
    #: Upper and lower ends of the pieces, from below.
    ends: list[tuple[float, float]]
    #: What is written there.
    texts: list[str]

    @property
    def number(self) -> int:
        """The number of its label."""
        return int(self.label.partition(": ")[2])


def bars(element: HtmlElement) -> list[Column]:
    """The bars of the first chart in *element*, from the left."""
    found = []
    for link in element.cssselect(".year-chart svg")[0].cssselect("a"):
        pieces = link.cssselect("rect:not(.target)")
        boxes = [(float(p.get("y")), float(p.get("height"))) for p in pieces]
        bar = Column(
            link.get("aria-label"),
            link.get("href"),
            [(p.get("class"), float(p.get("height"))) for p in pieces],
            [(y, y + height) for y, height in boxes],
            [text.text for text in link.cssselect("text")],
        )
        found.append(bar)
    return found


def table(element: HtmlElement) -> tuple[list[str], dict[str, list[int]]]:
    """Head and rows of the first chart's table."""
    head, *rows = element.cssselect(".year-chart table")[0].cssselect("tr")
    return (
        [cell.text for cell in head],
        {row[0].text: [int(cell.text) for cell in row[1:]] for row in rows},
    )


def headings(element: HtmlElement) -> dict[str, str]:
    """Id → text of the headings of groups."""
    return {
        section.get("id"): section[0].text_content().rstrip("¶")
        for section in element.cssselect("section > section")
    }


# -- what bars say and where they lead ----------------------------------------------


@pytest.mark.parametrize("name", CHARTED)
def test_each_bar_leads_to_its_heading(built: Built, name: str) -> None:
    """The label of a link says the year and the number of the heading it leads to."""
    main = built.main(name)
    found = {bar.href.removeprefix("#"): bar for bar in bars(main)}
    groups = headings(main)

    for node_id, bar in found.items():
        year, _, count = bar.label.partition(": ")
        assert groups[node_id] == f"{year} ({count})"
        section = main.get_element_by_id(node_id)
        assert len(section.cssselect(".paper, .talk")) == int(count)


@pytest.mark.parametrize("name", CHARTED)
def test_each_group_has_a_bar(built: Built, name: str) -> None:
    """The groups of the list are the bars, oldest on the left."""
    main = built.main(name)
    first = main.cssselect(".year-chart")[0]
    groups = [
        section.get("id")
        for section in first.itersiblings("section")
        if not section.get("id").startswith("again-")
    ]

    assert [bar.href for bar in bars(main)][::-1] == [f"#{group}" for group in groups]


@pytest.mark.parametrize("name", CHARTED)
def test_what_is_written_is_what_is_read_out(built: Built, name: str) -> None:
    """A bar shows the sum that its label ends with; the years stand below the bars."""
    main = built.main(name)
    found = bars(main)
    years = main.cssselect(".year-chart")[0].cssselect("svg > g[aria-hidden] > text")

    assert [bar.texts for bar in found] == [[str(bar.number)] for bar in found]
    assert [year.text for year in years] == [b.label.partition(":")[0] for b in found]


@pytest.mark.parametrize("name", CHARTED)
def test_the_table_says_the_same(built: Built, name: str) -> None:
    """A row for each bar, newest first; its last column is the sum of the bar."""
    main = built.main(name)
    head, rows = table(main)

    assert (head[0], head[-1]) == ("Year", "All")
    labels = [f"{year}: {numbers[-1]}" for year, numbers in rows.items()]
    assert labels == [bar.label for bar in bars(main)][::-1]
    assert all(len(numbers) == len(head) - 1 for numbers in rows.values())


@pytest.mark.parametrize("name", ["publications", "default", "six", "talks"])
def test_sums_of_the_table_are_right(built: Built, name: str) -> None:
    """Where each record is of one sort, the last column is the sum of the others."""
    _, rows = table(built.main(name))

    assert rows
    assert all(sum(numbers[:-1]) == numbers[-1] for numbers in rows.values())


def test_the_numbers_are_those_of_the_entries(built: Built) -> None:
    """The cells of a year are the numbers of its entries of each type."""
    main = built.main("publications")
    head, rows = table(main)
    names = dict(zip(head[1:-1], rows_of_types(main), strict=True))

    for year, numbers in rows.items():
        for label, number in zip(head[1:-1], numbers, strict=False):
            node_id = "papers-none" if year == "Undated" else f"papers-{year}"
            section = main.get_element_by_id(node_id)
            found = section.cssselect(f".paper[data-type={names[label]}]")
            assert len(found) == number, (year, label)


def rows_of_types(main: HtmlElement) -> list[str]:
    """The types of a list, those with most papers first, then by name."""
    found = [entry.get("data-type") for entry in main.cssselect(".paper")]
    return sorted(set(found), key=lambda name: (-found.count(name), name))


@pytest.mark.parametrize("name", ["topic", "with", "person", "year"])
def test_a_paper_of_several_sorts_counts_once(
    make_site: Callable[..., Site], name: str
) -> None:
    """Papers on no topic or on two of them are one paper each in every sum."""
    site = make_site(files={**FEW, "default.md": page(f":chart: {name}\n")})
    main = site.try_build(config=CONFIG).main("default")
    groups = headings(main)
    _, rows = table(main)

    assert len(bars(main)) == len(groups)
    for bar in bars(main):
        year, _, count = bar.label.partition(": ")
        assert groups[bar.href.removeprefix("#")] == f"{year} ({count})"
        assert rows[year][-1] == bar.number


def test_undated_papers_are_the_first_bar(built: Built) -> None:
    """Papers without a year have a bar on the left, as their heading is the last one."""
    first = bars(built.main("publications"))[0]

    assert (first.label, first.href) == ("Undated: 1", "#papers-none")


def test_a_chart_says_what_it_shows(built: Built) -> None:
    """The drawing has a name; what follows it is the legend and the table."""
    main = built.main("publications")
    (figure,) = main.cssselect("figure.year-chart")
    (drawing,) = figure.cssselect("svg")

    assert drawing.get("aria-label") == "Publications by year and type"
    assert drawing.get("role") == "group"
    (caption,) = figure.cssselect("figcaption")
    legend = [item.text for item in caption.cssselect("li")]
    assert legend == table(main)[0][1:-1]
    assert [s.text for s in figure.cssselect("summary")] == ["The numbers as a table"]


def test_a_chart_takes_the_first_filter_by_itself(built: Built) -> None:
    """Without a name the bars tell the same apart as with the first name there is."""
    one, other = built.main("default"), built.main("publications")

    assert table(one) == table(other)
    assert bars(one) == bars(other)


def test_talks_have_a_chart(built: Built) -> None:
    """Talks and posters are told apart."""
    head, rows = table(built.main("talks"))

    assert head == ["Year", "talk", "poster", "All"]
    assert rows["2021"] == [1, 1, 2]
    assert rows["2019"] == [0, 1, 1]


# -- where there is one -------------------------------------------------------------


@pytest.mark.parametrize("name", ["five", "selection", "ungrouped", "types", "plain"])
def test_other_lists_have_no_chart(built: Built, name: str) -> None:
    """Few years, a selection and groups that are no years have no bars."""
    assert built.main(name).cssselect(".year-chart, svg") == []


def test_one_year_has_no_chart(make_site: Callable[..., Site]) -> None:
    """A list of one year is that year."""
    files = {
        "publications.bib": paper("x", 2020) + paper("y", 2020),
        "publications.md": FILES["publications.md"],
        "news.md": "# News\n",
    }
    main = make_site(files=files).build().main("publications")

    assert headings(main) == {"papers-2020": "2020 (2)"}
    assert main.cssselect(".year-chart, .group-jump") == []


@pytest.mark.parametrize(
    ("name", "step"), [("six", 1), ("fourteen", 2), ("publications", 3)]
)
def test_names_are_thinned_out_on_phones(built: Built, name: str, step: int) -> None:
    """Of many years every second or third is written, the last one always; long names less."""
    names = built.main(name).cssselect(".year-chart")[0].cssselect("svg > g text")
    years = [year for year in names if year.text.isdigit()]
    shown = [year for year in years if "few-s" not in year.get("class", "").split()]

    assert shown == years[::-1][::step][::-1]
    wide = [year for year in years if "few-l" in year.get("class", "").split()]
    assert wide == ([] if step < 3 else years[::-1][1::2][::-1])


def test_a_chart_takes_the_place_of_the_links(built: Built) -> None:
    """There is one way to the years, not two."""
    assert built.main("publications").cssselect(".group-jump") == []
    links = built.main("plain").cssselect(".group-jump a")
    hrefs = [link.get("href") for link in links]
    assert [bar.href for bar in bars(built.main("default"))][::-1] == hrefs


def test_a_second_list_has_bars_of_its_own(built: Built) -> None:
    """The bars of each list lead to its own years, past a heading of the same name."""
    main = built.main("several")
    charts = main.cssselect(".year-chart")
    first, second = (
        [link.get("href") for link in chart.cssselect("svg a")] for chart in charts
    )

    assert "#list-papers-2020" in first
    assert "#papers-2020" not in first
    assert all(href.startswith("#again-papers-") for href in second)
    ids = [found.get("id") for found in main.cssselect("[id]")]
    assert {href.removeprefix("#") for href in first + second} <= set(ids)
    assert len(set(ids)) == len(ids)


def test_a_chart_moves_no_id(built: Built) -> None:
    """A list with a chart has the ids of the same list without one."""

    def ids(name: str) -> list[str]:
        return [found.get("id") for found in built.main(name).cssselect("[id]")]

    assert ids("default") == ids("plain")


def test_a_wrong_name_is_reported(make_site: Callable[..., Site]) -> None:
    """An unknown filter is reported at its line; the chart is the one without a name."""
    files = {**FEW, "default.md": page(":chart: tpye\n")}
    built = make_site(files=files).build(
        warnings=[
            UNDATED,
            (
                "default.md:7: ERROR: {publications}: `chart`: there is no filter "
                "`tpye`; did you mean `type`? [groupsite.option]"
            ),
        ],
        config=CONFIG,
    )

    assert bars(built.main("default")) == bars(built.main("publications"))


# -- colours ------------------------------------------------------------------------


def test_a_sort_has_the_colour_of_its_legend(built: Built) -> None:
    """The pieces of a bar have the classes of their sorts in the legend, from below."""
    main = built.main("publications")
    head, rows = table(main)
    legend = {item.text: item.get("class") for item in main.cssselect(".year-chart li")}

    for bar in bars(main):
        numbers = rows[bar.label.partition(":")[0]]
        expected = [
            legend[label]
            for label, number in zip(head[1:-1], numbers, strict=False)
            if number
        ]
        assert [name for name, _ in bar.pieces] == expected


def test_every_colour_is_in_the_style_sheet(built: Built) -> None:
    """More sorts than there are colours share the last one."""
    main = built.main("publications")
    classes = [item.get("class") for item in main.cssselect(".year-chart li")]
    css = (built.outdir / "_static/groupsite-chart.css").read_text("utf-8")
    selectors = [rule.partition("{")[0] for rule in css.split("}")]
    coloured = set(re.findall(r"\.(series-\d+)\b", " ".join(selectors)))

    assert len(classes) > len(set(classes)) == len(coloured)
    assert set(classes) == coloured


# -- other formats ------------------------------------------------------------------


def test_text_has_the_years(site: Site) -> None:
    """In plain text the years stand in a line."""
    text = site.build("text", warnings=[UNDATED], config=CONFIG).text("six")

    years = " · ".join(str(year) for year in range(2023, 2017, -1))
    assert years in text.splitlines()


def test_latex_has_links_to_the_years(site: Site) -> None:
    """In a book the line of years is links to headings that are there."""
    built = site.build("latex", warnings=[UNDATED], config=CONFIG)
    (path,) = built.outdir.glob("*.tex")
    tex = path.read_text("utf-8")
    links = re.findall(r"\\hyperref\[\\detokenize\{([^}]*:papers-\d+)\}\]", tex)
    labels = re.findall(r"\\label\{\\detokenize\{([^}]*)\}\}", tex)

    assert len(links) == 18
    assert set(links) <= set(labels)


@pytest.mark.parametrize("builder", ["man", "texinfo"])
def test_other_formats_are_built_without_a_word(site: Site, builder: str) -> None:
    """Where nothing can be drawn, the site is built without a warning."""
    site.build(builder, warnings=[UNDATED], config=CONFIG)


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml"])
def test_other_sites_have_the_chart(site: Site, builder: str) -> None:
    """All formats of pages for browsers have bars that lead to headings."""
    built = site.build(builder, warnings=[UNDATED], config=CONFIG)
    main = built.main("publications/index" if builder == "dirhtml" else "index")
    ids = {found.get("id") for found in main.cssselect("[id]")}

    assert len(bars(main)) == 19
    assert {bar.href.removeprefix("#") for bar in bars(main)} <= ids


def test_a_book_has_links_to_the_years(site: Site) -> None:
    """The pages of an e-book are sound XHTML: drawings are SVG, or links are words."""
    config = {**CONFIG, "copyright": "us", "version": "1"}
    built = site.build("epub", warnings=[UNDATED], config=config)
    main = etree.parse(built.outdir / "publications.xhtml")
    ids = set(main.xpath("//@id"))
    links = [
        href.partition("#")[2] for href in main.xpath("//@href") if "#papers-" in href
    ]

    assert len(links) == 19
    assert set(links) <= ids
    drawings = main.xpath("//*[local-name() = 'svg']")
    assert all(e.tag == "{http://www.w3.org/2000/svg}svg" for e in drawings)


# -- over an earlier build ----------------------------------------------------------


def test_a_new_paper_is_in_the_bars(make_site: Callable[..., Site]) -> None:
    """A paper of a new year gets a bar, in the chart of each page that shows it."""
    site = make_site(files=FEW)
    site.build(warnings=[UNDATED], config=CONFIG)
    site.write("publications.bib", bib() + paper("new", 2026, "book"))
    built = rebuild(site, warnings=[UNDATED], config=CONFIG)

    for name in ("publications", "default"):
        bar = bars(built.main(name))[-1]
        assert bar.label == "2026: 1"


def test_a_new_word_is_in_the_legend(make_site: Callable[..., Site]) -> None:
    """Phrases of a site are the words of its charts."""
    site = make_site(files=FEW)
    site.build(warnings=[UNDATED], config=CONFIG)
    phrases = {"type.article": "Zines", "chart.all": "Sum", "filter.year": "When"}
    config = {**CONFIG, "groupsite_phrases": phrases}
    head, _ = table(rebuild(site, warnings=[UNDATED], config=config).main("default"))

    assert (head[0], head[-1]) == ("When", "Sum")
    assert "Zines" in head


# -- without Sphinx -----------------------------------------------------------------

deterministic = drawn(100)


class Thing(NamedTuple):
    """A record of a sort."""

    id: str
    sort: str


SORTS: Final = [f"sort{number}" for number in range(10)]
KIND: Final = RecordKind[Thing](
    name="thing",
    list=Listing(
        directive="things",
        filters={
            "sort": Filter(lambda thing, _: (thing.sort,), lambda value, *_: value)
        },
    ),
)


@st.composite
def groups(draw: st.DrawFn) -> list[Year]:
    """Years, newest first, each with some records."""
    sorts = st.lists(st.sampled_from(SORTS), min_size=1, max_size=30)
    return [
        Year(str(2050 - number), f"g-{number}", [Thing("x", sort) for sort in found])
        for number, found in enumerate(draw(st.lists(sorts, min_size=1, max_size=20)))
    ]


def figure(years: Iterable[Year]) -> HtmlElement:
    """The chart of *years* as a browser reads it."""
    node = year_chart(
        KIND, list(years), "sort", nodes.paragraph(), Graph([]), bare_settings()
    )
    return lxml.html.fragment_fromstring(chart_html(node, html.escape), "div")


@deterministic
@given(groups())
def test_heights_are_proportional(years: list[Year]) -> None:
    """A piece is as high as its share of the longest bar; pieces stand on each other."""
    element = figure(years)
    found = bars(element)
    _, rows = table(element)
    most = max(bar.number for bar in found)

    for bar in found:
        counts = [n for n in rows[bar.label.partition(":")[0]][:-1] if n]
        assert [height for _, height in bar.pieces] == [
            pytest.approx(110 * count / most, abs=0.06) for count in counts
        ]
        lower = [bottom for _, bottom in bar.ends]
        upper = [130.0, *(top for top, _ in bar.ends)]
        assert lower == [pytest.approx(top, abs=0.16) for top in upper[:-1]]
        assert all(top >= 19.9 for top in upper)


@deterministic
@given(groups())
def test_a_bar_counts_its_records(years: list[Year]) -> None:
    """A bar stands for the records of its year."""
    found = bars(figure(years))

    assert [bar.label for bar in found] == [
        f"{year.title}: {len(year.records)}" for year in reversed(years)
    ]


@deterministic
@given(groups())
def test_a_row_counts_sorts(years: list[Year]) -> None:
    """A cell is the number of the records of a year that have a sort."""
    head, rows = table(figure(years))

    for year in years:
        numbers = dict(zip(head[1:], rows[year.title], strict=True))
        for sort in SORTS:
            expected = sum(sort == thing.sort for thing in year.records)
            assert numbers.get(sort, 0) == expected


@deterministic
@given(st.text(max_size=20))
def test_any_title_is_text(title: str) -> None:
    """What a group is called is never read as markup."""
    year = Year(f"a{title}", "g-1", [Thing("x", "sort1")])
    found = figure([year])

    expected = lxml.html.fragment_fromstring(f"<a>{html.escape(f'a{title}')}</a>")
    assert len(found.cssselect("svg a")) == 1
    assert found.cssselect("svg > g > text")[0].text == expected.text


# -- bars that are no years ---------------------------------------------------------

TOWNS: Final = [Bar("Bath & Wells", [2, 1]), Bar("Oslo", [0, 1])]
ROLES: Final = {"phd": "PhD students", "postdoc": "Postdocs"}


def lying(towns: Iterable[Bar]) -> HtmlElement:
    """Bars below each other."""
    node = bar_chart([*towns], ROLES, "Where", "Town", bare_settings(), lying=True)
    return lxml.html.fragment_fromstring(chart_html(node, html.escape), "div")


def test_few_records_are_a_square_each() -> None:
    """Their colours are those of the legend, side by side; the name stands behind."""
    element = lying(TOWNS)
    squares = [
        (r.get("class"), r.get("x"), r.get("y")) for r in element.cssselect("svg rect")
    ]
    words = [" ".join(t.text_content().split()) for t in element.cssselect("svg text")]

    assert squares == [
        ("series-1", "0.0", "5"),
        ("series-1", "18.0", "5"),
        ("series-2", "36.0", "5"),
        ("series-2", "0.0", "31"),
    ]
    assert words == ["Bath & Wells 3", "Oslo 1"]
    assert element.cssselect("svg")[0].get("role") == "img"
    assert element.cssselect("svg a") == []


def test_many_records_are_a_bar() -> None:
    """Bars are as long as their shares, and no longer than a phone is wide."""
    rects = lying([Bar("Bath", [60, 20]), Bar("Oslo", [8, 0])]).cssselect("rect")

    lengths = [float(rect.get("width")) + 2 for rect in rects]
    assert lengths == [pytest.approx(n * 162 / 80, abs=0.06) for n in (60, 20, 8)]


def test_the_table_of_rows_is_in_their_order() -> None:
    """The first row is on top, in both."""
    element = lying(TOWNS)
    head, *rows = element.cssselect("table tr")

    assert [cell.text for cell in head][:3] == ["Town", "PhD students", "Postdocs"]
    assert [[cell.text for cell in row] for row in rows] == [
        ["Bath & Wells", "2", "1", "3"],
        ["Oslo", "0", "1", "1"],
    ]


def test_other_formats_show_the_numbers() -> None:
    """Where nothing is drawn, a chart without links is a table."""
    node = bar_chart(TOWNS, ROLES, "Where", "Town", bare_settings())
    rows = [[e.astext() for e in row] for row in node.findall(nodes.row)]

    assert rows == [
        ["Town", "PhD students", "Postdocs"],
        ["Bath & Wells", "2", "1"],
        ["Oslo", "0", "1"],
    ]
