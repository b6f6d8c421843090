"""Sites, and services on this machine that answer as those of the tests of `online`."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import pytest

from groupsite.cli.main import main
from groupsite.online.client import Machine
from tests.online.conftest import Reply, alone, every_service, server
from tests.online.test_answers import cases, services

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Site
    from tests.online.conftest import Server

__all__ = ["alone", "server"]


@dataclass
class Ended:
    """What a command has printed, and how it has ended."""

    code: int
    out: str
    err: str

    @property
    def result(self) -> dict[str, Any]:
        """What it has told programs."""
        return json.loads(self.out)


class Program:
    """The program with a site, and services that answer as is said."""

    def __init__(self, server: Server, capsys: pytest.CaptureFixture[str]) -> None:
        self.server = server
        self._capsys = capsys

    def __call__(self, command: str, site: Site, *arguments: str) -> Ended:
        """Run a command, with a service for all that it may ask."""
        self._capsys.readouterr()
        code = main([command, "--site", str(site.srcdir), *arguments])
        return Ended(code, *self._capsys.readouterr())

    def answer(self, name: str) -> str:
        """Answer as a case of `tests/online/answers` says; what is pasted there."""
        case = cases()[name]
        for path, answer in services(case)._answers.items():
            is_text = isinstance(answer, str)
            body = answer if is_text else json.dumps(answer)
            kind = "text/xml" if is_text else "application/json"
            # they are there in lower case
            escaped = re.sub("%[a-f0-9]{2}", lambda code: code[0].upper(), path)
            self.server.at(escaped, Reply(body, type=kind))
        return str(case["pasted"])

    def record(self, **fields: Any) -> str:
        """Answer with a record of Crossref; its DOI."""
        record = RECORD | {name.replace("_", "-"): v for name, v in fields.items()}
        doi = record["DOI"]
        self.everywhere(doi, Reply("{}", 404))
        self.server.at(
            f"/ra/{doi}", Reply(json.dumps([{"DOI": doi, "RA": "Crossref"}]))
        )
        path = f"/works/{doi.replace('/', '%2F')}"
        self.server.at(path, Reply(json.dumps({"message": record})))
        return str(doi)

    def everywhere(self, doi: str, reply: Reply) -> None:
        """Answer all questions about a DOI with *reply*."""
        escaped = doi.replace("/", "%2F")
        for path in (f"/ra/{doi}", f"/works/{escaped}", f"/dois/{escaped}", f"/{doi}"):
            self.server.at(path, reply)


#: A record of Crossref.
RECORD: Final[dict[str, Any]] = {
    "DOI": "10.5555/calm.1",
    "type": "journal-article",
    "title": ["Calm waves in MRI"],
    "container-title": ["Journal of Examples"],
    "volume": "7",
    "issue": "2",
    "page": "11-19",
    "author": [
        {"given": "Jane", "family": "Doe"},
        {"given": "Ana", "family": "Rivera"},
    ],
    "issued": {"date-parts": [[2026, 3, 4]]},
}


@pytest.fixture
def program(
    server: Server,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Program:
    """The program, with a cache of its own, on a machine that sleeps in no time."""
    machine = partial(Machine, sleep=lambda _seconds: None)
    monkeypatch.setattr("groupsite.online.client.Machine", machine)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name, url in every_service(server.url).items():
        monkeypatch.setenv(name, url)
    return Program(server, capsys)
