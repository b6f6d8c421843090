"""The files of a site: those that keep their addresses, and those that a build makes.

Links name them by their paths below the root of the site: ``files:data/slides/x.pdf`` is
a file of ``html_extra_path``, ``site:research/papers/KEY.bib`` one that the build makes.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

if TYPE_CHECKING:
    from pathlib import Path

    from groupsite.core.settings import Settings

#: Schemes of links to files.
FILES: Final = "files:"
SITE: Final = "site:"


def based(uri: str, scheme: str, base: str) -> str:
    """The link ``files:PATH`` or ``site:PATH`` as an address below *base*."""
    path = uri.removeprefix(scheme).lstrip("/")
    # a path never is an address of another scheme, such as a script
    return base + path.replace(":", "%3A")


def bare_path(uri: str, scheme: str) -> str:
    """The path that such a link names, without what stands behind it."""
    path = uri.removeprefix(scheme).partition("#")[0].partition("?")[0]
    return unquote(path).lstrip("/")


def find_file(path: str, settings: Settings) -> Path | None:
    """The file that ``files:PATH`` leads to, if this site itself has it."""
    if settings.files:
        return None
    name = bare_path(path, FILES)
    found = (folder / name for folder in settings.extra)
    return next((file for file in found if file.exists()), None)


def has_file(path: str, settings: Settings) -> bool:
    """Whether the site has the file that ``files:PATH`` leads to.

    Always, where `groupsite_files` says that files are somewhere else, and where
    nobody says at all where they are.
    """
    if settings.files or not settings.extra:
        return True
    return find_file(path, settings) is not None
