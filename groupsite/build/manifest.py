"""Notes for the next build, and files that are written completely or not at all.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

#: Suffix of unfinished files; a killed build may leave one behind.
PART: Final = ".groupsite-part"


def note_path(folder: Path, name: str, out: object) -> Path:
    """The path of a note about the output folder *out*; each folder has its own."""
    digest = hashlib.blake2b(str(out).encode(), digest_size=4).hexdigest()
    return folder / f"groupsite-{name}-{digest}.json"


def read_manifest(path: Path) -> dict[str, str]:
    """The names in a note, each with its digest; empty if there is no valid note."""
    try:
        noted = json.loads(path.read_text("utf-8"))
        return {str(name): str(digest) for name, digest in noted.items()}
    except (FileNotFoundError, ValueError):  # cut off where the machine lost its power
        return {}


def write_manifest(path: Path, names: Mapping[str, str]) -> None:
    """Note *names* with their digests; the file is left alone if nothing changes."""
    note = json.dumps(dict(sorted(names.items()))).encode()
    if not _holds(path, note):
        write_whole(path, note)


def write_whole(path: Path, *data: bytes) -> None:
    """Write a file and its folders atomically: readers never see a part of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + PART)
    with part.open("wb") as file:
        file.writelines(data)
    part.replace(path)


def write_if_changed(path: Path, data: bytes) -> None:
    """Write a file and its folders, unless it already contains *data*."""
    if not _holds(path, data):
        try:  # of thousands of files, most have their folder
            path.write_bytes(data)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False
