"""Tests of moving in, with sites of other systems that are made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groupsite.moving.move import move
from groupsite.moving.recognise import system_of
from groupsite.moving.source import Source
from groupsite.moving.target import Target

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from groupsite.moving.move import Result

#: The smallest PNG, for pictures.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def old_site(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write the files of an old site."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def moved(old: Path, new: Path, system: str = "") -> Result:
    """Move a site, without a look at what a build says."""
    source = Source(old)
    return move(source, system or system_of(source), Target(new), list, "1.0")
