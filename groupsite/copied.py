"""Files that Sphinx copies beside the pages, and never removes.

Pictures, downloads, sources of documents, what stands in ``html_static_path`` and
``html_extra_path``. Their names must depend on the sources only, and none may outlive
its source.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util._files import FilenameUniqDict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: Endings of files that Sphinx takes as templates and writes without them.
_TEMPLATES: Final = (".jinja", "_t")


def number_pictures(env: BuildEnvironment) -> None:
    """Number pictures of one name by their paths: Sphinx does so as it comes to read them."""
    images = FilenameUniqDict()
    for path, (docnames, _) in sorted(env.images.items()):
        for docname in docnames:
            images.add_file(docname, path)
    env.images = images


def copied_files(app: Sphinx) -> set[str]:
    """The files that are copied, by their paths in the output folder."""
    builder, config = app.builder, app.config
    if not isinstance(builder, StandaloneHTMLBuilder):
        return set()
    names = {f"{builder.imagedir}/{name}" for _, name in app.env.images.values()}
    names |= {f"_downloads/{to.as_posix()}" for _, to in app.env.dlfiles.values()}
    names |= {source_copy(app, docname) for docname in app.env.found_docs} - {""}
    names |= {f"_static/{name}" for name in _copies(app, config.html_static_path)}
    return names | {*_copies(app, config.html_extra_path)}


def source_copy(app: Sphinx, docname: str) -> str:
    """The copy of a document's source beside the pages; empty where there is none."""
    config = app.config
    if not (isinstance(app.builder, StandaloneHTMLBuilder) and config.html_copy_source):
        return ""
    ending = config.html_sourcelink_suffix
    name = app.env.doc2path(docname, base=False).as_posix()
    return f"_sources/{name.removesuffix(ending)}{ending}"


def _copies(app: Sphinx, entries: Iterable[str]) -> Iterator[str]:
    """Files, and those in folders by their paths there."""
    for entry in entries:
        root = Path(app.confdir, entry)
        for path in root.rglob("*") if root.is_dir() else [root]:
            if path.is_file():
                parent = root if root.is_dir() else root.parent
                name = path.relative_to(parent).as_posix()
                for ending in _TEMPLATES:
                    name = name.removesuffix(ending)
                yield name


def remove_static_files(app: Sphinx) -> None:
    """Remove all static files: Sphinx and themes copy theirs in each build."""
    if isinstance(app.builder, StandaloneHTMLBuilder):
        shutil.rmtree(Path(app.outdir, "_static"), ignore_errors=True)


def remove_copies(app: Sphinx, names: Iterable[str]) -> None:
    """Remove files whose sources are gone."""
    for name in names:
        Path(app.outdir, name).unlink(missing_ok=True)


def lost_pictures(app: Sphinx, names: Iterable[str]) -> set[str]:
    """Documents with a picture out of *names* that is not there any more.

    Sphinx copies pictures together with the pages that show them.
    """
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder):
        return set()
    folder = f"{builder.imagedir}/"
    lost = {
        name.removeprefix(folder)
        for name in names
        if name.startswith(folder) and not Path(app.outdir, name).is_file()
    }
    return {
        docname
        for docnames, name in app.env.images.values()
        if name in lost
        for docname in docnames
    }
