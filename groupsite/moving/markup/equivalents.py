"""What several systems have in common, as ours: pictures, folds, videos, notes. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from groupsite.model.videos import is_played, video_at
from groupsite.moving.markup.lexing import Kind
from groupsite.moving.markup.pieces import EDGE, Picture, assembled, one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from groupsite.moving.markup.calls import Call

#: Kinds of notes elsewhere → those of ours.
_ADMONITIONS: Final = {
    "note": "note", "info": "note", "tip": "tip", "success": "tip", "important": "important",
    "warning": "warning", "caution": "caution", "danger": "danger", "error": "error",
}  # fmt: skip


def short(text: str) -> str:
    """A tag as it is named in notes."""
    text = " ".join(text.split()).replace("`", "'")
    return text if len(text) <= 70 else f"{text[:67]}…"


def show(call: Call, one: Picture) -> str:
    """A picture where it stands: as a block if it can be one."""
    writer = call.to.writer
    before = call.node.token.before
    if not one.path.strip():
        call.note(f"`{short(call.node.token.raw)}` names no picture; it is left out")
        return writer.shelf.restore(one.caption)
    if call.is_block and not before.lstrip().startswith(("|", ">")):
        return call.block(writer.figure(one))
    if one.width.strip():
        call.note("the width of a picture within a line is left out")
    picture = writer.picture(one.path, one.alt)
    shown = writer.link(picture, one.link) if one.link else picture
    return f"{shown} {one_line(one.caption)}" if one.caption.strip() else shown


def video(call: Call, address: str, title: str = "", poster: str = "") -> str:
    """A video as a card."""
    writer = call.to.writer
    address = address.strip()
    if address.startswith("//"):
        address = f"https:{address}"
    if not address:
        call.note(f"`{short(call.node.token.raw)}` names no video; it is left out")
        return ""
    if urlsplit(address).scheme in ("http", "https"):
        address = video_at(address).address
    elif not is_played(re.split(r"[?#]", address)[0]):
        return writer.link(title or address.rpartition("/")[2], address)
    options = {"title": one_line(writer.shelf.restore(title)), "poster": poster}
    if not call.is_block and call.node.token.before.lstrip().startswith("|"):
        return writer.link(title or "video", address)
    return call.block(writer.directive("video", address, options))


def fold(call: Call, title: str, body: str) -> str:
    """What shows itself when its title is clicked."""
    return call.block(
        call.to.writer.directive("dropdown", title.strip() or "…", {}, body)
    )


def admonition(call: Call, kind: str, body: str, title: str = "") -> str:
    """A note, a tip, a warning."""
    name = _ADMONITIONS.get(kind.strip().lower(), "note")
    writer = call.to.writer
    title = one_line(title)
    if title:
        return call.block(writer.directive("admonition", title, {"class": name}, body))
    if not writer.shelf.restore(assembled(body)).strip():
        return ""
    return call.block(writer.directive(name, "", {}, body))


def quote(call: Call, body: str) -> str:
    """What somebody else has said."""
    lines = assembled(body).strip("\n").split("\n")
    return call.block("\n".join(f"> {line}".rstrip() for line in lines))


def drop(call: Call) -> str:
    """Nothing: it says how something looks."""
    call.note(f"`{short(call.node.token.raw)}` is left out")
    return call.body


def plain(call: Call) -> str:
    """What it encloses; around it was only how that looks."""
    return call.body


def youtube(call: Call) -> str:
    """A video on YouTube, by its number or its address."""
    name = call.arguments.first("id")
    if name and not name.startswith("http"):
        name = f"https://www.youtube.com/watch?v={name}"
    return video(call, name, call.arguments.get("title"))


def file(call: Call, target: str, title: str) -> str | None:
    """A link to a file that has been shown in its place; None if there is none."""
    if not target:
        return None
    call.note(f"`{short(call.node.token.raw)}` is a link to its file now")
    return call.to.writer.link(title or target.rpartition("/")[2], target)


def link(call: Call, target: str) -> str:
    """A link to a page that has been shown in its place."""
    call.note(f"`{short(call.node.token.raw)}` is a link now")
    return call.to.writer.link("", target)


def highlight(call: Call) -> str:
    """Code, in the language that is the first argument."""
    language = "".join(call.arguments.listed[:1])
    return call.block(call.to.writer.fence(language, call.source))


def tabs(call: Call, title_of: Callable[[str], str]) -> str:
    """Tabs beside each other.

    :param title_of: the title of a tab by its arguments.
    """
    writer = call.to.writer
    items = [
        writer.directive(
            "tab-item",
            title_of(tab.token.value) or "…",
            {},
            assembled(call.to.render(tab.children)).strip("\n"),
        )
        for tab in call.node.children
        if tab.token.kind is Kind.TAG and tab.name == "tab"
    ]
    if not items:
        return call.body
    return call.block(writer.directive("tab-set", "", {}, "\n\n".join(items)))


def paragraph(text: str) -> str:
    """A text with an empty line before and after it."""
    return f"{EDGE}{text}{EDGE}" if text.strip() else ""
