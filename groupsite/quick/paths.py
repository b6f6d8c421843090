"""The path of each document's source is made once, and not for each question about it.

Without an edit, Sphinx asks twice for each document whether its source has changed.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from sphinx.project import Project

if TYPE_CHECKING:
    from pathlib import Path

_doc2path: Final = Project.doc2path


def quicken_paths() -> None:
    """Replace the method of projects for this process."""
    mended: Any = Project
    mended.doc2path = _known


def _known(project: Any, docname: str, absolute: bool) -> Any:  # noqa: FBT001 - as Sphinx has it
    file = project._docname_to_path.get(docname) if absolute else None  # noqa: SLF001
    if file is None:
        return _doc2path(project, docname, absolute)
    return _below(project.srcdir, file)


@lru_cache(maxsize=20_000)
def _below(folder: Path, file: Path) -> Path:
    return folder / file
