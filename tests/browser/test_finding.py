"""Finding things in any way: from disk, under the policy, by keyboard, for everybody."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser import broken_rules
from tests.browser.visiting import (
    COAUTHORS,
    DESK,
    NEWS,
    PAPERS,
    PHONE,
    SEARCH,
    noted,
    open_table,
    status_line,
    stops_of,
    text_field,
    unfold,
    visitor,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page, ViewportSize

    from tests.lab import Lab


def _filter(page: Page) -> None:
    """Use a filter in all ways."""
    summary = page.locator(".record-filter summary")
    if not text_field(page).is_visible():
        summary.click()
    text_field(page).press_sequentially("phd")
    page.get_by_role("combobox").first.select_option(index=0)
    page.get_by_role("button", name="Show all").click()
    text_field(page).fill("widgets")
    expect(status_line(page)).to_have_text(re.compile(r"^[1-9]\d* of \d+ shown$"))


def _sort(page: Page) -> None:
    """Use a table in all ways."""
    for _ in range(2):
        for button in page.locator("table").get_by_role("button").all():
            button.click()
    expect(page.locator("th[aria-sort]")).to_have_count(1)


def _search(page: Page) -> None:
    """Use the search in all ways."""
    field = page.get_by_role("searchbox")
    field.press_sequentially("widgets")
    page.keyboard.press("Enter")
    expect(status_line(page)).to_have_text(re.compile(r"^\d+ found$"))
    field.fill("")


USES: Final = {PAPERS: _filter, NEWS: _filter, COAUTHORS: _sort, SEARCH: _search}


@pytest.mark.parametrize("name", USES)
def test_finding_works_from_disk(browser: Browser, lab: Lab, name: str) -> None:
    """Without a server everything works, and nothing goes wrong."""
    with visitor(browser) as page:
        _, faults = noted(page)
        page.goto((lab.outdir / name).as_uri())
        USES[name](page)

    assert faults == []


@pytest.mark.parametrize("name", USES)
def test_finding_asks_for_own_files_only(
    browser: Browser, address: str, lab: Lab, name: str
) -> None:
    """Under the policy of the page nothing is asked for but files of the site."""
    (policy,) = lab.pages[name].cssselect("[http-equiv=Content-Security-Policy]")
    rules = dict(rule.split(" ", 1) for rule in policy.get("content").split("; "))
    assert (rules["default-src"], rules["script-src"]) == ("'none'", "'self'")
    assert (rules["style-src"], rules["connect-src"]) == ("'self'", "'self'")

    with visitor(browser) as page:
        page.add_init_script(
            "document.addEventListener('securitypolicyviolation',"
            " (event) => console.error(`${event.violatedDirective}: ${event.blockedURI}`))"
        )
        requests, faults = noted(page)
        page.goto(address + name)
        USES[name](page)

    assert faults == []
    for url in requests:
        assert url.startswith(address)
        path = unquote(urlsplit(url).path).lstrip("/")
        assert (lab.outdir / path).is_file(), url


@pytest.mark.parametrize(
    "place",
    [f"{PAPERS}?topic=pet&with=code", f"{NEWS}?q=award", f"{SEARCH}?q=widgets"],
)
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_the_focus_is_seen_and_never_trapped(
    browser: Browser, address: str, place: str, viewport: ViewportSize
) -> None:
    """Tab goes through a filtered page to its end and back, and is seen at each stop."""
    with visitor(browser, viewport) as page:
        page.goto(address + place)
        there = stops_of(page, page.locator(".skip-link"), "Tab")
        back = stops_of(page, page.locator("footer a").last, "Shift+Tab")

    assert len(there) > 8
    assert [stop["html"] for stop in [*there, *back] if not stop["seen"]] == []
    assert [s["html"] for s in reversed(back)] == [s["html"] for s in there]


def _nothing(_page: Page) -> None:
    """Look at the page as it comes."""


def _unfold_all(page: Page) -> None:
    """Open form and numbers."""
    unfold(page)
    open_table(page)


def _sort_by_papers(page: Page) -> None:
    """Sort up."""
    for _ in range(2):
        page.get_by_role("button", name="Papers").click()


STATES: Final[dict[str, tuple[str, Callable[[Page], None]]]] = {
    "papers and numbers": (PAPERS, _unfold_all),
    "some papers": (f"{PAPERS}?topic=pet&q=fast", _nothing),
    "no papers": (f"{PAPERS}?q=zzzz", _nothing),
    "news": (NEWS, unfold),
    "some news": (f"{NEWS}?family=people", _nothing),
    "no news": (f"{NEWS}?q=zzzz", _nothing),
    "found": (f"{SEARCH}?q=pet", _nothing),
    "nothing found": (f"{SEARCH}?q=zzzz", _nothing),
    "sorted table": (COAUTHORS, _sort_by_papers),
}


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("state", STATES)
def test_no_state_breaks_a_rule_of_accessibility(
    browser: Browser, address: str, state: str, viewport: ViewportSize
) -> None:
    """No rule of axe (WCAG 2.0 to 2.2, A and AA, and good practice) is broken."""
    place, reach = STATES[state]
    with visitor(browser, viewport) as page:
        page.goto(address + place)
        reach(page)
        assert broken_rules(page) == []


def test_scripts_are_light(lab: Lab) -> None:
    """All own scripts together are 8 kB at most when packed."""
    folder = lab.outdir / "_static"
    paths = [*folder.glob("groupsite*.js"), *folder.glob("site*.js")]
    sizes = [len(gzip.compress(path.read_bytes(), 6)) for path in paths]

    assert len(sizes) >= 6
    assert sum(sizes) <= 8_000
