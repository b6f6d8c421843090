"""What records are in files of many of them, kept for the next build.

A list of thousands of papers is a file in each format, and in the search; each is
written anew when one paper changes, and what the others are in it is not made again.
"""

from __future__ import annotations

import hashlib
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from groupsite.build.pickles import read_pickle, write_pickle
from groupsite.build.version import code_version

if TYPE_CHECKING:
    from collections.abc import Callable

    from groupsite.build.domain import GroupsiteDomain
    from groupsite.model.graph import Graph

#: Name of the file, in the folder of doctrees.
FILE: Final = "groupsite-pieces.pickle"

#: Kind of a record, extension or name of the file, and id of the record.
Use = tuple[str, str, str]


class Pieces:
    """The pieces of an earlier build, and those that this one has made."""

    def __init__(self, path: Path, head: str) -> None:
        self._path, self._head = path, head
        self._new = False

    @cached_property
    def _known(self) -> dict[Use, tuple[bytes, str]]:
        """All of them, each with the digest of what it was made of."""
        return read_pickle(self._path, self._head) or {}

    def of(self, use: Use, digest: bytes, make: Callable[[], str]) -> str:
        """What *make* returns, called only if *digest* is not what it was.

        :param digest: of everything that the piece is made of, apart from the settings.
        """
        known = self._known.get(use)
        if known is None or known[0] != digest:
            known = self._known[use] = digest, make()
            self._new = True
        return known[1]

    def save(self, graph: Graph) -> None:
        """Keep those of the records that there still are, if any is new."""
        if self._new:
            kept = {
                use: known
                for use, known in self._known.items()
                if graph.located(use[0], use[2])
            }
            write_pickle(self._path, self._head, kept)


def pieces_of(domain: GroupsiteDomain) -> Pieces:
    """The pieces of this build."""
    return domain.graph.memo(
        "pieces",
        lambda: Pieces(Path(domain.env.doctreedir, FILE), made_by(domain).hex()),
    )


def made_by(domain: GroupsiteDomain) -> bytes:
    """Everything else that a file depends on: settings, their files, and our code."""

    def find() -> bytes:
        style = domain.settings.citation_style
        parts = (domain.settings, style.read_bytes(), code_version())
        return hashlib.blake2b(repr(parts).encode()).digest()

    return domain.graph.memo("settings of files", find)
