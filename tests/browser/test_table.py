"""The table of co-authors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import expect

from groupsite.model.text import fold
from tests.browser.visiting import COAUTHORS, FINGER, FOCUS, go_to, overflow, visitor

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


COLUMNS: Final = ("Name", "Place", "Papers", "First", "Last")


def _column(page: Page, column: int) -> list[str]:
    cells = page.locator(f"table.sortable tbody td:nth-child({column + 1})")
    return [text.strip() for text in cells.all_inner_texts()]


@pytest.mark.parametrize("column", range(len(COLUMNS)), ids=COLUMNS)
def test_a_table_is_sorted_by_each_column(
    desk: Page, address: str, column: int
) -> None:
    """A key sorts by a column, once more the other way round; it says which way."""
    desk.goto(address + COAUTHORS)
    before = _column(desk, column)
    numeric = COLUMNS[column] not in ("Name", "Place")
    expected = sorted(before, key=int) if numeric else sorted(before, key=fold)
    header = desk.get_by_role("columnheader", name=COLUMNS[column])
    assert expected != before
    assert header.get_attribute("aria-sort") is None

    go_to(desk, header.get_by_role("button"))
    assert desk.evaluate(FOCUS)["seen"]
    ways = set()
    for key in ("Enter", "Space", "Enter"):
        desk.keyboard.press(key)
        way = header.get_attribute("aria-sort")
        found = _column(desk, column)
        assert found == (expected if way == "ascending" else expected[::-1]), way
        ways.add(way)
        expect(header.get_by_role("button")).to_be_focused()
    assert ways == {"ascending", "descending"}
    expect(desk.locator("[aria-sort]")).to_have_count(1)


def test_a_sorted_table_keeps_its_rows(desk: Page, address: str) -> None:
    """Sorting moves whole rows and loses none; another column takes over."""
    desk.goto(address + COAUTHORS)
    rows = desk.locator("table.sortable tbody tr")
    before = rows.all_inner_texts()
    for name in COLUMNS:
        desk.locator("table").get_by_role("button", name=name).click()
        expect(desk.locator("[aria-sort]")).to_have_count(1)
        expect(desk.locator("[aria-sort]")).to_have_text(name)

    assert sorted(rows.all_inner_texts()) == sorted(before)


def test_the_arrow_is_for_the_eye_only(desk: Page, address: str) -> None:
    """The name of a heading stays; the order is said by `aria-sort`."""
    desk.goto(address + COAUTHORS)
    button = desk.locator("table").get_by_role("button", name="Papers")
    button.click()

    expect(button).to_have_accessible_name("Papers", timeout=1000)


@pytest.mark.parametrize("width", [320, 375])
def test_a_sorted_table_fits_a_phone(
    browser: Browser, address: str, width: int
) -> None:
    """The table is not wider than a phone, whichever column has the arrow."""
    with visitor(browser, {"width": width, "height": 667}) as page:
        page.goto(address + COAUTHORS)
        for name in COLUMNS:
            button = page.locator("table").get_by_role("button", name=name)
            button.click()
            box = button.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= FINGER
            assert overflow(page) == 0, name


def test_without_scripts_the_table_has_no_buttons(
    scriptless: Page, address: str
) -> None:
    """Without scripts the headings are words, and the most papers come first."""
    scriptless.goto(address + COAUTHORS)
    counts = list(map(int, _column(scriptless, 2)))

    expect(scriptless.locator("main button")).to_have_count(0)
    assert scriptless.locator("thead th").all_inner_texts() == [*COLUMNS]
    assert counts == sorted(counts, reverse=True)
