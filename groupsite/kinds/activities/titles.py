"""Titles of activities, linked to the papers they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from groupsite.directives.entries import joined, names, phrased

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from groupsite.model.rendering import Context


def title_line(
    titles: Iterable[str], papers: Iterable[str], context: Context
) -> list[nodes.Node]:
    """The titles; one that is the title of a paper links to it."""
    pieces: list[nodes.Node] = [
        context.reference("paper", key) if key else nodes.Text(title)
        for title, key in _matched(titles, papers, context)
    ]
    return joined(pieces, " · ")


def _matched(
    titles: Iterable[str], papers: Iterable[str], context: Context
) -> list[tuple[str, str]]:
    """Pair each title with the key of its paper or ``""``; papers may share a title."""
    by_title: dict[str, list[str]] = {}
    for key in papers:
        paper = context.get("paper", key)
        if paper is not None:
            by_title.setdefault(paper.title.plain, []).append(key)
    pairs = []
    for title in titles:
        keys = by_title.get(title)
        pairs.append((title, keys.pop(0) if keys else ""))
    return pairs


def occasion(talk: Any, context: Context) -> list[nodes.Node]:
    """Event and year of a talk, where its title would repeat what is shown already."""
    year = str(talk.date.year) if talk.date else ""
    where = talk.event or talk.place or " · ".join(talk.title)
    text = nodes.Text(", ".join(filter(None, (where, year))))
    return [context.reference("talk", talk.id, text)]


def other_papers(
    titles: Iterable[str], papers: Sequence[str], context: Context
) -> list[nodes.Node]:
    """``Paper: …`` for the papers that no title links to."""
    linked = {key for _, key in _matched(titles, papers, context)}
    keys = [key for key in papers if key not in linked]
    return phrased("about-paper", context, papers=names("paper", keys, context))
