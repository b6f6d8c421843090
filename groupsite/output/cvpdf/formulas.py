"""Formulas as trees that the template ``cv.typ`` sets, from the MathML of pages.

Pure: neither Sphinx nor docutils' nodes are imported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from lxml import etree

from groupsite.mended.latex2mathml import MathError, tex2mathml

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Elements that only hold others.
_ROWS: Final = {"math", "mrow", "mstyle", "mpadded", "semantics", "mtd"}
#: Elements with a fixed number of parts: → name in the template, number.
_FIXED: Final = {
    "mfrac": ("frac", 2),
    "msup": ("sup", 2),
    "msub": ("sub", 2),
    "msubsup": ("subsup", 3),
    "munder": ("under", 2),
    "mover": ("over", 2),
    "munderover": ("underover", 3),
    "mroot": ("root", 2),
}
#: Elements with text: → name in the template.
_TEXTS: Final = {"mi": "letter", "mn": "text", "mo": "sign", "mtext": "text"}
#: Accents as MathML has them → as they are combined with a letter.
_ACCENTS: Final = {
    "ˆ": "\u0302",
    "^": "\u0302",
    "\u0302": "\u0302",
    "˜": "\u0303",
    "~": "\u0303",
    "¯": "\u0304",
    "ˉ": "\u0304",
    "‾": "\u0305",
    "˙": "\u0307",
    "¨": "\u0308",
    "→": "\u20d7",
}
#: Classes of rows with a line above or below → the same.
_LINES: Final = {"math-overline": "\u0305", "math-underline": "\u0332"}
#: How deep elements may be in each other: typst reads no JSON of more than 128 levels,
#: of which each element takes two.
_DEEPEST: Final = 50
#: Signs that cannot be seen: application of functions, products, separators.
_UNSEEN: Final = "\u2061\u2062\u2063\u2064\u200b"


class Formula(NamedTuple):
    """A part of a formula."""

    #: ``row``, ``frac``, ``letter``, …: a function of the template.
    name: str
    text: str = ""
    parts: tuple[Formula, ...] = ()


def formula(latex: str) -> Formula | None:
    """*latex* as a tree; None if it has something that the template cannot set."""
    try:
        # made by us a moment ago, without any entity
        root = etree.fromstring(tex2mathml(latex), _PARSER)
        return None if _is_deep(root) else _row(root)
    except (MathError, etree.XMLSyntaxError, _UnknownError):
        return None


_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True)


class _UnknownError(Exception):
    """An element that the template cannot set."""


def _is_deep(root: Any) -> bool:
    return bool(
        root.xpath("boolean(//*[count(ancestor::*) > $deepest])", deepest=_DEEPEST)
    )


def _row(elements: Iterable[Any]) -> Formula:
    parts = tuple(map(_part, elements))
    return parts[0] if len(parts) == 1 else Formula("row", parts=parts)


def _part(element: Any) -> Formula:
    tag = etree.QName(element).localname
    if tag in _TEXTS:
        return _text(_TEXTS[tag], element)
    if tag in _ROWS:
        row, line = _row(element), _LINES.get(element.get("class", ""))
        return Formula("accent", line, (row,)) if line else row
    if tag == "msqrt":
        return Formula("sqrt", parts=(_row(element),))
    if tag == "mspace":
        return Formula("space")
    if tag == "mover" and len(element) == 2 and element[1].text in _ACCENTS:
        return Formula("accent", _ACCENTS[element[1].text], (_part(element[0]),))
    if tag in _FIXED and len(element) == _FIXED[tag][1]:
        return Formula(_FIXED[tag][0], parts=tuple(map(_part, element)))
    raise _UnknownError(tag)


def _text(name: str, element: Any) -> Formula:
    text = "".join(c for c in element.text or "" if c not in _UNSEEN)
    variant = element.get("mathvariant", "")
    if variant not in {"", "normal", "italic"}:
        raise _UnknownError(variant)
    if not text:
        return Formula("row")
    if len(text) > 1:
        return Formula("word" if name == "letter" else "text", text)
    return Formula("text" if variant == "normal" else name, text)
