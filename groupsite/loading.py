"""Loads all sources into the graph, once in each build, before anything is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groupsite.core.diagnostics import report
from groupsite.graph import Graph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from groupsite.core.kinds import RecordKind
    from groupsite.core.problems import Problem
    from groupsite.core.settings import Settings


def load_graph(settings: Settings, kinds: Sequence[RecordKind]) -> Graph:
    """The graph of all file-derived records; every problem is reported."""
    graph = Graph(kinds)
    problems: list[Problem] = []
    for kind in kinds:
        loaded = kind.load(settings)
        problems += loaded.problems
        problems += graph.add(kind.name, loaded.records)
    problems += graph.complete(settings)
    for kind in kinds:
        problems += kind.check(graph, settings)
    for problem in sorted(problems, key=lambda problem: problem.position):
        report(problem)
    return graph
