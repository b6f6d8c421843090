"""Whether the site has the files that links lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from groupsite.model.files import has_file
from tests.conftest import bare_settings

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("data/a.pdf", True),
        ("/data/a.pdf", True),
        ("data/a%20b.pdf", True),
        ("data/a.pdf#page=2", True),
        ("data/a.pdf?x=1", True),
        ("data", True),
        ("other.pdf", True),
        ("data/b.pdf", False),
        ("one/data/a.pdf", False),
    ],
)
def test_files_are_looked_for_below_all_folders(
    tmp_path: Path, path: str, *, found: bool
) -> None:
    """As addresses are written: quoted, with a part of the file."""
    for name in ("one/data/a.pdf", "one/data/a b.pdf", "two/other.pdf"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"%PDF")
    extra = (tmp_path / "one", tmp_path / "two")

    assert has_file(path, bare_settings(extra=extra)) is found


def test_files_elsewhere_are_trusted(tmp_path: Path) -> None:
    """Where a setting leads to another address, or nobody says where files are."""
    assert has_file("x.pdf", bare_settings())
    elsewhere = bare_settings(files="https://example.org", extra=(tmp_path,))
    assert has_file("x.pdf", elsewhere)
    assert not has_file("x.pdf", bare_settings(extra=(tmp_path,)))
