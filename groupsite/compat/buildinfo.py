"""A ``.buildinfo`` that a killed build has cut off ends no other build.

Defect: Sphinx looks for lines that are not there, and raises an IndexError in this build
    and in all that follow.
Seen: Sphinx 9.0.4, 9.2.0
Issue: none found
Goes: when `BuildInfo.load` raises nothing but ValueError.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: Lines of the note.
_LINES: Final = 4


def drop_cut_note(app: Sphinx) -> None:
    """At ``builder-inited``: remove it."""
    note = Path(app.outdir, ".buildinfo")
    if note.is_file() and note.read_bytes().count(b"\n") < _LINES:
        note.unlink()
