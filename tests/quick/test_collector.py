"""The garbage collector rests during a build, and is as it was after it."""

from __future__ import annotations

import gc
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from groupsite.quick import collector
from groupsite.quick.collector import quicken_collector
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator


class _App:
    def __init__(self) -> None:
        self.handlers: dict[str, Any] = {}

    def connect(self, event: str, handler: Any, **_options: int) -> None:
        """Note a handler."""
        self.handlers[event] = handler

    def build(self) -> None:
        """Begin a build, and end it."""
        if self.handlers:
            self.handlers["builder-inited"](self)
            self.handlers["build-finished"](self, None)


@pytest.fixture(autouse=True)
def threshold() -> Iterator[None]:
    """Leave Python as it was."""
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


@pytest.mark.parametrize("before", [(700, 10, 10), (0, 10, 10)])
def test_put_back(before: tuple[int, int, int]) -> None:
    """Whatever was set before the build is set after it; off stays off."""
    gc.set_threshold(*before)
    app: Any = _App()
    quicken_collector(app)
    assert (gc.get_threshold()[0] > before[0]) == bool(before[0])
    app.build()
    assert gc.get_threshold() == before


def test_put_back_after_a_build_that_was_broken_off() -> None:
    """It has left its own thresholds; those of Python come back after the next one."""
    gc.set_threshold(*collector._OWN)
    for _ in range(2):
        app: Any = _App()
        quicken_collector(app)
    app.build()
    assert gc.get_threshold() == collector._OWN


def test_no_walk_when_a_build_ends() -> None:
    """What has come during a build is no reason for one after it."""
    app: Any = _App()
    quicken_collector(app)
    app.handlers["builder-inited"](app)
    for _ in range(20):
        gc.collect(1)  # after 10 of them, Python's own walks over all
    app.handlers["build-finished"](app, None)
    assert gc.get_count()[2] == 0


_ENDING = """\
import sys
from groupsite.quick.collector import quicken_collector

class Cycle:
    def __init__(self):
        self.me = self

    def __del__(self):
        sys.stdout.write("collected")

class App:
    def connect(self, *_args, **_options):
        pass

if sys.argv[1:]:
    quicken_collector(App())
Cycle()
"""


@pytest.mark.parametrize(("quick", "said"), [([], "collected"), (["quick"], "")])
def test_end(quick: list[str], said: str) -> None:
    """When Python ends after a build, nothing is walked through; it is without one."""
    command = [sys.executable, "-c", _ENDING, *quick]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, cwd=REPOSITORY
    )
    assert done.stdout == said
