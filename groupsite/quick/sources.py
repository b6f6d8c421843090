"""Nodes that know their sources are not asked for them in fourteen ways.

Sphinx mends what parsers leave out of nodes, for translators and messages; most nodes
lack at most their text, and nodes in a line are not translated by themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx.transforms import ApplySourceWorkaround
from sphinx.util.nodes import apply_source_workaround

from groupsite.build.nodes import every_of
from groupsite.quick.replacing import replace_transform

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: Nodes that Sphinx mends in ways of their own.
_OWN_WAYS: Final = (
    *(nodes.classifier, nodes.image, nodes.literal_block, nodes.term, nodes.title),
    nodes.topic,
)


class QuickSources(ApplySourceWorkaround):
    """What Sphinx's own does."""

    def apply(self, **_kwargs: Any) -> None:
        """Mend all nodes of the document."""
        wanted = (nodes.TextElement, nodes.image, nodes.topic)
        for node in every_of(self.document, wanted):
            if not isinstance(node, _OWN_WAYS):
                if isinstance(node, nodes.Inline):
                    continue
                if not node.rawsource:
                    node.rawsource = node.astext()
                if node.source:
                    continue
            apply_source_workaround(node)


def quicken_sources(app: Sphinx) -> None:
    """Use it in the place of Sphinx's own."""
    replace_transform(app.registry.transforms, QuickSources)
