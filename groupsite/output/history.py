"""When files were last changed, as git knows.

A page says when it has changed (``lastmod`` of the sitemap), and search engines believe
it as long as it is true. Times of files are those of a checkout; git knows better.
"""

from __future__ import annotations

import datetime as dt
import subprocess
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

#: Commits, newest first: time and names of refs, then the files that each has changed.
_LOG: Final = "log --relative --name-only -z --decorate --format=%x01%ct%x09%D%x00"


def last_changes(folder: Path) -> dict[str, str]:
    """File, relative to *folder* → the day (``YYYY-MM-DD``, UTC) of its last commit.

    Without the files of which git knows no day, all of them where it has no history.
    """
    try:
        done = subprocess.run(  # noqa: S603  no shell, arguments of ours
            ["git", *_LOG.split()],  # noqa: S607  the one that the author uses
            cwd=folder,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:  # a container that builds without git
        return {}
    days: dict[str, str] = {}
    for commit in done.stdout.decode(errors="replace").split("\1")[1:]:
        head, *names = commit.split("\0")
        seconds, _, refs = head.partition("\t")
        # hosts fetch a shallow clone: its oldest commit stands for all before it
        if "grafted" not in refs.split(", "):
            day = dt.datetime.fromtimestamp(int(seconds), tz=dt.UTC).date().isoformat()
            for name in filter(None, names):
                days.setdefault(name.removeprefix("\n"), day)
    return days
