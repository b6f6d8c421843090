"""Years as bars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import (
    FINGER,
    PAPERS,
    PHONE,
    open_table,
    papers_with,
    visitor,
    years_of,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.lab import Lab


def test_each_bar_leads_to_its_year(desk: Page, address: str) -> None:
    """A bar says a year and a number, and leads to the heading that says the same."""
    desk.goto(address + PAPERS)
    bars = desk.locator(".year-chart svg").get_by_role("link")
    assert bars.count() > 10
    for bar in bars.all():
        bar.click()
        node_id = urlsplit(desk.url).fragment
        year, number = (bar.get_attribute("aria-label") or "").split(": ")
        _heading = desk.locator(f"#{node_id} > h2")
        expect(_heading).to_be_in_viewport()
        expect(_heading).to_have_text(f"{year} ({number})")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_focus_is_seen_on_each_bar(
    browser: Browser, address: str, theme: Any
) -> None:
    """A bar looks different while it has the focus."""
    with visitor(browser) as page:
        page.emulate_media(color_scheme=theme)
        page.goto(address + PAPERS)
        figure = page.locator(".year-chart svg")
        figure.scroll_into_view_if_needed()
        bars = figure.get_by_role("link").all()
        boxes = [bar.bounding_box() for bar in bars]
        before = [page.screenshot(clip=box) for box in boxes if box]
        page.locator(".year-chart summary").focus()
        looks = {}
        for number, box in reversed([*enumerate(boxes)]):
            page.keyboard.press("Shift+Tab")
            expect(bars[number]).to_be_focused()
            assert box is not None
            looks[number] = page.screenshot(clip=box)

    assert len(looks) == len(before) > 10
    assert [n for n, look in looks.items() if look == before[n]] == []


def test_bars_are_wide_enough_for_fingers(phone: Page, address: str) -> None:
    """On a phone each bar can be hit, and all of them are on the screen."""
    phone.goto(address + PAPERS)
    boxes = [bar.bounding_box() for bar in phone.locator(".year-chart svg a").all()]

    assert len(boxes) > 10
    for box in boxes:
        assert box is not None
        assert min(box["width"], box["height"]) >= FINGER
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]


def test_the_numbers_of_the_chart_add_up(desk: Page, address: str, lab: Lab) -> None:
    """The table has the number of papers of each year, type by type."""
    desk.goto(address + PAPERS)
    open_table(desk)
    rows = desk.locator(".year-chart tr").all()
    cells = [row.locator("th, td").all_inner_texts() for row in rows[1:]]

    assert [f"{row[0]} ({row[-1]})" for row in cells] == years_of(lab, papers_with(lab))
    assert all(sum(map(int, row[1:-1])) == int(row[-1]) for row in cells)
