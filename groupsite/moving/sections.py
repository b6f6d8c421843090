"""Sections of pages in Markdown. Pure."""

from __future__ import annotations

import re
from typing import Final

_HEADING: Final = re.compile(r"(#{2,6})[ \t]+\S")
_FENCE: Final = re.compile(r"[ \t]*(`{3,}|~{3,}|:{3,})")
_RULE: Final = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})")
_ANCHOR: Final = re.compile(r"\([\w-]+\)=\s*")


def without_empty(text: str) -> str:
    """*text* without headings below which nothing stands: what they were about has gone.

    A heading with sections of its own stays, and so does all that is in a fence. One with
    nothing but comments becomes a comment as well. Rules go that have nothing above them or
    below them in their section, which docutils does not take.
    """
    page = _Page()
    for line in text.split("\n"):
        page.add(line)
    page.close(0)
    return "\n".join(page.lines).strip("\n") + ("\n" if text.endswith("\n") else "")


class _Page:
    """What has been kept of a page so far."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        #: Places and levels of headings that nothing stands below yet.
        self._open: list[tuple[int, int]] = []
        self._fence = ""
        #: Whether this section has words.
        self._said = False
        #: The place of a rule that nothing stands below yet.
        self._rule: int | None = None

    def add(self, line: str) -> None:
        """Take a line, or leave it out."""
        if not self._fence and (heading := _HEADING.match(line)):
            level = len(heading[1])
            self.close(level)
            self._open.append((len(self.lines), level))
        elif not self._fence and _RULE.fullmatch(line):
            if not self._said or self._rule is not None:
                return
            self._rule = len(self.lines)
        elif line.strip() and not _ANCHOR.fullmatch(line) and (self._fence or not line.startswith("%")):  # fmt: skip
            self._open.clear()
            self._said, self._rule = True, None
        elif not line and self.lines[-1:] == [""] and not self._fence:
            return
        self._follow(line)
        self.lines.append(line)

    def close(self, level: int) -> None:
        """End the sections of this level and those below."""
        if self._rule is not None:
            blank = self.lines[self._rule + 1 : self._rule + 2] == [""]
            del self.lines[self._rule : self._rule + 1 + blank]
        self._said, self._rule = False, None
        while self._open and self._open[-1][1] >= level:
            place, _ = self._open.pop()
            if any(line.startswith("%") for line in self.lines[place:]):
                self.lines[place] = f"% {self.lines[place]}"
            else:
                del self.lines[place:]

    def _follow(self, line: str) -> None:
        """Note where a fence begins and ends."""
        mark = _FENCE.match(line)
        if mark and not self._fence:
            self._fence = mark[1]
        elif mark and mark[1].startswith(self._fence) and line.strip() == mark[1]:
            self._fence = ""
