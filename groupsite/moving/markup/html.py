"""HTML within Markdown: what MyST takes stays, and what it would lose is turned into it.

Pictures and links become Markdown, so that they are copied and checked. Pure.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final

from groupsite.model.videos import is_player
from groupsite.moving.markup.equivalents import (
    fold,
    paragraph,
    quote,
    short,
    show,
    video,
)
from groupsite.moving.markup.lexing import Kind
from groupsite.moving.markup.pieces import EDGE, Picture, assembled, one_line
from groupsite.moving.markup.trees import arguments, attributes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from groupsite.moving.markup.calls import Call, Handler
    from groupsite.moving.markup.trees import Node

#: What a line may hold; it stays if it has no equivalent.
_INLINE: Final = frozenset(
    [
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "tt",
        "strike",
        "big",
    ]
)
#: Elements that only put pictures beside each other.
_HOLDERS: Final = ("div", "p", "center", "span", "figure", "table", "tbody", "tr", "td")
_STRONG: Final = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_WIDTH: Final = re.compile(r"(?<![-\w])(?:max-)?width\s*:\s*([\d.]+(?:px|%|em|rem))")
_TAGS: Final = re.compile(r"<[^<>]{0,2000}>")


def rendered(call: Call) -> str:
    """A tag of HTML as MyST."""
    node = call.node
    if node.token.closes:
        return ""
    if handler := _HANDLERS.get(node.name):
        written = handler(call)
        if written is not None:
            return written
    if node.name in _INLINE:
        return _kept(call)
    call.note(f"the element `{short(node.token.raw)}` is left out; its text stays")
    return call.body


def _kept(call: Call) -> str:
    node = call.node
    if not node.closed:
        return call.body
    mark = _STRONG.get(node.name)
    body = call.body
    if not body.strip():  # an icon, which a font draws
        return body
    if mark and body.strip() and "\n\n" not in body and EDGE not in body:
        bare = body.strip()
        if "*" not in bare:
            start = " " if body[0].isspace() else ""
            end = " " if body[-1].isspace() else ""
            return f"{start}{mark}{one_line(bare)}{mark}{end}"
    put = call.to.writer.shelf.put
    return f"{put(f'<{node.name}>')}{body}{put(f'</{node.name}>')}"


# -- pictures -------------------------------------------------------------------------------


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


def _image(call: Call) -> str:
    found = picture_of(call.node, call)
    assert found is not None
    return show(call, found)


def _figure(call: Call) -> str | None:
    found = picture_of(call.node, call)
    if found is not None:
        return show(call, found)
    several = row_of(call.node.children, call)
    if several:
        captions = [c for c in call.node.walk() if c.is_html("figcaption")]
        text = "".join(
            paragraph(one_line(call.to.render(c.children))) for c in captions[-1:]
        )
        return call.block(call.to.writer.pictures(several)) + text
    return _division(call)


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


# -- links ------------------------------------------------------------------------------------


def _anchor(call: Call) -> str:
    target = unescape(call.arguments.get("href"))
    found = picture_of(call.node, call)
    if found is not None and found.path:
        return show(call, found)
    if not target or not call.node.closed:
        return call.body
    body = call.body
    if EDGE in body or "\n\n" in body:
        text = assembled(body)
        return f"{text}{EDGE}{call.to.writer.link(target, target)}{EDGE}"
    return call.to.writer.link(body, target)


# -- blocks ------------------------------------------------------------------------------------


def _division(call: Call) -> str:
    pictures = row_of(call.node.children, call)
    if len(pictures) > 1 and all(p.path for p in pictures):
        return call.block(call.to.writer.pictures(pictures))
    if not call.node.closed:
        return EDGE + call.body
    links = [c for c in call.node.children if not c.is_blank]
    if len(links) > 1 and all(c.is_html("a") for c in links):  # buttons
        return paragraph(" · ".join(one_line(call.to.render([c])) for c in links))
    return paragraph(call.flat)


def _paragraph(call: Call) -> str:
    if not call.node.closed:
        return EDGE + call.body
    return _division(call)


def _details(call: Call) -> str:
    summary = [c for c in call.node.children if c.is_html("summary")]
    rest = [c for c in call.node.children if not c.is_html("summary")]
    if not call.node.closed:
        return call.body
    title = one_line(call.to.render(summary[0].children)) if summary else ""
    title = _TAGS.sub("", call.to.writer.shelf.restore(title)).replace("**", "")
    return fold(call, title, call.to.render(rest, flat=True))


def _break(call: Call) -> str:
    if "|" in call.node.token.before or not call.node.token.before.strip():
        put = call.to.writer.shelf.put
        return put("<br>") if call.node.token.before.strip() else EDGE
    following = call.beside[call.number + 1 : call.number + 2]
    above = call.beside[max(call.number - 1, 0) : call.number]
    if any(node.is_html("br") for node in (*above, *following)):
        return EDGE  # several of them are room between paragraphs
    ends_line = bool(following) and following[0].token.raw.startswith("\n")
    return call.to.writer.shelf.put("\\" if ends_line else "\\\n")


def _rule(_call: Call) -> str:
    return f"{EDGE}---{EDGE}"


def _heading(call: Call) -> str:
    text = one_line(call.body)
    return f"{EDGE}{'#' * int(call.name[1])} {text}{EDGE}" if text else ""


def _list(call: Call) -> str:
    items = [c for c in call.node.children if c.is_html("li")]
    rest = [c for c in call.node.children if not c.is_html("li") and not c.is_blank]
    if not call.node.closed or not items or rest:
        return call.body
    written = []
    for number, item in enumerate(items, 1):
        mark = f"{number}. " if call.name == "ol" else "- "
        text = assembled(call.to.render(item.children, flat=True)).strip() or " "
        first, *others = text.split("\n")
        pad = " " * len(mark)
        written.append(
            "\n".join([mark + first, *(pad + o if o else "" for o in others)])
        )
    return call.block("\n".join(written))


def _quote(call: Call) -> str:
    return quote(call, call.flat) if call.node.closed else call.body


def _table(call: Call) -> str | None:
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


def _unknown_table(call: Call) -> str:
    written = _table(call)
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


# -- players, programs ---------------------------------------------------------------------------


def _frame(call: Call) -> str:
    address = unescape(call.arguments.get("src", "data-src", "data"))
    title = call.arguments.get("title")
    if address.startswith("//"):
        address = f"https:{address}"
    if is_player(address):
        return video(call, address, title if title != "YouTube video player" else "")
    if not address:
        return call.body
    call.note("a frame with another page is a link to it now")
    return call.to.writer.link(title or address, address)


def _video(call: Call) -> str:
    sources = [call.arguments.get("src")]
    sources += [
        attributes(n.token.value).get("src")
        for n in call.node.walk()
        if n.is_html("source")
    ]
    address = next((unescape(s) for s in sources if s), "")
    return video(
        call,
        address,
        call.arguments.get("title"),
        unescape(call.arguments.get("poster")),
    )


def _audio(call: Call) -> str:
    sources = [call.arguments.get("src")]
    sources += [
        attributes(n.token.value).get("src")
        for n in call.node.walk()
        if n.is_html("source")
    ]
    address = next((unescape(s) for s in sources if s), "")
    call.note("a recording is a link to it now")
    return call.to.writer.link(address.rpartition("/")[2] or address, address)


def _program(call: Call) -> str:
    call.note(f"a `<{call.name}>` is left out")
    return ""


def _preformatted(call: Call) -> str:
    text = unescape(_TAGS.sub("", call.node.token.value))
    return call.block(call.to.writer.fence("text", text))


def _opaque(call: Call) -> str:
    return (
        EDGE
        + call.to.writer.shelf.put(re.sub(r"\n\s*(?=\n)", "", call.node.token.raw))
        + EDGE
        if call.is_block
        else call.to.writer.shelf.put(" ".join(call.node.token.raw.split()))
    )


def _code(call: Call) -> str | None:
    nodes: Iterable[Node] = call.node.children
    if not call.node.closed or any(n.token.kind is not Kind.TEXT for n in nodes):
        return None
    return call.to.writer.code(unescape("".join(n.token.raw for n in nodes)))


def _inside(call: Call) -> str:
    return call.body


_HANDLERS: Final[dict[str, Handler]] = {
    "img": _image, "figure": _figure, "picture": _figure, "a": _anchor,
    "div": _division, "section": _division, "center": _division, "p": _paragraph,
    "article": _division, "main": _division, "header": _division, "footer": _division,
    "nav": _division, "aside": _division, "figcaption": _division, "address": _division,
    "span": _inside, "font": _inside, "summary": _inside, "tbody": _inside,
    "thead": _inside, "label": _inside, "html": _inside, "body": _inside,
    "details": _details, "br": _break, "hr": _rule, "ul": _list, "ol": _list,
    "li": _inside, "blockquote": _quote, "table": _unknown_table,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    "iframe": _frame, "embed": _frame, "object": _frame, "video": _video, "audio": _audio,
    "script": _program, "style": _program, "link": _program, "meta": _program,
    "head": _program, "form": _program, "noscript": _program, "template": _program,
    "pre": _preformatted, "svg": _opaque, "math": _opaque, "textarea": _program,
    "code": _code, "wbr": _inside,
}  # fmt: skip
