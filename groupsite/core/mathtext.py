r"""Formulas as plain text, for titles that machines read: ``\ell_1`` is ``ℓ₁``.

Citation tags, feeds and file formats for references have no formulas, and LaTeX in them
is noise (Google Scholar: "plain text, no markup"). The converter is the one of docutils,
which needs nothing else of docutils or Sphinx.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final
from xml.etree import ElementTree as ET

from docutils.utils.math import latex2mathml

_RAISED: Final = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED: Final = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
#: Operators that stand apart: relations, arrows, signs between two terms.
_APART: Final = frozenset("=<>≤≥≪≫≈≡∼≃≅≠∈∉⊂⊆∪∩→←↔⇒⇔↦×·±∓∘⊗⊕+−")
#: Entities of HTML that docutils writes and XML does not know; nobody sees them.
_UNSEEN: Final = re.compile("&(?:ApplyFunction|InvisibleTimes|InvisibleComma);")
_COMMAND: Final = re.compile(r"\\([A-Za-z]+)|\\.")


@lru_cache(maxsize=4096)
def readable(latex: str) -> str:
    """The formula *latex* (without dollars) as one line of Unicode without markup."""
    # $^{18}$F: an index needs something to stand on
    source = re.sub(r"^\s*(?=[\^_])", "{}", latex)
    try:
        markup = latex2mathml.tex2mathml(source)
        text = _text(ET.fromstring(_UNSEEN.sub("", markup)))  # noqa: S314  docutils' own
    except Exception:  # noqa: BLE001  docutils stumbles over some, see groupsite.mathml
        text = _COMMAND.sub(lambda match: match[1] or "", latex)
        text = re.sub(r"[{}$\\]", "", text)
    return " ".join(text.split())


def _text(element: ET.Element) -> str:
    """What an element of MathML says, indices raised and lowered."""
    name = element.tag.rpartition("}")[2]
    parts = [_text(child) for child in element]
    if name in ("msup", "msub", "msubsup", "mover", "munder", "munderover"):
        return _indexed(name, parts)
    if name == "mfrac" and len(parts) == 2:
        return "/".join(_grouped(part) for part in parts)
    if name == "msqrt":
        return f"√{_grouped(''.join(parts))}"
    own = element.text or ""
    if name == "mtext":
        return own
    own = own.strip()
    apart = (name == "mo" and own in _APART) or (name == "mi" and len(own) > 1)
    return f" {own} " if apart else own + "".join(parts)


def _indexed(name: str, parts: list[str]) -> str:
    """A base with what stands above and below it."""
    base, *indices = (part.strip() for part in parts)
    below = indices.pop(0) if "sub" in name or "under" in name else ""
    above = indices.pop(0) if indices else ""
    if name == "mover" and above and unicodedata.category(above[0])[0] not in "LN":
        return base  # a bar or an arrow over a letter
    if above == "ˆ":  # a hat: a letter to Unicode
        return base
    return base + _shifted(below, _LOWERED, "_") + _shifted(above, _RAISED, "^")


def _shifted(text: str, letters: dict[int, int], sign: str) -> str:
    """*text* in small letters where Unicode has all of them, else behind *sign*."""
    if not text:
        return ""
    if all(ord(character) in letters for character in text):
        return text.translate(letters)
    return sign + _grouped(text)


def _grouped(text: str) -> str:
    """*text* in parentheses where it has several terms."""
    text = text.strip()
    return text if len(text) < 2 or text.isalnum() else f"({text})"
