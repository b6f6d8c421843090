"""What a style and an item have is found once.

Defect: each element is searched for again, each time that it is asked for, and the item
    350 times a line; texts go through all formats that their element does not have.
Seen: citeproc-py 0.11.1
Issue: none found
Goes: when a line takes no longer without this module.
"""

from __future__ import annotations

from typing import Any, Final

from citeproc import CitationItem, model

from groupsite.mended.citeproc import Mixin

#: Attributes of elements that are formatted.
_FORMATS: Final = frozenset(
    ("font-style", "font-variant", "font-weight", "text-decoration", "vertical-align")
)


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


class _Formatted(Mixin):
    """An element that may have a format."""

    def format(self, text: Any) -> Any:
        """*text* in the format of the element, if it has one."""
        if "plain" not in self.__dict__:
            self.__dict__["plain"] = _FORMATS.isdisjoint(self.attrib.keys())
        if self.__dict__["plain"]:
            return str(text) if isinstance(text, (int, float)) else text
        return super().format(text)


class _Text(_Formatted):
    """A text that may be quoted."""

    def quote(self, text: Any) -> Any:
        """*text* in quotation marks, if the element wants them."""
        return text if self.get("quotes") is None else super().quote(text)


_FORMATTED: Final = (
    *(model.Layout, model.Date, model.Date_Part, model.Number, model.Names),
    *(model.Name, model.Name_Part, model.Et_Al, model.Label, model.Group),
)
MENDS: Final = {
    **dict.fromkeys(_FORMATTED, _Formatted),
    model.Text: _Text,
}


class Item(CitationItem):
    """An item that knows its reference."""

    def __init__(self, key: str, reference: Any) -> None:
        super().__init__(key)
        self.__dict__["reference"] = reference

    @property
    def reference(self) -> Any:
        """The item in its source."""
        return self.__dict__["reference"]
