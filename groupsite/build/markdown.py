"""A project written in Markdown needs no more than ``extensions = ["groupsite"]``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from groupsite.model.settings import set_default

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

#: Schemes of addresses, with those of our links to files.
SCHEMES: Final = ["http", "https", "mailto", "files", "site"]
_MARKDOWN: Final = ".md"


def read_markdown(app: Sphinx, config: Config) -> None:
    """At ``config-inited``: set up MyST where the first page is Markdown.

    Not where a parser for it is there already, nor where that page is something else: a
    README.md in the folder of a project in reStructuredText is no page.
    """
    others = {*app.registry.source_suffix, *config.source_suffix} - {_MARKDOWN}
    root = Path(app.srcdir, config.root_doc)
    if _MARKDOWN in app.registry.source_suffix or not _is_there(root, _MARKDOWN):
        return
    if not any(_is_there(root, suffix) for suffix in others):
        app.setup_extension("myst_parser")
        # as directives and links are written in the documentation
        set_default(config, "myst_enable_extensions", ["colon_fence"])
        set_default(config, "myst_url_schemes", SCHEMES)


def _is_there(root: Path, suffix: str) -> bool:
    return root.with_name(f"{root.name}{suffix}").is_file()
