"""Texts without quotes are not looked at, letter by letter, for quotes.

docutils takes each text apart with regular expressions and puts another in its
place, whether or not it has anything to educate.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, Final

from docutils import nodes
from sphinx.transforms import SphinxSmartQuotes

from groupsite.build.nodes import every_of
from groupsite.quick.replacing import replace_transform

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: Whatever `educate_tokens` may change, see `docutils.utils.smartquotes`.
_MARKS: Final = re.compile(r"[\"'`\\\x00]|&#|&quot;|--|\. ?\. ?\.")


class _Plain(type):
    #: The nodes of this document that have a mark in one of their texts, by identity.
    marked: frozenset[int] = frozenset()

    def __instancecheck__(cls, node: Any) -> bool:
        return id(node) not in cls.marked


class _PlainText(metaclass=_Plain):
    """Any node without a mark in one of its texts, or in another one with text."""


def note_marked(document: nodes.document) -> None:
    """Note which nodes of *document* have a mark, before its quotes are educated."""
    _PlainText.marked = frozenset(
        _outermost(text)
        for text in every_of(document, nodes.Text)
        if _MARKS.search(text)
    )


def _outermost(text: nodes.Text) -> int:
    """The identity of the node whose text, with all that is in it, has *text*."""
    node: Any = text.parent
    while isinstance(node.parent, nodes.TextElement):
        node = node.parent
    return id(node)


class QuickSmartQuotes(SphinxSmartQuotes):
    """Quotes in texts that have some."""

    nodes_to_skip: ClassVar[Any] = (*SphinxSmartQuotes.nodes_to_skip, _PlainText)

    def apply(self, **kwargs: Any) -> None:
        """Educate them in the document."""
        note_marked(self.document)
        super().apply(**kwargs)


def quicken_quotes(app: Sphinx) -> None:
    """Use it in the place of Sphinx's own."""
    replace_transform(app.registry.transforms, QuickSmartQuotes)
