"""The note of the files that a build has made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from groupsite.build.manifest import read_manifest, write_manifest

if TYPE_CHECKING:
    from pathlib import Path


def test_names_come_back(tmp_path: Path) -> None:
    """In a folder that is made for the note."""
    path = tmp_path / "deep" / "note.json"
    write_manifest(path, {"b": "1", "a/é": "", "a": "2"})

    assert read_manifest(path) == {"a": "2", "a/é": "", "b": "1"}


def test_a_note_that_says_so_already_is_not_touched(tmp_path: Path) -> None:
    """Whatever the order of the names."""
    path = tmp_path / "note.json"
    write_manifest(path, {"a": "1", "b": "2"})
    before = path.stat().st_mtime_ns
    write_manifest(path, {"b": "2", "a": "1"})
    assert path.stat().st_mtime_ns == before

    write_manifest(path, {})
    assert read_manifest(path) == {}


@pytest.mark.parametrize("text", [None, b"", b"{", b"\xff"])
def test_a_note_that_cannot_be_read_says_nothing(
    tmp_path: Path, text: bytes | None
) -> None:
    """One that is not there, or was cut off."""
    path = tmp_path / "note.json"
    if text is not None:
        path.write_bytes(text)

    assert read_manifest(path) == {}
