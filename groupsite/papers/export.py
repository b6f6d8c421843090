"""The BibTeX of papers as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from groupsite.domain import GroupsiteDomain


def bibtex_files(domain: GroupsiteDomain) -> dict[str, bytes]:
    """``research/papers/KEY.bib`` for each paper that has a page."""
    files = {}
    for key, docname in domain.pages.get("paper", {}).items():
        paper = domain.graph.get("paper", key)
        assert paper is not None
        files[f"{docname}.bib"] = f"{paper.bibtex}\n".encode()
    return files
