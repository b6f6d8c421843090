"""Whatever the theme, and in the light as in the dark, what is ours can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.conftest import OTHER_THEMES, REPOSITORY, Built, new_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CONTRAST: Final = (REPOSITORY / "tests/contrast.js").read_text("utf-8")
#: Themes with a switch of their own, which counts more than what the system wants.
SWITCHES: Final = {
    "furo": "mode => { document.body.dataset.theme = mode; }",
    "pydata_sphinx_theme": "mode => { document.documentElement.dataset.theme = mode; }",
    "sphinx_book_theme": "mode => { document.documentElement.dataset.theme = mode; }",
}

PAGES: Final = ("all", "papers/doe2024fast", "members/doe-jane", "members/green-bo")
#: As sharp as WCAG 2.2 wants them, 1.4.3 and 1.4.11.
ENOUGH: Final = {"text": 4.5, "link": 4.5, "part": 3.0}


@pytest.fixture(scope="module", params=OTHER_THEMES)
def theme(request: pytest.FixtureRequest) -> str:
    """One theme after the other."""
    name: str = request.param
    return name


@pytest.fixture(scope="module")
def built(theme: str, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A project with a bit of everything, in Markdown, with no extension but ours."""
    site = new_site(tmp_path_factory.mktemp(theme), "alone")
    return site.build(config={"html_theme": theme})


def opened(browser: Browser, built: Built, name: str, scheme: Any) -> Page:
    """A page with all that is folded open."""
    page = browser.new_page(color_scheme=scheme)
    page.goto((built.outdir / f"{name}.html").as_uri())
    page.evaluate(
        "document.querySelectorAll('details').forEach(d => { d.open = true })"
    )
    return page


def pieces(page: Page) -> list[tuple[str, str, str, float]]:
    """(kind, element, text, contrast) of all that is ours on a page."""
    return [tuple(piece) for piece in page.evaluate(CONTRAST)]


def faint(page: Page) -> list[tuple[str, str, str, float]]:
    """What cannot be read."""
    return [piece for piece in pieces(page) if piece[3] < ENOUGH[piece[0]]]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_of_ours_can_be_read(
    browser: Browser, built: Built, name: str, scheme: str
) -> None:
    """Texts, marks, bars and edges stand out, as the system wants its colours."""
    page = opened(browser, built, name, scheme)
    found = faint(page)
    page.close()

    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_theme_has_the_last_word(
    browser: Browser, built: Built, theme: str, scheme: str
) -> None:
    """A visitor who has chosen the other colours with the theme's switch reads as well."""
    if theme not in SWITCHES:
        pytest.skip("this theme has no switch")
    page = opened(browser, built, "all", scheme)
    other = {"light": "dark", "dark": "light"}[scheme]
    before = page.evaluate("getComputedStyle(document.body).color")
    page.evaluate(SWITCHES[theme], other)
    after = page.evaluate("getComputedStyle(document.body).color")
    found = faint(page)
    page.close()

    assert after != before
    assert found == []


def test_there_is_something_to_be_read(browser: Browser, built: Built) -> None:
    """All sorts of pieces are looked at, and each kind of news has its icon."""
    page = opened(browser, built, "all", "light")
    texts = [text for kind, _, text, _ in pieces(page) if kind == "part"]
    items = page.locator(".news-item").count()
    page.close()

    assert {"dot", "icon", "key", "bar", "edge"} == {*texts}
    assert texts.count("icon") == texts.count("dot") == items > 0


def test_axe_finds_nothing_of_ours(browser: Browser, built: Built) -> None:
    """The entries are accessible; the links have the colours of the theme."""
    page = opened(browser, built, "all", "light")
    ours = [
        ".records",
        ".record-filter",
        ".year-chart",
        ".facts",
        ".people",
        ".sortable",
    ]
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}
    found = Axe().run(page, context=ours, options=rules).response["violations"]
    page.close()

    nodes = [(rule["id"], node["html"]) for rule in found for node in rule["nodes"]]
    assert [(rule, html) for rule, html in nodes if not html.startswith("<a ")] == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_a_phone(
    browser: Browser, built: Built, name: str
) -> None:
    """No piece of ours reaches beyond the edges of a narrow screen."""
    page = opened(browser, built, name, "light")
    page.set_viewport_size({"width": 375, "height": 800})
    # what scrolls in itself may be wider
    found = page.evaluate(
        "() => [...document.querySelectorAll('.records, .records li, .record-filter,"
        " .facts, .people, .news-date, .record-page > *')].filter(e => {"
        " const box = e.getBoundingClientRect();"
        " return box.width && (box.right > 376 || box.left < -1); })"
        ".map(e => e.className)"
    )
    page.close()

    assert found == []
