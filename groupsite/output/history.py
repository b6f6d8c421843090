"""The days when files were last changed, according to git.

Pages state when they have changed (``lastmod`` in the sitemap), and search engines rely
on it if it is accurate. Modification times only tell when a repository was checked out.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from groupsite.build.git import ask_git

if TYPE_CHECKING:
    from pathlib import Path

#: git options for commits, newest first: time and refs, then the changed files.
_LOG: Final = "log --relative --name-only -z --decorate --format=%x01%ct%x09%D%x00"


def last_changes(folder: Path) -> dict[str, str]:
    """File, relative to *folder* → day (``YYYY-MM-DD``, UTC) of its last commit.

    Files without a known commit are missing; all of them if there is no history.
    """
    days: dict[str, str] = {}
    for commit in ask_git(folder, *_LOG.split()).split("\1")[1:]:
        head, *names = commit.split("\0")
        seconds, _, refs = head.partition("\t")
        # hosts make shallow clones, whose oldest commit includes all earlier changes
        if "grafted" not in refs.split(", "):
            day = dt.datetime.fromtimestamp(int(seconds), tz=dt.UTC).date().isoformat()
            for name in filter(None, names):
                days.setdefault(name.removeprefix("\n"), day)
    return days
