"""One build at a time in a folder of doctrees."""

from __future__ import annotations

import fcntl
import os
import signal
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from groupsite.incremental.lock import BuildLock
from tests.faults import in_another_process, wait_for

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx


def test_others_wait_until_a_build_is_gone(tmp_path: Path) -> None:
    """Whether it ends or is killed, no file is left that has to be removed by hand."""
    app = cast("Sphinx", SimpleNamespace(doctreedir=tmp_path / "doctrees"))
    ready, go = os.pipe()

    def build() -> None:
        lock = BuildLock()
        lock.take(app)
        os.write(go, b"!")
        signal.pause()

    child = in_another_process(build)
    assert os.read(ready, 1) == b"!"
    with (tmp_path / "doctrees" / "groupsite-lock").open("a") as file:
        with pytest.raises(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.kill(child, signal.SIGKILL)
        assert wait_for(child) == -signal.SIGKILL
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(ready)
    os.close(go)


def test_a_build_that_was_broken_off_is_not_waited_for(tmp_path: Path) -> None:
    """A process that goes on after an error may build again, and again when it ended."""
    app = cast("Sphinx", SimpleNamespace(doctreedir=tmp_path))
    broken, lock, third = BuildLock(), BuildLock(), BuildLock()
    broken.take(app)
    lock.take(app)
    lock.release(app, None)
    third.take(app)
    third.release(app, None)
    broken.release(app, None)
