"""Style sheets and scripts are looked for once, and not by each page that names them.

Sphinx keeps their checksums by path, and makes that path for every one of them again.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from sphinx.builders import html

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_NAME: Final = "_file_checksum"
_checksum: Final = getattr(html, _NAME)


def keep_checksums(_app: Sphinx) -> None:
    """Keep them by name as well, while a build lasts, from ``builder-inited`` on."""
    setattr(html, _NAME, cache(_checksum))
