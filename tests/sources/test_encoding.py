"""Source files in other encodings than UTF-8."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.sources.encoding import decode
from tests.drawing import drawn

ODD = (
    "is not UTF-8, it was read as Windows-1252 (latin-1); "
    "save the file in the encoding UTF-8"
)


@pytest.mark.parametrize(
    ("data", "text", "expected"),
    [
        ("Zürich\n".encode(), "Zürich\n", []),
        ("Zürich".encode("utf-8-sig"), "Zürich", []),
        (b"a\r\nb\rc\n", "a\nb\nc\n", []),
        (b"", "", []),
        ("a\nZürich\n".encode("cp1252"), "a\nZürich\n", [(2, f"this line {ODD}")]),
        (
            b"Z\xc3\xbcrich\r\nZ\xfcrich\r\nb\r\nK\xf6ln",
            "Zürich\nZürich\nb\nKöln",
            [(2, f"this line (and 1 more) {ODD}")],
        ),
        (b"a\x81b", "a\ufffdb", [(1, f"this line {ODD}")]),
        (
            "Zürich\r\nKöln".encode("utf-16"),
            "Zürich\nKöln",
            [(1, "this file is UTF-16; save it in the encoding UTF-8")],
        ),
    ],
)
def test_each_line_is_read_as_well_as_it_can_be(
    data: bytes, text: str, expected: list[tuple[int, str]]
) -> None:
    """A line in another encoding costs no other line its accents, and is reported."""
    problems: list[tuple[int, str]] = []

    assert decode(data, lambda *problem: problems.append(problem)) == text
    assert problems == expected


@drawn()
@given(st.binary())
def test_any_bytes_are_some_text(data: bytes) -> None:
    """Nothing is raised, and every message names a line of the text."""
    problems: list[tuple[int, str]] = []
    text = decode(data, lambda *problem: problems.append(problem))

    assert "\r" not in text
    assert all(1 <= line <= text.count("\n") + 1 for line, _ in problems)
