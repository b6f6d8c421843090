"""What authors have edited stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from groupsite.cli.main import main
from groupsite.moving.target import NOTES, NotWritableError, Target, check_apart
from tests.moving import moved, old_site
from tests.moving.sites import AL_FOLIO, BIB

if TYPE_CHECKING:
    from pathlib import Path


def test_an_edited_file_is_an_authors(tmp_path: Path) -> None:
    """A second run writes what has changed in the old site, and leaves what was edited here."""
    old, new = old_site(tmp_path / "old", AL_FOLIO), tmp_path / "new"
    moved(old, new)
    (new / "join.md").write_text("# Mine\n")
    (new / "news/2025.md").unlink()
    (new / "own.md").write_text("# Own\n")
    old_site(old, {
        "_pages/join.md": "---\ntitle: Other\n---\n\nOther.\n",
        "_news/fellow.md": "---\ndate: 2026-03-04\ninline: true\n---\n\nSomething new.\n",
    })  # fmt: skip
    moved(old, new)
    assert (new / "join.md").read_text() == "# Mine\n"
    assert not (new / "news/2025.md").exists()
    assert (new / "own.md").read_text() == "# Own\n"
    assert "Something new." in (new / "news/2026.md").read_text()


def test_a_file_that_was_there_before_is_an_authors(tmp_path: Path) -> None:
    """A folder with files of its own loses none of them."""
    old, new = old_site(tmp_path / "old", BIB), tmp_path / "new"
    old_site(new, {"publications.bib": "mine", "conf.py": "mine"})
    moved(old, new)
    moved(old, new)
    assert (new / "publications.bib").read_text() == "mine"
    assert (new / "conf.py").read_text() == "mine"


def test_notes_that_cannot_be_read_stop_all(tmp_path: Path) -> None:
    """Without them it is not known what is whose."""
    (tmp_path / NOTES).write_text("{")
    with pytest.raises(NotWritableError, match="remove it"):
        Target(tmp_path)


def test_the_new_site_is_beside_the_old_one(tmp_path: Path) -> None:
    """In it or around it, one would be read or published as the other."""
    old = old_site(tmp_path / "old", BIB)
    for target in (old, old / "new", tmp_path):
        with pytest.raises(NotWritableError, match="beside"):
            check_apart(old, target)
    check_apart(old, tmp_path / "new")


def test_the_command_says_what_has_moved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Counts, and where to read more; the second time that nothing was written."""
    old, new = old_site(tmp_path / "old", BIB), tmp_path / "new"
    assert main(["import", str(old), str(new)]) == 0
    shown = capsys.readouterr().out
    assert "papers" in shown
    assert "IMPORT.md" in shown
    assert main(["import", str(old), str(new)]) == 1
    (new / "publications.bib").write_text("% mine\n")
    main(["import", str(old), str(new)])
    assert "publications.bib: yours" in capsys.readouterr().out


@pytest.mark.parametrize(("arguments", "says"), [
    (["nowhere", "new"], "there is no nowhere"),
    (["old", "new"], "--from"),
    (["--from", "wix", "old", "new"], "'wix' is no system"),
    (["bib", "bib/new"], "beside"),
    (["bib", "file"], "is a file"),
])  # fmt: skip
def test_what_cannot_be_done_is_said(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    says: str,
) -> None:
    """In words that say what to do."""
    monkeypatch.chdir(tmp_path)
    old_site(
        tmp_path, {"old/readme.txt": "x", "bib/a.bib": BIB["one.bib"], "file": "x"}
    )
    assert main(["import", *arguments]) == 2
    assert says in capsys.readouterr().err
