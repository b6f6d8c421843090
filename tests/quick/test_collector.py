"""The garbage collector rests during a build, and is as it was after it."""

from __future__ import annotations

import gc
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from groupsite.quick.collector import quicken_collector
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator


class _App:
    def __init__(self) -> None:
        self.handlers: list[Any] = []

    def connect(self, _event: str, handler: Any, **_options: int) -> None:
        """Note a handler."""
        self.handlers.append(handler)


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
    for handler in app.handlers:
        handler(app, None)
    assert gc.get_threshold() == before


def test_no_walk_when_a_build_ends() -> None:
    """What has come during a build is no reason for one after it."""
    gc.set_threshold(700, 10, 10)  # a build that was broken off may have left its own
    app: Any = _App()
    quicken_collector(app)
    for _ in range(20):
        gc.collect(1)  # after 10 of them, Python's own walks over all
    for handler in app.handlers:
        handler(app, None)
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
