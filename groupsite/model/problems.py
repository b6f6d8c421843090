"""What can be wrong, as a value: loaders return problems instead of raising.

So one slip never hides another and never loses a neighbour.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from groupsite.model.positions import Position


class Subtype(StrEnum):
    """The closed list of subtypes of our warnings; keep it sorted."""

    AUTHOR = "author"
    """An author's name that fits two people."""
    BIB = "bib"
    """A .bib file that cannot be read as written."""
    CONFIG = "config"
    """A setting in conf.py."""
    DATE = "date"
    """Not a date, or a period that ends before it starts."""
    DUPLICATE = "duplicate"
    """The same id twice."""
    FIELD = "field"
    """A field of a record that is missing or has an impossible value."""
    KIND = "kind"
    """A kind of news that is not declared."""
    LATEX = "latex"
    """A LaTeX command that cannot be shown."""
    LINK = "link"
    """The id of a record that does not exist."""
    MATH = "math"
    """A formula that cannot be shown."""
    NEWS = "news"
    """A news item that lacks something."""
    OPTION = "option"
    """An option of a directive."""
    PAGE = "page"
    """An id of which no page can be made."""
    TEXT = "text"
    """The encoding of a document, or a character in it that no page can hold."""
    YAML = "yaml"
    """A .yml file that cannot be read as written."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One message to an author."""

    position: Position
    message: str
    subtype: Subtype
