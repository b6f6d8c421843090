"""Asks whether a package that is pinned has a known vulnerability: ``make audit``.

pip-audit looks the packages up in the advisories of the Python Packaging Authority. Where
those cannot be asked (no network, a mirror without them) the audit is skipped with a
message, but not in continuous integration: there, a check that did not happen has failed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

_PINNED: Final = ("requirements.txt", "requirements-dev.txt")


def vulnerabilities(report: dict[str, Any]) -> list[str]:
    """A line for each vulnerability in a report of pip-audit (``--format json``)."""
    return [
        f"{package['name']} {package['version']}: {found['id']}"
        + (f", fixed in {', '.join(fixed)}" if (fixed := found["fix_versions"]) else "")
        for package in report["dependencies"]
        for found in package.get("vulns", ())
    ]


def unasked(report: dict[str, Any]) -> list[str]:
    """The names of the packages of which nothing could be learned."""
    packages = report["dependencies"]
    return [package["name"] for package in packages if "skip_reason" in package]


def audit(names: tuple[str, ...]) -> tuple[dict[str, Any] | None, str]:
    """The report on the packages pinned in the files *names*, or why there is none."""
    uv = str(Path(sys.executable).with_name("uv"))
    files = [argument for name in names for argument in ("-r", name)]
    # pinned with hashes: nothing has to be resolved, downloaded or installed
    command = [
        uv,
        "tool",
        "run",
        "-q",
        "pip-audit",
        "--disable-pip",
        "--require-hashes",
    ]
    done = subprocess.run(
        [*command, *files, "--format", "json"],
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        return json.loads(done.stdout), ""
    except ValueError:
        return None, (done.stderr.strip().splitlines() or ["no answer"])[-1]


def main(names: tuple[str, ...] = _PINNED, *, must: bool) -> int:
    """Print what is known; 1 if that is bad, or if it *must* be known and is not."""
    report, why = audit(names)
    if report is None:
        sys.stdout.write(f"The audit was skipped: {why}\n")
        return int(must)
    bad, skipped = vulnerabilities(report), unasked(report)
    for line in bad:
        sys.stdout.write(f"{line}: `make lock` takes newer packages\n")
    asked = len(report["dependencies"]) - len(skipped)
    sys.stdout.write(f"{asked} packages were audited, {len(bad)} problems found.\n")
    if skipped:
        sys.stdout.write(f"Skipped, since nothing is known: {', '.join(skipped)}\n")
    return int(bool(bad) or (must and not asked))


if __name__ == "__main__":
    sys.exit(main(must=bool(os.environ.get("CI"))))
