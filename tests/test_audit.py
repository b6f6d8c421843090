"""The audit of packages says what is known, and is never green for knowing nothing."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.audit import main, unasked, vulnerabilities

if TYPE_CHECKING:
    from collections.abc import Mapping

GOOD: Final = {"name": "good", "version": "1.0", "vulns": []}
BAD: Final = {
    "name": "bad",
    "version": "2.0",
    "vulns": [
        {"id": "PYSEC-2026-1", "fix_versions": ["2.1", "3.0"]},
        {"id": "PYSEC-2026-2", "fix_versions": []},
    ],
}
UNKNOWN: Final = {"name": "own", "skip_reason": "not found"}


def report(*packages: Mapping[str, Any]) -> dict[str, Any]:
    """What pip-audit says of *packages*."""
    return {"dependencies": list(packages), "fixes": []}


def test_vulnerabilities_are_named_with_their_cure() -> None:
    """A line has the package, the number to look up, and the versions to take."""
    assert vulnerabilities(report(GOOD, BAD, UNKNOWN)) == [
        "bad 2.0: PYSEC-2026-1, fixed in 2.1, 3.0",
        "bad 2.0: PYSEC-2026-2",
    ]
    assert unasked(report(GOOD, BAD, UNKNOWN)) == ["own"]


@pytest.mark.parametrize("must", [False, True])
@pytest.mark.parametrize(
    ("answer", "status", "strict"),
    [
        (json.dumps(report(GOOD)), 0, 0),
        (json.dumps(report(GOOD, UNKNOWN)), 0, 0),
        (json.dumps(report(GOOD, BAD)), 1, 1),
        (json.dumps(report(UNKNOWN)), 0, 1),
        ("", 0, 1),
    ],
    ids=["good", "partly known", "bad", "unknown", "offline"],
)
def test_only_what_is_known_is_green(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    answer: str,
    status: int,
    strict: int,
    must: bool,
) -> None:
    """Offline it is skipped with a message; where it has to happen that has failed."""

    def run(*_: object, **__: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess([], 1, answer, "warning\nno network\n")

    monkeypatch.setattr(subprocess, "run", run)

    assert main(must=must) == (strict if must else status)
    said = capsys.readouterr().out
    assert (said == "The audit was skipped: no network\n") == (not answer)
    assert ("Skipped, since nothing is known: own" in said) == ("own" in answer)
