"""Slips in the fences of news items, found in the text of a page and mended.

A fence is a line of three or more colons, backticks or tildes. If one is wrong, MyST
takes the items below for text of that one, or the item for a paragraph, and says
nothing. What was meant is clear: no item contains another one, and a fence with nothing
behind it ends something.

No line is added where one can be replaced, so that other messages keep their lines.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_FENCE: Final = re.compile(r"( {0,3})(:{3,}|`{3,}(?!.*`)|~{3,})[ \t]*(.*?)[ \t]*")
#: The first line of an item, with its slips: two colons, no braces before a date.
_ITEM: Final = re.compile(
    r"( {0,3})(:{2,}|`{3,}|~{3,})[ \t]*"
    r"(?:\{((?:groupsite:)?news)\}|(news)(?=[ \t]+\d{4}\b))[ \t]*(.*?)[ \t]*"
)
#: What ends an item that nothing ends: a line of two colons, too.
_END: Final = re.compile(r" {0,3}(:{2,}|`{3,}|~{3,})[ \t]*")
_ANY_ITEM: Final = re.compile(
    r"^ {0,3}(?::{2,}|`{3,}|~{3,})[ \t]*\{?(?:groupsite:)?news\b", re.MULTILINE
)
_HEADING: Final = re.compile(r"#{1,6}[ \t]")
_ATTRIBUTES: Final = re.compile(r"\{.*\}[ \t]*")


class Slip(NamedTuple):
    """Something to tell the author."""

    #: From 1.
    line: int
    message: str


def mend_fences(text: str) -> tuple[str, list[Slip]]:
    """*text* with the fences that its author meant, and what was wrong with them."""
    if not _ANY_ITEM.search(text):
        return text, []
    page = _Page(text)
    page.read()
    return "\n".join(page.lines), page.slips


class _Page:
    """The lines of a page while they are mended."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.slips: list[Slip] = []
        #: Number of lines that had to be added so far.
        self._added = 0
        #: Fences of directives that contain others, from the outermost one.
        self._open: list[str] = []

    def read(self) -> None:
        """Mend all items, from the first line on."""
        at = 0
        while at < len(self.lines):
            line = self.lines[at]
            if line.startswith("<!--"):
                at = self._after_comment(at)
            elif _ITEM.fullmatch(line):
                at = self._item(at)
            elif fence := _FENCE.fullmatch(line):
                at = self._other(at, fence[2], fence[3])
            else:
                at += 1

    def _say(self, at: int, message: str) -> None:
        self.slips.append(Slip(at + 1 - self._added, message))

    def _after_comment(self, at: int) -> int:
        while at < len(self.lines) and "-->" not in self.lines[at]:
            at += 1
        return at + 1

    # -- other fences ---------------------------------------------------------------

    def _other(self, at: int, fence: str, info: str) -> int:
        """Pass a fence outside items.

        :returns: the line to go on with.
        """
        if fence[0] == ":" and info:
            self._open.append(fence)
            return at + 1
        if fence[0] == ":":
            if any(_closes(fence, other) for other in self._open):
                while not _closes(fence, self._open.pop()):
                    pass
                return at + 1
            if at and _ATTRIBUTES.fullmatch(self.lines[at - 1]):  # a block with a class
                self._open.append(fence)
                return at + 1
        else:
            end = self._end_of_code(at, fence, info, len(self.lines))
            if end is not None:
                return end + 1
            if info:  # not ours
                return at + 1
        self._say(at, f"{fence} closes nothing; delete this line")
        self.lines[at] = ""
        return at + 1

    def _end_of_code(self, at: int, fence: str, info: str, limit: int) -> int | None:
        """The line that ends what begins with a fence at line *at*; None for none.

        What has nothing behind it begins nothing if another beginning comes before its
        end: it was meant as an end itself.
        """
        for number in range(at + 1, limit):
            found = _FENCE.fullmatch(self.lines[number])
            if found and found[2][0] == fence[0]:
                if not found[3] and _closes(found[2], fence):
                    return number
                if found[3] and not info:
                    return None
        return None

    # -- items ----------------------------------------------------------------------

    def _item(self, at: int) -> int:
        """Mend the item that begins at line *at*.

        :returns: the line to go on with.
        """
        found = _ITEM.fullmatch(self.lines[at])
        assert found is not None
        indent, written, name, bare, rest = found.groups()
        fence = written.ljust(3, written[0])
        right = f"{indent}{fence}{{{name or bare}}} {rest}".rstrip()
        said = fence != written or bool(bare)
        if said:
            wrong = self.lines[at].strip()
            self._say(at, f"write {right.strip()}, not {wrong}")
            self.lines[at] = right
        limit = next(
            (n for n in range(at + 1, len(self.lines)) if self._begins_item(n)),
            len(self.lines),
        )
        end = self._end(at, fence, limit)
        if end is None:
            return self._close(at, indent + fence, limit, said=said)
        closing = self.lines[end].strip()
        within = [
            len(found[2])
            for found in map(_FENCE.fullmatch, self.lines[at + 1 : end])
            if found and found[2][0] == fence[0]
        ]
        if max(within, default=0) >= len(fence):
            longer = fence[0] * (max(within) + 1)
            if not said:
                message = (
                    f"the item holds something that begins with {fence}, too; begin "
                    f"and end the item with {longer}"
                )
                self._say(at, message)
            self.lines[at] = right.replace(fence, longer, 1)
            self.lines[end] = indent + longer
        elif not _closes(closing, fence):
            if not said:
                message = (
                    f"the item begins with {fence} and ends with {closing} (line "
                    f"{end + 1 - self._added}); write {fence} there"
                )
                self._say(at, message)
            self.lines[end] = indent + fence
        return end + 1

    def _begins_item(self, number: int) -> bool:
        return bool(_ITEM.fullmatch(self.lines[number]))

    def _end(self, at: int, fence: str, limit: int) -> int | None:
        """The line that ends the item, well or badly; None if there is none."""
        number = at + 1
        while number < limit:
            line = self.lines[number]
            begins = _FENCE.fullmatch(line)
            if _END.fullmatch(line):
                closing = line.strip()
                if _closes(closing, fence):
                    return number
                inside = None
                if closing[0] not in (":", fence[0]):  # code without a language?
                    inside = self._end_of_code(number, closing, "", limit)
                if inside is None:
                    return number
                number = inside
            elif begins:  # something within the item, with fences of its own
                alike = _closes(begins[2], fence)
                if alike and not self._is_inside(number, fence, limit):
                    return None
                inside = self._end_of_code(number, begins[2], begins[3], limit)
                number = number if inside is None else inside
            number += 1
        return None

    def _is_inside(self, number: int, fence: str, limit: int) -> bool:
        """Whether what begins like the item is within it: the item has an end, too."""
        ends = sum(
            bool(_END.fullmatch(line)) and _closes(line.strip(), fence)
            for line in self.lines[number:limit]
        )
        begins = sum(
            bool(found and found[3] and _closes(found[2], fence))
            for found in map(_FENCE.fullmatch, self.lines[number:limit])
        )
        return ends > begins

    def _close(self, at: int, fence: str, limit: int, *, said: bool) -> int:
        """End an item that nothing ends: before a heading, a fence or the next item."""
        stops = range(at + 1, limit)
        limit = next((n for n in stops if self._stops(n, fence.strip())), limit)
        if not said:
            message = f"the item is never closed; write {fence.strip()} below its text"
            self._say(at, message)
        if limit == len(self.lines):  # MyST ends it there
            return limit
        if limit - 1 > at and not self.lines[limit - 1].strip():
            self.lines[limit - 1] = fence
            return limit
        self.lines.insert(limit, fence)
        self._added += 1
        return limit + 1

    def _stops(self, number: int, fence: str) -> bool:
        found = _FENCE.fullmatch(self.lines[number])
        directive = bool(found and found[3] and _closes(found[2], fence))
        return directive or bool(_HEADING.match(self.lines[number]))


def _closes(closing: str, fence: str) -> bool:
    """Whether one fence can end what the other begins."""
    return closing[0] == fence[0] and len(closing) >= len(fence)
