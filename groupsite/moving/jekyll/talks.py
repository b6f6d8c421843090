"""Talks of academicpages: a page each."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from groupsite.model.text import slug
from groupsite.moving.jekyll.folder import LOOK, Jekyll, dated
from groupsite.moving.jekyll.rest import LINK
from groupsite.moving.jekyll.rest import plain as plain_text

if TYPE_CHECKING:
    from groupsite.moving.account import Fields


def talk(jekyll: Jekyll, path: str) -> None:
    """Add the talk of a page."""
    fields = jekyll.open("talks", path)
    title = plain_text(fields.text("title"))
    if not title:
        fields.thing.leave("it has no title")
        return
    kind = fields.text("type")
    data: dict[str, Any] = {"id": slug(f"{title}")[:60].strip("-"), "title": title}
    data["date"] = fields.date("date") or dated(path)[0]
    if "poster" in kind.lower():
        data["kind"] = "poster"
    data["event"] = plain_text(fields.text("venue"))
    data["place"] = plain_text(fields.text("location"))
    if "invited" in kind.lower():
        data["invited"] = True
    if to := fields.address("link", "talk_url", "url"):
        data["links"] = {"website": to}
    text, links = _note(jekyll, fields)
    said = kind if kind.lower() not in ("talk", "poster", "invited talk", "") else ""
    data["note"] = " ".join(filter(None, (f"{said}." if said else "", text)))
    for label, to in links.items():
        data.setdefault("links", {})[label] = to
    fields.look("excerpt", *LOOK)
    jekyll.moved.add("talks", data, fields.thing)
    for old in jekyll.old_addresses(fields, f"/talks/{PurePosixPath(path).stem}"):
        jekyll.moved.redirects[old.strip("/")] = "research/talks"


def _note(jekyll: Jekyll, fields: Fields) -> tuple[str, dict[str, str]]:
    """The text of a page in one paragraph, and its links."""
    body = jekyll.body(fields)
    links: dict[str, str] = {}

    def linked(match: re.Match[str]) -> str:
        label, to = (
            match[1] or plain_text(match[4] or ""),
            match[2] or match[3] or "",
        )
        file = jekyll.linker.file(to)
        if file or "://" in to:
            name = label if len(label) < 40 else "link"
            links.setdefault(name or "link", f"files:{file}" if file else to)
        return label

    text = LINK.sub(linked, body)
    text = re.sub(r"^(?:[=-]{3,}|#+)\s*", "", text, flags=re.MULTILINE)
    text = re.sub(r"!?\[[^\]]*\]\([^)]*\)", "", text)
    short = plain_text(text)
    if short in links:
        short = ""
    return short, links
