"""Builds a site twice: here and now, and as differently as somebody else might."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

#: Builds at a certain time, in folders that list their files in a certain order.
_BUILD: Final = """
import datetime, os, sys, time_machine
from sphinx.cmd.build import main

now, backwards = sys.argv[1], sys.argv[2] == "backwards"
listed = os.listdir
os.listdir = lambda path=".": sorted(listed(path), reverse=backwards)
with time_machine.travel(datetime.datetime.fromisoformat(now)):
    sys.exit(main(sys.argv[3:]))
"""
_STRICT: Final = ("-q", "-n")


@dataclass(frozen=True)
class Place:
    """Where, when and how somebody builds the site."""

    folder: str
    now: str
    umask: int
    order: str
    environment: dict[str, str]
    options: tuple[str, ...] = ()


PLACES: Final = (
    Place(
        "here",
        "2026-02-28T23:59:30+00:00",
        0o022,
        "forwards",
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8", "HOME": "/root"},
    ),
    Place(
        "an other place ü",
        "2031-12-31T11:00:00+00:00",
        0o077,
        "backwards",
        # 14 hours ahead: another year there; no encoding but ASCII
        {
            "PYTHONHASHSEED": "4242",
            "TZ": "Pacific/Kiritimati",
            "LC_ALL": "C",
            "LANG": "de_DE.UTF-8",
            "LANGUAGE": "de",
            "HOME": "/nowhere",
            "COLUMNS": "40",
        },
        ("-j", "3"),
    ),
)


def _no_sources(folder: str, names: list[str]) -> list[str]:
    """What belongs to a working copy and not to the sources of a site."""
    code = {"tests", "groupsite", "node_modules"} if "conf.py" in names else set()
    return [
        name
        for name in names
        if name in code or name.startswith((".", "_build")) or name == "__pycache__"
    ]


def _start(place: Place, site: Path, root: Path) -> subprocess.Popen[str]:
    """Begin to build a copy of the sources."""
    source = root / place.folder / "source"
    shutil.copytree(site, source, ignore=_no_sources)
    keep = {"PATH": os.environ["PATH"], "PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-c", _BUILD, place.now, place.order, *_STRICT]
    return subprocess.Popen(
        [*command, "-b", "html", "-d", "../doctrees", *place.options, ".", "../out"],
        cwd=source,
        env=keep | place.environment,
        umask=place.umask,
        stderr=subprocess.PIPE,
        text=True,
    )


def build(site: Path, root: Path) -> None:
    """Build *site* in both places below *root*; errors, if any, go to ``messages``."""
    building = [_start(place, site, root) for place in PLACES]
    for place, process in zip(PLACES, building, strict=True):
        said = process.communicate()[1]
        source = f"{root / place.folder / 'source'}{os.sep}"
        text = (said.replace(source, "") or "failed\n") if process.returncode else ""
        (root / place.folder / "messages").write_text(text, "utf-8")
