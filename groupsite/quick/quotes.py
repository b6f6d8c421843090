"""Texts without quotes are not looked at, letter by letter, for quotes.

docutils takes each text apart with regular expressions and puts another in its
place, whether or not it has anything to educate.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, Final

from docutils import nodes
from sphinx.transforms import SphinxSmartQuotes

from groupsite.quick.replacing import replace_transform
from groupsite.quick.trees import every

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: Whatever `educate_tokens` may change, see `docutils.utils.smartquotes`.
_MARKS: Final = re.compile(r"[\"'`\\\x00]|&#|&quot;|--|\. ?\. ?\.")


class _Plain(type):
    def __instancecheck__(cls, node: Any) -> bool:
        if isinstance(node.parent, nodes.TextElement):  # that one is looked at
            return True
        return not any(
            _MARKS.search(text) for text in every(node) if isinstance(text, nodes.Text)
        )


class _PlainText(metaclass=_Plain):
    """Any node without a mark in one of its texts, or in another one with text."""


class QuickSmartQuotes(SphinxSmartQuotes):
    """Quotes in texts that have some."""

    nodes_to_skip: ClassVar[Any] = (*SphinxSmartQuotes.nodes_to_skip, _PlainText)


def quicken_quotes(app: Sphinx) -> None:
    """Use it in the place of Sphinx's own."""
    replace_transform(app.registry.transforms, QuickSmartQuotes)
