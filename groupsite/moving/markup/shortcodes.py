"""Shortcodes of Hugo, and of HugoBlox before and after 2026, as MyST. Pure."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final

from groupsite.moving.markup.equivalents import (
    admonition,
    drop,
    file,
    fold,
    highlight,
    link,
    paragraph,
    plain,
    quote,
    short,
    show,
    tabs,
    video,
    youtube,
)
from groupsite.moving.markup.pictures import tag_picture
from groupsite.moving.markup.pieces import EDGE, Picture, assembled, one_line
from groupsite.moving.markup.trees import arguments

if TYPE_CHECKING:
    from groupsite.moving.markup.calls import Call, Handler

#: Paths within the arguments of other tags.
_INSIDE: Final = re.compile(
    r"\{\{[<%]\s{0,20}(?:rel)?ref\s{1,20}[\"']?([^\"'<>%]{1,400})[\"']?\s{0,20}[>%]\}\}"
)


def resolved(value: str) -> str:
    """The arguments of a tag, with the addresses that they hold."""
    return _INSIDE.sub(lambda found: found[1].strip(), value)


# -- pictures --------------------------------------------------------------------------------


def _figure(call: Call) -> str:
    found = tag_picture(call.node)
    assert found is not None
    caption = found.caption or call.body.strip()
    title = call.arguments.get("title")
    if title and title not in caption and call.arguments.get("alt"):
        caption = f"**{title}** {caption}".strip()
    elif title and not caption:
        caption = title
    attribution = call.arguments.get("attr")
    if attribution:
        link = call.to.writer.link(attribution, call.arguments.get("attrlink"))
        caption = f"{caption} {link}".strip()
    return show(call, Picture(found.path, found.alt, caption, found.width, found.link))


def _gallery(call: Call) -> str | None:
    inner = [tag_picture(n) for n in call.node.walk() if n.name == "figure"]
    pictures = [one for one in inner if one is not None and one.path]
    album = call.arguments.first("album")
    pictures += [Picture(path) for path in call.to.known.albums.get(album, ())]
    if not pictures:
        return None
    return call.block(call.to.writer.pictures(pictures))


def _icon(call: Call) -> str:
    call.note("icons are left out")
    return ""


# -- videos and other files ---------------------------------------------------------------------


def _vimeo(call: Call) -> str:
    name = call.arguments.first("id")
    return video(
        call, f"https://vimeo.com/{name}" if name else "", call.arguments.get("title")
    )


def _bilibili(call: Call) -> str:
    name = call.arguments.first("id")
    return video(call, f"https://www.bilibili.com/video/{name}" if name else "")


def _video(call: Call) -> str:
    address = unescape(call.arguments.first("src", "library"))
    return video(
        call, address, call.arguments.get("title"), call.arguments.get("poster")
    )


def _file(call: Call) -> str | None:
    read = call.arguments
    target = read.first("src", "path", "url", "resource", "data", "file")
    return file(call, target, read.get("title", "caption", "label"))


def _gist(call: Call) -> str | None:
    parts = call.arguments.listed[:2]
    if len(parts) < 2:
        return None
    return link(call, "https://gist.github.com/" + "/".join(parts))


def _tweet(call: Call) -> str | None:
    user, number = call.arguments.get("user"), call.arguments.first("id")
    if not number.isdigit():
        return None
    return link(call, f"https://x.com/{user or 'i'}/status/{number}")


# -- notes and folds ----------------------------------------------------------------------------------


def _callout(call: Call) -> str:
    kind = call.arguments.first("type", "icon")
    return admonition(call, kind, call.body, call.arguments.get("title"))


def _spoiler(call: Call) -> str:
    title = call.arguments.first("text", "summary", "title")
    return fold(call, title, call.body)


def _tabs(call: Call) -> str:
    return tabs(call, lambda value: arguments(value).first("name", "title", "label"))


def _quote(call: Call) -> str:
    author = call.arguments.get("author", "source")
    text = assembled(call.body).strip("\n")
    return quote(call, f"{text}\n\n— {author}" if author else text)


# -- links ---------------------------------------------------------------------------------------------


def _reference(call: Call) -> str:
    return call.arguments.first("path")


def _static(call: Call) -> str:
    target = call.arguments.first("path", "src")
    if "://" not in target:
        target = "/" + target.lstrip("/")
    return call.to.writer.link(call.body, target)


def _button(call: Call) -> str:
    target = call.arguments.first("url", "href", "link", "relref")
    text = call.body.strip() or call.arguments.get("text", "title") or target
    if target in ("", "#"):
        return text
    link = call.to.writer.link(text, target)
    return paragraph(link) if call.is_block else link


def _action(call: Call) -> str:
    read = call.arguments
    links = []
    for text, target in (("cta_text", "cta_link"), ("cta_alt_text", "cta_alt_link")):
        if read.get(target):
            links.append(call.to.writer.link(read.get(text), read.get(target)))
    return EDGE + " · ".join(links) + EDGE if links else ""


def _cards(call: Call) -> str:
    """Links that lead on, as a list."""
    items = [n for n in call.node.children if n.name == "card"]
    if not items:
        return call.body
    written = []
    for item in items:
        read = arguments(item.token.value)
        text = read.get("title", "text") or read.get("url", "link")
        line = call.to.writer.link(text, read.get("url", "link", "href"))
        more = read.get("subtitle", "description")
        written.append(f"- {line}" + (f": {more}" if more else ""))
    return call.block("\n".join(written))


def _card(call: Call) -> str:
    read = call.arguments
    text = read.get("title", "text") or read.get("url", "link")
    link = call.to.writer.link(text, read.get("url", "link", "href"))
    more = read.get("subtitle", "description") or call.body.strip()
    return paragraph(link + (f": {more}" if more else ""))


# -- what a group has --------------------------------------------------------------------------------------


def _cite(call: Call) -> str | None:
    page = call.arguments.first("page", "id", "key").strip("/")
    known = call.to.known.papers
    if not page:
        return None
    key = None if known is None else known.get(page, known.get(page.rpartition("/")[2]))
    if key is None:
        return None
    role = call.to.writer.shelf.put(f"{{paper}}`{key}`")
    return paragraph(role) if call.is_block else role


def _mention(call: Call) -> str:
    who = call.arguments.first("user", "id", "name")
    person = call.to.known.people.get(who)
    if person:
        return call.to.writer.shelf.put(f"{{person}}`{person}`")
    call.note(
        f"`{short(call.node.token.raw)}` names nobody who is known; the name stays"
    )
    return who


# -- code and formulas -----------------------------------------------------------------------------------------


#: What encloses formulas.
_MARKS: Final = (
    ("$$", "$$"), (r"\\[", r"\\]"), (r"\[", r"\]"), (r"\\(", r"\\)"), (r"\(", r"\)"),
    ("$", "$"),
)  # fmt: skip


def _math(call: Call) -> str:
    text = call.source.strip()
    inner = text
    start = next((start for start, _ in _MARKS if text.startswith(start)), "")
    if start:
        end = dict(_MARKS)[start]
        inner = text[len(start) :].removesuffix(end).strip()
    if "$" in inner or "\n\n" in inner:  # several, with words between them
        return call.body
    if not inner:
        return ""
    put = call.to.writer.shelf.put
    is_display = start in ("$$", r"\[", r"\\[") or "\n" in inner
    if call.is_block and is_display:
        lines = [line.strip() for line in inner.split("\n") if line.strip()]
        return call.block(put("\n".join(["$$", *lines, "$$"]), align=True))
    return put(f"${one_line(inner)}$")


def _diagram(call: Call) -> str:
    call.note("a diagram is shown as its code")
    return call.block(call.to.writer.fence("text", call.source))


def _contents(call: Call) -> str:
    call.note("a list of the headings is left out")
    return ""


def _mark(call: Call) -> str:
    text = one_line(call.body)
    return f"**{text}**" if text and "**" not in text else text


def _notes(call: Call) -> str:
    call.note("notes of a speaker are a comment now")
    text = " ".join(call.source.split()).replace("--", "- -")
    return EDGE + call.to.writer.shelf.put(f"% {text}") + EDGE


TAGS: Final[dict[str, Handler]] = {
    "figure": _figure, "img": _figure, "image": _figure, "gallery": _gallery, "icon": _icon,
    "youtube": youtube, "youtube_lite": youtube, "vimeo": _vimeo, "bilibili": _bilibili,
    "video": _video, "audio": _file, "chart": _file, "notebook": _file, "embed": _file,
    "table": _file, "pdf": _file, "gist": _gist, "tweet": _tweet, "twitter": _tweet, "x": _tweet,
    "callout": _callout, "alert": _callout, "notice": _callout, "admonition": _callout,
    "hint": _callout, "spoiler": _spoiler, "details": _spoiler, "expand": _spoiler,
    "toggle": _spoiler, "tabs": _tabs, "tab": plain, "steps": plain, "quote": _quote,
    "blockquote": _quote, "ref": _reference, "relref": _reference, "staticref": _static,
    "button": _button, "cta": _action, "cards": _cards, "card": _card, "cite": _cite,
    "mention": _mention, "math": _math, "katex": _math, "highlight": highlight,
    "mermaid": _diagram, "diagram": _diagram, "toc": _contents, "hl": _mark, "mark": _mark,
    "fragment": plain, "speaker_note": _notes, "slide": drop, "rawhtml": plain, "raw": plain,
    "html": plain, "columns": plain, "column": plain, "center": plain,
}  # fmt: skip
ENCLOSING: Final = frozenset(
    [
        "callout",
        "alert",
        "notice",
        "admonition",
        "hint",
        "spoiler",
        "details",
        "expand",
        "toggle",
        "tabs",
        "tab",
        "steps",
        "quote",
        "blockquote",
        "staticref",
        "button",
        "cards",
        "card",
        "math",
        "katex",
        "highlight",
        "mermaid",
        "diagram",
        "hl",
        "mark",
        "fragment",
        "speaker_note",
        "rawhtml",
        "raw",
        "html",
        "columns",
        "column",
        "center",
        "gallery",
        "figure",
    ]
)
