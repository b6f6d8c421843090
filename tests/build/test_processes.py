"""Processes that share work: nothing is done twice, lost, or waited for in vain."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from typing import TYPE_CHECKING

import pytest
from sphinx.errors import SphinxParallelError

from groupsite.build.processes import Deal, Processes

if TYPE_CHECKING:
    from collections.abc import Callable


def _killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _failing() -> None:
    message = "no such thing"
    raise ValueError(message)


@pytest.mark.parametrize("count", [0, 1, 5, 1000])
def test_each_thing_is_taken_once(count: int) -> None:
    """However many there are, and whoever takes them."""
    taken: list[int] = []
    things = list(range(count))
    with Deal(things) as deal, Processes(3) as others:
        for _ in range(3):
            others.start(lambda: list(deal.take()), taken.extend)
        taken.extend(deal.take())

    assert sorted(taken) == things


def _run(*tasks: Callable[[], object], here: Callable[[], object] = str) -> None:
    with Processes(len(tasks)) as others:
        for task in tasks:
            others.start(task)
        here()


def test_one_that_fails_says_why() -> None:
    """It is not left out silently, though another one begins after it."""
    with pytest.raises(SphinxParallelError, match="no such thing"):
        _run(_failing, str)


def test_one_that_is_killed_is_not_waited_for() -> None:
    """A machine without memory left kills processes."""
    with pytest.raises(SphinxParallelError, match="too early"):
        _run(_killed)


def test_a_fault_here_ends_all() -> None:
    """Nothing goes on behind a build that has failed."""
    with pytest.raises(ValueError, match="no such thing"):
        _run(lambda: time.sleep(600), here=_failing)

    assert not multiprocessing.active_children()
