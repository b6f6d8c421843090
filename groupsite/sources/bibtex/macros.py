"""The ``@string`` names of BibTeX, written out for a single entry.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Pairs (name, text).
Macros = tuple[tuple[str, str], ...]


def definitions(macros: Iterable[tuple[str, str]]) -> str:
    """A line ``@string{name = {value}}`` for each of *macros*."""
    return "".join(f"@string{{{name} = {{{value}}}}}\n" for name, value in macros)
