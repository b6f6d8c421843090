"""What a builder has written to a folder, and what it warned about while it did.

Kept beside the doctrees, one for each builder and folder. Before the first page is
written all is struck out, and entered again when the build has ended well: nobody knows
what a build that was killed, or that could not write a file, has left behind.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

from groupsite.build.manifest import note_path, write_whole

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from groupsite.incremental.warned import WarnedDocuments

#: Format of the file.
_VERSION: Final = 2


class Ledger:
    """The ledger of this build's builder."""

    def __init__(self, path: Path, watch: WarnedDocuments) -> None:
        self.path = path
        #: Document → digest of what it showed when it was written; empty if struck out.
        self.written: dict[str, str] = {}
        #: Document → digest of what it shows in this build.
        self.current: dict[str, str] = {}
        #: Files that Sphinx has copied, by their paths in the folder.
        self.copied: set[str] = set()
        #: Documents that templates have asked for, and whether there is one so called.
        self.asked: dict[str, bool] = {}
        #: With what the builder has written, as a digest.
        self.settings = ""
        #: Documents that caused warnings once all were read; the domain knows those
        #: that did so while they were read.
        self.warned: list[str] = []
        #: Notes the documents that cause warnings in this build.
        self.watch = watch
        #: How many warnings there were when the first page was written.
        self._begun: int | None = None

    @classmethod
    def load(cls, app: Sphinx, watch: WarnedDocuments) -> Ledger:
        """The ledger of this build's builder and folder; empty where there is none."""
        path = note_path(Path(app.doctreedir), app.builder.name, app.outdir)
        ledger = cls(path, watch)
        try:
            kept = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError):
            return ledger
        if kept.get("version") == _VERSION:
            ledger.written = kept["written"]
            ledger.copied = set(kept["copied"])
            ledger.asked = kept["asked"]
            ledger.settings = kept["settings"]
            ledger.warned = kept["warned"]
        return ledger

    def write(self, docname: str) -> None:
        """Note that a document is about to be written."""
        if self._begun is None:
            self._begun = len(self.watch.messages)
            self._save(dict.fromkeys(self.written.keys() | self.current.keys(), ""))
        if docname in self.current:
            self.written[docname] = self.current[docname]

    def close(self, warned: list[str]) -> None:
        """Keep what a build that ended well has written.

        :param warned: documents that caused warnings once all were read.
        """
        self.warned = warned
        self._save(dict.fromkeys(self.written, "") if self._failed else self.written)

    @property
    def _failed(self) -> bool:
        """Whether a warning of a file, not of a document, came with the pages.

        Sphinx goes on when a page or a picture cannot be written.
        """
        since = self.watch.messages[self._begun :] if self._begun is not None else []
        return any(not path for path, *_ in since)

    def _save(self, written: dict[str, str]) -> None:
        """Write the file, unless nothing in it has changed, or nothing would be in it."""
        content = {
            "settings": self.settings,
            "warned": self.warned,
            "copied": sorted(self.copied),
            "asked": dict(sorted(self.asked.items())),
            "written": dict(sorted(written.items())),
        }
        data = json.dumps({"version": _VERSION, **content}, indent=0).encode()
        before = self.path.read_bytes() if self.path.is_file() else b""
        if before != data and (before or any(content.values())):
            write_whole(self.path, data)
