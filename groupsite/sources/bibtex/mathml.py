r"""Converts formulas in MathML, as publishers give them, to LaTeX.

Only presentation MathML: what is written, not what is meant. Its elements nest as those
of LaTeX do; what has no counterpart leaves its content.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable  # noqa: TC003  the tables below are typed by it
from typing import Final
from xml.etree import ElementTree as ET

#: Elements with indices → signs of the indices, in order.
_INDICES: Final = {
    "msub": "_",
    "msup": "^",
    "msubsup": "_^",
    "munder": "_",
    "mover": "^",
    "munderover": "_^",
}
#: Accents → LaTeX commands.
_ACCENTS: Final = {
    "^": "hat", "ˆ": "hat", "¯": "bar", "‾": "bar", "~": "tilde", "˜": "tilde",
    "→": "vec", "˙": "dot", ".": "dot", "¨": "ddot", "ˇ": "check", "˘": "breve",
    "∼": "tilde", "―": "overline", "−": "bar", "-": "bar", "_": "bar",
}  # fmt: skip
#: Fonts → commands.
_FONTS: Final = {
    "normal": "mathrm", "bold": "mathbf", "bold-italic": "boldsymbol",
    "double-struck": "mathbb", "script": "mathcal", "bold-script": "mathcal",
    "fraktur": "mathfrak", "sans-serif": "mathsf", "monospace": "mathtt",
}  # fmt: skip
_SPECIAL: Final = re.compile(r"([{}%$&#_\\])")
#: Signs that stand for themselves only in LaTeX.
_BRACKETS: Final = {"{": r"\{", "}": r"\}"}
_TAG: Final = re.compile(r"<(\w+)\s([^<>]*?)(/?)>")
#: The attributes that change what is written.
_ATTRIBUTE: Final = re.compile(
    r"(?<![\w:])(?:mathvariant|open|close|separators)\s*=\s*(?:\"[^\"<&]*\"|'[^'<&]*')"
)


def latex_of(source: str) -> str | None:
    """A ``<math>`` element as LaTeX, without dollars; None if it is no XML.

    :param source: without a DOCTYPE; prefixes such as ``mml:`` do not matter.
    """
    source = re.sub(r"(</?)mml:", r"\1", source)
    source = _TAG.sub(_with_few_attributes, source)
    # XML does not know most entities of HTML
    source = html.unescape(re.sub("&(lt|gt|amp);", r"&amp;\1;", source))
    try:
        return _latex(ET.fromstring(source)).strip()  # noqa: S314  it cannot have a DOCTYPE
    except (ET.ParseError, RecursionError):  # elements in each other a thousand times
        return None


def _with_few_attributes(tag: re.Match[str]) -> str:
    kept = "".join(f" {attribute}" for attribute in _ATTRIBUTE.findall(tag[2]))
    return f"<{tag[1]}{kept}{tag[3]}>"


def _latex(element: ET.Element) -> str:
    """An element as LaTeX."""
    parts = [_latex(child) for child in element]
    name, number = element.tag, len(parts)
    if name in _WRITTEN:
        return _WRITTEN[name](element, parts)
    if (name, number) in _FILLED:
        return _FILLED[name, number].format(*parts)
    if number > 1 and number == len(_INDICES.get(name, "")) + 1:
        return _indexed(_INDICES[name], *parts)
    return "".join(parts) or _leaf(element)


def _leaf(element: ET.Element) -> str:
    """A letter, a number, a sign, a word."""
    written = (element.text or "").strip()
    text = _SPECIAL.sub(r"\\\1", written)
    is_word = element.tag == "mi" and len(written) > 1
    font = _FONTS.get(element.get("mathvariant", ""), "")
    if text and element.tag in ("mi", "mn", "mtext") and font:
        return rf"\{font}{{{text}}}"
    if text and (element.tag == "mtext" or is_word):
        return rf"\mathrm{{{text}}}"
    return text


def _indexed(signs: str, base: str, *indices: str) -> str:
    """A base with indices or an accent."""
    if signs == "^" and indices[0] in _ACCENTS:
        return rf"\{_ACCENTS[indices[0]]}{{{base}}}"
    pairs = zip(signs, indices, strict=True)
    return base + "".join(f"{sign}{{{index}}}" for sign, index in pairs)


def _fenced(element: ET.Element, parts: list[str]) -> str:
    """Parts between brackets."""
    opening, closing = element.get("open", "("), element.get("close", ")")
    separators = element.get("separators", ",").split() or [""]
    inner = "".join(
        (separators[min(n, len(separators)) - 1] if n else "") + part
        for n, part in enumerate(parts)
    )
    return f"{_BRACKETS.get(opening, opening)}{inner}{_BRACKETS.get(closing, closing)}"


def _multiscripts(element: ET.Element, parts: list[str]) -> str:
    """A base with indices on both sides: isotopes."""
    if not parts:
        return ""
    tags = [child.tag for child in element]
    cut = tags.index("mprescripts") if "mprescripts" in tags else len(tags)
    before = _scripts(parts[cut + 1 :])
    after = _scripts(parts[1:cut])
    return f"{{}}{before}{parts[0]}{after}" if before else f"{parts[0]}{after}"


def _scripts(parts: list[str]) -> str:
    """Indices below and above, in turn."""
    return "".join(
        f"{'_^'[n % 2]}{{{part}}}" for n, part in enumerate(parts) if part.strip()
    )


#: Elements and how they are written, whatever is in them.
_WRITTEN: Final[dict[str, Callable[[ET.Element, list[str]], str]]] = {
    "semantics": lambda _, parts: "".join(parts[:1]),  # the rest repeats it
    "msqrt": lambda _, parts: rf"\sqrt{{{''.join(parts)}}}",
    "mfenced": _fenced,
    "mmultiscripts": _multiscripts,
    "mphantom": lambda *_: "",
    "mspace": lambda *_: " ",
}
#: Elements with their number of parts.
_FILLED: Final = {
    ("mfrac", 2): r"\frac{{{}}}{{{}}}",
    ("mroot", 2): r"\sqrt[{1}]{{{0}}}",
}
