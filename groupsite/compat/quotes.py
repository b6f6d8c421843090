"""Quotes have the same form whichever builder reads a document first.

Defect: builders share doctrees, and Sphinx leaves quotes straight in them where the
    builder of plain text or of manual pages is the one that reads.
Seen: Sphinx 9.0.4, 9.2.0
Issue: https://github.com/sphinx-doc/sphinx/issues/8974
Goes: when HTML after plain text has the quotes that HTML alone has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def quote_alike(_app: Sphinx, config: Config) -> None:
    """At ``config-inited``: give quotes their form for all builders."""
    excludes = config.smartquotes_excludes
    if excludes.get("builders") == ["man", "text"]:  # Sphinx's own, not a site's
        config.smartquotes_excludes = {**excludes, "builders": []}
