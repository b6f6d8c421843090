"""Files that the build itself makes beside the pages, under stable names.

What an earlier build has made and this one does not is removed: a deleted record leaves
nothing behind. Files that have not changed are not touched.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from groupsite.core.manifest import read_manifest, write_if_changed, write_manifest
from groupsite.domain import groupsite_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from groupsite.domain import GroupsiteDomain


def write_exports(app: Sphinx, exception: Exception | None) -> None:
    """Write all files of this build, for builders of a site; at the very end."""
    # an e-book takes up what it finds, and complains of what it does not know
    if app.builder.format != "html" or app.builder.name == "epub":
        return
    if exception is not None:
        return
    files = _files(groupsite_domain(app.env))
    manifest = Path(app.doctreedir, f"groupsite-exports-{app.builder.name}.json")
    outdir = Path(app.outdir)
    for name in sorted(read_manifest(manifest) - set(files)):
        (outdir / name).unlink(missing_ok=True)
    for name, data in files.items():
        write_if_changed(outdir / name, data)
    if files or manifest.is_file():
        write_manifest(manifest, files)


def _files(domain: GroupsiteDomain) -> dict[str, bytes]:
    """Path below the output folder → content, of all kinds."""
    return {
        path: data
        for kind in domain.graph.kinds.values()
        for path, data in kind.export(domain).items()
    }
