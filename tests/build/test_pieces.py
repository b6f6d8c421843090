"""What records are in files is made once, and again when they change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from groupsite.build.pieces import FILE, Pieces

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Records:
    """A graph that has some papers."""

    def __init__(self, *ids: str) -> None:
        self._ids = ids

    def located(self, kind: str, record_id: str) -> object:
        """Whether there is such a record."""
        return kind == "paper" and record_id in self._ids


@pytest.fixture
def build(tmp_path: Path) -> Callable[..., list[str]]:
    """Makes a piece of each record in a build, and names those that were made anew."""

    def build(head: str = "settings", **records: str) -> list[str]:
        pieces, made = Pieces(tmp_path / FILE, head), []
        for name, content in records.items():

            def make(name: str = name, content: str = content) -> str:
                made.append(name)
                return f"{name}: {content}"

            use = ("paper", "ris", name)
            for _ in range(2):
                piece = pieces.of(use, content.encode(), make)
                assert piece == f"{name}: {content}"
        graph: Any = Records(*records)
        pieces.save(graph)
        return made

    return build


def test_a_piece_is_made_once(build: Callable[..., list[str]]) -> None:
    """It is made again when its record changes, or what all of them are made by."""
    assert build(a="1", b="1") == ["a", "b"]
    assert build(a="1", b="1") == []
    assert build(a="1", b="2") == ["b"]
    assert build(a="1", b="2", head="others") == ["a", "b"]


def test_pieces_of_records_that_are_gone_are_not_kept(
    build: Callable[..., list[str]],
) -> None:
    """The file does not grow for ever."""
    build(a="1", b="1")
    assert build(a="2") == ["a"]
    assert build(a="2", b="1") == ["b"]
