"""The version of what is kept between builds."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from groupsite.build import version

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of two modules that takes the place of ours."""
    (tmp_path / "core").mkdir()
    (tmp_path / "core" / "version.py").write_text("one = 1\n")
    (tmp_path / "graph.py").write_text("two = 2\n")
    monkeypatch.setattr(version, "__file__", str(tmp_path / "core" / "version.py"))
    return tmp_path


def _version() -> int:
    return version.code_version.__wrapped__()


CHANGES: dict[str, Callable[[Path], object]] = {
    "a module is edited": lambda at: (at / "graph.py").write_text("two = 3\n"),
    "a module is added": lambda at: (at / "core" / "new.py").write_text(""),
    "a module is renamed": lambda at: (at / "graph.py").rename(at / "links.py"),
    "a module is moved": lambda at: (at / "graph.py").rename(at / "core" / "graph.py"),
    "a module is deleted": lambda at: (at / "graph.py").unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_code_makes_the_version(package: Path, change: str) -> None:
    """Any change of the code is another version."""
    before = _version()

    CHANGES[change](package)

    assert _version() != before


@pytest.mark.parametrize("name", ["babel", "docutils", "sphinx"])
def test_those_who_write_for_us_make_the_version(
    package: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Dates of a newer Babel are other dates."""
    before = _version()

    monkeypatch.setattr(f"{name}.__version__", "0")

    assert _version() != before


def test_other_files_do_not(package: Path) -> None:
    """Style sheets and times do not make a version; doctrees do not hold them."""
    before = _version()

    (package / "style.css").write_text("a {}")
    os.utime(package / "graph.py", (1, 1))

    assert _version() == before


def test_version_is_a_small_number() -> None:
    """The version of this code is a number that can be pickled and compared."""
    assert 0 <= version.code_version() < 2**48
