"""Blocks of code are looked for, and not each node visited, where all have one language.

Sphinx visits each node to know which ``highlight`` directive the next block comes
after; few documents have such a directive. It makes a formatter with a style sheet for
each block.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms.code import (
    HighlightLanguageTransform,
    HighlightLanguageVisitor,
)

from groupsite.quick.replacing import replace_transform

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class QuickLanguages(HighlightLanguageTransform):
    """What Sphinx's own does."""

    def apply(self, **kwargs: Any) -> None:
        """Give each block its language."""
        changing = (addnodes.highlightlang, addnodes.start_of_file)
        if any(next(self.document.findall(kind), None) for kind in changing):
            super().apply(**kwargs)
            return
        visitor = HighlightLanguageVisitor(
            self.document, self.config.highlight_language
        )
        visitor.visit_document(self.document)
        for block in self.document.findall(nodes.literal_block):
            visitor.visit_literal_block(block)


def quicken_blocks(app: Sphinx) -> None:
    """Use it in the place of Sphinx's own."""
    replace_transform(app.registry.post_transforms, QuickLanguages)
    app.connect("builder-inited", keep_formatters)


def keep_formatters(app: Sphinx) -> None:
    """Make one for all blocks that look alike."""
    highlighter = getattr(app.builder, "highlighter", None)
    if highlighter is None:
        return
    make, made = highlighter.get_formatter, dict[str, Any]()

    def get_formatter(**kwargs: Any) -> Any:
        key = repr(sorted(kwargs.items()))
        if key not in made:
            made[key] = make(**kwargs)
        return made[key]

    highlighter.get_formatter = get_formatter
