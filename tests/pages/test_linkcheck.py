"""`make linkcheck`: what hosts answer, by the line where an address is written."""

from __future__ import annotations

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pytest

    from tests.conftest import Site

BASE: Final = "https://jane.example.org/"
#: Seconds for which the slow page keeps a browser waiting.
_SLOW: Final = 3


class _Host(BaseHTTPRequestHandler):
    """Answers with the number that the path begins with."""

    def do_GET(self) -> None:
        number = self.path.split("/")[1]
        if number == "slow":
            time.sleep(_SLOW)
        self.send_response(int(number) if number.isdecimal() else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, *args: object) -> None:
        """Say nothing of those who wait no more."""


@contextmanager
def host() -> Iterator[str]:
    """The address of a host on this machine."""
    with _Server(("127.0.0.1", 0), _Host) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def linkcheck(
    site: Site, capsys: pytest.CaptureFixture[str], seconds: int = 60
) -> dict[str, list[str]]:
    """What is printed: title → lines below it; a title alone has its count."""
    config = {"html_baseurl": BASE, "groupsite_linkcheck_seconds": seconds}
    site.build("linkcheck", config=config)
    said: dict[str, list[str]] = {}
    title = ""
    for line in capsys.readouterr().out.splitlines():
        if line.startswith("  "):
            said[title].append(line.strip())
        else:
            title = line
            said[title] = []
    return said


def make(make_site: Callable[..., Site], address: str, links: str = "") -> Site:
    """A site without links but those given, with two of a paper and one of a talk."""
    bib = (
        "@article{one, author = {Jane Doe}, title = {One}, journal = {J}, year = 2024,\n"
        f"  code = {{{address}/404/code}},\n  website = {{{address}/200/x}}}}\n"
    )
    talks = (
        "- id: a\n  date: 2024-01\n  title: A\n  event: B\n  people: doe-jane\n"
        f"  links:\n    video: {address}/403/a\n"
    )
    page = f"---\norphan: true\n---\n# P\n\n{links}\n\n:::{{talks}}\n:::\n"
    files = {
        "publications.bib": bib,
        "research/talks.yml": talks,
        # without an address elsewhere: tests ask nobody but themselves
        "people.yml": "- id: doe-jane\n  name: Jane Doe\n",
        "news.md": "# News\n",
        "page.md": page,
    }
    return make_site(files=files)


def test_answers_stand_by_the_line_of_their_source(
    make_site: Callable[..., Site], capsys: pytest.CaptureFixture[str]
) -> None:
    """The .bib, the .yml and the page; who refuses robots is not broken."""
    with host() as address:
        links = f"[a]({address}/429/a) [b]({address}/500/b) [c]({address}/999/c)"
        site = make(make_site, address, links)
        said = linkcheck(site, capsys)

    assert said["work: 1"] == []
    refused = said["refuse robots: look yourself: 3"]
    assert [line.split(": ")[:3] for line in refused] == [
        ["page.md:6", f"{address}/429/a", "429 Client Error"],
        ["page.md:6", f"{address}/999/c", "999"],
        ["research/talks.yml:7", f"{address}/403/a", "403 Client Error"],
    ]
    assert [line.split(": ")[:2] for line in said["broken: 2"]] == [
        ["page.md:6", f"{address}/500/b"],
        ["publications.bib:2", f"{address}/404/code"],
    ]
    output = site.build_dir.rglob("output.json")
    notes = [
        json.loads(line) for path in output for line in path.read_text().splitlines()
    ]
    assert ("publications.bib", 2, "broken") in {
        (note["filename"], note["lineno"], note["status"]) for note in notes
    }


def test_own_files_are_looked_for_in_the_build(
    make_site: Callable[..., Site], capsys: pytest.CaptureFixture[str]
) -> None:
    """The web is not asked for them: the site may not be published yet."""
    with host() as address:
        links = f"[a]({BASE}news.html) [b]({BASE}gone.pdf)"
        said = linkcheck(make(make_site, address, links), capsys)

    assert said["are of this site, and not in this build: 1"] == [
        f"page.md:6: {BASE}gone.pdf"
    ]


def test_it_ends_in_time(
    make_site: Callable[..., Site], capsys: pytest.CaptureFixture[str]
) -> None:
    """Who has not answered until then is named, and nothing is called broken."""
    with host() as address:
        site = make(make_site, address, f"[a]({address}/slow/a)")
        said = linkcheck(site, capsys, seconds=1)

    assert (
        f"page.md:6: {address}/slow/a"
        in said["not asked any more, the time was over: 1"]
    )
