"""What a style and an item have is found once.

Defect: each element is searched for again, each time that it is asked for, and the item
    350 times a line: most of the time is spent in that.
Seen: citeproc-py 0.11.1
Issue: none found
Goes: when a line takes no longer without this module.
"""

from __future__ import annotations

from typing import Any

from citeproc import CitationItem

from groupsite.mended.citeproc import Mixin


class Remembering(Mixin):
    """An element that remembers; lxml forgets it when nobody holds the element."""

    def xpath_search(self, expression: str) -> Any:
        """The elements that *expression* finds."""
        memory = self.__dict__.setdefault("found", {})
        if expression not in memory:
            memory[expression] = super().xpath_search(expression)
        return memory[expression]

    def get_root(self) -> Any:
        """The style or the locale that it is in."""
        if "root" not in self.__dict__:
            self.__dict__["root"] = super().get_root()
        return self.__dict__["root"]

    def calls_variable(self) -> bool:
        """Whether the element or one in it asks for a variable."""
        if "calls" not in self.__dict__:
            self.__dict__["calls"] = super().calls_variable()
        return bool(self.__dict__["calls"])


class Item(CitationItem):
    """An item that knows its reference."""

    def __init__(self, key: str, reference: Any) -> None:
        super().__init__(key)
        self.__dict__["reference"] = reference

    @property
    def reference(self) -> Any:
        """The item in its source."""
        return self.__dict__["reference"]
