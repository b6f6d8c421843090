"""Changes of sources: those of authors, not those of builds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from groupsite.build.stubs import sync_stubs
from groupsite.live.watching import Sources

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a page."""
    (tmp_path / "index.md").write_text("# Home\n")
    return tmp_path


@pytest.mark.parametrize("name", ["index.md", "new.md", "a/b/c.yml"])
def test_what_is_saved_is_named_once(folder: Path, name: str) -> None:
    """A file that was there, a new one, one in a new folder."""
    sources = Sources(folder, folder / "_build")
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("# Something else\n")

    assert sources.changed() == {path}
    assert sources.changed() == set()


def test_a_file_that_goes_is_a_change(folder: Path) -> None:
    """Its page has to go as well."""
    sources = Sources(folder, folder / "_build")
    (folder / "index.md").unlink()

    assert sources.wait() == {folder / "index.md"}


@pytest.mark.parametrize(
    "name", ["_build/live/a.html", ".git/index", ".index.md.swp", "index.md~", "x/.a"]
)
def test_what_tools_write_is_no_change(folder: Path, name: str) -> None:
    """Output, repositories and copies of editors."""
    sources = Sources(folder, folder / "_build" / "live")
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x")

    assert sources.changed() == set()


def test_pages_that_a_build_makes_are_no_change(folder: Path) -> None:
    """Or each new paper would be built twice; the same holds when they go."""
    sources, note = Sources(folder, folder / "_build"), folder / "_build" / "note.json"
    note.parent.mkdir()
    sync_stubs({"paper": {"x": "papers/x"}}, folder, [".md"], note)
    assert (folder / "papers" / "x.md").is_file()
    assert sources.changed() == set()

    sync_stubs({}, folder, [".md"], note)
    assert not (folder / "papers" / "x.md").exists()
    assert sources.changed() == set()


def test_a_link_to_nothing_is_passed_over(folder: Path) -> None:
    """Emacs locks a file with one."""
    sources = Sources(folder, folder / "_build")
    (folder / "lock").symlink_to("nowhere")

    assert sources.changed() == set()
