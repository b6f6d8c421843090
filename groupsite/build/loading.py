"""Loads all sources into the graph, once in each build, before anything is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from groupsite.build.diagnostics import report
from groupsite.build.stubs import pages_of
from groupsite.model.graph import Graph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from groupsite.model.kinds import RecordKind
    from groupsite.model.problems import Problem
    from groupsite.model.settings import Settings


def load_graph(
    settings: Settings, kinds: Sequence[RecordKind[Any]]
) -> tuple[Graph, dict[str, dict[str, str]]]:
    """The graph of all file-derived records, and the documents of those with a page.

    Every problem is reported.
    """
    graph = Graph(kinds)
    problems: list[Problem] = []
    pages: dict[str, dict[str, str]] = {}
    taken: dict[str, str] = {}
    for kind in kinds:
        loaded = kind.source.load(settings)
        problems += loaded.problems
        problems += graph.add(kind.name, loaded.records)
    problems += graph.complete(settings)
    for kind in kinds:
        problems += kind.advice.check(graph, settings)
        pages[kind.name], found = pages_of(kind, graph, settings, taken)
        problems += found
    for problem in sorted(problems, key=lambda problem: problem.position):
        report(problem)
    return graph, pages
