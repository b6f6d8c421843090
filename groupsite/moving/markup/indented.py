"""Blocks of code that only an indent makes one. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

#: How much deeper than the text around it such code begins.
_INDENT: Final = 4
#: What lines with an indent below it belong to: items of lists, definitions, footnotes.
_HOLDER: Final = re.compile(r" *(?:[-*+:]|\d{1,9}[.)]|\[\^[^\]]{1,80}\]:)(?: +|$)")
#: Tags of HTML and of Liquid, and shortcodes: what closes them, and their names.
_TAG: Final = re.compile(r"(?:<(/?)|\{%-?\s{0,9}(end)?|\{\{[<%]\s{0,9}(/?)\s{0,9})([a-zA-Z][\w-]*)")  # fmt: skip


def blocks_of_code(text: str) -> Iterator[tuple[int, int]]:
    """Where such a block begins and ends: behind an empty line, in an indent of its own.

    There is none in an element or a tag that is still open: an indent shows there how deep
    something stands.
    """
    around = _Around(text)
    blank = True
    begin = end = -1
    at = 0
    for line in text.split("\n"):
        indent = len(line) - len(line.lstrip(" "))
        is_blank = indent == len(line)
        if begin >= 0 and not is_blank and indent < around.room + _INDENT:
            yield begin, end
            begin = -1
        if begin < 0 and blank and not is_blank:
            around.leave(indent)
            if not around.depth and indent >= around.room + _INDENT:
                begin = at + around.room
        if begin < 0:
            around.follow(line, indent)
        elif not is_blank:
            end = at + len(line)
        blank = is_blank
        at += len(line) + 1
    if begin >= 0:
        yield begin, end


class _Around:
    """What a line stands in: items of lists, elements, tags."""

    def __init__(self, text: str) -> None:
        #: How many elements and tags are open.
        self.depth = 0
        tags = _TAG.finditer(text)
        self._closed = {tag[4].lower() for tag in tags if _closes(tag)}
        self._rooms = [0]

    @property
    def room(self) -> int:
        """Where the text of the innermost item begins."""
        return self._rooms[-1]

    def leave(self, indent: int) -> None:
        """End the items that a line with this indent is no part of."""
        while indent < self._rooms[-1]:
            self._rooms.pop()

    def follow(self, line: str, indent: int) -> None:
        """Note what a line opens and closes."""
        for tag in _TAG.finditer(line):
            self.depth += -1 if _closes(tag) else tag[4].lower() in self._closed
            self.depth = max(self.depth, 0)
        if holder := _HOLDER.match(line):
            self.leave(indent)
            self._rooms.append(min(holder.end(), indent + _INDENT))


def _closes(tag: re.Match[str]) -> bool:
    return bool(tag[1] or tag[2] or tag[3])
