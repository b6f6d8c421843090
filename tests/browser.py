"""A real browser for tests; `tests/setup-browser.sh` installs it."""

from __future__ import annotations

import shutil
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

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
