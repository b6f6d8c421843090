"""Notes that a build leaves for the next one, and files that are whole or not there.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

#: Ending of a file that is not whole yet; a build that is killed may leave one.
PART: Final = ".groupsite-part"


def note_path(folder: Path, name: str, out: object) -> Path:
    """Where a note on the output folder *out* stands: each folder has its own."""
    place = hashlib.blake2b(str(out).encode(), digest_size=4).hexdigest()
    return folder / f"groupsite-{name}-{place}.json"


def read_manifest(path: Path) -> dict[str, str]:
    """The names that are noted, each with its digest; none where there is no note."""
    try:
        noted = json.loads(path.read_text("utf-8"))
        return {str(name): str(digest) for name, digest in noted.items()}
    except (FileNotFoundError, ValueError):  # cut off where the machine lost its power
        return {}


def write_manifest(path: Path, names: Mapping[str, str]) -> None:
    """Note *names* with digests; a file that says so already is not touched."""
    note = json.dumps(dict(sorted(names.items())), indent=0).encode()
    if not _holds(path, note):
        write_whole(path, note)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file, folders included, so that it never is there in part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + PART)
    part.write_bytes(data)
    part.replace(path)


def write_if_changed(path: Path, data: bytes) -> None:
    """Write a file, folders included, unless it holds *data* already."""
    if not _holds(path, data):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data
