"""Rewrites an entry whose source in the file cannot be offered to visitors.

Other programs fail at the faults from which our reader recovers.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from groupsite.sources.bibtex.fields import BibField

_BRACE: Final = re.compile(r"[{}]")


def written_entry(kind: str, key: str, fields: Mapping[str, BibField]) -> str:
    """The entry as BibTeX that every program can read."""
    lines = [f"  {name} = {{{_balanced(f.value)}}},\n" for name, f in fields.items()]
    return f"@{kind}{{{key},\n{''.join(lines)}}}"


def _balanced(value: str) -> str:
    """*value* with missing closing braces added and extra ones removed."""
    depth = 0

    def paired(brace: re.Match[str]) -> str:
        nonlocal depth
        if brace[0] == "}" and not depth:
            return ""
        depth += 1 if brace[0] == "{" else -1
        return brace[0]

    text = _BRACE.sub(paired, value)
    # a backslash would escape the first of the braces
    return text.rstrip("\\") + "}" * depth if depth else text
