"""Sites that earlier versions have written are built by this one without a word."""

from __future__ import annotations

import tarfile
from typing import TYPE_CHECKING

import pytest

from tests.conftest import Site
from tests.sites.earlier import kept

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("site", ["new", "example"])
@pytest.mark.parametrize("archive", kept(), ids=lambda path: path.name)
def test_they_build_as_they_are(archive: Path, site: str, tmp_path: Path) -> None:
    """No message, and no edit: upgrades ask nothing of authors."""
    with tarfile.open(archive) as tar:
        tar.extractall(tmp_path, filter="data")
    built = Site(tmp_path / site).build(config={"nitpicky": True})

    assert built.code == 0
    assert built.main().cssselect(".news-item")
