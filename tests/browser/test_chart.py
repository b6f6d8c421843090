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


def test_bars_follow_the_filters(desk: Page, address: str) -> None:
    """Bars, sums and table count what is shown, and all of it again afterwards."""

    def state() -> tuple[dict[str, str], list[float], list[str]]:
        bars = desk.locator(".year-chart svg a:visible").all()
        labels = [bar.get_attribute("aria-label") or "" for bar in bars]
        heights = [
            float(piece.get_attribute("height") or 0)
            for piece in desk.locator(".year-chart svg a:visible [data-value]").all()
        ]
        cells = desk.locator(".year-chart td:last-child").all_inner_texts()
        counts = dict(label.split(": ") for label in labels)
        return counts, heights, cells

    desk.goto(address + PAPERS)
    open_table(desk)
    before = state()
    desk.get_by_label("Topic").select_option("pet")
    shown = desk.locator(".paper:visible")
    years = list(shown.evaluate_all("e => e.map(n => n.dataset.year)"))
    counts, heights, cells = state()

    assert counts == {year: str(years.count(year)) for year in set(years)}
    assert sum(heights) < sum(before[1])
    assert sum(map(int, cells)) == len(years) < sum(map(int, before[2]))
    for bar in desk.locator(".year-chart svg a:visible").all():
        label = bar.get_attribute("aria-label") or ""
        assert bar.locator("text").inner_html() == label.partition(": ")[2]

    desk.get_by_role("button", name="Show all").click()
    after = state()
    assert (after[0], after[2]) == (before[0], before[2])
    assert after[1] == [pytest.approx(height, abs=0.06) for height in before[1]]


@pytest.mark.parametrize("width", [320, 375, 768, 1280, 1920])
def test_names_of_bars_do_not_touch(browser: Browser, address: str, width: int) -> None:
    """At any width, what is written in a line has room between it, and nothing overflows."""
    with visitor(browser, {"width": width, "height": 800}) as page:
        page.goto(address + PAPERS)
        boxes = [
            box
            for name in page.locator(".year-chart svg > g text:visible").all()
            if (box := name.bounding_box())
        ]
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")

    assert len(boxes) > 3
    ends = [box["x"] + box["width"] for box in boxes]
    gaps = [after["x"] - end for end, after in zip(ends, boxes[1:], strict=False)]
    assert min(gaps) >= 2
    assert not wide


def test_the_rest_of_a_member_is_a_filtered_list(desk: Page, address: str) -> None:
    """A page shows a few papers; the link shows all of them, and nobody else's."""
    desk.goto(f"{address}group/people/doe-jane.html")
    words = desk.get_by_role("heading", name="Publications (").inner_text()
    link = desk.locator("#publications .record-rest a")
    count = int(words.strip(")").partition("(")[2])
    assert desk.locator("#publications .paper").count() < count
    link.click()

    expect(desk.get_by_label("Author")).to_have_value("doe-jane")
    expect(desk.locator(".paper:visible")).to_have_count(count)
