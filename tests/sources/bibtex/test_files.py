"""The .bib files of a site."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

import pytest

from groupsite.model.positions import Position
from groupsite.sources.bibtex.files import read_entries
from tests.kinds.papers.conftest import settings_for

if TYPE_CHECKING:
    from pathlib import Path

    from groupsite.model.problems import Problem

FIRST = "@misc{a,\n  title = {Zürich}\n}\n"
SECOND = "@misc{b,\n  title = {Köln}\n}\n"
ODD = (
    "is not UTF-8, it was read as Windows-1252 (latin-1); save the file in the "
    "encoding UTF-8"
)


@pytest.mark.parametrize(
    ("data", "problems"),
    [
        ((FIRST + SECOND).encode(), []),
        (codecs.BOM_UTF8 + (FIRST + SECOND).encode(), []),
        ((FIRST + SECOND).replace("\n", "\r\n").encode(), []),
        ((FIRST + SECOND).replace("\n", "\r").encode(), []),
        (
            (FIRST + SECOND).encode("latin-1"),
            [f"papers.bib:2: this line (and 1 more) {ODD}"],
        ),
        (
            FIRST.encode() + SECOND.replace("\n", "\r\n").encode("latin-1"),
            [f"papers.bib:5: this line {ODD}"],
        ),
        (
            (FIRST + SECOND).encode("utf-16"),
            ["papers.bib:1: this file is UTF-16; save it in the encoding UTF-8"],
        ),
    ],
    ids=["UTF-8", "mark", "CRLF", "CR", "latin-1", "one line latin-1", "UTF-16"],
)
def test_no_encoding_costs_an_entry(
    data: bytes, problems: list[str], tmp_path: Path
) -> None:
    """Whatever an editor made of the file, all entries and accents are there."""
    path = tmp_path / "papers.bib"
    path.write_bytes(data)
    found: list[Problem] = []
    entries = read_entries(settings_for(tmp_path, path), found)

    assert [(e.key, e.get("title")) for e in entries] == [
        ("a", "Zürich"),
        ("b", "Köln"),
    ]
    assert [entry.position.line for entry in entries] == [1, 4]
    assert [f"{problem.position}: {problem.message}" for problem in found] == problems


def test_files_are_read_in_order_and_share_their_strings(tmp_path: Path) -> None:
    """A file that is not there is passed over: sphinxcontrib-bibtex reports it."""
    names = ["strings.bib", "missing.bib", "sub/papers.bib"]
    paths = [tmp_path / name for name in names]
    (tmp_path / "sub").mkdir()
    paths[0].write_text("@string{jt = {Journal of Tests}}\n@misc{a}")
    paths[2].write_text("\n@misc{b, journal = jt}")
    found: list[Problem] = []
    entries = read_entries(settings_for(tmp_path, *paths), found)

    assert found == []
    assert [(entry.key, entry.get("journal")) for entry in entries] == [
        ("a", ""),
        ("b", "Journal of Tests"),
    ]
    assert entries[1].position == Position("sub/papers.bib", 2)


def test_a_file_outside_of_the_site_has_its_full_path(tmp_path: Path) -> None:
    """So that messages lead to it."""
    path = tmp_path / "papers.bib"
    path.write_text("@misc{a}")
    (entry,) = read_entries(settings_for(tmp_path / "site", path), [])

    assert entry.position == Position(path.as_posix(), 1)
