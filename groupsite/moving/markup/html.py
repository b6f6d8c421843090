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
from groupsite.moving.markup.pictures import picture_of, row_of
from groupsite.moving.markup.pieces import EDGE, assembled, one_line
from groupsite.moving.markup.tables import table
from groupsite.moving.markup.trees import attributes

if TYPE_CHECKING:
    from collections.abc import Iterable

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
_STRONG: Final = {"b": "**", "strong": "**", "i": "*", "em": "*"}
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


# -- links ------------------------------------------------------------------------------------


def _anchor(call: Call) -> str:
    target = unescape(call.arguments.get("href"))
    found = picture_of(call.node, call)
    if found is not None and found.path:
        return show(call, found)
    # what stood behind the colon was put there by another program
    if not target.removeprefix("mailto:") or not call.node.closed:
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
        shown = [one_line(call.to.render([c])) for c in links]
        return paragraph(" · ".join(filter(None, shown)))
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
    return call.to.writer.link(title or _short(address), address)


def _short(address: str) -> str:
    """The host of an address and the first part of its path, which is how it is known."""
    host, _, path = re.sub(r"^https?://(?:www\.)?", "", address).partition("/")
    first = re.split("[/?#]", path)[0]
    return f"{host}/{first}" if first else host


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
    "li": _inside, "blockquote": _quote, "table": table,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    "iframe": _frame, "embed": _frame, "object": _frame, "video": _video, "audio": _audio,
    "script": _program, "style": _program, "link": _program, "meta": _program,
    "head": _program, "form": _program, "noscript": _program, "template": _program,
    "pre": _preformatted, "svg": _opaque, "math": _opaque, "textarea": _program,
    "code": _code, "wbr": _inside,
}  # fmt: skip
