"""Which sources have changed.

By asking for the times of all files again and again: that works on every system, also
for folders of other machines and in containers, where no system tells of changes.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from groupsite.build.stubs import is_stub

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Seconds between two looks; more where a look takes long.
_PAUSE: Final = 0.2
#: The share of the time that may be spent with looking, as a divisor.
_SHARE: Final = 20

#: File → time of its last change, and its size.
_Snapshot = dict[Path, tuple[int, int]]


class Sources:
    """The files below a folder that authors write."""

    def __init__(self, folder: Path, outdir: Path) -> None:
        """Remember how they are now.

        :param outdir: where a build writes, which may be in *folder*.
        """
        self._folder, self._outdir = folder, outdir
        #: Files that a build makes among the sources.
        self._made: set[Path] = set()
        self._now: _Snapshot = {}
        self.changed()

    def changed(self) -> set[Path]:
        """The files that have changed, come or gone since this was asked last."""
        before, self._now = self._now, dict(_files(self._folder, self._outdir))
        other = {path for path, _ in before.items() ^ self._now.items()}
        self._made |= {path for path in other & self._now.keys() if _is_made(path)}
        return other - self._made

    def wait(self) -> set[Path]:
        """The files that change next."""
        while True:
            start = time.monotonic()
            if changed := self.changed():
                return changed
            time.sleep(max(_PAUSE, _SHARE * (time.monotonic() - start)))


def _files(folder: Path, outdir: Path) -> Iterator[tuple[Path, tuple[int, int]]]:
    """All files but those that editors, tools and builds keep there."""
    for where, folders, names in os.walk(folder):
        here = Path(where)
        folders[:] = [
            name
            for name in folders
            if not name.startswith((".", "__pycache__"))
            and here / name not in (outdir, *outdir.parents)
        ]
        for name in names:
            if name.startswith(".") or name.endswith("~"):
                continue
            try:
                stat = (here / name).stat()
            except OSError:  # gone meanwhile, or a link to nothing
                continue
            yield here / name, (stat.st_mtime_ns, stat.st_size)


def _is_made(path: Path) -> bool:
    """Whether a build has made *path*, if it is still there: editors make files, too."""
    try:
        return is_stub(path)
    except OSError:
        return False
