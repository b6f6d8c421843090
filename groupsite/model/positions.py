"""Where a fact is written: a file and a line.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from groupsite.model.pickled import Pickled

if TYPE_CHECKING:
    from collections.abc import Mapping

R = TypeVar("R", bound=Any)


@dataclass(frozen=True, order=True, slots=True)
class Position(Pickled):
    """A line of a source file."""

    #: Path as shown to authors, relative to the source folder if below it.
    path: str
    #: Line number from 1.
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


def display_path(path: str | Path, srcdir: Path) -> str:
    """*path* as shown to authors: relative to the sources if it is below them.

    :param path: absolute, or relative to the sources.
    """
    sources = Path(srcdir).resolve()
    file = sources / path
    below = file.is_relative_to(sources)
    return (file.relative_to(sources) if below else file).as_posix()


@dataclass(frozen=True, slots=True)
class Located(Pickled, Generic[R]):
    """A record with its position in a source file.

    Positions are not part of the record: if a line moves, the record is still the
    same and nothing is built again.
    """

    record: R
    position: Position
    #: Lines of the record's fields, as far as known.
    lines: Mapping[str, int] = field(default_factory=dict)
    #: What the record was made from, for users who need more than the record.
    source: Any = None

    def having(self, record: R) -> Located[R]:
        """The same place with another *record*, unless it has that one."""
        return self if record is self.record else replace(self, record=record)

    def at(self, name: str) -> Position:
        """The position of the field *name* (``people[2]``), or of the one around it."""
        whole, _, _ = name.rpartition("[")
        line = self.lines.get(name) or self.lines.get(whole) or self.position.line
        return Position(self.position.path, line)
