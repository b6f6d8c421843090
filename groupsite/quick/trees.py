"""Walking and building trees of documents takes half the time.

docutils walks a tree by generators within generators, so that each node costs as
many steps as it is deep, composes messages for debugging that nobody asks for, and
looks for the document of a parent up to four times for each child.

What is found, and in which order, is the same, also where a tree changes meanwhile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

_findall: Final = nodes.Node.findall
_walkabout: Final = nodes.Node.walkabout


def quicken_trees() -> None:
    """Replace the methods of docutils for this process."""
    mended: Any = nodes.Node
    mended.findall = _find
    mended.setup_child = _adopt
    mended.walkabout = _walk


def _find(
    node: nodes.Node,
    condition: Any = None,
    include_self: bool = True,  # noqa: FBT001, FBT002 - as docutils has it
    descend: bool = True,  # noqa: FBT001, FBT002
    siblings: bool = False,  # noqa: FBT001, FBT002
    ascend: bool = False,  # noqa: FBT001, FBT002
) -> Iterator[Any]:
    """`Node.findall`."""
    if not (include_self and descend) or siblings or ascend:
        yield from _findall(node, condition, include_self, descend, siblings, ascend)
    elif isinstance(condition, type):
        if isinstance(node, condition):
            yield node
        levels = [iter(node.children)]
        while levels:
            for child in levels[-1]:
                if isinstance(child, condition):
                    yield child
                if child.children:
                    levels.append(iter(child.children))
                    break
            else:
                levels.pop()
    else:
        for found in _find(node, nodes.Node):
            if condition is None or condition(found):
                yield found


def _adopt(parent: nodes.Node, child: Any) -> None:
    """`Node.setup_child`."""
    child.parent = parent
    document = parent.document
    if document is not None:
        child.document = document
        if child.source is None:
            child.source = document.current_source
        if child.line is None:
            child.line = document.current_line


def _walk(node: nodes.Node, visitor: nodes.NodeVisitor) -> bool:
    """`Node.walkabout`."""
    stop, depart = False, True
    try:
        try:
            visitor.dispatch_visit(node)
        except nodes.SkipNode:
            return stop
        except nodes.SkipDeparture:
            depart = False
        try:
            for child in node.children[:]:
                if child.walkabout(visitor):
                    stop = True
                    break
        except nodes.SkipSiblings:
            pass
    except nodes.SkipChildren:
        pass
    except nodes.StopTraversal:
        stop = True
    if depart:
        visitor.dispatch_departure(node)
    return stop
