"""Builds that die, each in a process of its own, so that a test can look at what is left.

A build is killed (SIGKILL: nothing of it can clean up) just as it changes a file, which
is left cut off. All changes of a build are numbered, so that each can be tried.
"""

from __future__ import annotations

import errno
import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.conftest import Site

_CHANGES: Final = {"os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.truncate"}
_WRITES: Final = os.O_WRONLY | os.O_RDWR


class Changes:
    """An audit hook that counts the changes of files below a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.count = 0

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        """Count, and do what is to be done at this moment."""
        if self._changes(event, args):
            self.count += 1
            self.at(event, args)

    def at(self, event: str, args: tuple[Any, ...]) -> None:
        """Do it; here nothing."""

    def _changes(self, event: str, args: tuple[Any, ...]) -> bool:
        if event == "open":
            writes = isinstance(args[2], int) and bool(args[2] & _WRITES)
        else:
            writes = event in _CHANGES
        named = writes and isinstance(args[0], str | os.PathLike)
        return named and Path(args[0]).is_relative_to(self.folder)


class Death(Changes):
    """Kills its process at a moment; a file that is being written is cut off."""

    def __init__(self, folder: Path, moment: int) -> None:
        super().__init__(folder)
        self.moment = moment

    def at(self, event: str, args: tuple[Any, ...]) -> None:
        """Die if this is the moment."""
        if self.count == self.moment:
            if event == "open":
                os.close(os.open(args[0], os.O_WRONLY | os.O_CREAT | os.O_TRUNC))
            os.kill(os.getpid(), signal.SIGKILL)


class FullDisk(Death):
    """Lets nothing be written from a moment on; what is there is cut off."""

    def at(self, event: str, args: tuple[Any, ...]) -> None:
        """Fail if this is the moment, or if it has passed."""
        if self.count >= self.moment and event in ("open", "os.mkdir"):
            path = Path(args[0])
            if path.is_file():
                os.truncate(path, path.stat().st_size // 2)
            raise OSError(errno.ENOSPC, "No space left on device", str(args[0]))


def changes_of(site: Site, **how: Any) -> int:
    """Build in another process; how many changes of files that takes."""
    reader, writer = os.pipe()

    def build() -> None:
        changes = Changes(site.srcdir.parent)
        sys.addaudithook(changes)
        site.try_build(**how)
        os.write(writer, json.dumps(changes.count).encode())

    assert wait_for(in_another_process(build)) == 0
    os.close(writer)
    with os.fdopen(reader) as file:
        return int(json.load(file))


def break_at(site: Site, moment: int, fault: type[Death], **how: Any) -> None:
    """Build in another process, with a fault at that change of a file."""

    def build() -> None:
        sys.addaudithook(fault(site.srcdir.parent, moment))
        site.try_build(**how)

    wait_for(in_another_process(build))


def die_after(site: Site, seconds: float, **how: Any) -> None:
    """Build in another process, which is killed after some time."""
    child = in_another_process(lambda: site.try_build(**how))
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    wait_for(child)


def in_another_process(work: Callable[[], object]) -> int:
    """Begin *work* in a child of this process; its number."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        work()
        status = 0
    finally:  # nothing of the test, which goes on in the parent
        os._exit(status)


def wait_for(child: int) -> int:
    """The status with which the child ends; negative for the signal that killed it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def sources_of(site: Site) -> Mapping[str, bytes]:
    """All files of the sources, generated pages among them."""
    return {
        path.relative_to(site.srcdir).as_posix(): path.read_bytes()
        for path in sorted(site.srcdir.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }
