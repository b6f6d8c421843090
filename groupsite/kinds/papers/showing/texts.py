"""Texts of papers as nodes: formulas, letters above and below the line, links."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from docutils import nodes

if TYPE_CHECKING:
    from groupsite.kinds.papers.paper import Paper
    from groupsite.sources.bibtex.latex import RichText, Run

#: Nodes of letters above and below the line.
_SHIFTED: Final = {"super": nodes.superscript, "sub": nodes.subscript}


def rich_nodes(text: RichText, paper: Paper) -> list[nodes.Node]:
    """The nodes of *text*, a text of *paper*, formulas and links included."""
    result: list[nodes.Node] = []
    for address, runs in groupby(text.runs, lambda run: run.link):
        shown = [_run_node(run, paper) for run in runs]
        if address:
            shown = [nodes.reference("", "", *shown, refuri=address, internal=False)]
        result += shown
    return result


def _run_node(run: Run, paper: Paper) -> nodes.Node:
    if run.math:
        return formula_node(run.text, paper)
    if run.shift:
        return _SHIFTED[run.shift]("", run.text)
    return nodes.Text(run.text)


def formula_node(formula: str, paper: Paper) -> nodes.math:
    """The node of a *formula* that occurs in *paper*."""
    return nodes.math("", formula, record=("paper", paper.id))
