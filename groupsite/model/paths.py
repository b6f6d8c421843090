"""Questions about paths, safe for names that are too long or invalid.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def is_file(path: Path) -> bool:
    """Whether *path* is a file."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def exists(path: Path) -> bool:
    """Whether *path* is a file or folder."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def is_below(path: Path, folder: Path) -> bool:
    """Whether *path* is inside *folder*, with symbolic links resolved."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):  # a loop, up to Python 3.12
        return False
