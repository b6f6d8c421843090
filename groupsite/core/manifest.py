"""A note of the files that a build has made, for the next one to clean up.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def read_manifest(path: Path) -> set[str]:
    """The names that are noted; none where there is no such note."""
    try:
        return {str(name) for name in json.loads(path.read_text("utf-8"))}
    except (OSError, ValueError, TypeError):
        return set()


def write_manifest(path: Path, names: Iterable[str]) -> None:
    """Note *names*; a file that says so already is not touched."""
    write_if_changed(path, json.dumps(sorted(names), indent=0).encode())


def write_if_changed(path: Path, data: bytes) -> None:
    """Write a file, folders included, unless it holds *data* already."""
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
