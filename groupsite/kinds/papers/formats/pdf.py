"""Copies the PDF of a paper next to its page: ``research/papers/KEY.pdf``.

Google Scholar accepts a full text only from the folder of the page that names it, but
files of the site keep their addresses, so the build puts a copy there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from groupsite.build.exports import Export
from groupsite.build.site import site_of
from groupsite.model.files import FILES, find_file

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def pdf_files(app: Sphinx) -> dict[str, Export]:
    """PDFs of papers with a page and a ``pdf`` among the site's files, by path."""
    site = site_of(app)
    files = {}
    for key, docname in site.pages.get("paper", {}).items():
        paper = site.graph.get("paper", key)
        link = paper.link("pdf") if paper is not None else None
        if link is None or not link.uri.startswith(FILES):
            continue
        path = find_file(link.uri, site.settings)
        if path is not None and path.is_file():
            stat = path.stat()
            digest = f"{path}:{stat.st_size}:{stat.st_mtime_ns}"
            files[pdf_path(docname)] = Export(path.read_bytes, digest)
    return files


def pdf_path(docname: str) -> str:
    """Path of the PDF for the paper with the page *docname*."""
    return f"{docname}.pdf"
