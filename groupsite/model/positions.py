"""Where a fact was written: a file and a line.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

R = TypeVar("R", bound=Any)


@dataclass(frozen=True, order=True, slots=True)
class Position:
    """A line of a source file."""

    #: Path as an author knows it, relative to the source folder.
    path: str
    #: Counted from 1.
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


def display_path(path: str | Path, srcdir: Path) -> str:
    """*path* as authors know it: relative to the sources where it is below them.

    :param path: a full one, or one that is relative to the sources already.
    """
    sources = Path(srcdir).resolve()
    file = sources / path
    below = file.is_relative_to(sources)
    return (file.relative_to(sources) if below else file).as_posix()


@dataclass(frozen=True, slots=True)
class Located(Generic[R]):
    """A record together with where it stands.

    Positions are kept beside the record and not in it: a record that moved by a
    line is still the same record, and nothing has to be built again.
    """

    record: R
    position: Position
    #: Lines of the record's fields, where they are known.
    lines: Mapping[str, int] = field(default_factory=dict)
    #: What the record was read from, where somebody needs more than the record.
    source: Any = None

    def at(self, name: str) -> Position:
        """Position of the field *name* (``people[2]``), or of what it is part of."""
        whole, _, _ = name.rpartition("[")
        line = self.lines.get(name) or self.lines.get(whole) or self.position.line
        return Position(self.position.path, line)
