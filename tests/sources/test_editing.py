"""Files of authors that a program changes."""

from __future__ import annotations

import codecs
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.sources.editing import (
    PART,
    ChangedError,
    TextFile,
    edit_files,
    read_file,
    write_files,
)
from tests.drawing import drawn

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT: Final = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        (b"", "utf-8", ""),
        ("é\r\n".encode(), "utf-8", "é\r\n"),
        (codecs.BOM_UTF8 + "é".encode(), "utf-8", "é"),
        ("é".encode("utf-16"), "utf-16-le", "é"),
        (codecs.BOM_UTF16_BE + "é".encode("utf-16-be"), "utf-16-be", "é"),
        (b"\xe9\nM\xfcller \x96", "cp1252", "é\nMüller –"),
        ("é".encode() + b"\n\xe9", "utf-8", "é\n\udce9"),
        (b"\x81\xe9", "utf-8", "\udc81\udce9"),
    ],
)
def test_all_encodings_are_kept(data: bytes, encoding: str, text: str) -> None:
    """A file is written as it was read, and a line more in its encoding."""
    file = TextFile(Path("papers.bib"), data)

    assert (file.encoding, file.text) == (encoding, text)
    assert file.encoded(text) == data
    assert file.encoded(f"{text}\nü").startswith(data)


@given(data=st.binary() | st.text().map(lambda text: text.encode("utf-16", "ignore")))
@drawn(300)
def test_any_bytes_come_back(data: bytes) -> None:
    """Whatever a file holds, it is written back as it is, or refused."""
    file = TextFile(Path("papers.bib"), data)
    try:
        text = file.text
    except ValueError:  # half of a character of UTF-16
        return

    assert file.encoded(text) == data


def test_a_character_that_the_encoding_lacks_is_an_error() -> None:
    """The message says which one, and what to do."""
    file = TextFile(Path("papers.bib"), b"\xe9")
    message = "papers.bib: the file is not UTF-8 and cannot hold 'ć'; save it as UTF-8"

    with pytest.raises(ValueError, match=message):
        file.encoded("é ć")


def test_files_are_written_together(tmp_path: Path) -> None:
    """With their rights, through links, in new folders; nothing else is left there."""
    bib, link, new = tmp_path / "a.bib", tmp_path / "link.bib", tmp_path / "n" / "b.md"
    bib.write_bytes(b"one\r\n")
    bib.chmod(0o640)
    link.symlink_to(bib)

    write_files([(read_file(link), "two\r\n"), (read_file(new), "new\n")])

    assert bib.read_bytes() == b"two\r\n"
    assert new.read_bytes() == b"new\n"
    assert bib.stat().st_mode & 0o777 == 0o640
    assert link.is_symlink()
    assert sorted(path.name for path in tmp_path.rglob("*")) == [
        "a.bib", "b.md", "link.bib", "n",
    ]  # fmt: skip


def test_what_stays_the_same_is_not_touched(tmp_path: Path) -> None:
    """Not even its time."""
    path = tmp_path / "a.bib"
    path.write_text("one")
    os.utime(path, (1, 1))
    write_files([(read_file(path), "one")])

    assert path.stat().st_mtime == 1


@pytest.mark.parametrize("data", [b"changed", None])
def test_a_file_that_has_changed_is_left_alone(
    tmp_path: Path, data: bytes | None
) -> None:
    """Somebody has saved or removed it meanwhile: no file is written."""
    first, second = tmp_path / "a.bib", tmp_path / "b.md"
    first.write_text("one")
    second.write_text("two")
    files = [(read_file(first), "1"), (read_file(second), "2")]
    if data is None:
        second.unlink()
    else:
        second.write_bytes(data)

    with pytest.raises(ChangedError, match=r"b\.md has been changed by somebody else"):
        write_files(files)
    assert first.read_text() == "one"
    assert (second.read_bytes() if second.exists() else None) == data


def test_all_files_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the second file cannot be put into its place, the first one is as before."""
    first, second = tmp_path / "a.bib", tmp_path / "b.md"
    first.write_text("one")
    replace = Path.replace

    def full(part: Path, target: Path) -> Path:
        if target == second:
            raise OSError("no space left")
        return replace(part, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="no space left"):
        write_files([(read_file(first), "1"), (read_file(second), "2")])
    assert first.read_text() == "one"
    assert [path.name for path in tmp_path.iterdir()] == ["a.bib"]


def test_what_a_killed_process_left_is_removed(tmp_path: Path) -> None:
    """An unfinished file of an earlier time is no longer there."""
    path = tmp_path / "a.bib"
    path.write_text("one")
    (tmp_path / f".a.bib-123{PART}").write_text("half")
    write_files([(read_file(path), "two")])

    assert [left.name for left in tmp_path.iterdir()] == ["a.bib"]


def test_an_edit_is_made_again_if_another_was_faster(tmp_path: Path) -> None:
    """It then starts from what the other one has written; at last it gives up."""
    path = tmp_path / "a.bib"
    path.write_text("0")
    others = ["other"]

    def change(files: object) -> dict[Path, str]:
        text = path.read_text()
        if others:
            path.write_text(others.pop())
        return {path: f"{text}, mine"}

    edit_files([path], change)
    assert path.read_text() == "other, mine"

    def unlucky(files: object) -> dict[Path, str]:
        path.write_text(f"{path.read_text()}!")
        return {path: "mine"}

    with pytest.raises(ChangedError):
        edit_files([path], unlucky, attempts=3)
    assert path.read_text() == "other, mine!!!"


ADD = """
import sys
from pathlib import Path
from groupsite.sources.bibtex.draft import Draft
from groupsite.sources.bibtex.writing.inserting import insert
from groupsite.sources.editing import edit_files
path, number = Path(sys.argv[1]), int(sys.argv[2])
for n in range(5):
    draft = Draft("misc", {"title": f"Paper {number} {n}", "year": "2024"})
    edit_files([path], lambda files: {path: insert(files[path].text, draft).text})
"""


def test_a_new_file_that_another_has_made_first(tmp_path: Path) -> None:
    """It is read before it is written, although nobody knew of it in the beginning."""
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_text("a")
    given: list[set[Path]] = []

    def change(files: Mapping[Path, TextFile]) -> dict[Path, str]:
        given.append({*files})
        if len(given) == 1:
            new.write_text("theirs ")
            return {old: "b", new: "mine"}
        return {old: "b", new: files[new].text + "mine"}

    edit_files([old], change)

    assert given == [{old}, {old, new}]
    assert (old.read_text(), new.read_text()) == ("b", "theirs mine")


def test_processes_do_not_lose_what_others_write(tmp_path: Path) -> None:
    """Four processes add five entries each to one file: all twenty are there."""
    path = tmp_path / "papers.bib"
    runs = [
        subprocess.Popen([sys.executable, "-c", ADD, str(path), str(n)], cwd=ROOT)
        for n in range(4)
    ]
    assert [run.wait(60) for run in runs] == [0] * 4
    titles = [line for line in path.read_text().splitlines() if "title" in line]

    assert len(set(titles)) == 20
    assert [left.name for left in tmp_path.iterdir()] == ["papers.bib"]


def test_a_killed_process_leaves_the_file_whole(tmp_path: Path) -> None:
    """Whenever it is killed, the file is as before or as after."""
    path = tmp_path / "papers.bib"
    before, after = b"a" * 3_000_000, b"b" * 3_000_000
    code = (
        "import sys; from pathlib import Path; "
        "from groupsite.sources.editing import read_file, write_files\n"
        "path = Path(sys.argv[1])\nprint(flush=True)\n"
        "while True:\n"
        " for c in 'ba': write_files([(read_file(path), c * 3_000_000)])"
    )
    for n in range(5):
        path.write_bytes(before)
        run = subprocess.Popen(
            [sys.executable, "-c", code, str(path)], cwd=ROOT, stdout=subprocess.PIPE
        )
        assert run.stdout is not None
        run.stdout.readline()
        with pytest.raises(subprocess.TimeoutExpired):
            run.wait(0.01 + 0.013 * n)
        run.kill()
        run.wait()
        run.stdout.close()

        assert path.read_bytes() in (before, after)
