"""Values that a build keeps for the next one, pickled into a file beside the doctrees.

A value counts only for the same *head*, which says what it was made of, and only if all
of it is there; otherwise it is made again.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import hashlib
import io
import pickle
from contextlib import suppress
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from groupsite.build.manifest import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_SIZE: Final = 32


def write_pickle(path: Path, head: str, value: object) -> None:
    """Keep *value*, made of what *head* says."""
    file = io.BytesIO()
    _Pickler(file, pickle.HIGHEST_PROTOCOL).dump(value)
    data = file.getvalue()
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


class _Reducers(dict[type, Any]):
    """How objects are taken apart, by class.

    Data classes become calls of themselves: what they generate for pickles, to set one
    field after the other, takes three times as long.
    """

    def __missing__(self, cls: type) -> Callable[[Any], Any]:
        if issubclass(cls, type):  # a class goes by its name
            raise KeyError(cls)
        self[cls] = _by_fields(cls) if is_dataclass(cls) else _as_ever
        reducer: Callable[[Any], Any] = self[cls]
        return reducer


def _as_ever(value: object) -> Any:
    return value.__reduce_ex__(pickle.HIGHEST_PROTOCOL)


def _by_fields(cls: Any) -> Callable[[Any], Any]:
    names = [field.name for field in fields(cls)]
    values: Any = attrgetter(*names)
    if len(names) == 1:
        return lambda value: (cls, (values(value),))
    return lambda value: (cls, values(value))


class _Pickler(pickle.Pickler):
    """A pickler of plain records: trees of data classes without other state."""

    dispatch_table = _Reducers()
