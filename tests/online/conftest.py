"""A service on this machine, which does whatever services do; no other is reached."""

from __future__ import annotations

import socket
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from groupsite.online.client import Client, Machine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OWN = ("127.0.0.1", "localhost")


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail where anything but this machine is asked, or even looked up."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def connected(self: socket.socket, address: Any) -> None:
        assert self.family == socket.AF_UNIX or address[0] in OWN, address
        connect(self, address)

    def looked_up(host: Any, *args: Any, **options: Any) -> Any:
        assert host in OWN, host
        return look_up(host, *args, **options)

    monkeypatch.setattr(socket.socket, "connect", connected)
    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@dataclass
class Reply:
    """What the service answers once."""

    body: str | bytes = "{}"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    type: str = "application/json"
    #: Bytes that are announced and do not come.
    missing: int = 0
    #: Whether nothing is answered until the client has gone.
    silent: bool = False


@dataclass
class Asked:
    """A request that came in."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]


class Server:
    """A service: what it answers at each path, and what it has been asked."""

    def __init__(self) -> None:
        self.replies: dict[str, list[Reply]] = {}
        self.asked: list[Asked] = []
        self.done = threading.Event()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(
            target=self._http.serve_forever, kwargs={"poll_interval": 0.01}
        )
        self._thread.start()

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self._http.server_port}"

    def at(self, path: str, *replies: Reply) -> None:
        """Answer *replies* at *path*, one after the other; the last one for ever."""
        self.replies[path] = list(replies)

    def close(self) -> None:
        """End it."""
        self.done.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                query = dict(parse_qsl(parts.query))
                server.asked.append(Asked(parts.path, query, dict(self.headers)))
                replies = server.replies.get(parts.path, [])
                if not replies:
                    reply = Reply("Resource not found.", 404, type="text/plain")
                else:
                    reply = replies.pop(0) if len(replies) > 1 else replies[0]
                if reply.silent:
                    server.done.wait(10)
                    return
                body = (
                    reply.body.encode() if isinstance(reply.body, str) else reply.body
                )
                self.send_response(reply.status)
                length = str(len(body) + reply.missing)
                head = {"Content-Type": reply.type, "Content-Length": length}
                for name, value in {**head, **reply.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                """Say nothing."""

        return Handler


@pytest.fixture
def server() -> Iterator[Server]:
    """A service."""
    made = Server()
    yield made
    made.close()


@dataclass
class Clock:
    """A clock that moves only while somebody sleeps."""

    now: float = 1_800_000_000.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        """The time."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Sleep in no time."""
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    """A clock."""
    return Clock()


@pytest.fixture
def client_of(server: Server, clock: Clock) -> Iterator[Callable[..., Client]]:
    """Makes clients for which every service is *server*."""
    made: list[Client] = []

    def make(**options: Any) -> Client:
        environ = options.pop("environ", every_service(server.url))
        machine = Machine(clock, clock.sleep, environ)
        made.append(Client(machine=machine, **options))
        return made[-1]

    yield make
    for client in made:
        client.__exit__()


def every_service(url: str) -> dict[str, str]:
    """The variables that make *url* the address of all services."""
    names = (
        "DOI CROSSREF DATACITE ARXIV OPENALEX PUBMED OPENLIBRARY GOOGLEBOOKS ORCID HAL"
        " BIORXIV DBLP"
    )
    return {f"GROUPSITE_{name}_URL": url for name in names.split()}
