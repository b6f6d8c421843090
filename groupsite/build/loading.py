"""Loads all sources into the graph and writes stubs, before Sphinx reads documents."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from groupsite.build.day import stated_day
from groupsite.build.diagnostics import report
from groupsite.build.domain import groupsite_domain
from groupsite.build.registry import record_kinds
from groupsite.build.stubs import pages_of, sync_stubs
from groupsite.build.version import code_version
from groupsite.build.written import leave_out_written
from groupsite.model.graph import Graph
from groupsite.model.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from groupsite.model.kinds import RecordKind
    from groupsite.model.problems import Problem
    from groupsite.model.settings import Settings


def load_records(app: Sphinx) -> None:
    """Load all sources into the domain, before any document is read."""
    domain = groupsite_domain(app.env)
    kinds = record_kinds(app)
    domain.settings = replace(
        read_settings(app, kinds, stated_day(app)),
        doctreedir=Path(app.doctreedir),
        code_version=code_version(),
    )
    domain.graph, pages = load_graph(domain.settings, kinds)
    leave_out_written(app, kinds, pages)
    domain.pages = pages
    domain.forget_derived()


def make_pages(app: Sphinx) -> None:
    """Make the pages of records and of long lists, before Sphinx looks for documents."""
    domain = groupsite_domain(app.env)
    suffixes = list(app.config.source_suffix)
    manifest = Path(app.doctreedir, "groupsite-pages.json")
    lists = {
        part.docname: split.directive
        for split in domain.splits.values()
        for part in split.parts[1:]
    }
    sync_stubs(domain.pages, Path(app.srcdir), suffixes, manifest, lists)


def need_no_menu(_app: Sphinx, env: BuildEnvironment) -> None:
    """Let no menu lead to the pages of records, as what names them does.

    At ``env-updated``, before Sphinx looks for documents that are in no toctree.
    """
    for pages in groupsite_domain(env).pages.values():
        for docname in env.found_docs.intersection(pages.values()):
            env.metadata[docname].setdefault("orphan", "")


def load_graph(
    settings: Settings, kinds: Sequence[RecordKind[Any]]
) -> tuple[Graph, dict[str, dict[str, str]]]:
    """The graph of file-derived records, and the documents of records with a page.

    All problems are reported, sorted by position.

    :returns: the graph; kind → id → name of the document.
    """
    graph = Graph(kinds, settings.day)
    problems: list[Problem] = []
    pages: dict[str, dict[str, str]] = {}
    taken: dict[str, str] = {}
    for kind in kinds:
        loaded = kind.source.load(settings)
        problems += loaded.problems
        problems += graph.add(kind.name, loaded.records)
        graph.lose(kind.name, loaded.lost)
    problems += graph.complete(settings)
    for kind in kinds:
        problems += kind.advice.check(graph, settings)
        pages[kind.name], page_problems = pages_of(kind, graph, settings, taken)
        problems += page_problems
    for problem in sorted(problems, key=lambda problem: problem.position):
        report(problem)
    return graph, pages
