"""Pages in a real browser, as visitors use it."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser import broken_rules, served
from tests.browser.visiting import noted
from tests.conftest import THEMED

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page, Response

    from tests.conftest import Site
    from tests.lab import Lab

PAGES: Final = (
    "index.html",
    "news/index.html",
    "news/2024.html",
    "research/publications.html",
    "research/imaging.html",
    "research/papers/doe2024widgets.html",
    "research/grants.html",
    "research/talks.html",
    "group/index.html",
    "group/people/exemple-emile.html",
    "group/collaborators.html",
    "group/coauthors.html",
    "research/report.html",
    "cv.html",
    "statement.html",
    "search.html",
)
#: Height of the screen of a common phone, in CSS pixels.
SCREEN: Final = 812

SCRIPTS: Final = """\
html_js_files = ["own.js", (None, {"body": "let seen = ['conf.py'];"})]

def setup(app):
    app.add_js_file("theirs.js", loading_method="defer")
    app.add_js_file(None, body="seen.push('extension');", priority=900)
"""


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_nobody_else_and_has_no_errors(
    browser: Browser, address: str, name: str
) -> None:
    """A page loads from its own host only, all of it, and nothing goes wrong."""
    page = browser.new_page()
    requests: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("requestfailed", lambda request: faults.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    page.on(
        "response",
        lambda answer: faults.append(answer.url) if answer.status >= 400 else None,
    )
    page.goto(address + name, wait_until="networkidle")
    page.close()

    hosts = {urlsplit(url).netloc for url in requests if not url.startswith("data:")}
    assert hosts == {urlsplit(address).netloc}
    assert faults == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [320, 375, 1280])
def test_a_page_fits_its_window(
    browser: Browser, address: str, name: str, width: int
) -> None:
    """No page is wider than the window."""
    page = browser.new_page(viewport={"width": width, "height": 700})
    page.goto(address + name)
    needed = page.evaluate("document.documentElement.scrollWidth")
    page.close()

    assert needed <= width


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_menu_of_the_phone_opens(
    browser: Browser, address: str, *, scripts: bool
) -> None:
    """The menu button shows the navigation, by keyboard and without scripts too."""
    context = browser.new_context(
        viewport={"width": 375, "height": 667}, java_script_enabled=scripts
    )
    phone = context.new_page()
    phone.goto(address)
    link = phone.get_by_role("link", name="Publications", exact=True)
    expect(link).to_be_hidden()

    button = phone.get_by_role("button", name="Menu")
    button.focus()
    phone.keyboard.press("Enter")
    expect(link).to_be_in_viewport()
    phone.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(button).to_be_focused()

    button.click()
    link.click()
    expect(phone.locator("main h1")).to_have_text("Publications")
    context.close()


def test_colours_follow_the_system_and_the_switch(
    browser: Browser, address: str
) -> None:
    """The switch goes from automatic to light to dark, and is kept for other pages."""
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(address)
    background = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(background)
    switch = page.get_by_role("button", name="Colours")
    expect(switch).to_have_text("Colours: Automatic")

    switch.click()
    expect(switch).to_have_text("Colours: Light")
    assert page.evaluate(background) != dark
    switch.click()
    assert page.evaluate(background) == dark
    page.goto(f"{address}cv.html")
    expect(switch).to_have_text("Colours: Dark")
    context.close()


def test_an_open_menu_breaks_no_rule_of_accessibility(
    phone: Page, address: str
) -> None:
    """No rule of axe is broken by the menu of the phone, in the light or in the dark."""
    phone.goto(address)
    phone.get_by_role("button", name="Menu").click()

    assert broken_rules(phone) == []


def test_the_first_news_stand_on_the_first_screen(phone: Page, address: str) -> None:
    """Name, role, profiles and the first words of the newest item are on a phone."""
    phone.goto(address)
    words = phone.locator(".news-item > p").first.bounding_box()

    assert words is not None
    assert words["y"] + words["height"] <= 667


def test_lists_are_not_longer_than_a_phone_can_bear(
    phone: Page, address: str, lab: Lab
) -> None:
    """Six papers take a screen at most, a current member 500 pixels."""
    papers = len(lab.graph.all("paper"))
    phone.goto(f"{address}research/publications.html")
    height = phone.evaluate("document.documentElement.scrollHeight")
    jump = phone.locator(".year-chart svg").bounding_box()
    phone.goto(f"{address}group/index.html")
    cards = phone.locator(".people.cards").first
    members = cards.bounding_box()

    assert height <= (papers / 6 + 1) * SCREEN * 1.05  # fonts differ between machines
    assert jump is not None
    assert jump["y"] + jump["height"] <= SCREEN
    assert members is not None
    assert members["height"] <= 500 * cards.locator("> .person").count()


def test_paper_is_black_on_white_and_short(
    browser: Browser, address: str, lab: Lab
) -> None:
    """A reader in the dark prints the content alone, eleven papers a page."""
    papers = len(lab.graph.all("paper"))
    page = browser.new_page(color_scheme="dark")
    page.goto(f"{address}research/publications.html")
    page.emulate_media(media="print")
    colours = "(e => [e.color, e.backgroundColor])(getComputedStyle(document.body))"
    assert page.evaluate(colours) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    for furniture in (".site-rail", ".page-contents", ".site-footer"):
        expect(page.locator(furniture)).to_be_hidden()
    expect(
        page.locator(".record-filter :is(input, select, button):visible")
    ).to_have_count(0)
    expect(page.locator(".record-filter")).to_contain_text(
        f"{papers} of {papers} shown"
    )
    expect(page.locator("h1:visible")).to_have_count(1)
    pdf = page.pdf(format="A4")
    page.close()

    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) <= papers / 11 + 1


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_light(browser: Browser, address: str, name: str, lab: Lab) -> None:
    """All that a page loads is 120 kB at most when packed; our own part of it 16 kB."""
    papers = len(lab.article(name).cssselect(".paper"))
    page = browser.new_page()
    sizes: dict[str, int] = {}

    def weigh(answer: Response) -> None:
        path = urlsplit(answer.url).path
        if not path.endswith((".svg", ".png", ".ico")):
            sizes[path] = len(gzip.compress(answer.body(), 6))

    page.on("response", weigh)
    page.goto(address + name, wait_until="networkidle")
    page.close()

    assert sum(sizes.values()) <= 120_000
    assert sizes[f"/{name}"] <= 15_000 + 200 * papers
    own = {p: n for p, n in sizes.items() if re.search("/(site|groupsite)[^/]*$", p)}
    assert sum(own.values()) <= 16_000


def test_the_site_works_below_another_address(browser: Browser, lab: Lab) -> None:
    """Nothing is asked from the root of the host."""
    faults: list[str] = []
    with served(lab.outdir.parent) as address:
        page = browser.new_page()
        page.on(
            "response",
            lambda answer: faults.append(answer.url) if answer.status >= 400 else None,
        )
        home = f"{address}{lab.outdir.name}/"
        page.goto(f"{home}research/publications.html", wait_until="networkidle")
        page.get_by_role("link", name="Group", exact=True).click()
        expect(page.locator("main h1")).to_have_text("Example Lab")
        page.close()

    assert faults == []


def test_the_site_works_opened_from_disk(browser: Browser, lab: Lab) -> None:
    """Styles and scripts are found without a server, and the policy lets them in."""
    page = browser.new_page()
    faults: list[str] = []
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto((lab.outdir / "research/publications.html").as_uri())
    page.get_by_role("button", name="Colours").click()
    font = page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily")
    page.close()

    assert faults == []
    assert font.startswith('"Iowan Old Style"')


def test_scripts_of_conf_and_of_extensions_run(
    make_site: Callable[..., Site], browser: Browser
) -> None:
    """Files and inline ones, of both, under the policy, with what Sphinx promises them."""
    files = {
        "conf.py": THEMED + SCRIPTS,
        "_static/own.js": "window.own = true;\n",
        "_static/theirs.js": "seen.push(typeof window.own, DOCUMENTATION_OPTIONS.LANGUAGE);\n",
    }
    built = make_site(files=files).build()
    page = browser.new_page()
    _, faults = noted(page)
    page.goto((built.outdir / "index.html").as_uri())
    seen = page.evaluate("seen")
    page.close()

    assert faults == []
    assert seen == ["conf.py", "extension", "boolean", "en"]


def test_the_bibtex_of_a_paper_is_copied_by_keyboard(phone: Page, address: str) -> None:
    """The button before the file copies the BibTeX and says so."""
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    phone.goto(f"{address}research/papers/doe2024widgets.html")
    button = phone.get_by_role("button", name="Copy BibTeX")
    button.focus()
    phone.keyboard.press("Enter")

    expect(phone.locator(".bibtex-file [role=status]")).to_have_text("Copied.")
    copied = phone.evaluate("navigator.clipboard.readText()")
    assert copied == phone.locator(".bibtex pre").text_content()
    assert "@article{doe2024widgets," in copied


@pytest.mark.parametrize("width", [1280, 1920, 2560])
@pytest.mark.parametrize("name", ["research/publications.html", "news/index.html"])
def test_wide_windows_have_a_use(
    browser: Browser, address: str, name: str, width: int
) -> None:
    """Lines of text stay short; years, contents or filters stand beside them."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(address + name)
    lines = "(e => e.getBoundingClientRect().width / parseFloat(getComputedStyle(e).fontSize))"
    widths = page.locator(":is(section, li) > p").evaluate_all(
        f"all => all.map({lines})"
    )
    frame = page.locator(".site").bounding_box()
    contents = page.locator(".page-contents:visible")
    beside = (
        contents if contents.count() else page.locator(".record-filter")
    ).bounding_box()
    left = page.locator(".by-year > h2, .news-date").first.bounding_box()
    text = page.locator(".bd-article h1").bounding_box()
    page.close()

    assert frame
    assert beside
    assert left
    assert text
    assert max(widths) <= 36
    assert left["x"] + left["width"] <= text["x"]
    if width >= 1440 or "publications" in name:
        assert beside["x"] >= text["x"] + text["width"]
        assert beside["x"] + beside["width"] >= 0.75 * frame["width"]


def test_paper_shows_what_is_folded(browser: Browser, address: str, lab: Lab) -> None:
    """All news of a page are printed, those of earlier years too."""
    items = len(lab.article("news/index.html").cssselect(".news-item"))
    page = browser.new_page()
    page.goto(f"{address}news/index.html")
    page.emulate_media(media="print")
    seen = "all => all.filter(e => e.getBoundingClientRect().height > 0).length"
    printed = page.locator(".news-item").evaluate_all(seen)
    page.close()

    assert printed == items > 0


def test_paper_says_where_links_lead(browser: Browser, address: str) -> None:
    """Links are words on paper, with the addresses of somebody's profiles and of a paper."""
    after = "a => a.offsetWidth > 0 && getComputedStyle(a, '::after').content"
    page = browser.new_page()
    for name, links in (
        ("group/people/doe-jane", ".person-links"),
        ("research/papers/doe2024widgets", ".paper-links"),
    ):
        page.goto(f"{address}{name}.html")
        page.emulate_media(media="print")
        for link in page.locator(f"{links} a[href^='http']").all():
            assert link.inner_text().strip()
            assert link.evaluate(after) == f'": {link.get_attribute("href")}"'
        expect(page.locator(".icon:visible")).to_have_count(0)
    page.close()


def test_long_lists_of_authors_are_one_text_on_paper(
    browser: Browser, address: str
) -> None:
    """Names that are folded on the screen stand in the line of the others."""
    page = browser.new_page()
    page.goto(f"{address}research/publications.html")
    page.emulate_media(media="print")
    folded = page.locator(".paper-authors details").first
    shown = folded.evaluate("e => getComputedStyle(e, '::details-content').display")
    page.close()

    assert shown == "contents"


def test_formulas_are_drawn(phone: Page, address: str) -> None:
    """A displayed formula is MathML, taller than a line of text."""
    phone.goto(f"{address}research/imaging.html")
    box = phone.locator(".math-block math").bounding_box()

    assert box is not None
    assert box["height"] > 50


# searching needs scripts, and its page says so
@pytest.mark.parametrize("name", [p for p in PAGES if p != "search.html"])
def test_all_of_a_page_is_there_without_scripts(
    browser: Browser, address: str, name: str
) -> None:
    """The text of a page does not depend on JavaScript, and no control is dead."""
    texts = []
    for enabled in (True, False):
        context = browser.new_context(java_script_enabled=enabled)
        page = context.new_page()
        page.goto(address + name)
        if enabled:  # controls that scripts bring
            remove = "document.querySelector('.record-filter')?.remove()"
            page.evaluate(remove)
        copying = page.locator(".bibtex-copy")
        words = page.locator("main").inner_text()
        texts.append(words.replace("Copy BibTeX", "") if copying.count() else words)
        if not enabled:
            for control in (".site-search", ".theme-switch", ".record-filter"):
                expect(page.locator(control)).to_be_hidden()
        context.close()

    assert texts[0].split() == texts[1].split()
