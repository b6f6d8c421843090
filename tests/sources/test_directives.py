"""Directives in the text of documents, as far as text tells."""

from __future__ import annotations

import pytest

from groupsite.sources.directives import blocks

MARKDOWN: dict[str, tuple[str, list[dict[str, str]]]] = {
    "colons": (":::{list}\n:filter: type year\n:export:\n:::\n", [{"filter": "type year", "export": ""}]),
    "backticks, and the name of our domain": ("```{groupsite:list}\n```", [{}]),
    "options as a block": ("~~~{list}\n---\nfilter: type\n---\n~~~", [{"filter": "type"}]),
    "two": (":::{list}\n:::\n\nText\n\n:::{list}\n:name: b\n:::\n", [{}, {"name": "b"}]),
    "without an end": (":::{list}\n:name: b\n", [{"name": "b"}]),
    "not inside of another one": ("::::{tab-set}\n:::{list}\n:::\n::::\n", []),
    "not in an example": ("````markdown\n```{list}\n```\n````\n", []),
    "not in a comment": ("<!--\n:::{list}\n:::\n-->\n:::{list}\n:a: b\n:::\n", [{"a": "b"}]),
    "not with an argument, or as another one": (":::{list} x\n:::\n:::{lists}\n:::\n", []),
    "not with lines that are no options": (":::{list}\n:a: b\n  c\n:::\n", []),
    "not with an option that is written twice": (":::{list}\n:a: b\n:a: c\n:::\n", []),
}  # fmt: skip
RST: dict[str, tuple[str, list[dict[str, str]]]] = {
    "options": (".. list::\n   :a: b\n   :c:\n\nText\n", [{"a": "b", "c": ""}]),
    "the name of our domain": (".. groupsite:list::\n", [{}]),
    "not in an example": ("As in::\n\n   .. list::\n", []),
    "not in Markdown's way": (":::{list}\n:::\n", []),
}


@pytest.mark.parametrize("name", MARKDOWN)
def test_in_markdown(name: str) -> None:
    """Directives that stand by themselves, with their options."""
    text, expected = MARKDOWN[name]
    assert list(blocks(text, "list", ".md")) == expected


@pytest.mark.parametrize("name", RST)
def test_in_rst(name: str) -> None:
    """The same in reStructuredText."""
    text, expected = RST[name]
    assert list(blocks(text, "list", ".rst")) == expected
