"""An entry written anew, where its piece of the file is not fit to be handed out.

Other programs stop at the faults that our reader has found its way around.
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
    """The entry as BibTeX that every program reads."""
    lines = [f"  {name} = {{{_balanced(f.value)}}},\n" for name, f in fields.items()]
    return f"@{kind}{{{key},\n{''.join(lines)}}}"


def _balanced(value: str) -> str:
    """*value* with every brace closed, and none that nobody has opened."""
    depth = 0

    def paired(brace: re.Match[str]) -> str:
        nonlocal depth
        if brace[0] == "}" and not depth:
            return ""
        depth += 1 if brace[0] == "{" else -1
        return brace[0]

    text = _BRACE.sub(paired, value)
    # a backslash would take the first of the braces for itself
    return text.rstrip("\\") + "}" * depth if depth else text
