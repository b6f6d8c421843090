"""One build at a time per folder of doctrees: two would mix their output."""

from __future__ import annotations

import os
import weakref
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

try:
    import fcntl
except ImportError:  # Windows: builds are not kept apart there
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_logger = logging.getLogger(__name__)


class BuildLock:
    """A lock held until the build has ended, or its process and its children."""

    def take(self, app: Sphinx, _config: object = None) -> None:
        """Wait for other builds, at ``config-inited``; no environment is loaded yet."""
        folder = Path(app.doctreedir)
        folder.mkdir(parents=True, exist_ok=True)
        file = os.open(folder / "groupsite-lock", os.O_RDWR | os.O_CREAT)
        self._close = weakref.finalize(self, os.close, file)
        if fcntl is None:
            return
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if os.pread(file, 20, 0) == _pid():  # an aborted build in this process
                return
            _logger.info("waiting for another build in %s", folder)
            fcntl.flock(file, fcntl.LOCK_EX)
        except OSError:  # a file system without locks: a home on a cluster
            return
        os.ftruncate(file, 0)
        os.pwrite(file, _pid(), 0)

    def release(self, _app: Sphinx, _exception: object) -> None:
        """Release the lock at ``build-finished``, after everything else."""
        self._close()


def _pid() -> bytes:
    return str(os.getpid()).encode()
