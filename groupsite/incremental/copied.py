"""Files that Sphinx copies next to the pages, and never removes.

Pictures, downloads, sources of documents, what stands in ``html_static_path`` and
``html_extra_path``. None may outlive its source.
"""

from __future__ import annotations

import os
import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx.util.matching import Matcher

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: Suffixes of templates, which Sphinx renders and writes without the suffix.
_TEMPLATES: Final = (".jinja", "_t")
#: Folder of pictures (`StandaloneHTMLBuilder.imagedir`).
_IMAGES: Final = "_images"


def pictures_of(env: BuildEnvironment) -> dict[str, set[str]]:
    """Document → paths of its pictures in the output folder."""
    pictures: dict[str, set[str]] = {}
    for docnames, name in env.images.values():
        for docname in docnames:
            pictures.setdefault(docname, set()).add(f"{_IMAGES}/{name}")
    return pictures


def copies_of_site(app: Sphinx) -> set[str]:
    """The files that every builder of a site copies."""
    config, excluded = app.config, app.config.exclude_patterns
    names = {f"{_IMAGES}/{name}" for _, name in app.env.images.values()}
    names |= {f"_downloads/{to.as_posix()}" for _, to in app.env.dlfiles.values()}
    if config.html_copy_source:
        names |= {_source_name(app, docname) for docname in app.env.found_docs}
    hidden = Matcher([*excluded, "**/.*"])
    for name in _copies(app, config.html_static_path, hidden):
        ending = next((e for e in _TEMPLATES if name.lower().endswith(e)), "")
        names.add(f"_static/{name[: len(name) - len(ending)]}")
    for name in filter(None, (config.html_logo, config.html_favicon)):
        names.add(f"_static/{Path(name).name}")
    return names | {*_copies(app, config.html_extra_path, Matcher(excluded))}


def source_copy(app: Sphinx, docname: str) -> str:
    """The copy of a document's source next to the pages, or ``""``."""
    return _source_name(app, docname) if app.config.html_copy_source else ""


def _source_name(app: Sphinx, docname: str) -> str:
    ending = app.config.html_sourcelink_suffix
    name = app.env.doc2path(docname, base=False).as_posix()
    return f"_sources/{name.removesuffix(ending)}{ending}"


def _copies(app: Sphinx, entries: Iterable[str], excluded: Matcher) -> Iterator[str]:
    """Paths of the copies of *entries* (files and folders), as Sphinx walks them.

    Its patterns see files directly in a folder as ``./name``.
    """
    for entry in entries:
        root = Path(app.confdir, entry)
        if root.is_file():
            yield root.name
        for folder, folders, files in os.walk(root, followlinks=True):
            below = Path(folder).relative_to(root).as_posix()
            folders[:] = [n for n in folders if not excluded(posixpath.join(below, n))]
            paths = (posixpath.join(below, name) for name in files)
            yield from (posixpath.normpath(p) for p in paths if not excluded(p))
