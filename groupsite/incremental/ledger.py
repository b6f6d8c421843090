"""The ledger: what a builder has written to a folder, and its warnings.

A file next to the doctrees for each builder and output folder. All pages are struck out
before the first one is written, and entered when the build has ended well, as the
output of a build that was killed or could not write a file is unknown.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from groupsite.build.manifest import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

#: Version of the file format.
_VERSION: Final = 4


class Answers(NamedTuple):
    """Digests of what documents ask for, kept for builds that answer the same."""

    #: Digest of all that the answers depend on.
    basis: str = ""
    documents: Mapping[str, str] = MappingProxyType({})
    #: Digest of what answers about records from files depend on, besides the records.
    settings: str = ""
    #: Record from a file → its home: ``document#id``, or ``#`` without one.
    homes: Mapping[str, str] = MappingProxyType({})
    #: Document → when it was read, in microseconds, and digest of such answers.
    apart: Mapping[str, tuple[int, str]] = MappingProxyType({})


@dataclass
class Ledger:
    """The ledger of one builder and output folder."""

    path: Path
    #: Document → digest of what it showed when it was written; ``""`` if struck out.
    written: dict[str, str] = field(default_factory=dict)
    #: What documents asked for, whether or not they were written.
    answers: Answers = field(default_factory=Answers)
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
        if kept.pop("version", 0) != _VERSION:
            return cls(path)
        return cls(path, **{**kept, "answers": Answers(*kept["answers"])})

    def save(self) -> None:
        """Write the file, unless it would not change or would be empty."""
        content = {
            "settings": self.settings,
            "warned": sorted(self.warned),
            "copied": sorted(self.copied),
            "asked": dict(sorted(self.asked.items())),
            "written": dict(sorted(self.written.items())),
        }
        answers = [
            dict(sorted(part.items())) if isinstance(part, Mapping) else part
            for part in self.answers
        ]
        kept = {"version": _VERSION, **content, "answers": answers}
        data = json.dumps(kept).encode()
        before = self.path.read_bytes() if self.path.is_file() else b""
        if before != data and (before or any(content.values())):
            write_whole(self.path, data)
