"""A real browser for tests; `tests/setup-browser.sh` installs it."""

from __future__ import annotations

import shutil
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Playwright

_NAMES: Final = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
#: What axe looks at: WCAG 2.0 to 2.2, A and AA, and good practice.
_RULES: Final = (
    *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"),
    "best-practice",
)
#: What may change in the dark.
_COLOURS: Final = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
_MAC: Final = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def find_browser() -> str:
    """Path of the browser of this machine.

    :raises RuntimeError: if there is none.
    """
    found = next(filter(None, map(shutil.which, _NAMES)), "")
    if not found and _MAC.is_file():
        found = str(_MAC)
    if not found:
        raise RuntimeError("there is no Chromium; run: sh tests/setup-browser.sh")
    return found


def launch(playwright: Playwright) -> Browser:
    """A browser without a window that asks for nothing but the pages of the test."""
    return playwright.chromium.launch(
        executable_path=find_browser(),
        # no sandbox: tests may run as root in a container
        args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    )


class _Server(ThreadingHTTPServer):
    def handle_error(self, *args: object) -> None:
        """Say nothing of a browser that leaves early."""


class Host(SimpleHTTPRequestHandler):
    """Gives out the files of a folder without a word."""

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path, host: type[Host] = Host) -> Iterator[str]:
    """The address at which *folder* is served meanwhile."""
    handler = partial(host, directory=str(folder))
    with _Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def broken_rules(page: Page) -> list[tuple[str, str]]:
    """The rules of accessibility that *page* breaks, each with an element.

    Looked at in the light; then, in the dark, at what may be another there.
    """
    # or colours would be looked at while they fade
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    light = _broken(page, _RULES)
    page.emulate_media(color_scheme="dark")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    return [*light, *_broken(page, _COLOURS)]


def _broken(page: Page, rules: Any) -> list[tuple[str, str]]:
    # to list what is right takes longer than to look at it
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [(rule["id"], node["html"]) for rule in found for node in rule["nodes"]]
