"""Turns the citation of a paper into nodes."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docutils import nodes

from groupsite.build.manifest import write_manifest
from groupsite.build.site import site_of
from groupsite.build.version import code_version
from groupsite.kinds.papers.showing.citation import (
    FILE,
    cite,
    formula_number,
    name_number,
)
from groupsite.kinds.papers.showing.signs import ADDRESSES, CLOSE, TITLE
from groupsite.kinds.papers.showing.texts import formula_node
from groupsite.model.citestyle import STYLES
from groupsite.model.mathtext import readable
from groupsite.model.problems import Subtype

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from groupsite.build.context import DocumentContext
    from groupsite.kinds.papers.paper import Paper
    from groupsite.model.settings import Settings

#: Makes nodes of a marked part of a line, given its sign and its content.
Marked = Callable[[str, list[nodes.Node]], list[nodes.Node]]
#: Nodes opened by the marks of `groupsite.kinds.papers.showing.processor`.
_EMPHASIS: Final[dict[str, Callable[[], nodes.Element]]] = {
    "\ue001": nodes.emphasis,
    "\ue002": nodes.strong,
    "\ue003": lambda: nodes.inline(classes=["small-caps"]),
    "\ue004": nodes.superscript,
    "\ue005": nodes.subscript,
    "\ue006": lambda: nodes.inline(classes=["underline"]),
}
_RESOLVER: Final = "https://doi.org/"
#: A mark or a sign, with the address of the resolver before a DOI or arXiv number.
_SIGNS: Final = re.compile(
    "((?:https?://(?:dx\\.)?doi\\.org/|arXiv:(?=\ue012))?[\ue000-\ue3ff])"
)


def citation_nodes(paper: Paper, context: DocumentContext) -> list[nodes.Node]:
    """*paper* cited in the style of the site."""
    return line_nodes(
        cited_line(paper, context.settings.citation_style, context), paper
    )


def cited_line(paper: Paper, style: Path, context: DocumentContext) -> str:
    """*paper* cited in a *style*, as a marked line, which is kept for the next build."""
    env, settings = context.env, context.settings
    if style.parent != STYLES:  # which `code_version` covers
        env.note_dependency(str(style), docname=context.docname)
    cited = cite(paper, settings, Path(env.doctreedir), code_version(), style)
    if cited.fault:
        located = context.graph.located("paper", paper.id)
        assert located is not None
        message = (
            f"entry `{paper.id}`: the citation style {style.name} "
            f"fails for it ({cited.fault}), so it is cited without a style"
        )
        context.warn(message, Subtype.CONFIG, str(located.position))
        # ties the warning to this document, see `WarnedDocuments`
        bibfile = Path(settings.srcdir, located.position.path)
        env.note_dependency(str(bibfile), docname=context.docname)
    else:
        citations = context.domain.document(context.docname).citations
        citations[cited.digest] = cited.line
    return cited.line


def citation_piece(paper: Paper, settings: Settings, doctrees: Path) -> str:
    """The citation of a paper as plain text."""
    return _text(cite(paper, settings, doctrees, code_version()).line, paper)


def citation_file(citations: Iterable[str]) -> bytes:
    """The citations, each in a line of its own, with an empty line between two."""
    return "\n".join(f"{line}\n" for line in citations).encode()


def _text(line: str, paper: Paper) -> str:
    """A marked line without its marks, as the nodes of `line_nodes` have it."""
    formulas, addresses = _formulas(paper), _addresses(paper)
    texts = []
    for piece in _SIGNS.split(line):
        sign = piece[-1:]
        if _is_mark(sign, paper):
            continue
        if sign in addresses:
            texts.append(f"{piece[:-1]}{addresses[sign][0]}")
        elif 0 <= formula_number(sign) < len(formulas):
            texts.append(readable(formulas[formula_number(sign)]))
        else:
            texts.append(piece)
    return "".join(texts)


def keep_citations(app: Sphinx, env: BuildEnvironment) -> None:
    """Keep the lines for the next build, at ``env-check-consistency``."""
    documents = site_of(app).documents.values()
    lines = {
        digest: line for data in documents for digest, line in data.citations.items()
    }
    write_manifest(Path(app.doctreedir, FILE), lines)


def line_nodes(
    line: str, paper: Paper, marked: Marked | None = None
) -> list[nodes.Node]:
    """The nodes of a marked line: emphasis, the formulas of *paper*, its addresses.

    :param marked: what the title and the names of authors become, given their sign and
        their nodes; without it, they are text like any other.
    """
    parts = _Parts(marked)
    formulas, addresses = _formulas(paper), _addresses(paper)
    for piece in _SIGNS.split(line):
        sign = piece[-1:]
        if sign in _EMPHASIS:
            parts.begin(_EMPHASIS[sign]())
        elif sign == TITLE or 0 <= name_number(sign) < len(paper.authors):
            parts.begin(nodes.inline(), sign)
        elif sign == CLOSE:
            parts.end()
        elif sign in addresses:
            parts.add(_link(piece, *addresses[sign]))
        elif 0 <= formula_number(sign) < len(formulas):
            parts.add(formula_node(formulas[formula_number(sign)], paper))
        elif piece:
            parts.add(nodes.Text(piece))
    return parts.whole()


class _Parts:
    """The parts of a line that have begun and not ended, from the outside."""

    def __init__(self, marked: Marked | None) -> None:
        self._marked = marked
        self._open: list[tuple[nodes.Element, str]] = [(nodes.inline(), "")]

    def add(self, *content: nodes.Node) -> None:
        """Add to the innermost part."""
        self._open[-1][0].extend(content)

    def begin(self, element: nodes.Element, sign: str = "") -> None:
        """Begin a part that becomes *element*, or what its *sign* is marked as."""
        self._open.append((element, sign))

    def end(self) -> None:
        """End the innermost part; a style may end more than it has begun."""
        if len(self._open) == 1:
            return
        element, sign = self._open.pop()
        if not sign:
            self.add(element)
        elif self._marked is None:
            self.add(*element.children)
        else:
            self.add(*self._marked(sign, element.children))

    def whole(self) -> list[nodes.Node]:
        """All of the line."""
        while len(self._open) > 1:
            self.end()
        return self._open[0][0].children


def _formulas(paper: Paper) -> list[str]:
    """The formulas of its title, in the order of their signs."""
    return [run.text for run in paper.title.runs if run.math]


def _is_mark(sign: str, paper: Paper) -> bool:
    """Whether a sign begins or ends a part of a line, and is no text itself."""
    if sign in _EMPHASIS or sign in (TITLE, CLOSE):
        return bool(sign)
    return 0 <= name_number(sign) < len(paper.authors)


def _addresses(paper: Paper) -> dict[str, tuple[str, str]]:
    """Signs of addresses → (text to show, target)."""
    arxiv = f"https://arxiv.org/abs/{paper.arxiv}"
    url = paper.address
    return {
        ADDRESSES["DOI"]: (paper.doi, f"{_RESOLVER}{paper.doi}"),
        ADDRESSES["URL"]: (url, url),
        ADDRESSES["archive_location"]: (paper.arxiv, arxiv),
    }


def _link(piece: str, text: str, address: str) -> nodes.reference:
    """An address, written out so that it can be read on paper."""
    return nodes.reference("", f"{piece[:-1]}{text}", refuri=address, internal=False)
