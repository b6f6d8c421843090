"""The files of a site: those that keep their addresses, and those made by the build.

Links refer to them by path relative to the root of the site:
``files:data/slides/x.pdf`` is a file in ``html_extra_path``,
``site:research/papers/KEY.bib`` one made by the build. Pure: neither Sphinx nor
docutils is imported here.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from groupsite.model.paths import exists, is_file

if TYPE_CHECKING:
    from groupsite.model.settings import Settings

#: Schemes of links to files.
FILES: Final = "files:"
SITE: Final = "site:"


def based(uri: str, scheme: str, base: str) -> str:
    """Turn the link ``files:PATH`` or ``site:PATH`` into an address below *base*."""
    # browsers treat `%2e%2e` as `..`, and a backslash as a slash
    parts = uri.removeprefix(scheme).replace("\\", "/").split("/")
    path = "/".join(part for part in parts if unquote(part) not in ("..", ""))
    # with its colon escaped, a path cannot become an address such as `javascript:`
    return base + path.replace(":", "%3A")


def bare_path(uri: str, scheme: str) -> str:
    """The path in such a link, without query and fragment."""
    path = uri.removeprefix(scheme).partition("#")[0].partition("?")[0]
    return unquote(path).lstrip("/")


def path_fault(uri: str) -> str:
    """What is wrong with the path in ``files:PATH``, or ``""``."""
    path = bare_path(uri, FILES)
    if ".." in path.replace("\\", "/").split("/"):
        return f"a path begins at the root of the site and has no `..`, not {path!r}"
    return ""


def find_file(path: str, settings: Settings) -> Path | None:
    """The file that ``files:PATH`` links to; None if this site does not have it."""
    name = bare_path(path, FILES)
    if path_fault(name):
        return None
    candidates = (folder / name for folder in settings.extra)
    return next((file for file in candidates if exists(file)), None)


def file_address(uri: str, settings: Settings, root: str) -> str:
    """The address that the link ``files:PATH`` leads to.

    A file that this site has is below *root*, whatever `groupsite_files` says; others
    are where that setting says, or below *root* as well.

    :returns: the address; ``""`` if there is no base.
    """
    elsewhere = settings.files and find_file(uri, settings) is None
    base = settings.files if elsewhere else root
    return based(uri, FILES, f"{base.rstrip('/')}/" if base else "")


def files_here(settings: Settings) -> list[str]:
    """Paths of all files that the author provides, from the root of the site."""
    paths = []
    for root in settings.extra:
        for folder, _, names in os.walk(root, followlinks=True):
            below = Path(folder).relative_to(root)
            paths += [(below / name).as_posix() for name in names]
        paths += [root.name] if is_file(root) else []
    return sorted(paths)


def gives(name: str, settings: Settings) -> bool:
    """Whether the author provides a file *name* at the root of the site."""
    return any(path.name == name or (path / name).exists() for path in settings.extra)


def has_file(path: str, settings: Settings) -> bool:
    """Whether the site has the file that ``files:PATH`` links to.

    True without a check if files are elsewhere (`groupsite_files`), or if it is not
    known where they are.
    """
    if settings.files or not settings.extra:
        return True
    return find_file(path, settings) is not None
