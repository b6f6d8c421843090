"""An e-book after a change of conf.py causes no warning.

Defect: Sphinx keeps the ``.buildinfo`` of before as ``.buildinfo.bak``, which its builder
    of e-books does not know ("unknown mimetype").
Seen: Sphinx 9.0.4, 9.2.0
Issue: none found
Goes: when its builder of e-books leaves ``.buildinfo.bak`` out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def leave_note_out(_app: Sphinx, config: Config) -> None:
    """At ``config-inited``: leave it out."""
    config.epub_exclude_files = [*config.epub_exclude_files, ".buildinfo.bak"]
