"""Galleries: a picture opens in large, with keys and without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

PICTURES: Final = "group/pictures.html"


def test_a_picture_opens_above_the_page(desk: Page, address: str) -> None:
    """Arrows lead on, Escape leads back to the picture that was shown last."""
    desk.goto(address + PICTURES)
    links = desk.locator(".gallery figure > a")
    links.nth(0).focus()
    desk.keyboard.press("Enter")
    dialog = desk.get_by_role("dialog")
    expect(dialog.get_by_role("img", name="Blue dots")).to_be_visible()
    expect(dialog).to_contain_text("The party of 2025, with Jane Doe")
    loaded = "img => img.decode().then(() => img.naturalWidth)"
    assert dialog.get_by_role("img").evaluate(loaded) == 1200

    desk.keyboard.press("ArrowRight")
    expect(dialog.get_by_role("img", name="Brown dots")).to_be_visible()
    dialog.get_by_role("button", name="Previous picture").click()
    dialog.get_by_role("button", name="Previous picture").click()
    expect(dialog.get_by_role("img", name="A curve")).to_be_visible()
    desk.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(links.nth(2)).to_be_focused()


def test_a_picture_fits_on_a_phone(phone: Page, address: str) -> None:
    """With its controls, none of which is over another one."""
    phone.goto(address + PICTURES)
    phone.locator(".gallery figure > a").nth(0).click()
    dialog = phone.get_by_role("dialog")
    width = phone.evaluate("innerWidth")
    boxes = [
        box
        for button in dialog.get_by_role("button").all()
        if (box := button.bounding_box())
    ]
    image = dialog.get_by_role("img").bounding_box()
    assert image is not None
    assert len(boxes) == 3
    for box in boxes:
        assert min(box["width"], box["height"]) >= 24
        assert 0 <= box["x"] <= width - box["width"]
        below = box["y"] >= image["y"] + image["height"]
        above = box["y"] + box["height"] <= image["y"] + 1
        assert below or above


def test_a_picture_is_a_link_without_scripts(scriptless: Page, address: str) -> None:
    """To its large copy."""
    scriptless.goto(address + PICTURES)
    scriptless.locator(".gallery figure > a").nth(0).click()
    scriptless.wait_for_url("**/_images/party-1-full-*.jpg")
