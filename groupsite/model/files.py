"""The files of a site: those that keep their addresses, and those that a build makes.

Links name them by their paths below the root of the site: ``files:data/slides/x.pdf`` is
a file of ``html_extra_path``, ``site:research/papers/KEY.bib`` one that the build makes.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from groupsite.model.paths import exists

if TYPE_CHECKING:
    from pathlib import Path

    from groupsite.model.settings import Settings

#: Schemes of links to files.
FILES: Final = "files:"
SITE: Final = "site:"


def based(uri: str, scheme: str, base: str) -> str:
    """The link ``files:PATH`` or ``site:PATH`` as an address below *base*."""
    # browsers take `%2e%2e` for `..`, and a backslash for a slash
    parts = uri.removeprefix(scheme).replace("\\", "/").split("/")
    path = "/".join(part for part in parts if unquote(part) not in ("..", ""))
    # a path never is an address of another scheme, such as a script
    return base + path.replace(":", "%3A")


def bare_path(uri: str, scheme: str) -> str:
    """The path that such a link names, without what stands behind it."""
    path = uri.removeprefix(scheme).partition("#")[0].partition("?")[0]
    return unquote(path).lstrip("/")


def path_fault(uri: str) -> str:
    """What is wrong with the path in ``files:PATH``, empty where nothing is."""
    path = bare_path(uri, FILES)
    if ".." in path.replace("\\", "/").split("/"):
        return f"a path begins at the root of the site and has no `..`, not {path!r}"
    return ""


def find_file(path: str, settings: Settings) -> Path | None:
    """The file that ``files:PATH`` leads to, if this site itself has it."""
    name = bare_path(path, FILES)
    if settings.files or path_fault(name):
        return None
    found = (folder / name for folder in settings.extra)
    return next((file for file in found if exists(file)), None)


def gives(name: str, settings: Settings) -> bool:
    """Whether an author puts a file called *name* at the root of the site."""
    return any(path.name == name or (path / name).exists() for path in settings.extra)


def has_file(path: str, settings: Settings) -> bool:
    """Whether the site has the file that ``files:PATH`` leads to.

    Always, where `groupsite_files` says that files are somewhere else, and where
    nobody says at all where they are.
    """
    if settings.files or not settings.extra:
        return True
    return find_file(path, settings) is not None
