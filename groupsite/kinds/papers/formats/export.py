"""Exports papers to files: BibTeX and CSL-JSON.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from groupsite.kinds.papers.formats.csl import csl_item
from groupsite.kinds.papers.formats.once import once

if TYPE_CHECKING:
    from collections.abc import Iterable

    from groupsite.kinds.papers.paper import Paper


def bibtex_file(papers: Iterable[Paper]) -> bytes:
    """The entries, one after the other."""
    return "\n".join(f"{paper.bibtex}\n" for paper in papers).encode()


def csl_file(papers: Iterable[Paper]) -> bytes:
    """The papers as a list of CSL-JSON items, each in a line of its own."""
    items = ",\n".join(map(_json, papers))
    return f"[\n{items}\n]\n".encode()


@once
def _json(paper: Paper) -> str:
    return json.dumps(csl_item(paper), ensure_ascii=False)
