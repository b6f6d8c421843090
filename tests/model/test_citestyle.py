"""Citation styles by name and by file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from groupsite.model.citestyle import STYLES, find_style, style_names

if TYPE_CHECKING:
    from pathlib import Path

CSL = '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">'
WHOLE = f"{CSL}<bibliography><layout/></bibliography></style>"


def dependent(parent: str) -> str:
    """A style that is *parent* under another name."""
    href = f"http://www.zotero.org/styles/{parent}"
    return f'{CSL}<info><link href="{href}" rel="independent-parent"/></info></style>'


def test_some_styles_come_along() -> None:
    """Each is whole, and says what its licence is."""
    assert style_names() == [
        "apa",
        "chicago-author-date",
        "harvard-cite-them-right",
        "ieee",
        "vancouver",
    ]
    for name in style_names():
        style = find_style(name, STYLES)
        assert style == find_style(f"{name}.csl", STYLES)
        assert style.fault == ""
        assert "licenses/by-sa/3.0" in style.path.read_text("utf-8")


NAMES = (
    "write one of apa, chicago-author-date, harvard-cite-them-right, ieee, vancouver"
)


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        (
            "iee",
            (
                "no citation style 'iee' comes along, and no .csl file "
                "is named; did you mean `ieee`?"
            ),
        ),
        (
            "",
            f"no citation style '' comes along, and no .csl file is named; {NAMES}",
        ),
        ("onw.csl", "there is no file 'onw.csl'; did you mean `own.csl`?"),
        ("../own.csl", "this should be a file below conf.py, not '../own.csl'"),
        (
            "broken.csl",
            "'broken.csl' cannot be read as XML: no element found: line 1, column 7",
        ),
        (
            "other.csl",
            "'other.csl' is no citation style: it should begin with <style>",
        ),
        (
            "notes.csl",
            "'notes.csl' says nothing of bibliographies; take another style",
        ),
        (
            "lost.csl",
            (
                "'lost.csl' has the name of a style and not the style itself: "
                "put lost-parent.csl into its place"
            ),
        ),
        (
            "circle.csl",
            (
                "'circle.csl' has the name of a style and not the style itself: "
                "put circle.csl into its place"
            ),
        ),
    ],
)
def test_what_is_no_style_is_said(tmp_path: Path, name: str, fault: str) -> None:
    """With what to write instead."""
    files = {
        "own.csl": WHOLE,
        "broken.csl": "<style>",
        "other.csl": "<style/>",
        "notes.csl": f"{CSL}<citation/></style>",
        "lost.csl": dependent("lost-parent"),
        "circle.csl": dependent("circle"),
    }
    for file, text in files.items():
        (tmp_path / file).write_text(text, "utf-8")

    assert find_style(name, tmp_path).fault == fault


def test_a_style_under_another_name_is_that_style(tmp_path: Path) -> None:
    """One that comes along, or one beside it."""
    for file, text in {
        "own.csl": WHOLE,
        "ours.csl": dependent("ieee"),
        "beside.csl": dependent("own"),
    }.items():
        (tmp_path / file).write_text(text, "utf-8")

    assert find_style("ours.csl", tmp_path) == (STYLES / "ieee.csl", "")
    assert find_style("beside.csl", tmp_path) == (tmp_path / "own.csl", "")
