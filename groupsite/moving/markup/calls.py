"""A tag where it stands, for those who say what it is here. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from groupsite.moving.markup.lexing import Kind
from groupsite.moving.markup.trees import Arguments, arguments, attributes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from groupsite.moving.markup.lexing import Token
    from groupsite.moving.markup.members import Member
    from groupsite.moving.markup.pieces import Writer
    from groupsite.moving.markup.trees import Node


class Noting(Protocol):
    """Notes of what is not the same."""

    def add(self, line: int, what: str) -> None:
        """Note something at a line."""


class Naming(Protocol):
    """What a text may name."""

    @property
    def papers(self) -> Mapping[str, str] | None:
        """Papers."""

    @property
    def people(self) -> Mapping[str, str]:
        """People."""

    @property
    def titles(self) -> Mapping[str, str]:
        """Titles of papers with their keys."""

    @property
    def members(self) -> Sequence[Member]:
        """Whom lists of people show."""

    @property
    def albums(self) -> Mapping[str, Sequence[str]]:
        """Albums with their pictures."""


class Translating(Protocol):
    """The translation that a tag is part of."""

    writer: Writer
    #: Texts that have got names on the way.
    named: dict[str, str]
    #: In how many elements that have one line it is.
    inline: int

    @property
    def notes(self) -> Noting:
        """Notes so far."""

    @property
    def known(self) -> Naming:
        """What the text may name."""

    def render(
        self, nodes: Sequence[Node], *, flat: bool = False, inline: bool = False
    ) -> str:
        """Pieces of a text as MyST."""

    def block(self, text: str, token: Token) -> str:
        """A block where a token stands."""


@dataclass
class Call:
    """A tag, the pieces beside it, and the translation that it is part of."""

    node: Node
    to: Translating
    beside: Sequence[Node]
    number: int

    @cached_property
    def arguments(self) -> Arguments:
        """What it says beside its name."""
        read = attributes if self.node.token.kind is Kind.HTML else arguments
        return read(self.node.token.value)

    @property
    def name(self) -> str:
        """Its name."""
        return self.node.name

    @property
    def is_block(self) -> bool:
        """Whether nothing but tags of HTML stands before it in its line."""
        before = _TAGS.sub("", self.node.token.before)
        return not self.to.inline and not before.strip()

    @property
    def source(self) -> str:
        """What it encloses, as it is written."""
        return "".join(child.source for child in self.node.children)

    @cached_property
    def body(self) -> str:
        """What it encloses."""
        return self.to.render(self.node.children)

    @cached_property
    def flat(self) -> str:
        """What it encloses, if blanks at the beginning of lines mean nothing."""
        return self.to.render(self.node.children, flat=True)

    def note(self, what: str) -> None:
        """Note what is not the same."""
        self.to.notes.add(self.node.token.line, what)

    def block(self, text: str) -> str:
        """A block in its place."""
        return self.to.block(text, self.node.token)

    def after(self) -> Node | None:
        """The next piece beside it that is no blank text."""
        for node in self.beside[self.number + 1 :][:2]:
            if not node.is_blank:
                return node
        return None


_TAGS = re.compile(r"<[^<>]*>")
#: Says what a tag is here; None for nothing.
Handler = Callable[[Call], str | None]
