"""Finds the long lists of papers, before any document is read.

The pages of their earlier decades are stubs, so lists are looked for in the text of
documents: those that stand there by themselves, not inside of something else.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from groupsite.build.domain import groupsite_domain
from groupsite.build.stubs import has_mark, is_stub
from groupsite.build.written import documents
from groupsite.directives.parts import can_be_split
from groupsite.kinds.papers.kind import PAPER
from groupsite.model.decades import Part, Split, spans
from groupsite.model.query import Query
from groupsite.sources.directives import blocks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx

    from groupsite.model.decades import Span

#: Values that are the same in every way of writing options.
_PLAIN: Final = re.compile(r"[\w ,-]*")


def find_long_lists(app: Sphinx) -> None:
    """Note which lists of papers are in several pages, at ``builder-inited``."""
    domain = groupsite_domain(app.env)
    domain.splits = {}
    limit, papers = domain.settings.split_lists, domain.graph.select(Query(PAPER.name))
    if not limit or len(papers) <= limit:
        return
    counts: dict[int, int] = {}
    for paper in papers:
        if paper.date:
            counts[paper.date.year] = counts.get(paper.date.year, 0) + 1
    # entries have up to 3 kB, and with 300 of them a page stays below 1 MB
    parts = spans(counts, limit * 3 // 4) if counts else []
    if len(parts) < 2:  # all are of one decade or year
        return
    generated = {name for pages in domain.pages.values() for name in pages.values()}
    splits: dict[str, Split] = {}
    for docname, data in documents(app, generated):
        if PAPER.list.directive.encode() not in data or has_mark(data):
            continue
        suffix = app.env.doc2path(docname).suffix
        options = _list_in(data.decode(errors="replace"), suffix)
        if options is None:
            continue
        made, taken = [Part(docname, parts[0], 0)], generated | {*splits}
        for span in parts[1:]:
            name = _free(app, _folder(docname), span, taken)
            made.append(Part(name, span, span.number))
        rest = len(papers) - sum(part.number for part in made)
        made[0] = made[0]._replace(number=rest)
        split = Split(tuple(made), PAPER.list.directive, tuple(options.items()))
        splits |= dict.fromkeys((part.docname for part in made), split)
    domain.splits = splits


def _list_in(text: str, suffix: str) -> Mapping[str, str] | None:
    """The options of the first list in *text* that can be split; None without one."""
    for options in blocks(text, PAPER.list.directive, suffix):
        plain = all(
            name == "empty" or _PLAIN.fullmatch(value)
            for name, value in options.items()
        )
        if plain and can_be_split(PAPER, options):
            return options
        if can_be_split(PAPER, options):
            return None  # the page takes this list for the one that is split
    return None


def _folder(docname: str) -> PurePosixPath:
    """The folder for the parts of a list, called as its page."""
    path = PurePosixPath(docname)
    return path.parent / PAPER.list.directive if path.name == "index" else path


def _free(app: Sphinx, folder: PurePosixPath, span: Span, taken: set[str]) -> str:
    """An address for a part: ``research/publications/2010s``, if that is free.

    A later part of the same decade is called after its first year: ``2016``.
    """
    start = span.first if span.first % 10 else f"{span.first}s"
    names = (f"{folder / str(start)}{end}" for end in ("", *_numbers()))
    return next(name for name in names if name not in taken and _is_free(app, name))


def _numbers() -> list[str]:
    return [f"-{number}" for number in range(2, 100)]


def _is_free(app: Sphinx, name: str) -> bool:
    """Whether no author has a document of this name."""
    paths = (Path(app.srcdir, f"{name}{end}") for end in app.config.source_suffix)
    return all(not path.exists() or is_stub(path) for path in paths)
