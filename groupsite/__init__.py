"""A research group's people, papers and news as one checked graph, for Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__: Final = "0.1.0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension; imported lazily, as pure modules need no Sphinx."""
    from groupsite import extension  # noqa: PLC0415

    return {"version": __version__, **extension.setup(app)}
