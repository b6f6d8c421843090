"""What stands out in the papers of a CV: its person's name, those of students, the order.

A mark takes the place of words that most papers would have, so that they fit on paper.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from docutils import nodes
from sphinx import addnodes

from groupsite.build.nodes import record_sign

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

E = TypeVar("E", bound=nodes.Element)

#: Stands behind the names of people whom the person has supervised.
SIGN: Final = "°"
#: Stands behind names in alphabetical order.
ORDER: Final = "§"


def mark_names(
    content: Iterable[nodes.Node], person: str, supervised: Collection[str], label: str
) -> bool:
    """Make the name of *person* strong in lists of papers, and mark *supervised* ones.

    :param label: what the sign means.
    :returns: whether there is any sign.
    """
    signed = False
    for node in content:
        for link in _all(node, addnodes.pending_xref):
            if link["reftype"] != "person":
                continue
            who = link["reftarget"]
            if who == person and not isinstance(link.parent, nodes.strong):
                link.parent.replace(link, nodes.strong("", "", link.deepcopy()))
            elif who in supervised:
                place = link.parent.index(link)
                link.parent.insert(place + 1, record_sign("", SIGN, label=label))
                signed = True
    return signed


def mark_order(content: Iterable[nodes.Node], label: str) -> bool:
    """Mark papers whose authors are in alphabetical order, instead of saying so.

    :returns: whether there is any.
    """
    orders = [
        words
        for node in content
        for words in _all(node, nodes.inline)
        if "paper-order" in words["classes"]
    ]
    for words in orders:
        sign = record_sign("", ORDER, label=label)
        words.parent.replace(words, [nodes.Text(" "), sign])
    return bool(orders)


def weaken_owner(content: Iterable[nodes.Node]) -> None:
    """Show the name of the site's owner as any other: it is somebody else's CV."""
    for node in content:
        for name in _all(node, nodes.strong):
            if "owner" in name["classes"]:
                name.parent.replace(name, name.children)


def _all(node: nodes.Node, kind: type[E]) -> list[E]:
    """All nodes of a *kind* in *node*, which may be replaced."""
    return list(node.findall(kind))
