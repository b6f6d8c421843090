"""A web server for one author, whose pages reload when the site has been built.

The script of it is a file of the server and asks the server alone, so the policy of
pages (`groupsite.output.policy`) lets it in as it is: what an author sees is what will be
published.
"""

from __future__ import annotations

import threading
import time
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final
from urllib.parse import urlsplit

_SCRIPT: Final = "/groupsite-live.js"
_EVENTS: Final = "/groupsite-live"
#: Seconds after which a browser that has left is noticed.
_HEARTBEAT: Final = 10

#: Asks to be told when the build that the page comes from is not the last one any more.
#: Only while the page is seen: browsers keep six connections to a host, for all tabs.
_CODE: Final = f"""\
const build = new URL(document.currentScript.src).search;
let events;
function listen() {{
  events?.close();
  if (document.hidden) return;
  events = new EventSource("{_EVENTS}" + build);
  events.onmessage = () => {{ events.close(); location.reload(); }};
}}
document.addEventListener("visibilitychange", listen);
listen();
"""


class Builds:
    """The number of the build that pages come from; others wait for the next one."""

    def __init__(self) -> None:
        # of pages that an earlier server has left in a browser, none has this number
        self._number = time.time_ns()
        self._changed = threading.Condition()

    @property
    def number(self) -> str:
        """The number of the last build."""
        return str(self._number)

    def ended(self) -> None:
        """Count one more, and tell all who wait."""
        with self._changed:
            self._number += 1
            self._changed.notify_all()

    def wait_for_other(self, number: str, seconds: float) -> bool:
        """Wait until the last build is another one than *number*; whether it is now."""
        with self._changed:
            return self._changed.wait_for(lambda: self.number != number, seconds)


class Server(ThreadingHTTPServer):
    """Serves a folder to browsers of this machine."""

    daemon_threads = True

    def __init__(self, folder: Path, port: int, builds: Builds) -> None:
        """Serve at *port*, or at any free one where that is taken."""
        handler = partial(_Handler, builds=builds, directory=str(folder))
        try:
            super().__init__(("127.0.0.1", port), handler)
        except OSError:
            super().__init__(("127.0.0.1", 0), handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        """Where the first page is."""
        return f"http://127.0.0.1:{self.server_port}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that leaves early."""


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *args: object, builds: Builds, directory: str) -> None:
        self._builds = builds
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.path == _EVENTS:
            self._tell(parts.query)
        else:
            super().do_GET()

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Begin to answer; pages get our script."""
        path = urlsplit(self.path).path
        if path == _SCRIPT:
            return self._answer(_CODE.encode(), "text/javascript")
        file = Path(self.translate_path(self.path))
        if path.endswith("/"):
            file /= "index.html"
        if file.suffix != ".html":
            return super().send_head()
        status = HTTPStatus.OK
        if not file.is_file():
            status, file = HTTPStatus.NOT_FOUND, Path(self.directory, "404.html")
        if not file.is_file():
            return super().send_head()
        script = f'<script src="{_SCRIPT}?{self._builds.number}"></script>'
        page = file.read_bytes() + script.encode()
        return self._answer(page, "text/html; charset=utf-8", status)

    def _answer(
        self, content: bytes, media_type: str, status: HTTPStatus = HTTPStatus.OK
    ) -> BytesIO:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return BytesIO(content)

    def end_headers(self) -> None:
        """End them; a browser asks each time whether it has the newest file."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def _tell(self, number: str) -> None:
        """Answer as soon as another build than *number* has ended."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        while not self._builds.wait_for_other(number, _HEARTBEAT):
            self.wfile.write(b":\n\n")  # fails where nobody listens any more
        self.wfile.write(b"data: built\n\n")

    def log_message(self, *args: object) -> None:
        """Say nothing: the terminal is for the messages of builds."""
