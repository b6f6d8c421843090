"""What the page of a CV shows, as plain data.

The document of the page is the one source of both: what stands there is in the PDF, in
the same order and in the same words.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from docutils import nodes

from groupsite.build.nodes import (
    is_break,
    record_date,
    record_filter,
    record_item,
    record_source,
    record_span,
    record_when,
)
from groupsite.model.mathtext import readable
from groupsite.model.text import between_sentences
from groupsite.output.cvpdf.formulas import formula
from groupsite.output.cvpdf.vita import Block, Item, Run, merged, safe_link, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from groupsite.output.cvpdf.vita import Runs

#: What makes sense on pages only.
_FOR_PAGES: Final = (
    record_filter,
    record_source,
    record_span,
    nodes.footnote_reference,
)
#: What ends a word, besides white space.
_BLOCKS: Final = (nodes.paragraph, nodes.title, nodes.rubric, nodes.line, nodes.term)
#: Separators before a date that the side of the page shows instead.
_BEFORE: Final = (", ", ". ", " ")
#: The size of what a link downloads, which says nothing to readers of a document.
_SIZE: Final = re.compile(r" \(\d+ [kMG]B\)$")
#: The kind of records that are numbered, as authors of CVs are used to.
_NUMBERED: Final = "paper"


def blocks_of(
    sections: Iterable[nodes.Element], absolute: Callable[[str], str]
) -> tuple[Block, ...]:
    """The sections of a CV, whose links are resolved.

    :param absolute: makes an address of the target of a link.
    """
    found: list[Block] = []
    reader = _Reader(absolute)
    for section in sections:
        blocks: list[Block] = []
        _read(section, blocks, reader)
        found += (replace(block, section=section.get("cv", "")) for block in blocks)
    return tuple(found)


def _read(node: nodes.Node, found: list[Block], reader: _Reader) -> None:
    """Add the blocks of *node*, and the items that belong to the last of them."""
    if isinstance(node, (nodes.title, nodes.rubric)):
        level = 1 if isinstance(node, nodes.title) or node.get("ids") else 2
        title, counted = text_of(reader.runs(node)), node.get("counted", "")
        found.append(Block(level, title, counted=counted))
    elif isinstance(node, (nodes.list_item, nodes.paragraph, nodes.row)):
        item, form = reader.item(node), _form(node)
        if item.paragraphs:
            if not found or (found[-1].items and found[-1].form != form):
                found.append(Block(0, ""))
            last = found.pop()
            found.append(replace(last, items=(*last.items, item), form=form))
    elif isinstance(node, nodes.Element) and not isinstance(node, _FOR_PAGES):
        for child in node.children:
            _read(child, found, reader)


def _form(node: nodes.Node) -> str:
    """How an item is set: a person's own texts are no entries."""
    if type(node) is nodes.paragraph:
        return "text"
    return "points" if type(node) is nodes.list_item else "entries"


def numbered(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """*blocks* with numbers for the papers that the page does not number."""
    count = 0
    result = []
    for block in blocks:
        items = []
        for item in block.items:
            count += item.side == _NUMBERED
            side = f"{count}." if item.side == _NUMBERED else item.side
            items.append(replace(item, side=side))
        result.append(replace(block, items=tuple(items)))
    return tuple(result)


class _Reader:
    """Reads items and lines."""

    def __init__(self, absolute: Callable[[str], str]) -> None:
        self._absolute = absolute

    def item(self, node: nodes.Element) -> Item:
        """An item of a list: its side, and what it says, in one paragraph."""
        parts = _paragraphs(node)
        side = ""
        if isinstance(node, record_item) and _NUMBERED in node["classes"]:
            side = f"{node['number']}." if "number" in node else _NUMBERED
        elif parts and "cv-date" in parts[0]["classes"]:
            side = text_of(self.runs(parts.pop(0)))
        elif len(parts) == 1:
            side = text_of(self.runs(date)) if (date := _take_date(parts[0])) else ""
        said = _sentences(filter(None, map(self.runs, parts)))
        return Item(
            side,
            (said,) if said else (),
            kind=_kind(node),
            last=node.get("last"),
            selected=node.get("selected"),
        )

    def runs(self, node: nodes.Node) -> Runs:
        """The text of *node*, in pieces."""
        return merged(list(self._pieces(node, Run(""))))

    def _pieces(self, node: nodes.Node, style: Run) -> Iterator[Run]:
        if isinstance(node, nodes.Text):
            text = node.astext()
            yield style._replace(text=_SIZE.sub("", text) if style.link else text)
        elif isinstance(node, (nodes.math, nodes.math_block)):
            latex = node.astext()
            yield style._replace(text=readable(latex), formula=formula(latex))
        elif isinstance(node, nodes.image):
            yield style._replace(text=node.get("alt", ""))
        elif isinstance(node, nodes.raw):
            yield style._replace(text=" " if is_break(node) else "")
        elif isinstance(node, nodes.Element) and not isinstance(node, _FOR_PAGES):
            inner = self._styled(node, style)
            if "chip" in node["classes"]:  # a badge, which only colours set off
                yield style._replace(text=" · ")
            for child in node.children:
                yield from self._pieces(child, inner)
            if isinstance(node, _BLOCKS):  # a block ends a word
                yield style._replace(text=" ")

    def _styled(self, node: nodes.Element, style: Run) -> Run:
        if isinstance(node, nodes.reference):
            target = self._absolute(node.get("refuri", ""))
            return style._replace(link=safe_link(target))
        if isinstance(node, nodes.strong) or "cv-title" in node["classes"]:
            return style._replace(strong=True)
        if isinstance(node, nodes.emphasis):
            return style._replace(italic=True)
        if isinstance(node, nodes.superscript):
            return style._replace(raised="super")
        if isinstance(node, nodes.subscript):
            return style._replace(raised="sub")
        return style


def _kind(node: nodes.Element) -> str:
    """The kind of the record that *node* is; ``""`` for none."""
    data, classes = node.get("data"), node["classes"]
    return str(classes[-1]) if data and classes else ""


def _paragraphs(node: nodes.Element) -> list[nodes.Element]:
    """The paragraphs of an item; itself if it holds none."""
    if isinstance(node, nodes.paragraph):
        return [node]
    return [
        part
        for part in node.findall(nodes.TextElement)
        if isinstance(part, (nodes.paragraph, nodes.title, nodes.rubric, nodes.term))
    ]


def _sentences(parts: Iterable[Runs]) -> Runs:
    """What an item says in several paragraphs, in one."""
    pieces: list[Run] = []
    for runs in parts:
        if pieces:
            pieces.append(Run(between_sentences(pieces[-1].text)))
        pieces += runs
    return merged(pieces)


def _take_date(paragraph: nodes.Element) -> nodes.Node | None:
    """Take the only date out of *paragraph*, with the comma before it, for the side."""
    dates = [i for i, child in enumerate(paragraph.children) if _is_date(child)]
    if len(dates) != 1:  # or nobody would know which one is at the side
        return None
    (index,) = dates
    date, before = paragraph[index], paragraph[index - 1] if index else None
    joined = isinstance(before, nodes.Text) and before.astext() in _BEFORE
    # by position: several separators are alike
    del paragraph[index - joined : index + 1]
    return date


def _is_date(node: nodes.Node) -> bool:
    return isinstance(node, (record_date, record_when))
