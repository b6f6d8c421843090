"""Exports papers to files: BibTeX and CSL-JSON.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from groupsite.kinds.papers.formats.csl import csl_item

if TYPE_CHECKING:
    from collections.abc import Iterable

    from groupsite.kinds.papers.paper import Paper


def bibtex_file(papers: Iterable[Paper]) -> bytes:
    """The entries, one after the other."""
    return "\n".join(f"{paper.bibtex}\n" for paper in papers).encode()


def csl_file(papers: Iterable[Paper]) -> bytes:
    """The papers as a list of CSL-JSON items."""
    items = [csl_item(paper) for paper in papers]
    return (json.dumps(items, ensure_ascii=False, indent=1) + "\n").encode()
