"""The text of documents, before Sphinx parses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groupsite.core.diagnostics import warn
from groupsite.core.encoding import without_unprintable
from groupsite.core.problems import Subtype

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def clean_source(app: Sphinx, docname: str, source: list[str]) -> None:
    """At ``source-read``: leave out what no page can hold, as in all other sources."""
    path = app.env.doc2path(docname, base=False)

    def problem(line: int, message: str) -> None:
        warn(message, Subtype.TEXT, f"{path}:{line}")

    source[0] = without_unprintable(source[0], problem)
