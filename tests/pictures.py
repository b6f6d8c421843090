"""Makes the README's picture of the built site: `make html`, then this."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import launch

REPOSITORY = Path(__file__).parents[1]


def main() -> None:
    """Take the home page as a visitor sees it on a laptop."""
    page_file = REPOSITORY / "_build" / "html" / "index.html"
    if not page_file.is_file():
        sys.exit("build the site first: make html")
    with sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page(viewport={"width": 1120, "height": 760})
        page.goto(page_file.as_uri())
        page.screenshot(path=REPOSITORY / ".github" / "screenshot.png")
        browser.close()


if __name__ == "__main__":
    main()
