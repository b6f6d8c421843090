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


def csl_piece(paper: Paper) -> str:
    """The CSL-JSON item of a paper, in one line."""
    return json.dumps(csl_item(paper), ensure_ascii=False)


def csl_file(items: Iterable[str]) -> bytes:
    """The list of items, each in a line of its own."""
    lines = ",\n".join(items)
    return f"[\n{lines}\n]\n".encode()
