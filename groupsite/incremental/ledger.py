"""What a builder has written to a folder, and what it warned about while it did.

A file beside the doctrees, one for each builder and folder. Before the first page is
written all pages are struck out, and entered again when the build has ended well: nobody
knows what a build has left behind that was killed or could not write a file.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from groupsite.build.manifest import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

#: Format of the file.
_VERSION: Final = 2


@dataclass
class Ledger:
    """The ledger of one builder and output folder."""

    path: Path
    #: Document → digest of what it showed when it was written; empty if struck out.
    written: dict[str, str] = field(default_factory=dict)
    #: Files that Sphinx has copied, by their paths in the folder.
    copied: Iterable[str] = ()
    #: Documents that templates have asked for, and whether there is one so called.
    asked: dict[str, bool] = field(default_factory=dict)
    #: Digest of the settings with which the builder has written.
    settings: str = ""
    #: Documents that caused warnings once all were read; the domain knows those that
    #: did so while they were read.
    warned: Iterable[str] = ()

    @classmethod
    def load(cls, path: Path) -> Ledger:
        """The ledger in a file; an empty one if it is missing or cannot be read."""
        try:
            kept = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError):
            return cls(path)
        return cls(path, **kept) if kept.pop("version", 0) == _VERSION else cls(path)

    def save(self) -> None:
        """Write the file, unless it says all of this already, or would say nothing."""
        content = {
            "settings": self.settings,
            "warned": sorted(self.warned),
            "copied": sorted(self.copied),
            "asked": dict(sorted(self.asked.items())),
            "written": dict(sorted(self.written.items())),
        }
        data = json.dumps({"version": _VERSION, **content}, indent=0).encode()
        before = self.path.read_bytes() if self.path.is_file() else b""
        if before != data and (before or any(content.values())):
            write_whole(self.path, data)
