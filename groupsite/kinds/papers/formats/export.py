"""Exports papers to files: BibTeX and CSL-JSON.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import json
import re
from itertools import chain, count
from typing import TYPE_CHECKING

from groupsite.kinds.papers.formats.csl import csl_item
from groupsite.sources.bibtex.macros import definitions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from groupsite.kinds.papers.paper import Paper
    from groupsite.sources.bibtex.macros import Macros


def bibtex_file(papers: Iterable[Paper]) -> bytes:
    """The entries as written in their files, each ``@string`` before its first use.

    A name defined differently in another file gets a new name here: not all programs
    accept that a name is defined twice.
    """
    papers = list(papers)
    # BibTeX wants entries that others refer to below them
    below = dict.fromkeys(s for paper in papers for s in paper.sources[1:])
    above = dict.fromkeys(paper.sources[0] for paper in papers)
    ordered = [source for source in above if source not in below]
    defined: dict[str, str] = {}
    return "\n".join(_piece(*s, defined) for s in (*ordered, *below)).encode()


def _piece(source: str, macros: Macros, defined: dict[str, str]) -> str:
    """An entry, preceded by the ``@string`` names not *defined* above it."""
    new = []
    for name, value in macros:
        free = next(n for n in _names(name) if defined.get(n.lower(), value) == value)
        if free != name:
            source = _renamed(source, name, free)
        if free.lower() not in defined:
            new.append((free, value))
            defined[free.lower()] = value
    return f"{definitions(new)}{source}\n"


def _names(name: str) -> Iterator[str]:
    """*name*, then the same name with numbers."""
    return chain([name], (f"{name}-{number}" for number in count(2)))


def _renamed(source: str, name: str, new: str) -> str:
    """The entry *source*, using the ``@string`` *new* in place of *name*."""
    use = re.compile(rf"([=#]\s*){re.escape(name)}(?=\s*[,#}})])", re.IGNORECASE)
    return use.sub(lambda match: match[1] + new, source)


def csl_file(papers: Iterable[Paper]) -> bytes:
    """The papers as a list of CSL-JSON items."""
    items = [csl_item(paper) for paper in papers]
    return (json.dumps(items, ensure_ascii=False, indent=1) + "\n").encode()
