"""The files of a site that keep their addresses (``html_extra_path``).

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from groupsite.core.settings import Settings


def has_file(path: str, settings: Settings) -> bool:
    """Whether the site has the file that ``files:PATH`` leads to.

    Always, where `groupsite_files` says that files are somewhere else, and where
    nobody says at all where they are.
    """
    if settings.files or not settings.extra:
        return True
    name = unquote(path.partition("#")[0].partition("?")[0]).lstrip("/")
    return any((folder / name).exists() for folder in settings.extra)
