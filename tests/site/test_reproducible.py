"""The same sources make the same site, whoever builds it, where and when."""

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
#: What belongs to the working copy and not to the sources.
_NOT_SOURCES: Final = shutil.ignore_patterns(
    ".git", ".venv*", "_build", ".*_cache", ".hypothesis", "__pycache__", "node_modules"
)


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


def _start(place: Place, root: Path) -> subprocess.Popen[str]:
    """Begin to build a copy of the sources."""
    source = root / place.folder / "source"
    shutil.copytree(REPOSITORY, source, ignore=_NOT_SOURCES)
    for made in ("research/papers", "group/people"):
        shutil.rmtree(source / made, ignore_errors=True)
    keep = {"PATH": os.environ["PATH"], "SITE_BASEURL": "https://example.org/group/"}
    command = [sys.executable, "-c", _BUILD, place.now, place.order]
    options = ["-q", "-W", "-b", "html", "-d", "../doctrees", *place.options]
    return subprocess.Popen(
        [*command, *options, ".", "../out"],
        cwd=source,
        env=keep | place.environment,
        umask=place.umask,
        stderr=subprocess.PIPE,
        text=True,
    )


def _files(folder: Path) -> dict[str, bytes]:
    """The content of all files of the output."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_site_is_the_same_everywhere(tmp_path: Path) -> None:
    """Folder, time zone, locale, hash seed, clock and umask leave no trace."""
    building = [_start(place, tmp_path) for place in PLACES]
    said = [process.communicate()[1] for process in building]
    assert said == ["", ""]
    here, there = (_files(tmp_path / place.folder / "out") for place in PLACES)

    assert len(here) > 100
    assert [n for n in here.keys() | there.keys() if here.get(n) != there.get(n)] == []
