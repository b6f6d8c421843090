"""Papers as files: BibTeX, CSL-JSON, and the PDF beside the page.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from groupsite.papers.csl import csl_item
from groupsite.papers.macros import definitions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from groupsite.papers.record import Paper


def bibtex_file(papers: Iterable[Paper]) -> bytes:
    """The entries as they stand in their files, each ``@string`` before its first use."""
    defined: dict[str, str] = {}
    pieces = []
    for paper in papers:
        new = [(n, v) for n, v in paper.macros if defined.get(n.lower()) != v]
        defined |= {name.lower(): value for name, value in new}
        pieces.append(definitions(new) + paper.source + "\n")
    return "\n".join(pieces).encode()


def csl_file(papers: Iterable[Paper]) -> bytes:
    """The same as a list of CSL-JSON items."""
    items = [csl_item(paper) for paper in papers]
    return (json.dumps(items, ensure_ascii=False, indent=1) + "\n").encode()
