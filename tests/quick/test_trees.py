"""Trees are walked and built as docutils does it."""

from __future__ import annotations

from typing import Any

import hypothesis.strategies as st
import pytest
from docutils import nodes
from docutils.utils import new_document
from hypothesis import given

from groupsite.quick import trees

_CLASSES = (nodes.paragraph, nodes.emphasis, nodes.strong, nodes.inline)


def _tree(shape: Any) -> nodes.Node:
    """Numbers are texts, lists elements: the first item says of which class."""
    if isinstance(shape, int):
        return nodes.Text(str(shape))
    number, children = shape
    return _CLASSES[number]("", "", *map(_tree, children))


_SHAPES = st.recursive(
    st.integers(0, 9),
    lambda inner: st.tuples(st.integers(0, 3), st.lists(inner, max_size=4)),
    max_leaves=25,
)


def _words(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Text) and node.astext() > "4"


@pytest.mark.parametrize(
    "condition", [None, nodes.emphasis, nodes.Text, nodes.Node, _words]
)
@given(shape=_SHAPES)
def test_the_same_nodes_are_found_in_the_same_order(condition: Any, shape: Any) -> None:
    """Whatever is asked for, wherever the search begins."""
    root = nodes.section("", _tree(shape), nodes.Text("9"))
    for start in trees._findall(root):
        for options in ({}, {"include_self": False}, {"siblings": True}):
            found = list(trees._find(start, condition, **options))
            wanted = list(trees._findall(start, condition, **options))
            assert list(map(id, found)) == list(map(id, wanted))


@given(shape=_SHAPES)
def test_a_tree_may_change_while_it_is_searched(shape: Any) -> None:
    """Each emphasis gives way to its first child, as transforms do it."""

    def changed(search: Any) -> str:
        root = nodes.section("", _tree(shape))
        for node in search(root, nodes.emphasis):
            node.parent.replace(node, node.children[:1])
        return root.pformat()

    assert changed(trees._find) == changed(trees._findall)


@given(shapes=st.lists(_SHAPES, max_size=4))
def test_what_a_document_is_given_is_found(shapes: list[Any]) -> None:
    """It is searched again and again, and remembers nothing that has changed."""
    document = new_document("x")
    for shape in shapes:
        new = _tree(shape)  # before the search, as transforms have nodes in reserve
        for kind in (*_CLASSES, nodes.Text, nodes.footnote, nodes.document):
            for _ in range(2):
                found = list(trees._find(document, kind))
                assert found == list(trees._findall(document, kind))
        (*document.findall(nodes.paragraph), document)[0].append(new)
        assert any(node is new for node in trees._find(document, type(new)))


@pytest.fixture(autouse=True)
def counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nodes that are put into others are counted, as during a build."""
    monkeypatch.setattr(nodes.Node, "setup_child", trees._adopt)


class _Visitor(nodes.NodeVisitor):
    """Notes what it sees, and jumps as docutils allows it."""

    def __init__(self) -> None:
        super().__init__(new_document("x"))
        self.seen: list[str] = []

    def dispatch_visit(self, node: nodes.Node) -> None:
        self.seen.append(f"+{type(node).__name__}")
        jumps = {
            "3": nodes.SkipNode,
            "5": nodes.SkipSiblings,
            "7": nodes.SkipDeparture,
            "9": nodes.StopTraversal,
        }
        text = node.astext()
        if isinstance(node, nodes.Text) and text in jumps:
            raise jumps[text]
        if isinstance(node, nodes.strong):
            raise nodes.SkipChildren

    def dispatch_departure(self, node: nodes.Node) -> None:
        self.seen.append(f"-{type(node).__name__}")


@given(shape=_SHAPES)
def test_visitors_see_the_same(shape: Any) -> None:
    """Also those that leave something out."""

    def seen(walk: Any) -> tuple[list[str], bool]:
        visitor = _Visitor()
        return visitor.seen, walk(nodes.section("", _tree(shape)), visitor)

    assert seen(trees._walk) == seen(trees._walkabout)


def test_a_child_knows_its_document_and_its_place() -> None:
    """Its own source and line are kept."""
    document = new_document("x")
    document.current_source, document.current_line = "page.md", 7
    own = nodes.Text("own")
    own.line = 3
    paragraph = nodes.paragraph("", "", own)
    document += paragraph
    paragraph += nodes.Text("more")

    assert paragraph.document is own.parent.document is document
    assert (paragraph.source, paragraph.line) == ("page.md", 7)
    assert (own.line, paragraph[1].line) == (3, 7)
