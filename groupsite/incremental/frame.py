"""The frame of every page: settings for HTML, templates, style sheets and scripts.

Sphinx only checks whether a template is newer than a page, so it misses templates that
are removed or restored from a backup. It also writes digests of style sheets and
scripts into pages, but does not write the pages again when these change.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx

#: Suffixes of files that pages refer to by digest.
_NAMED: Final = frozenset([".css", ".js", ".jinja", ".css_t", ".js_t"])


def settings_of(app: Sphinx) -> object:
    """Versions and HTML settings that affect pages, to be compared."""
    builder, config = app.builder, app.config
    versions = [(name, ext.version) for name, ext in sorted(app.extensions.items())]
    settings: object = None
    if isinstance(builder, StandaloneHTMLBuilder):
        info = builder.build_info
        settings = (info.config_hash, info.tags_hash, config.language)
    return sphinx.__version__, versions, settings


def frame_of(app: Sphinx) -> object:
    """Everything that frames pages, to be compared."""
    config = app.config
    templates = [*_files(app, config.templates_path)]
    named = [*_files(app, config.html_static_path, _NAMED)]
    return settings_of(app), templates, named


def _files(
    app: Sphinx, entries: Iterable[str], endings: frozenset[str] | None = None
) -> Iterator[tuple[str, bytes]]:
    """Path and content of the files in *entries*, or only of those with *endings*."""
    for entry in entries:
        root = Path(app.confdir, entry)
        for path in sorted(root.rglob("*")) if root.is_dir() else [root]:
            if path.is_file() and (endings is None or path.suffix in endings):
                yield path.relative_to(root.parent).as_posix(), path.read_bytes()
