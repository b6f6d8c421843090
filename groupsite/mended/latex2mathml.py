r"""Formulas of LaTeX as MathML, by the converter of docutils.

Defect: an index without a base (``$^{18}$F``) and other formulas end in an IndexError, a
    TypeError, …; ``\not`` before nothing strikes the brace behind it; ``&ApplyFunction;``
    and other entities are unknown to XML, and so to e-books; time grows with the square.
Seen: docutils 0.22.4, 0.23
Issue: none found
Goes: when `tex2mathml` gives XML or raises `MathError`, whatever the formula is.
"""

from __future__ import annotations

import re
from typing import Final

from docutils.utils.math import MathError, latex2mathml

__all__ = ["MathError", "tex2mathml"]

_LONGEST: Final = 5_000
_BARE_INDEX: Final = re.compile(r"(^|\{)\s*(?=[\^_])")
_NOTHING_NEGATED: Final = re.compile(r"\\not(?=(?:[\s{]|\\not\b)*(?:[}$]|$))")
_ENTITIES: Final = {
    "&ApplyFunction;": "\u2061",
    "&InvisibleTimes;": "\u2062",
    "&InvisibleComma;": "\u2063",
}


def tex2mathml(latex: str, *, as_block: bool = False) -> str:
    """The ``<math>`` element of a formula, as XML.

    :raises MathError: if docutils cannot convert it.
    """
    if len(latex) > _LONGEST:
        message = f"it has more than {_LONGEST} characters, write several"
        raise MathError(message)
    source = _NOTHING_NEGATED.sub("", _BARE_INDEX.sub(r"\1{}", latex))
    try:
        markup = latex2mathml.tex2mathml(source, as_block=as_block)
    except MathError:
        raise
    except Exception as error:
        raise MathError("something in it is missing or misplaced") from error
    for entity, character in _ENTITIES.items():
        markup = markup.replace(entity, character)
    return markup
