"""Formulas as MathML, converted when the site is built.

Visitors need no script and no third party; all browsers have supported MathML since
2023 (MathML Core, https://www.w3.org/TR/mathml-core/). Uses docutils' converter.
Enabled by ``html_math_renderer = "mathml"``, and by default in a whole project.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx.locale import _
from sphinx.util.math import get_node_equation_number
from sphinx.util.nodes import get_node_source

from groupsite.build.diagnostics import warn
from groupsite.build.domain import groupsite_domain
from groupsite.mended.latex2mathml import MathError, tex2mathml
from groupsite.model.problems import Subtype
from groupsite.output.mathspace import as_in_tex

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

#: Name in ``html_math_renderer``.
NAME: Final = "mathml"
_TOKEN: Final = re.compile(r"<[^>]*>|[^<]+")
#: Behind these, TeX may begin a new line in a formula; and behind these if it is long.
_RELATIONS: Final = frozenset("=≠≈≤≥∈∉⊂⊆→↦⇒⇔∼≪≫") | {"&lt;", "&gt;", ":="}
_SIGNS: Final = frozenset("+−±∓×⋅,;")
#: So many characters always fit in a line; behind so many, signs end a piece.
_SHORT: Final = 16
_PIECE: Final = 8


@lru_cache(maxsize=4096)
def to_mathml(latex: str, *, block: bool = False) -> str:
    """Convert a formula to a ``<math>`` element.

    :raises MathError: if it is too long or docutils cannot convert it.
    """
    # docutils writes one element a line
    return as_in_tex(re.sub(r">\s*\n\s*<", "><", tex2mathml(latex, as_block=block)))


def in_pieces(markup: str) -> str:
    """A formula in the text as several, between which lines may end.

    Browsers do not break formulas, and a long one is wider than a phone.
    """
    start, *children, end = _children(markup)
    if sum(size for _, size in children) <= _SHORT:
        return markup
    pieces, piece, length = [], "", 0
    for number, (child, size) in enumerate(children, start=1):
        sign = child.removeprefix("<mo>").removesuffix("</mo>")
        length += size
        ends = sign in _RELATIONS or (sign in _SIGNS and length > _PIECE)
        if ends and number < len(children):
            # at the end of a row it would lose the space around it
            pieces.append(f'{piece}<mo form="infix">{sign}</mo>')
            piece, length = "", 0
        else:
            piece += child
    return "<wbr />".join(f"{start[0]}{one}{end[0]}" for one in (*pieces, piece))


def _children(markup: str) -> list[tuple[str, int]]:
    """The start tag, the children and the end tag of an element, with their lengths."""
    found: list[tuple[str, int]] = []
    depth = 0
    for token in _TOKEN.findall(markup):
        tag = token.startswith("<")
        closes = token.startswith("</")
        size = 0 if tag else 1 if token.startswith("&") else len(token)
        if depth <= 1 and not (depth == 1 and not tag):
            found.append((token, 0))
        else:
            child, before = found[-1]
            found[-1] = child + token, before + size
        depth += -1 if closes else tag and not token.endswith("/>")
    return found


def _place(self: HTML5Translator, node: nodes.Element) -> str:
    """The file and line of a formula, or of the record that it belongs to.

    Generated pages have no source of their own, and lists may be on other pages.
    """
    graph = groupsite_domain(self.builder.env).graph
    located = graph.located(*node["record"]) if "record" in node else None
    if located is not None:
        return str(located.position)
    return f"{get_node_source(node) or ''}:{node.line or ''}"


def _visit(self: HTML5Translator, node: nodes.Element, *, block: bool) -> None:
    latex = node.astext()
    try:
        markup = to_mathml(latex, block=block)
        self.body.append(markup if block else in_pieces(markup))
    except MathError as error:
        formula = " ".join(latex.split())
        message = f"the formula `{formula}` cannot be shown: {error}"
        warn(message, Subtype.MATH, _place(self, node))
        self.body.append(self.starttag(node, "code", ""))
        self.body.append(f"{self.encode(latex)}</code>")
    raise nodes.SkipNode


def visit_math(self: HTML5Translator, node: nodes.Element) -> None:
    """An inline formula."""
    _visit(self, node, block=False)


def visit_math_block(self: HTML5Translator, node: nodes.math_block) -> None:
    """A displayed formula, which may be wider than the screen."""
    self.body.append(self.starttag(node, "div", CLASS="math-block", tabindex="0"))
    if node.get("number"):
        number = get_node_equation_number(self, node)
        self.body.append(f'<span class="eqno">({number})')
        self.add_permalink_ref(node, _("Link to this equation"))
        self.body.append("</span>")
    try:
        _visit(self, node, block=True)
    finally:
        self.body.append("</div>\n")


def setup_mathml(app: Sphinx) -> None:
    """Register the renderer, which Sphinx uses for projects that set no other."""
    app.add_html_math_renderer(NAME, (visit_math, None), (visit_math_block, None))
