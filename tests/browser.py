"""A real browser for tests; `tests/setup-browser.sh` installs it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

_NAMES: Final = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
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
