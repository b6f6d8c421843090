"""The space in formulas, as TeX sets it.

MathML Core leaves as much of it in an index as in a line, and puts a full stop, of which
its dictionary (https://www.w3.org/TR/mathml-core/#operator-dictionary) does not know, far
from what it ends. Chromium makes fences that may grow as wide as the tallest of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_TOKEN: Final = re.compile(r"<[^>]*>|[^<]+")
_NAME: Final = re.compile(r"</?(\w+)")
#: Elements whose second and further children are small.
_SCRIPTS: Final = frozenset(
    ("msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts")
)
#: Elements that are taller than a line.
_TALL: Final = frozenset(("mfrac", "munder", "munderover", "mtable", "mroot"))
_FENCES: Final = frozenset("()[]{}⟨⟩⌊⌋⌈⌉|‖")
#: Characters that have no space by themselves.
_CLOSE: Final = _FENCES | {"′", "″"}
_OPENING: Final = frozenset("([{⟨⌊⌈")
#: Operators between two terms that stand alone or before one behind these.
_BINARY: Final = frozenset("+−±∓·⋅∗×∘")
_BEFORE: Final = _OPENING | frozenset("=,;:≤≥≈≠→↦∈∼") | {"&lt;", "&gt;", ":="}
_NO_SPACE: Final = '<mo lspace="0" rspace="0">'
_NOT_GROWING: Final = '<mo stretchy="false">'


@dataclass
class _Element:
    name: str
    #: Position of its start tag among the tokens.
    start: int
    is_small: bool
    is_tall: bool
    children: int = 0
    #: The operator that was its last child.
    last: str = ""


def as_in_tex(markup: str) -> str:
    """A ``<math>`` element with the space of TeX in indices and at fences.

    :param markup: well-formed, and nothing stands between two elements.
    """
    tokens: list[str] = _TOKEN.findall(markup)
    open_: list[_Element] = [_Element("", -1, is_small=False, is_tall=False)]
    for at, token in enumerate(tokens):
        named = _NAME.match(token)
        if named is None or token.endswith("/>"):
            continue
        if token.startswith("</"):
            element = open_.pop()
            open_[-1].is_tall |= element.is_tall
            before, open_[-1].last = open_[-1].last, ""
            if element.name == "mo":
                open_[-1].last = _space(tokens, element, at, before)
            elif element.name == "mrow" and not element.is_tall:
                _keep_low(tokens, element.start, at)
            continue
        parent, name = open_[-1], named[1]
        parent.children += 1
        is_small = parent.is_small or (parent.name in _SCRIPTS and parent.children > 1)
        open_.append(_Element(name, at, is_small, name in _TALL))
    return "".join(tokens)


def _space(tokens: list[str], element: _Element, end: int, before: str) -> str:
    """Take the space around an operator away where TeX has none.

    :param before: the operator directly before it.
    :returns: the operator.
    """
    text = "".join(tokens[element.start + 1 : end])
    start = tokens[element.start]
    is_close = (
        text == "."
        or (element.is_small and text not in _CLOSE)
        or (text in _BINARY and before in _BEFORE)
    )
    if text == "/" or (start == "<mo>" and is_close):
        tokens[element.start] = _NO_SPACE
    elif start == "<mo>" and text in _FENCES and not _is_first_or_last(tokens, end):
        tokens[element.start] = _NOT_GROWING
    return text


def _is_first_or_last(tokens: list[str], end: int) -> bool:
    """Whether the operator is at an end of a row, as fences that grow are."""
    return tokens[end - 3].startswith("<mrow") or tokens[end + 1] == "</mrow>"


def _keep_low(tokens: list[str], start: int, end: int) -> None:
    """Fences around what is as high as a line do not grow."""
    for fence in (start + 1, end - 3):
        is_mo = tokens[fence] == "<mo>" and tokens[fence + 2 : fence + 3] == ["</mo>"]
        if is_mo and tokens[fence + 1] in _FENCES:
            tokens[fence] = _NOT_GROWING
