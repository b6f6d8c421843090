"""Sets up MyST for Markdown projects with just ``extensions = ["groupsite"]``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from groupsite.model.settings import set_default

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

#: Schemes of web addresses, and of our links to files.
SCHEMES: Final = ["http", "https", "mailto", "files", "site"]
_MARKDOWN: Final = ".md"


def read_markdown(app: Sphinx, config: Config) -> None:
    """Set up MyST if the root document is Markdown, at ``config-inited``.

    Not if another Markdown parser is registered, or the root document also exists in
    another format: a README.md next to reStructuredText documents is not a page.
    """
    others = {*app.registry.source_suffix, *config.source_suffix} - {_MARKDOWN}
    root = Path(app.srcdir, config.root_doc)
    if _MARKDOWN in app.registry.source_suffix or not _is_there(root, _MARKDOWN):
        return
    if not any(_is_there(root, suffix) for suffix in others):
        app.setup_extension("myst_parser")
        # as the documentation writes directives and links
        set_default(config, "myst_enable_extensions", ["colon_fence"])
        set_default(config, "myst_url_schemes", SCHEMES)


def _is_there(root: Path, suffix: str) -> bool:
    return root.with_name(f"{root.name}{suffix}").is_file()
