"""Asks git about a folder."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def ask_git(folder: Path, *arguments: str) -> str:
    """The output of ``git ARGUMENTS`` in *folder*; empty if there is no repository."""
    try:
        result = subprocess.run(  # noqa: S603  no shell, fixed arguments
            ["git", *arguments],  # noqa: S607  the author's own git
            cwd=folder,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:  # git is not installed, as in some containers
        return ""
    return result.stdout.decode(errors="replace")
