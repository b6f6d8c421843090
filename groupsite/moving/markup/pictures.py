"""Which picture an element or a tag shows, if it shows pictures and nothing else. Pure."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final

from groupsite.moving.markup.lexing import Kind
from groupsite.moving.markup.pieces import Picture, assembled, one_line
from groupsite.moving.markup.trees import arguments, attributes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from groupsite.moving.markup.calls import Call
    from groupsite.moving.markup.trees import Node

#: Elements that only put pictures beside each other.
_HOLDERS: Final = ("div", "p", "center", "span", "figure", "table", "tbody", "tr", "td")
_WIDTH: Final = re.compile(r"(?<![-\w])(?:max-)?width\s*:\s*([\d.]+(?:px|%|em|rem))")


def picture_of(node: Node, render: Call) -> Picture | None:
    """The picture that an element shows, if it shows one and nothing else."""
    if node.is_html("img"):
        read = attributes(node.token.value)
        width = read.get("width")
        if style := _WIDTH.search(read.get("style")):
            width = style[1]
        return Picture(
            unescape(read.get("src", "data-src")), unescape(read.get("alt", "title")),
            width=width,
        )  # fmt: skip
    if node.token.kind is Kind.TAG and node.name in ("include", "figure"):
        return tag_picture(node)
    if node.is_html("figure", "picture", "a", "div", "p", "center", "span", "td"):
        return _enclosed(node, render)
    return None


def _enclosed(node: Node, render: Call) -> Picture | None:
    inner = [
        c for c in node.children if not c.is_blank and not c.is_html("br", "source")
    ]
    captions = [c for c in inner if c.is_html("figcaption")]
    others = [c for c in inner if not c.is_html("figcaption")]
    if len(others) != 1 or len(captions) > 1:
        return None
    found = picture_of(others[0], render)
    if found is None:
        return None
    caption, link = found.caption, found.link
    if captions:
        caption = one_line(assembled(render.to.render(captions[0].children)))
    if node.is_html("a"):
        link = unescape(attributes(node.token.value).get("href"))
    return Picture(found.path, found.alt, caption, found.width, link)


def tag_picture(node: Node) -> Picture | None:
    """The picture of a tag ``include figure.liquid`` or of a shortcode ``figure``."""
    read = arguments(node.token.value)
    if node.name == "include" and not (read.listed and "figure" in read.listed[0]):
        return None
    path = read.get("path", "src", "image", "image_path", "url", "img")
    if node.name == "include" and (
        "path" in read.bare or "src" in read.bare or "image" in read.bare
    ):
        return None
    width = read.get("width", "max-width")
    if re.fullmatch(r"\d+\.0+", width):
        width = width.partition(".")[0]
    if node.name == "include" and width.isdigit() and read.get("path"):
        width = ""  # how large a browser may make it
    return Picture(
        path, read.get("alt", "title"), read.get("caption"), width,
        link=read.get("link", "target") if read.get("link", "target") != "_blank" else "",
    )  # fmt: skip


def row_of(nodes: Sequence[Node], call: Call) -> list[Picture]:
    """The pictures of a row that holds nothing else; [] if it does."""
    found: list[Picture] = []
    for node in nodes:
        if node.is_blank or node.is_html("br", "figcaption"):
            continue
        if (one := picture_of(node, call)) is not None:
            found.append(one)
        elif node.is_html(*_HOLDERS):
            inner = row_of(node.children, call)
            if not inner and any(not c.is_blank for c in node.children):
                return []
            found += inner
        else:
            return []
    return found
