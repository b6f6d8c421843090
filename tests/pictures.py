"""Makes the pictures of the site out of its name, logo and colours: `make pictures`.

The picture of links to it (`groupsite_image`), icons for what shows no SVG, and the
README's picture. They are kept in the repository: a build needs no browser.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import TYPE_CHECKING, Final

from playwright.sync_api import sync_playwright

import conf
from tests.browser import launch

if TYPE_CHECKING:
    from playwright.sync_api import Browser

REPOSITORY: Final = Path(__file__).parents[1]
STATIC: Final = REPOSITORY / "_static"
#: Size of the picture of links, as https://ogp.me and its readers want it.
WIDTH, HEIGHT = 1200, 630
_CARD: Final = """\
<!DOCTYPE html>
<html data-theme="light">
<link rel="stylesheet" href="{css}">
<style>
  body {{ margin: 0; padding: 0; width: 1200px; height: 630px; display: flex;
    flex-direction: column; justify-content: center; gap: 1.5rem;
    padding-inline: 96px; box-sizing: border-box; position: relative;
    color: var(--site-text); background: var(--site-background); overflow: hidden }}
  .logo {{ position: absolute; right: 0; top: 35px; width: 560px; height: 560px }}
  h1 {{ font: 600 92px/1.08 var(--site-serif); margin: 0; max-width: 600px }}
  p {{ font: 34px/1.35 var(--site-sans); margin: 0; color: var(--site-muted);
    max-width: 560px }}
</style>
<body>{logo}<h1>{name}</h1><p>{group}<br>{parent}</p></body>
"""
_ICON: Final = (
    "<!DOCTYPE html><style>body{{margin:0;background:{background}}}"
    "img{{display:block;box-sizing:border-box;width:{size}px;height:{size}px;"
    'padding:{padding}px}}</style><img src="{source}">'
)


def main() -> None:
    """Draw all pictures."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        _card(browser)
        _icons(browser)
        _screenshot(browser)
        browser.close()


def _card(browser: Browser) -> None:
    """Name, group and logo on the colours of the site."""
    group = conf.groupsite_organization
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    card = STATIC / "card.html"
    logo = (REPOSITORY / "_templates" / "logo.svg").read_text("utf-8")
    card.write_text(
        _CARD.format(
            css="site.css",
            logo=logo,
            name=conf.project,
            group=group["name"],
            parent=group["parent"],
        ),
        "utf-8",
    )
    try:
        page.goto(card.as_uri())
        page.screenshot(path=STATIC / "card.png")
    finally:
        card.unlink()


def _icons(browser: Browser) -> None:
    """For home screens, which want a background, and for ``/favicon.ico``."""
    source = (STATIC / "favicon.svg").as_uri()
    shots = {}
    # beside what it draws: pages of other folders may not
    file = STATIC / "icon.html"
    for size, padding, background in ((180, 20, "#fdfcf9"), (32, 0, "transparent")):
        page = browser.new_page(viewport={"width": size, "height": size})
        file.write_text(
            _ICON.format(
                background=background, size=size, padding=padding, source=source
            )
        )
        try:
            page.goto(file.as_uri())
            shots[size] = page.screenshot(omit_background=True)
        finally:
            file.unlink()
    (STATIC / "icon-180.png").write_bytes(shots[180])
    # ICO: one picture of 32 by 32 pixels, which may be a PNG since 2006
    head = struct.pack("<3H4B2H2I", 0, 1, 1, 32, 32, 0, 0, 1, 32, len(shots[32]), 22)
    (REPOSITORY / "files" / "favicon.ico").write_bytes(head + shots[32])


def _screenshot(browser: Browser) -> None:
    """The home page as a visitor sees it on a laptop, if it is built."""
    home = REPOSITORY / "_build" / "html" / "index.html"
    if home.is_file():
        page = browser.new_page(viewport={"width": 1120, "height": 760})
        page.goto(home.as_uri())
        page.screenshot(path=REPOSITORY / ".github" / "screenshot.png")


if __name__ == "__main__":
    main()
