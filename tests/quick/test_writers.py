"""Writers find the method for a node as Sphinx does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser
from docutils.utils import new_document
from sphinx.util.docutils import SphinxTranslator

from groupsite.quick.writers import _dispatching

if TYPE_CHECKING:
    import pytest


class own(nodes.paragraph):
    """A node that is visited as what it derives from."""


class other(nodes.General, nodes.Element):
    """A node that nobody knows."""


class _Writer(SphinxTranslator):
    """Notes what it visits."""

    def __init__(self, document: nodes.document) -> None:
        nodes.NodeVisitor.__init__(self, document)
        self.seen: list[str] = []
        self.visit_strong = self.visit_paragraph  # type: ignore[method-assign]

    def visit_document(self, _node: Any) -> None:
        """Begin."""

    def depart_document(self, _node: Any) -> None:
        """End."""

    def visit_paragraph(self, node: Any) -> None:
        """Note it."""
        self.seen.append(f"+{type(node).__name__}")

    def depart_paragraph(self, node: Any) -> None:
        """Note it."""
        self.seen.append(f"-{type(node).__name__}")

    def depart_strong(self, node: Any) -> None:
        """Note it."""
        self.seen.append(f"-{type(node).__name__}")

    def unknown_visit(self, node: Any) -> None:
        """Note it."""
        self.seen.append(f"?{type(node).__name__}")

    def unknown_departure(self, node: Any) -> None:
        """Note it."""
        self.seen.append(f"!{type(node).__name__}")


def _seen(cls: type[_Writer]) -> list[str]:
    document = new_document("x", get_default_settings(Parser))
    for _ in range(2):
        document += [nodes.paragraph("", "", nodes.strong()), own(), other()]
    writer = cls(document)
    document.walkabout(writer)
    return writer.seen


def test_each_node_has_the_same_method() -> None:
    """By its class, by one that it derives from, by an attribute of the writer."""
    quick = type("Quick", (_Writer,), _dispatching(_Writer))
    once = ["+paragraph", "+strong", "-strong", "-paragraph", "+own", "-own"]
    assert _seen(quick) == _seen(_Writer) == [*once, "?other", "!other"] * 2


def test_a_writer_that_dispatches_by_itself_does_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An extension may have its own way."""
    monkeypatch.setattr(_Writer, "dispatch_visit", lambda *_: None, raising=False)
    assert {*_dispatching(_Writer)} == {"dispatch_departure"}
