"""Texts of papers as nodes: formulas, indices, italics, links, paragraphs, lists."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Final

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Callable

    from groupsite.kinds.papers.paper import Paper
    from groupsite.sources.bibtex.blocks import Passage
    from groupsite.sources.bibtex.latex import RichText, Run

#: Lists by the form of their items.
_LISTS: Final[dict[str, Callable[..., nodes.Element]]] = {
    "bullet": partial(nodes.bullet_list, bullet="*"),
    "number": partial(nodes.enumerated_list, enumtype="arabic", prefix="", suffix="."),
}
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


def passage_nodes(passage: Passage, paper: Paper) -> list[nodes.Node]:
    """The paragraphs and lists of *passage*, a text of *paper*."""
    result: list[nodes.Node] = []
    for form, blocks in groupby(passage.blocks, lambda block: block.form):
        shown = [
            nodes.paragraph("", "", *rich_nodes(block.text, paper)) for block in blocks
        ]
        if form == "paragraph":
            result += shown
        else:
            items = (nodes.list_item("", paragraph) for paragraph in shown)
            result.append(_LISTS[form]("", *items))
    return result


def _run_node(run: Run, paper: Paper) -> nodes.Node:
    if run.math:
        return formula_node(run.text, paper)
    if run.shift:
        return _SHIFTED[run.shift]("", run.text)
    if run.slanted:
        return nodes.emphasis("", run.text)
    return nodes.Text(run.text)


def formula_node(formula: str, paper: Paper) -> nodes.math:
    """The node of a *formula* that occurs in *paper*."""
    return nodes.math("", formula, record=("paper", paper.id))
