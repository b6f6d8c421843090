"""Turns the citation of a paper into nodes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docutils import nodes

from groupsite.build.manifest import write_manifest
from groupsite.build.site import site_of
from groupsite.build.version import code_version
from groupsite.kinds.papers.showing.citation import (
    ADDRESSES,
    FILE,
    cite,
    formula_number,
)
from groupsite.kinds.papers.showing.entry import formula_node
from groupsite.model.mathtext import readable
from groupsite.model.problems import Subtype

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from groupsite.build.context import DocumentContext
    from groupsite.kinds.papers.paper import Paper
    from groupsite.model.settings import Settings

#: Nodes opened by the marks of `groupsite.kinds.papers.showing.processor`.
_EMPHASIS: Final[dict[str, Callable[[], nodes.Element]]] = {
    "\ue001": nodes.emphasis,
    "\ue002": nodes.strong,
    "\ue003": lambda: nodes.inline(classes=["small-caps"]),
    "\ue004": nodes.superscript,
    "\ue005": nodes.subscript,
    "\ue006": lambda: nodes.inline(classes=["underline"]),
}
_CLOSE: Final = "\ue000"
_RESOLVER: Final = "https://doi.org/"
#: A mark or a sign, with the address of the resolver before a DOI or arXiv number.
_SIGNS: Final = re.compile(
    "((?:https?://(?:dx\\.)?doi\\.org/|arXiv:(?=\ue012))?[\ue000-\ue3ff])"
)


def citation_nodes(paper: Paper, context: DocumentContext) -> list[nodes.Node]:
    """*paper* cited in the style of the site; the line is kept for the next build."""
    env, settings = context.env, context.settings
    env.note_dependency(str(settings.citation_style), docname=context.docname)
    cited = cite(paper, settings, Path(env.doctreedir), code_version())
    if cited.fault:
        located = context.graph.located("paper", paper.id)
        assert located is not None
        message = (
            f"entry `{paper.id}`: the citation style {settings.citation_style.name} "
            f"fails for it ({cited.fault}), so it is cited without a style"
        )
        context.warn(message, Subtype.CONFIG, str(located.position))
        # ties the warning to this document, see `WarnedDocuments`
        bibfile = Path(settings.srcdir, located.position.path)
        env.note_dependency(str(bibfile), docname=context.docname)
    else:
        citations = context.domain.document(context.docname).citations
        citations[cited.digest] = cited.line
    return line_nodes(cited.line, paper)


def citation_file(papers: Iterable[Paper], settings: Settings, doctrees: Path) -> bytes:
    """The citations as plain text, each in a line of its own, with an empty line between."""
    lines = (
        _text(cite(paper, settings, doctrees, code_version()).line, paper)
        for paper in papers
    )
    return "\n".join(f"{line}\n" for line in lines).encode()


def _text(line: str, paper: Paper) -> str:
    """A marked line without its marks."""
    return "".join(
        readable(node.astext()) if isinstance(node, nodes.math) else node.astext()
        for node in line_nodes(line, paper)
    )


def keep_citations(app: Sphinx, env: BuildEnvironment) -> None:
    """Keep the lines for the next build, at ``env-check-consistency``."""
    documents = site_of(app).documents.values()
    lines = {
        digest: line for data in documents for digest, line in data.citations.items()
    }
    write_manifest(Path(app.doctreedir, FILE), lines)


def line_nodes(line: str, paper: Paper) -> list[nodes.Node]:
    """The nodes of a marked line: emphasis, the formulas of *paper*, its addresses."""
    root = nodes.inline()
    open_nodes: list[nodes.Element] = [root]
    formulas = [run.text for run in paper.title.runs if run.math]
    for piece in _SIGNS.split(line):
        sign = piece[-1:]
        if sign in _EMPHASIS:
            element = _EMPHASIS[sign]()
            open_nodes[-1] += element
            open_nodes.append(element)
        elif sign == _CLOSE:
            open_nodes = open_nodes[:-1] or [root]
        elif sign in _addresses(paper):
            open_nodes[-1] += _link(piece, paper)
        elif sign and 0 <= formula_number(sign) < len(formulas):
            open_nodes[-1] += formula_node(formulas[formula_number(sign)], paper)
        elif piece:
            open_nodes[-1] += nodes.Text(piece)
    return root.children


def _addresses(paper: Paper) -> dict[str, tuple[str, str]]:
    """Signs of addresses → (text to show, target)."""
    arxiv = f"https://arxiv.org/abs/{paper.arxiv}"
    url = paper.address
    return {
        ADDRESSES["DOI"]: (paper.doi, f"{_RESOLVER}{paper.doi}"),
        ADDRESSES["URL"]: (url, url),
        ADDRESSES["archive_location"]: (paper.arxiv, arxiv),
    }


def _link(piece: str, paper: Paper) -> nodes.reference:
    """An address, written out so that it can be read on paper."""
    text, address = _addresses(paper)[piece[-1]]
    return nodes.reference("", f"{piece[:-1]}{text}", refuri=address, internal=False)
