"""An entry that is about to be written into a .bib file.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry to be written, without a key: that depends on the file."""

    #: Type in lower case, without the ``@``.
    type: str
    #: Names of fields in lower case → what stands between the braces, in the order in
    #: which they are to be written: UTF-8, with LaTeX only where it is needed
    #: (``{MRI}``, ``$T_2$``, ``10\%``); names as ``Family, Given and …``.
    fields: Mapping[str, str]
