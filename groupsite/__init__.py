"""A research group's people, papers and news as one checked graph, for Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from groupsite.kit import RecordKind

__version__: Final = "1.0.0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension; imported lazily, as pure modules need no Sphinx."""
    from groupsite import extension  # noqa: PLC0415

    return {"version": __version__, **extension.setup(app)}


def add_record_kind(app: Sphinx, kind: RecordKind[Any]) -> None:
    """Add a kind of record to a project, from `setup` in an extension or a conf.py.

    :raises ExtensionError: if there already is a kind of this name, or a phrase is
        missing.
    """
    from groupsite import extension  # noqa: PLC0415 - as in `setup`

    app.setup_extension("groupsite")
    extension.register_kind(app, kind)
