"""Processes that share the work of a build with the one that has forked them."""

from __future__ import annotations

import gc
import multiprocessing
import os
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, Final, Generic, Self, TypeVar

from sphinx.errors import SphinxParallelError
from sphinx.util import logging
from sphinx.util.parallel import ParallelTasks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

#: Shares that things are dealt in; a byte tells them apart.
_SHARES: Final = 256
_T = TypeVar("_T")
_logger: Final = logging.getLogger(__name__)


class Processes:
    """Other processes, which end before the block that this opens does.

    Unlike Sphinx's `ParallelTasks`, it fails when one is killed, for want of memory say,
    and whenever one fails.
    """

    def __init__(self, most: int) -> None:
        """Have *most* of them at a time."""
        self._most = most
        self._running: dict[Any, tuple[Any, Callable[[Any], object] | None]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, fault: type[BaseException] | None, *_: object) -> None:
        try:
            while self._running and fault is None:
                self._finish(None)
        finally:
            for process, _then in self._running.values():
                process.terminate()
                process.join()

    def start(
        self, task: Callable[[], _T], then: Callable[[_T], object] | None = None
    ) -> None:
        """Fork one for a *task*, and *then* do something with its result, here."""
        source, sink = multiprocessing.Pipe(duplex=False)
        run: Any = ParallelTasks(1)._process  # noqa: SLF001 - sends messages with the result
        context = multiprocessing.get_context("fork")
        process = context.Process(target=run, args=(sink, task, None))
        # no collector walks over what both have, or it would be copied
        gc.freeze()
        process.start()
        gc.unfreeze()
        sink.close()
        self._running[source] = process, then

    @property
    def are_busy(self) -> bool:
        """Whether there are as many as there may be."""
        self._finish(0)
        return len(self._running) >= self._most

    def _finish(self, seconds: float | None) -> None:
        """Take the results of those that have one, or will have one in some *seconds*."""
        ready: list[Any] = wait(list(self._running), seconds)
        for source in ready:
            try:
                failed, messages, result = source.recv()
            except EOFError:
                raise SphinxParallelError("a process has ended too early", "") from None
            if failed:
                raise SphinxParallelError(*result)
            process, then = self._running.pop(source)
            process.join()
            source.close()
            for message in messages:
                _logger.handle(message)
            if then is not None:
                then(result)


class Deal(Generic[_T]):
    """Things of which each is taken by one process, whichever has time.

    A pipe holds a byte for each share of them: no process waits for another one, as it
    would for a lock.
    """

    def __init__(self, things: Sequence[_T]) -> None:
        count = min(_SHARES, len(things))
        # neighbours are alike, so each share has some of all sorts
        self._shares = [things[number::count] for number in range(count)]
        self._source, sink = os.pipe()
        os.write(sink, bytes(range(count)))
        os.close(sink)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._source)

    def take(self) -> Iterator[_T]:
        """Those that come to this process."""
        while number := os.read(self._source, 1):
            yield from self._shares[number[0]]
