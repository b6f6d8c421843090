"""Tables of HTML as those of Markdown, or as the texts of their cells. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from groupsite.moving.markup.equivalents import paragraph
from groupsite.moving.markup.pictures import row_of
from groupsite.moving.markup.pieces import assembled, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from groupsite.moving.markup.calls import Call
    from groupsite.moving.markup.trees import Node


def _markdown(call: Call) -> str | None:
    """A table as one of Markdown, if a line holds each of its rows."""
    pictures = row_of(call.node.children, call)
    if len(pictures) > 1 and all(p.path for p in pictures):
        return call.block(call.to.writer.pictures(pictures))
    rows = [n for n in call.node.walk() if n.is_html("tr")]
    inside = [
        n
        for n in call.node.walk()
        if n.is_html("table", "ul", "ol", "details", "iframe", "video")
    ]
    if not call.node.closed or not rows or inside:
        return None
    written = [
        [_cell(c, call) for c in r.children if c.is_html("td", "th")] for r in rows
    ]
    spans = [
        c for r in rows for c in r.children
        if c.is_html("td", "th") and re.search(r"(row|col)span\s*=\s*['\"]?[2-9]", c.token.value)
    ]  # fmt: skip
    if spans:
        call.note("cells of a table that reach over others are one cell now")
    width = max((len(row) for row in written), default=0)
    if not width or width > 40:
        return None
    has_head = all(c.is_html("th") for c in rows[0].children if not c.is_blank)
    head = written.pop(0) if has_head else [""] * width
    lines = [head, ["---"] * width, *written]
    return call.block("\n".join(_row(line, width) for line in lines))


def _cell(node: Node, call: Call) -> str:
    text = one_line(assembled(call.to.render(node.children, inline=True)))
    return call.to.writer.shelf.restore(text).replace("|", "\\|")


def _row(cells: Sequence[str], width: int) -> str:
    filled = [*cells, *[""] * (width - len(cells))]
    return "| " + " | ".join(filled) + " |"


def table(call: Call) -> str:
    """A table of Markdown, or paragraphs if a line does not hold each of its rows."""
    written = _markdown(call)
    if written is not None:
        return written
    call.note("a table of HTML is kept as the texts of its cells")
    cells = [n for n in call.node.walk() if n.is_html("td", "th")]
    if not cells:
        return call.flat
    return "".join(
        paragraph(call.to.render(c.children, flat=True))
        for c in cells
        if not any(i.is_html("td") for i in c.walk())
    )
