"""The garbage collector rests during a build, and is as it was after it."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any

import pytest

from groupsite.quick.collector import quicken_collector

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
