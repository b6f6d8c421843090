"""The site in a real browser, as visitors use it."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser import launch
from tests.conftest import REPOSITORY, Site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

PAGES: Final = (
    "index.html",
    "news/index.html",
    "news/2020.html",
    "research/publications.html",
    "research/stochastic-optimisation.html",
    "group/index.html",
    "group/collaborators.html",
    "group/join.html",
)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the built site is served."""
    site = Site(REPOSITORY)
    site.build_dir = tmp_path_factory.mktemp("served")
    handler = partial(_Quiet, directory=str(site.build().outdir))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests of this module."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A page on a phone."""
    context = browser.new_context(viewport={"width": 375, "height": 667})
    yield context.new_page()
    context.close()


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


def test_the_menu_of_the_phone_opens(phone: Page, address: str) -> None:
    """The one menu button shows the navigation, and it leads to the pages."""
    phone.goto(address)
    link = phone.get_by_role("navigation", name="Main").get_by_role(
        "link", name="Publications"
    )
    expect(link).not_to_be_in_viewport()

    phone.locator(".primary-toggle:visible").click()
    expect(link).to_be_in_viewport()
    link.click()
    expect(phone.locator("article h1")).to_have_text("Publications")


def test_the_bibtex_of_a_paper_is_copied_by_keyboard(phone: Page, address: str) -> None:
    """The button before the file copies the BibTeX and says so."""
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    phone.goto(f"{address}research/papers/ehrhardt2024proximal.html")
    button = phone.get_by_role("button", name="Copy BibTeX")
    button.focus()
    phone.keyboard.press("Enter")

    expect(phone.locator(".bibtex-file [role=status]")).to_have_text("Copied.")
    copied = phone.evaluate("navigator.clipboard.readText()")
    assert copied == phone.locator(".bibtex pre").text_content()
    assert copied.startswith("@article{ehrhardt2024proximal,")


def test_formulas_are_drawn(phone: Page, address: str) -> None:
    """A displayed formula is MathML, taller than a line of text."""
    phone.goto(f"{address}research/stochastic-optimisation.html")
    box = phone.locator(".math-block math").bounding_box()

    assert box is not None
    assert box["height"] > 60


def test_all_of_a_page_is_there_without_scripts(browser: Browser, address: str) -> None:
    """The text of a page does not depend on JavaScript."""
    texts = []
    for enabled in (True, False):
        context = browser.new_context(java_script_enabled=enabled)
        page = context.new_page()
        page.goto(f"{address}news/index.html")
        texts.append(page.locator("article").inner_text())
        context.close()

    assert texts[0] == texts[1]
    assert "Earlier news" in texts[0]
