"""Titles that may be those of papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from groupsite.entries import joined, names, phrased

if TYPE_CHECKING:
    from collections.abc import Iterable

    from groupsite.context import Context


def title_line(
    titles: Iterable[str], papers: Iterable[str], context: Context
) -> list[nodes.Node]:
    """The titles; one that is a paper's is a link to it."""
    by_title = {}
    for key in papers:
        paper = context.get("paper", key)
        if paper is not None:
            by_title[paper.title.plain] = key
    pieces: list[nodes.Node] = [
        context.reference("paper", by_title[title])
        if title in by_title
        else nodes.Text(title)
        for title in titles
    ]
    return joined(pieces, " · ")


def occasion(talk: Any, context: Context) -> list[nodes.Node]:
    """A talk where its title says nothing new: where and when."""
    text = nodes.Text(f"{talk.event}, {talk.date.year}")
    return [context.reference("talk", talk.id, text)]


def other_papers(
    titles: Iterable[str], papers: Iterable[str], context: Context
) -> list[nodes.Node]:
    """``Paper: …`` for the papers whose titles do not say so already."""
    said = set(titles)
    found = ((key, context.get("paper", key)) for key in papers)
    keys = [key for key, paper in found if paper and paper.title.plain not in said]
    return phrased("about-paper", context, papers=names("paper", keys, context))
