"""Tags and what is between them: which of them enclose something, and what. Pure."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from groupsite.moving.markup.lexing import Kind, Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: How deep elements may stand in each other; what is deeper stays as text.
DEEPEST: Final = 24
_ARGUMENT: Final = re.compile(
    r"(?:([\w.@-]{1,80})[ \t\n]{0,20}=[ \t\n]{0,20})?"
    r"(?:\"((?:[^\"\\]|\\.){0,8000}+)\"|'([^']{0,8000})'|`([^`]{0,8000})`|([^\s\"'`]+))"
)
_ATTRIBUTE: Final = re.compile(
    r"([^\s=\"'<>/]{1,80})(?:\s{0,20}=\s{0,20}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?"
)


@dataclass(slots=True)
class Node:
    """A piece of a text, with what it encloses."""

    token: Token
    children: list[Node] = field(default_factory=list)
    #: Whether something closes it.
    closed: bool = False

    @property
    def name(self) -> str:
        """The name of a tag."""
        return self.token.name

    def is_html(self, *names: str) -> bool:
        """Whether it is a tag of HTML, of one of some names."""
        return self.token.kind is Kind.HTML and (not names or self.name in names)

    @property
    def is_blank(self) -> bool:
        """Whether it is text of which nothing is seen."""
        return self.token.kind is Kind.TEXT and not self.token.raw.strip()

    @property
    def source(self) -> str:
        """As it is written, with all that it encloses."""
        return self.token.raw + "".join(child.source for child in self.children)

    def walk(self) -> Iterator[Node]:
        """All that it encloses, at any depth."""
        for child in self.children:
            yield child
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Arguments:
    """What a tag says beside its name."""

    named: dict[str, str]
    #: Those without a name, in order.
    listed: list[str]
    #: Names of those whose values are no text but names of variables.
    bare: frozenset[str] = frozenset()

    def get(self, *names: str) -> str:
        """The first that has a value; ``""`` for none."""
        for name in names:
            if value := self.named.get(name, "").strip():
                return value
        return ""

    def first(self, *names: str) -> str:
        """The first of these names that has a value, or else the first without one."""
        return self.get(*names) or (self.listed[0].strip() if self.listed else "")


def arguments(value: str) -> Arguments:
    """The arguments of a tag of Liquid or of a shortcode."""
    named: dict[str, str] = {}
    listed: list[str] = []
    bare = set()
    for found in _ARGUMENT.finditer(value):
        name, double, single, ticks, plain = found.groups()
        text = next(t for t in (double, single, ticks, plain) if t is not None)
        if double is not None:
            text = text.replace('\\"', '"').replace("\\\\", "\\")
        if name:
            named.setdefault(name.lower(), text)
            if plain is not None:
                bare.add(name.lower())
        else:
            listed.append(text)
    return Arguments(named, listed, frozenset(bare))


def attributes(value: str) -> Arguments:
    """The attributes of a tag of HTML."""
    named: dict[str, str] = {}
    for found in _ATTRIBUTE.finditer(value):
        text = next((t for t in found.groups()[1:] if t is not None), "")
        named.setdefault(found[1].lower(), text)
    return Arguments(named, [])


def tree(tokens: Iterable[Token], enclosing: frozenset[str]) -> list[Node]:
    """The pieces of a text, each with what it encloses.

    A tag encloses something if it is closed. What stands between two tags that cross each
    other belongs to the inner one up to the end of the outer one.

    :param enclosing: names of tags (not of HTML) that enclose something.
    """
    root = Node(Token(Kind.TEXT, "", 0))
    stack = [root]
    opened: Counter[tuple[Kind, str]] = Counter()
    for token in tokens:
        key = token.kind, token.name
        is_tag = token.kind is Kind.HTML or (
            token.kind is Kind.TAG and token.name in enclosing
        )
        if not is_tag or token.alone:
            stack[-1].children.append(Node(token))
        elif not token.closes:
            node = Node(token)
            stack[-1].children.append(node)
            if len(stack) < DEEPEST:
                stack.append(node)
                opened[key] += 1
        elif opened[key]:
            while (top := stack.pop()) is not root:
                opened[top.token.kind, top.name] -= 1
                if (top.token.kind, top.name) == key:
                    top.closed = True
                    break
                _release(top, stack[-1])
        else:
            stack[-1].children.append(Node(token))
    while len(stack) > 1:
        top = stack.pop()
        _release(top, stack[-1])
    return root.children


def _release(node: Node, parent: Node) -> None:
    """Let what follows a tag that nothing closes stand beside it."""
    parent.children += node.children
    node.children = []
