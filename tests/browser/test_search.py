"""The search."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, unquote, urlsplit

import pytest
from playwright.sync_api import expect

from groupsite.model.text import fold
from tests.browser import served
from tests.browser.visiting import (
    DESK,
    FOCUS,
    NEWS,
    PAPERS,
    PHONE,
    SEARCH,
    go_to,
    overflow,
    query_of,
    results_on,
    status_line,
    visitor,
)
from tests.conftest import new_site

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route, ViewportSize

    from tests.conftest import Site
    from tests.lab import Lab


#: What is typed, and the kind and the beginning of the first result.
QUERIES: Final = {
    "exemple": ("Person", "Émile Exemple"),
    "Émile": ("Person", "Émile Exemple"),
    "ornek ESRA": ("Person", "Esra Örnek"),
    "zeljka": ("Person", "Željka Primjer"),
    "images not there": ("Paper", "Images of Things That Are Not There"),
    "primjer everything": ("Paper", "A Few Samples Say Almost Everything"),
    "papers by przyklad taught": ("Paper", "Learning What Nobody Has Taught"),
    "2601.88888": ("Paper", "Images of Things That Are Not There"),
    "periphrastic": ("Paper", "A Few Samples Say Almost Everything"),
    "widgetlib": ("Software", "WidgetLib"),
    "imaging": ("Page", "Imaging"),
    "join phd": ("Page", "Join us"),
    "teaching": ("Page", "Teaching"),
    "privacy": ("Page", "Accessibility and privacy"),
    "publications": ("Page", "Publications"),
    "how to begin": ("Grant", "How to Begin with an Example"),
    "medal": ("Award", "Medal for Good Examples"),
}


@pytest.mark.parametrize("words", QUERIES)
def test_the_search_begins_with_what_was_meant(
    desk: Page, address: str, words: str
) -> None:
    """The first result is what visitors mean by these words."""
    desk.goto(f"{address}{SEARCH}?q={quote(words)}")
    kind, title = QUERIES[words]
    first = results_on(desk).first

    assert first.locator("a").inner_text().startswith(title)
    assert first.locator("span").inner_text().split(" · ")[0] == kind


def test_words_of_abstracts_are_found(desk: Page, address: str, lab: Lab) -> None:
    """A word that only the abstract of one paper has leads to this paper."""
    entries = index_of(lab.outdir)
    counts = Counter(word for entry in entries for word in entry[4].split())
    said = " ".join(fold(f"{entry[1]} {entry[3]}") for entry in entries)
    for paper in lab.graph.all("paper")[:20]:
        words = re.findall(r"[a-z]{9,}", fold(paper.abstract.plain))
        once = (w for w in words if counts[w] == 1 and w not in said)
        for word in islice(once, 1):
            desk.goto(f"{address}{SEARCH}?q={word}")
            link = results_on(desk).first.locator("a")
            assert link.get_attribute("href") == f"research/papers/{paper.id}.html"


def test_other_endings_are_found(desk: Page, address: str) -> None:
    """Where a word is nowhere, words that begin as it does are found."""
    desk.goto(f"{address}{SEARCH}?q=counterexampling")

    assert "Counterexample" in results_on(desk).first.inner_text()


def test_the_search_says_what_it_found(desk: Page, address: str) -> None:
    """A line that screen readers follow says how many results there are, or none."""
    desk.goto(address + SEARCH)
    field, line = desk.get_by_role("searchbox"), status_line(desk)
    expect(line).to_have_text("")
    field.fill("widgets")
    expect(line).to_have_text(f"{results_on(desk).count()} found")
    field.fill("zzzz")
    expect(line).to_have_text("Nothing was found.")
    expect(results_on(desk)).to_have_count(0)
    field.fill(" - ")
    expect(line).to_have_text("")


def test_an_address_of_the_search_can_be_sent(browser: Browser, address: str) -> None:
    """What is looked for stands in the address, whatever its letters are."""
    words = "Örnek & co? 100% +1#x"
    with visitor(browser) as page:
        page.goto(address + SEARCH)
        page.get_by_role("searchbox").press_sequentially(words)
        url, found = page.url, results_on(page).all_inner_texts()
        page.reload()
        expect(page.get_by_role("searchbox")).to_have_value(words)
    with visitor(browser) as other:
        other.goto(url)
        expect(other.get_by_role("searchbox")).to_have_value(words)
        assert results_on(other).all_inner_texts() == found != []
        other.get_by_role("searchbox").fill("widgetlib")
        assert query_of(other) == "q=widgetlib"


def test_the_rail_of_another_page_searches(desk: Page, address: str) -> None:
    """The search in the rail leads to the results, from pages below as well."""
    desk.goto(f"{address}research/papers/doe2024widgets.html")
    desk.get_by_role("searchbox", name="Search").fill("Örnek pet")
    desk.keyboard.press("Enter")

    expect(results_on(desk).first).to_be_visible()
    assert urlsplit(desk.url).path == f"/{SEARCH}"
    expect(desk.get_by_role("searchbox")).to_have_value("Örnek pet")


def test_the_menu_of_the_phone_searches(phone: Page, address: str) -> None:
    """The same from the menu of a phone, where results fit the screen."""
    phone.goto(address)
    phone.get_by_role("button", name="Menu").click()
    field = phone.get_by_role("searchbox", name="Search")
    field.fill("learning")
    field.press("Enter")  # "Go" is for those who move by Tab, and shows then

    expect(results_on(phone).first).to_be_visible()
    assert overflow(phone) == 0


def test_the_search_works_by_keyboard(desk: Page, address: str) -> None:
    """Keys alone lead to the field, to a result, to its page and back to the results."""
    desk.goto(address + SEARCH)
    go_to(desk, desk.get_by_role("searchbox"))
    assert desk.evaluate(FOCUS)["seen"]
    desk.keyboard.type("esra ornek")
    desk.keyboard.press("Enter")
    found = results_on(desk).all_inner_texts()
    desk.keyboard.press("Tab")
    expect(results_on(desk).first.locator("a")).to_be_focused()
    assert desk.evaluate(FOCUS)["seen"]
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", level=1)).to_have_text("Esra Örnek")

    desk.go_back()
    expect(desk.get_by_role("searchbox")).to_have_value("esra ornek")
    assert results_on(desk).all_inner_texts() == found


@pytest.mark.parametrize("viewport", [DESK, PHONE])
def test_the_search_of_a_page_leads_into_the_field(
    browser: Browser, address: str, viewport: ViewportSize
) -> None:
    """Whoever comes by the search of a page types on at once."""
    with visitor(browser, viewport) as page:
        page.goto(address)
        if viewport == PHONE:
            page.get_by_role("button", name="Menu").click()
        page.get_by_role("searchbox", name="Search").press("Enter")

        expect(page.locator(".search-form input")).to_be_focused()
        page.keyboard.type("widgetlib")
        expect(results_on(page).first).to_contain_text("WidgetLib")


def test_the_search_waits_for_words(browser: Browser, address: str) -> None:
    """What somebody types before the index is there is looked for, on a slow line too."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    with visitor(browser) as page:
        page.route("**/search-index.js", hold)
        page.goto(address + SEARCH, wait_until="commit")
        # the index comes after the page has been drawn for the first time
        painted = "() => performance.getEntriesByName('first-paint').length > 0"
        page.wait_for_function(painted)
        page.get_by_role("searchbox").press_sequentially("widgetlib")
        held[0].continue_()
        expect(results_on(page).first).to_contain_text("WidgetLib")
        expect(page.get_by_role("searchbox")).to_have_value("widgetlib")


def test_an_opened_search_begins_at_the_top(desk: Page, address: str) -> None:
    """Whoever opens the page of the search moves through it from its first link."""
    desk.goto(address + SEARCH)
    desk.keyboard.press("Tab")

    expect(desk.locator(".skip-link")).to_be_focused()


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("papers with code", "papers code"),
        ("the company of widgets", "company widgets"),
        ("paper by Primjer on samples", "paper primjer samples"),
    ],
)
def test_common_words_change_no_results(
    desk: Page, address: str, question: str, words: str
) -> None:
    """Words that the index leaves out, as `the` and `with`, are not looked for."""
    found = []
    for typed in (question, words):
        desk.goto(f"{address}{SEARCH}?q={quote(typed)}")
        found.append(results_on(desk).all_inner_texts())

    assert found[0] == found[1] != []


def test_without_scripts_the_search_has_links(
    scriptless: Page, address: str, lab: Lab
) -> None:
    """Without scripts there is no dead field but the ways to everything."""
    scriptless.goto(f"{address}{SEARCH}?q=pet")
    links = scriptless.locator("main li a:visible")
    paths = links.evaluate_all("all => all.map(a => a.getAttribute('href'))")

    expect(scriptless.locator(".search-form")).to_be_hidden()
    assert {PAPERS, NEWS, "group/index.html"} <= {*paths} <= {*lab.pages}


def index_of(outdir: Path) -> list[list[Any]]:
    """The entries that the search looks in."""
    text = (outdir / "search-index.js").read_text("utf-8")
    data = text.removeprefix("window.groupsiteIndex=").rstrip().removesuffix(";")
    return list(json.loads(data)["entries"])


def test_all_results_lead_somewhere(lab: Lab) -> None:
    """Each page that is found exists, and has the place that is found in it."""
    urls = [urlsplit(entry[2]) for entry in index_of(lab.outdir)]
    ids = {name: {*page.xpath("//@id")} for name, page in lab.pages.items()}

    assert len(urls) > len(lab.graph.all("paper"))
    assert [u for u in urls if u.path not in ids] == []
    assert [u for u in urls if u.fragment and u.fragment not in ids[u.path]] == []


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the sites of this module."""
    return tmp_path_factory.mktemp("find")


def _made(site: Site, builder: str = "html") -> Path:
    return site.build(builder, config={"groupsite_search": True}).outdir


def test_results_lead_to_pages_that_are_folders(desk: Page, folder: Path) -> None:
    """Results are found where each page has a folder of its own."""
    outdir = _made(new_site(folder), "dirhtml")
    with served(outdir) as address:
        desk.goto(f"{address}search/?q=smith")
        links = (
            results_on(desk).locator("a").evaluate_all("all => all.map(a => a.href)")
        )

    paths = [unquote(urlsplit(url).path).lstrip("/") for url in links]
    assert paths
    assert [
        path for path in paths if not (outdir / path / "index.html").is_file()
    ] == []
