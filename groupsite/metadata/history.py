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
from typing import TYPE_CHECKING, Any, Final

from groupsite.core.manifest import write_if_changed

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
        said = _git(folder, "rev-parse", "HEAD", "--is-shallow-repository").split()
        self._head, shallow = said if len(said) == 2 else ("", "")
        self._shallow = shallow == "true"
        self._known: dict[str, Any] = _read(cache, self._head) if self._head else {}
        #: Answers of this build.
        self._lines: dict[str, list[str]] = {}

    def lines(self, path: str) -> list[str]:
        """The day (``YYYY-MM-DD``, UTC) of each line's last change; empty if unknown.

        :param path: relative to the folder.
        """
        if path not in self._lines:
            self._lines[path] = self._ask(path)
        return self._lines[path]

    def _ask(self, path: str) -> list[str]:
        file = self._folder / path
        if not self._head or not file.is_file():
            return []
        digest = hashlib.blake2b(file.read_bytes(), digest_size=8).hexdigest()
        known = self._known.get(path)
        if known is None or known["digest"] != digest:
            blame = _git(self._folder, "blame", "--porcelain", "--", path)
            days = _days(blame, shallow=self._shallow)
            known = self._known[path] = {"digest": digest, "days": days}
        return list(known["days"])

    def save(self) -> None:
        """Keep the answers for the next build."""
        if self._head:
            content = {"head": self._head, "files": self._known}
            write_if_changed(self._cache, json.dumps(content).encode())


def _days(porcelain: str, *, shallow: bool) -> list[str]:
    """The day of each line; an empty text for a line that is not committed yet.

    :param shallow: whether the oldest commits only stand for what came before them.
    """
    days: dict[str, str] = {}
    lines: list[str] = []
    commit = ""
    for text in porcelain.splitlines():
        begins = _LINE.fullmatch(text)
        if begins:
            commit = begins[1]
        elif text.startswith("committer-time ") and commit.strip("0"):
            moment = dt.datetime.fromtimestamp(int(text.split()[1]), tz=dt.UTC)
            days[commit] = moment.date().isoformat()
        elif text == "boundary" and shallow:
            days[commit] = ""
        elif text.startswith("\t"):
            lines.append(commit)
    return [days.get(commit, "") for commit in lines]


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


def _read(cache: Path, head: str) -> dict[str, Any]:
    try:
        kept = json.loads(cache.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return dict(kept["files"]) if kept.get("head") == head else {}
