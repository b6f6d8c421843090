"""A note of the files that a build has made, for the next one to clean up.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def read_manifest(path: Path) -> dict[str, str]:
    """The names that are noted, each with its digest; none where there is no note."""
    try:
        noted = json.loads(path.read_text("utf-8"))
        return {str(name): str(digest) for name, digest in noted.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def write_manifest(path: Path, names: Mapping[str, str]) -> None:
    """Note *names* with digests; a file that says so already is not touched."""
    write_if_changed(path, json.dumps(dict(sorted(names.items())), indent=0).encode())


def write_if_changed(path: Path, data: bytes) -> None:
    """Write a file, folders included, unless it holds *data* already."""
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
