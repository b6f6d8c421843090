"""Loads all sources into the graph, once in each build, before anything is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groupsite.core.diagnostics import report
from groupsite.graph import Graph
from groupsite.stubs import pages_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from groupsite.core.kinds import RecordKind
    from groupsite.core.problems import Problem
    from groupsite.core.settings import Settings


def load_graph(
    settings: Settings, kinds: Sequence[RecordKind]
) -> tuple[Graph, dict[str, dict[str, str]]]:
    """The graph of all file-derived records, and the documents of those with a page.

    Every problem is reported.
    """
    graph = Graph(kinds)
    problems: list[Problem] = []
    pages: dict[str, dict[str, str]] = {}
    taken: dict[str, str] = {}
    for kind in kinds:
        loaded = kind.load(settings)
        problems += loaded.problems
        problems += graph.add(kind.name, loaded.records)
    problems += graph.complete(settings)
    for kind in kinds:
        problems += kind.check(graph, settings)
        pages[kind.name], found = pages_of(kind, graph, settings, taken)
        problems += found
    for problem in sorted(problems, key=lambda problem: problem.position):
        report(problem)
    return graph, pages
