"""Style sheets and scripts are looked for once, and not by each page that names them.

Sphinx keeps their checksums by path, and makes that path for every one of them again.
The theme that ours inherits from looks for its own folder for each page.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import sphinx_book_theme
from sphinx.builders import html

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_NAME: Final = "_file_checksum"
_checksum: Final = getattr(html, _NAME)
_FOLDER: Final = "get_html_theme_path"
_folder: Final = cache(getattr(sphinx_book_theme, _FOLDER))


def keep_checksums(_app: Sphinx) -> None:
    """Keep them by name as well, while a build lasts, from ``builder-inited`` on."""
    setattr(html, _NAME, cache(_checksum))
    setattr(sphinx_book_theme, _FOLDER, _folder)
