r"""Converts formulas to plain text, for titles in metadata: ``\ell_1`` is ``ℓ₁``.

Citation tags, feeds and file formats for references have no formulas, and LaTeX in them
is noise (Google Scholar: "plain text, no markup"). The converter is the one of docutils.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final
from xml.etree import ElementTree as ET

from groupsite.mended.latex2mathml import MathError, tex2mathml

#: Letters that Unicode has above and below the line; a raised ring is a degree.
RAISED: Final = str.maketrans("0123456789+-−=()ni∘′", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ°′")
#: Characters with a subscript in Unicode.
LOWERED: Final = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
#: Operators with space around them: relations, arrows, binary operators.
_APART: Final = frozenset("=<>≤≥≪≫≈≡∼≃≅≠∈∉⊂⊆∪∩→←↔⇒⇔↦×·±∓∘⊗⊕+−")
#: Operators that nobody sees: of a function, between two factors or two indices.
_UNSEEN: Final = re.compile("[\u2061-\u2063]")
_COMMAND: Final = re.compile(r"\\([A-Za-z]+)|\\.")
#: Markup within text: drops commands and braces, keeps an escaped character; two
#: backslashes are a line break.
_TEXT_MARKUP: Final = re.compile(
    r"(?P<broken>\\\\)|\\(?:[A-Za-z]+ ?|(?P<sign>.)|$)|[{}$]", re.DOTALL
)
#: What is raised after a number, without a sign before it: 1st, nth.
_ORDINALS: Final = frozenset(("st", "nd", "rd", "th", "er", "ème"))
#: Blanks of operators that stand alone in brackets.
_INSIDE: Final = re.compile(r"(?<=[(\[{⟨]) | (?=[)\]}⟩])")
#: Letters of alphabets that differ in their look alone (𝐖, 𝚝): text has them as usual.
_LOOKS: Final = {
    code: unicodedata.normalize("NFKC", chr(code))
    for first, last in (
        (0x1D400, 0x1D49B),
        (0x1D5A0, 0x1D6A3),
        (0x1D7CE, 0x1D7D7),
        (0x1D7E2, 0x1D7FF),
    )
    for code in range(first, last + 1)
}
_UNARY: Final = re.compile(r"(^|[(\[{,=] ?)− ")
#: MathML elements with a base and something above or below it.
_INDEXED: Final = ("msup", "msub", "msubsup", "mover", "munder", "munderover")
#: Characters that docutils puts over or under a letter: accents, arrows, braces.
_ACCENTS: Final = frozenset("´ˉ˘ˇ˙¨`ˆ˚~→_^←↔⏞⏟\u0302")


@lru_cache(maxsize=4096)
def readable(latex: str) -> str:
    """The formula *latex* (without dollars) as one line of Unicode without markup."""
    try:
        markup = tex2mathml(latex)
        text = _text(ET.fromstring(_UNSEEN.sub("", markup)))  # noqa: S314  docutils' own
    except (MathError, RecursionError, ValueError, IndexError):
        # an author's index or root without anything in it: `$_}$`
        return _unread(latex)
    # a minus sign, not a binary operator
    line = _INSIDE.sub("", " ".join(text.split()))
    if latex.isascii():  # no author's own letters are changed
        line = line.translate(_LOOKS)
    return _UNARY.sub(r"\1−", line)


def _unread(latex: str) -> str:
    """The words and characters of a formula that cannot be converted."""
    text = _COMMAND.sub(lambda match: match[1] or "", latex)
    return " ".join(re.sub(r"[{}$\\]", "", text).split())


def _text(element: ET.Element) -> str:
    """The text of a MathML element, with indices raised and lowered."""
    name = element.tag.rpartition("}")[2]
    parts = [_text(child) for child in element]
    if name in _INDEXED:
        return _indexed(name, parts)
    if name == "mfrac":
        return "/".join(_grouped(part) for part in parts)
    if name == "msqrt":
        return f"√{_grouped(''.join(parts))}"
    if name == "mroot":
        radicand, degree = parts
        return f"{_shifted(degree.strip(), RAISED, '')}√{_grouped(radicand)}"
    return _row(element, parts) or _token(name, element)


def _row(element: ET.Element, parts: list[str]) -> str:
    """The *parts* of an element, with no blank between a word and a bracket."""
    row: list[str] = []
    word = False
    for child, part in zip(element, parts, strict=True):
        if row and word and part.startswith(("(", "[")):
            row[-1] = row[-1].rstrip(" ")
        if part:
            word = child.tag.endswith(("mi", "msup", "msub", "msubsup"))
            row.append(part)
    return "".join(row)


def _token(name: str, element: ET.Element) -> str:
    """The text of an element without children."""
    text = element.text or ""
    if name == "mspace":
        return "" if element.get("width", "").startswith("-") else " "
    if name == "mtext":
        return _unmarked(text)
    if text == "\N{NO-BREAK SPACE}":
        return " "
    text = text.strip()
    if name == "mi" and len(text) > 1:  # a name; a single character is kept as it is
        text = _unmarked(text)
    spaced = (name == "mo" and text in _APART) or (name == "mi" and len(text) > 1)
    return f" {text} " if spaced else text


def _unmarked(text: str) -> str:
    """Text or a name without LaTeX markup, which docutils leaves in."""
    return _TEXT_MARKUP.sub(
        lambda match: match["sign"] or (" " if match["broken"] else ""), text
    )


def _indexed(name: str, parts: list[str]) -> str:
    """A base with the indices below and above it."""
    word = parts[0].startswith(" ")  # log, max
    base, *indices = (part.strip() for part in parts)
    below = indices.pop(0) if "sub" in name or "under" in name else ""
    above = indices.pop(0) if indices else ""
    if "over" in name and set(above) <= _ACCENTS:
        above = ""  # a bar or an arrow over a letter
    if "under" in name and set(below) <= _ACCENTS:
        below = ""
    text = base + _shifted(below, LOWERED, "_") + _shifted(above, RAISED, "^")
    return f" {text} " if word else text


def _shifted(text: str, letters: dict[int, int], sign: str) -> str:
    """*text* in superscript or subscript if Unicode has it all, else after *sign*."""
    if not text or text in _ORDINALS:
        return text
    close = text.replace(" ", "")
    if all(ord(character) in letters for character in close):
        return close.translate(letters)
    return sign + _grouped(text)


def _grouped(text: str) -> str:
    """*text* in parentheses if it has several terms."""
    text = text.strip()
    return text if len(text) < 2 or text.isalnum() else f"({text})"
