"""Python's garbage collector does not walk over all records and documents again and again.

They stay until the build ends, and each full walk takes longer than the one before.
When Python ends, all memory goes at once, without a walk that looks for what can go.
"""

from __future__ import annotations

import atexit
import gc
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: New objects after which the collector looks at the young ones, and how many of these
#: walks there are before it looks at older ones; Python's own are 700, 10, 10.
_THRESHOLD: Final = (20_000, 20, 20)
#: The same until all records are there: hardly anything goes before that.
_LOADING: Final = (500_000, 20, 20)
#: As it was before any build of this process.
_OWN: Final = gc.get_threshold()


def quicken_collector(app: Sphinx) -> None:
    """Let it walk rarely until the build has ended, and not at all when Python ends."""
    atexit.unregister(gc.freeze)  # by an earlier build in this process
    atexit.register(gc.freeze)
    before = gc.get_threshold()
    if before[0] == 0:  # somebody has switched it off
        return
    if before in (_LOADING, _THRESHOLD):  # left by a build that was broken off
        before = _OWN
    gc.set_threshold(*_LOADING)

    def hold(*_: object) -> None:
        # what is there now is there until the end, and not walked through again
        gc.freeze()
        gc.set_threshold(*_THRESHOLD)

    def put_back(_app: Sphinx, _exception: Exception | None) -> None:
        # forget how many objects have come, or the next one would cost a full walk
        gc.freeze()
        gc.unfreeze()
        gc.set_threshold(*before)

    app.connect("builder-inited", hold, priority=450)  # after records are loaded
    app.connect("env-updated", hold, priority=999)  # and after documents are read
    app.connect("build-finished", put_back, priority=999)
