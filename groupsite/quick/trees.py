"""Walking and building trees of documents takes half the time.

docutils walks a tree by generators within generators, so that each node costs as
many steps as it is deep, also for nodes that a tree does not have, composes messages for
debugging that nobody asks for, and looks for the document of a parent up to four times
for each child, by exceptions where it is in none yet. It also splits each text three
times at escapes, which hardly one has.

What is found, and in which order, is the same, also where a tree changes meanwhile.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx.util.nodes import NodeMatcher

from groupsite.build.nodes import every

if TYPE_CHECKING:
    from collections.abc import Iterator

_findall: Final = nodes.Node.findall
_walkabout: Final = nodes.Node.walkabout
_document: Final[Any] = nodes.Node.document
_astext: Final = nodes.Text.astext


class _Walked:
    """The document that was walked through last, and which kinds of nodes it has."""

    document: Any = None
    #: With all their bases.
    kinds: frozenset[type] = frozenset()
    changes: int = -1


_walked: Final = _Walked()
#: How often a node has been put into another one.
_changes: Final = [0]


def quicken_trees() -> None:
    """Replace the methods of docutils for this process."""
    mended: Any = nodes.Node
    mended.findall = _find
    mended.setup_child = _adopt
    mended.document = property(_document_of, _document.fset)
    mended.walkabout = _walk
    text: Any = nodes.Text
    text.astext = _plain


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
        return _findall(node, condition, include_self, descend, siblings, ascend)
    if type(condition) is NodeMatcher:
        return _matching(node, condition)
    if not isinstance(condition, (type, tuple)):
        return _chosen(node, condition)
    return _of_kind(node, condition)


def _chosen(node: nodes.Node, condition: Any) -> Iterator[Any]:
    for found in _below(node, nodes.Node):
        if condition is None or condition(found):
            yield found


def _matching(node: nodes.Node, matcher: NodeMatcher[Any]) -> Iterator[Any]:
    """What *matcher* matches; most nodes have another class, or not its attributes."""
    wanted = matcher.attrs.keys()
    for found in _of_kind(node, matcher.classes or nodes.Node):
        if wanted and not wanted <= getattr(found, "attributes", {}).keys():
            continue
        if matcher.match(found):
            yield found


def _of_kind(node: nodes.Node, kind: Any) -> Iterator[Any]:
    """A document without such nodes is not walked through.

    Most searches are for nodes that it does not have.
    """
    if type(node) is nodes.document and not _has(node, kind):
        return _unless_changed(node, kind)
    return _below(node, kind)


def _unless_changed(document: nodes.document, kind: Any) -> Iterator[Any]:
    """Nothing, unless the document is another one when the search begins."""
    if _has(document, kind):
        yield from _below(document, kind)


def _below(node: nodes.Node, kind: Any) -> Iterator[Any]:
    if isinstance(node, kind):
        yield node
    levels = [iter(node.children)]
    while levels:
        for child in levels[-1]:
            if isinstance(child, kind):
                yield child
            if child.children:
                levels.append(iter(child.children))
                break
        else:
            levels.pop()


def _has(document: nodes.document, kind: Any) -> bool:
    """Whether there may be nodes of a *kind* in a document, which is walked through once.

    Nobody puts a node into another one without `setup_child`.
    """
    if _walked.document is not document or _walked.changes != _changes[0]:
        _walked.document, _walked.changes = document, _changes[0]
        _walked.kinds = _with_bases(frozenset(map(type, every(document))))
    wanted = kind if isinstance(kind, tuple) else (kind,)
    # metaclasses and tuples within tuples are left to `isinstance`
    return any(k in _walked.kinds or type(k) is not type for k in wanted)


@lru_cache(maxsize=1000)
def _with_bases(kinds: frozenset[type]) -> frozenset[type]:
    return frozenset(base for kind in kinds for base in kind.__mro__)


def _document_of(node: Any) -> nodes.document | None:
    """`Node.document`, without an exception for each node that is not in one yet."""
    while node is not None:
        if node._document is not None:  # noqa: SLF001
            found: nodes.document = node._document  # noqa: SLF001
            return found
        node = node.parent
    return None


def _adopt(parent: nodes.Node, child: Any) -> None:
    """`Node.setup_child`."""
    _changes[0] += 1
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


def _plain(text: nodes.Text) -> str:
    """`Text.astext`."""
    return _astext(text) if "\0" in text else str(text)
