"""The server of `make live`: files as they are, pages with a script."""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import urlopen

import lxml.html
import pytest

from groupsite.live.serving import Builds, Server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def builds() -> Builds:
    """The builds that pages come from."""
    return Builds()


@pytest.fixture
def server(tmp_path: Path, builds: Builds) -> Iterator[Server]:
    """A server of a few files."""
    (tmp_path / "a").mkdir()
    for name, text in {"index.html": "<p>Home", "a/index.html": "<p>A"}.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "a.css").write_text("p {}")
    with Server(tmp_path, 0, builds) as server:
        yield server
        server.shutdown()


def fetch(server: Server, path: str) -> str:
    """What the server answers."""
    with urlopen(f"{server.address}{path}") as answer:
        assert answer.headers["Cache-Control"] == "no-cache"
        return answer.read().decode()


@pytest.mark.parametrize(
    ("path", "text"),
    [("", "Home"), ("index.html?q=1", "Home"), ("a/", "A"), ("a", "A")],
)
def test_pages_have_the_script(
    server: Server, builds: Builds, path: str, text: str
) -> None:
    """In every form of their address, with the number of their build."""
    page = lxml.html.fromstring(fetch(server, path))

    assert page.xpath("//p")[0].text == text
    (source,) = page.xpath("//script/@src")
    assert source == f"/groupsite-live.js?{builds.number}"
    assert "EventSource" in fetch(server, source.lstrip("/"))


def test_other_files_are_as_they_are(server: Server) -> None:
    """Nothing is added to a style sheet."""
    assert fetch(server, "a.css") == "p {}"


def test_a_page_that_is_not_there_is_that_of_the_site(
    server: Server, tmp_path: Path
) -> None:
    """As hosts do; without one the server says so itself."""
    for text in ("Error response", "Lost"):
        with pytest.raises(HTTPError) as raised:
            fetch(server, "gone.html")
        with raised.value as answer:
            assert answer.code == 404
            assert text in lxml.html.fromstring(answer.read()).text_content()
        (tmp_path / "404.html").write_text("<p>Lost")


def test_a_browser_is_told_of_the_next_build(server: Server, builds: Builds) -> None:
    """One that waits when it ends, and one whose page is older already."""
    number = builds.number
    timer = threading.Timer(0.2, builds.ended)
    timer.start()

    assert fetch(server, f"groupsite-live?{number}") == "data: built\n\n"
    assert fetch(server, f"groupsite-live?{number}") == "data: built\n\n"
    assert not builds.wait_for_other(builds.number, 0)
    timer.join()


def test_a_port_that_is_taken_is_no_matter(server: Server, tmp_path: Path) -> None:
    """The site is at another one."""
    with Server(tmp_path, server.server_port, Builds()) as other:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", other.address)
        assert "Home" in fetch(other, "")
        other.shutdown()
