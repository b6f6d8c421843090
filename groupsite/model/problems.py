"""Problems as values: loaders return them instead of raising.

Thus one mistake never hides another, and never costs other records.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from groupsite.model.pickled import Pickled

if TYPE_CHECKING:
    from groupsite.model.positions import Position


class Subtype(StrEnum):
    """The closed list of subtypes of our messages; keep it sorted.

    Most are errors: something that was written is not on the site, or leads to nothing.
    Those in `MILD` are warnings: all of it is there, and something looks wrong.
    """

    AUTHOR = "author"
    """An author's name that matches two people, or that may be several names."""
    BIB = "bib"
    """A .bib file that cannot be read as written."""
    CONFIG = "config"
    """A setting in conf.py."""
    DATE = "date"
    """Not a date, or a period that ends before it starts."""
    DUPLICATE = "duplicate"
    """An id used twice."""
    FIELD = "field"
    """A field of a record that is missing or has an invalid value."""
    KIND = "kind"
    """A kind of news that is not declared."""
    LATEX = "latex"
    """A LaTeX command that nobody knows."""
    LINK = "link"
    """The id of a record that does not exist."""
    MATH = "math"
    """A formula that cannot be shown."""
    MENDED = "mended"
    """A slip in a .bib or .yml file, or around news, or the old name of a setting, that was read as it was meant."""
    MENU = "menu"
    """A page that no menu leads to."""
    MISSING = "missing"
    """A field that entries of a type have; the entry is shown without it."""
    NEWS = "news"
    """A news item that is incomplete."""
    OPTION = "option"
    """An option of a directive."""
    PAGE = "page"
    """An id or a file that cannot be a page, because of its name."""
    POLICY = "policy"
    """Something of another host, which the policy of the site blocks."""
    TEXT = "text"
    """The encoding of a document, or a character that no page can contain."""
    TOPIC = "topic"
    """A keyword that may be meant as a topic."""
    TWIN = "twin"
    """Two entries that are one paper."""
    YAML = "yaml"
    """A .yml file that cannot be read as written."""


#: What is shown and published all the same.
MILD: Final = frozenset(
    {
        Subtype.AUTHOR,
        Subtype.LATEX,
        Subtype.MATH,
        Subtype.MENDED,
        Subtype.MENU,
        Subtype.MISSING,
        Subtype.TEXT,
        Subtype.TOPIC,
        Subtype.TWIN,
    }
)


@dataclass(frozen=True, slots=True)
class Problem(Pickled):
    """A message to an author."""

    position: Position
    message: str
    subtype: Subtype
