"""Values that a build keeps for the next one, pickled into a file beside the doctrees.

A value counts only for the same *head*, which says what it was made of, and only if all
of it is there; otherwise it is made again.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import hashlib
import pickle
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from groupsite.build.manifest import write_whole

if TYPE_CHECKING:
    from pathlib import Path

_SIZE: Final = 32


def write_pickle(path: Path, head: str, value: object) -> None:
    """Keep *value*, made of what *head* says."""
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    write_whole(path, _sum(_encoded(head)), _sum(data), data)


def read_pickle(path: Path, head: str) -> Any | None:
    """The value; None if it is missing, cut off, or made of something else."""
    with suppress(Exception):  # whatever stands there, nothing is lost without it
        written = path.read_bytes()
        data = written[2 * _SIZE :]
        if written[: 2 * _SIZE] == _sum(_encoded(head)) + _sum(data):
            return pickle.loads(data)  # noqa: S301 - as Sphinx's own
    return None


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _sum(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_SIZE).digest()
