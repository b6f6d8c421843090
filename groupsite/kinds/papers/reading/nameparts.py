"""Reads names as biblatex and DBLP write them: in parts, and with numbers.

biblatex's extended names say who somebody is, ``family=Li, given=Wei, id=li-wei``; DBLP
numbers people of one name, ``Wei Li 0002``.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from typing import Final

#: DBLP's number. Starts only where blanks begin, or many blanks take quadratic time.
_NUMBERED: Final = re.compile(r"(?<!\s)\s+(\d{4})(?=$|,)")
_PART: Final = re.compile(
    r"\b(family|given|prefix|suffix|id)\s*=\s*(\{[^{}]*\}|\"[^\"]*\"|[^,]+)"
)


def plain_name(text: str) -> str:
    """A name in BibTeX syntax, without DBLP's number; biblatex's parts are joined."""
    parts = _parts(text)
    if "family" in parts:
        family = " ".join(filter(None, (parts.get("prefix"), parts["family"])))
        family = f"{{{family}}}" if "," in family else family
        return ", ".join(
            filter(None, (family, parts.get("suffix"), parts.get("given")))
        )
    return _NUMBERED.sub("", text)


def named_id(text: str) -> str:
    """Who a name says it is: ``li-wei``, ``Wei Li 0002``; empty if it does not."""
    if identity := _parts(text).get("id"):
        return identity
    number = _NUMBERED.search(text)
    if not number:
        return ""
    family, _, given = _NUMBERED.sub("", text).partition(",")
    return f"{f'{given.strip()} {family}'.strip()} {number[1]}"


def _parts(text: str) -> dict[str, str]:
    """The parts of a name of biblatex by their names."""
    return {name: value.strip('{}" ') for name, value in _PART.findall(text)}
