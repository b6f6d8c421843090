"""Stops an `{include}` of a file that includes itself.

Defect: docutils notices; MyST reads such a file until Python gives up, which ends the
    build in a traceback.
Seen: myst-parser 5.2.0
Issue: none found
Goes: when MyST reports such a file.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from groupsite.build.diagnostics import warn
from groupsite.model.positions import display_path
from groupsite.model.problems import Subtype

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx

#: Maximum number of times that a page may include the same file.
_MOST: Final = 20


def end_circle(app: Sphinx, path: Path, _docname: str, source: list[str]) -> None:
    """Stop including a file that a page has included too often, at ``include-read``."""
    document: Any = app.env.current_document
    counts = document.setdefault("groupsite_included", Counter())
    counts[path] += 1
    if counts[path] > _MOST:
        source[0] = ""
    if counts[path] == _MOST + 1:
        message = f"{document.docname} includes this file more than {_MOST} times: "
        message += "does it include itself? remove that `{include}`"
        warn(message, Subtype.TEXT, f"{display_path(path, app.srcdir)}:1")
