"""When the lines of a file were last changed, as git knows.

A page says when it has changed (``lastmod`` of the sitemap) and search engines believe
it as long as it is true. Times of files are those of a checkout; git knows each line's.
Where it does not (no repository, a shallow clone, changes that are not committed)
nothing is said.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
import subprocess
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from groupsite.build.manifest import write_if_changed

if TYPE_CHECKING:
    from pathlib import Path

#: A line of ``git blame --porcelain`` that begins a line of the file.
_LINE: Final = re.compile(r"([0-9a-f]{40,64}) \d+ \d+( \d+)?")
#: Longest time in seconds that a question to git may take.
_PATIENCE: Final = 30


class History:
    """The history of the repository in which a folder lies, if it lies in one."""

    def __init__(self, folder: Path, cache: Path) -> None:
        """Ask for the newest commit, and read what is known of it.

        :param cache: where answers are kept for the next build.
        """
        self._folder = folder
        self._cache = cache
        asked = ("HEAD", "--is-shallow-repository", "--show-prefix")
        head, shallow, prefix, *_ = [
            *_git(folder, "rev-parse", *asked).split("\n"),
            "",
            "",
        ]
        self._shallow = shallow == "true"
        #: The folder within its repository, ending in a slash.
        self._prefix = prefix
        #: What answers hold for; empty where there is no history.
        self._state = f"{head} {shallow}" if prefix or shallow else ""
        self._known = _read(cache, self._state)
        #: Answers of this build.
        self._lines: dict[str, list[str]] = {}

    def lines(self, path: str) -> list[str]:
        """The day (``YYYY-MM-DD``, UTC) of each line's last change; empty if unknown.

        :param path: relative to the folder.
        """
        if path not in self._lines:
            self._lines[path] = self._ask(path)
        return self._lines[path]

    def file(self, path: str) -> str:
        """The day of the last change of a whole file; empty if unknown.

        Lines that are gone count as well.
        """
        return "" if path in self._dirty else self._files.get(path, "")

    def save(self) -> None:
        """Keep the answers for the next build."""
        if self._state:
            content = {"state": self._state, **self._known}
            write_if_changed(self._cache, json.dumps(content).encode())

    def _ask(self, path: str) -> list[str]:
        file = self._folder / path
        if not self._state or not file.is_file():
            return []
        digest = hashlib.blake2b(file.read_bytes(), digest_size=8).hexdigest()
        known = self._known["lines"].get(path)
        if known is None or known["digest"] != digest:
            blame = _git(self._folder, "blame", "--porcelain", "--", path)
            known = {"digest": digest, "days": _days(blame, shallow=self._shallow)}
            if blame:  # git may have had no time to answer
                self._known["lines"][path] = known
        return list(known["days"])

    @cached_property
    def _files(self) -> dict[str, str]:
        """File → the day of the commit that has changed it last."""
        if self._state and not self._known["files"]:
            log = ("log", "--relative", "--name-only", "-z", "--format=%x01%ct %p%x00")
            files: dict[str, str] = {}
            for commit in _git(self._folder, *log).split("\1")[1:]:
                head, *names = commit.split("\0")
                time, *parents = head.split()
                # the oldest commits of a shallow clone stand for all before them
                known = parents or not self._shallow
                for name in filter(None, (name.strip("\n") for name in names)):
                    files.setdefault(name, _day(time) if known else "")
            self._known["files"] = files
        return dict(self._known["files"])

    @cached_property
    def _dirty(self) -> set[str]:
        """Files with changes that are not committed."""
        said = _git(self._folder, "status", "--porcelain", "-z", "--no-renames", ".")
        paths = (line[3:] for line in said.split("\0"))
        return {path.removeprefix(self._prefix) for path in paths if path}


def _days(porcelain: str, *, shallow: bool) -> list[str]:
    """The day of each line; an empty text for a line that is not committed yet.

    :param shallow: whether the oldest commits only stand for what came before them.
    """
    days: dict[str, str] = {}
    lines: list[str] = []
    commit = ""
    for text in porcelain.split("\n"):
        begins = _LINE.fullmatch(text)
        if begins:
            commit = begins[1]
        elif text.startswith("committer-time ") and commit.strip("0"):
            days[commit] = _day(text.split()[1])
        elif text == "boundary" and shallow:
            days[commit] = ""
        elif text.startswith("\t"):
            lines.append(commit)
    return [days.get(commit, "") for commit in lines]


def _day(seconds: str) -> str:
    """The day in UTC of a time of git."""
    return dt.datetime.fromtimestamp(int(seconds), tz=dt.UTC).date().isoformat()


def _git(folder: Path, *arguments: str) -> str:
    """What git says; nothing where it cannot."""
    # inside of a hook these name another repository, or another index
    env = {key: value for key, value in os.environ.items() if key[:4] != "GIT_"}
    try:
        done = subprocess.run(  # noqa: S603  no shell, arguments of ours
            ["git", *arguments],  # noqa: S607  the one that the author uses
            cwd=folder,
            env={**env, "GIT_OPTIONAL_LOCKS": "0"},
            capture_output=True,
            timeout=_PATIENCE,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode(errors="replace")


def _read(cache: Path, state: str) -> dict[str, dict[str, Any]]:
    """What an earlier build has asked; nothing where that does not hold any more."""
    try:
        kept = json.loads(cache.read_text("utf-8"))
        if state and kept["state"] == state:
            return {name: dict(kept[name]) for name in ("lines", "files")}
    except (OSError, ValueError, TypeError, KeyError):
        pass  # none, or none of ours
    return {"lines": {}, "files": {}}
