"""Phrases and lists made of nodes."""

from __future__ import annotations

import pytest
from docutils import nodes

from groupsite.build.inline import fill, separated

FILLED = {
    "a field": ("a {x} b", "a X b"),
    "only fields": ("{x}{y}", "XY"),
    "a piece that is kept": ("{x}[, in {y}]", "X, in Y"),
    "a piece that is left out": ("{x}[, in {empty}]", "X"),
    "a piece with two fields, one of them empty": ("[{x} {empty}]{y}", "Y"),
    "two pieces": ("[a{x}][b{empty}][c{y}]", "aXcY"),
    "a field that is not known": ("{x}[ in {no}]", "X"),
    "braces": ("{{x}} {x}", "{x} X"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize("name", FILLED)
def test_phrases_are_filled(name: str) -> None:
    """A phrase gets nodes for its fields; pieces in brackets need theirs."""
    phrase, expected = FILLED[name]
    fields: dict[str, list[nodes.Node]] = {
        "x": [nodes.emphasis("", "X")],
        "y": [nodes.Text("Y")],
        "empty": [],
    }

    filled = fill(phrase, **fields)
    assert "".join(node.astext() for node in filled) == expected


SEPARATED = {
    "nothing": ([], ""),
    "one": (["a"], "a"),
    "two": (["a", "b"], "a and b"),
    "three": (["a", "b", "c"], "a, b and c"),
}


@pytest.mark.parametrize("name", SEPARATED)
def test_items_are_separated(name: str) -> None:
    """Items stand with text between them, another one before the last."""
    words, expected = SEPARATED[name]
    result = separated([nodes.Text(word) for word in words], ", ", " and ")

    assert "".join(node.astext() for node in result) == expected


def test_items_are_separated_alike() -> None:
    """Without a word for the last item all separators are the same."""
    result = separated([nodes.Text(word) for word in "abc"], " · ")

    assert "".join(node.astext() for node in result) == "a · b · c"
