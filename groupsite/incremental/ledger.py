"""The ledger: what a builder has written to a folder, and its warnings.

A file next to the doctrees for each builder and output folder. All pages are struck out
before the first one is written, and entered when the build has ended well, as the
output of a build that was killed or could not write a file is unknown.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from groupsite.build.manifest import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

#: Version of the file format.
_VERSION: Final = 2


@dataclass
class Ledger:
    """The ledger of one builder and output folder."""

    path: Path
    #: Document → digest of what it showed when it was written; ``""`` if struck out.
    written: dict[str, str] = field(default_factory=dict)
    #: Files that Sphinx has copied, by path in the folder.
    copied: Iterable[str] = ()
    #: Documents that templates have asked for, and whether they existed.
    asked: dict[str, bool] = field(default_factory=dict)
    #: Digest of the builder's settings.
    settings: str = ""
    #: Documents that caused warnings after reading; the domain knows those that did so
    #: while they were read.
    warned: Iterable[str] = ()

    @classmethod
    def load(cls, path: Path) -> Ledger:
        """Load the ledger from a file; an empty one if that is missing or invalid."""
        try:
            kept = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError):
            return cls(path)
        return cls(path, **kept) if kept.pop("version", 0) == _VERSION else cls(path)

    def save(self) -> None:
        """Write the file, unless it would not change or would be empty."""
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
