"""Courses of al-folio: pages in ``_teachings``, with a schedule."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from groupsite.model.text import slug
from groupsite.moving.jekyll.folder import LOOK
from groupsite.moving.jekyll.rest import plain
from groupsite.moving.site import Page
from groupsite.moving.vita import sentences

if TYPE_CHECKING:
    from groupsite.moving.account import Fields
    from groupsite.moving.jekyll.folder import Jekyll


def course(jekyll: Jekyll, path: str) -> None:
    """A course of ``_teachings``."""
    fields = jekyll.open("teaching", path)
    title = plain(fields.text("title"))
    if not title:
        fields.thing.leave("it has no title")
        return
    year, term = fields.text("year"), fields.text("term")
    when_ = " ".join(filter(None, (term, year)))
    body = jekyll.body(fields)
    where = [fields.text(name) for name in ("location", "time")]
    note = sentences(
        plain(jekyll.myst(fields.text("description"), path)),
        *(f"{w}." for w in where if w),
    )
    data: dict[str, Any] = {
        "id": slug(f"{title} {year}")[:60], "title": title, "unit": fields.text("course_id"), "note": note,
    }  # fmt: skip
    if re.search(r"(?<!\d)\d{4}(?!\d)", when_):
        data["year"] = when_
    elif when_:
        data["note"] = sentences(when_ + ".", note)
    teacher = fields.text("instructor")
    if teacher and (found := jekyll.moved.person(teacher)):
        data["people"] = [found]
    elif teacher:
        data["note"] = sentences(str(data["note"]), f"Taught by {teacher}.")
    rows = [_session(jekyll, one) for one in fields.maps("schedule")]
    text = "\n".join(rows)
    if rows or body:
        name = slug(PurePosixPath(path).stem)
        schedule = f"## Schedule\n\n{text}" if rows else ""
        made = Page(f"research/teaching/{name}", title, "\n\n".join(filter(None, (body, schedule))), listed=True)  # fmt: skip
        made.old = jekyll.old_addresses(
            fields, f"/teachings/{PurePosixPath(path).stem}/"
        )
        made.thing = fields.thing
        jekyll.moved.pages.append(made)
    fields.look(*LOOK)
    jekyll.moved.add("teaching", data, fields.thing)


def _session(jekyll: Jekyll, one: Fields) -> str:
    """A line of the schedule of a course."""
    head = ", ".join(filter(None, (f"Week {one.text('week')}" if one.peek("week") else "", one.text("date"))))  # fmt: skip
    topic = one.text("topic")
    about = jekyll.myst(one.text("description"), one.thing.path)
    files = []
    for material in one.maps("materials"):
        name, to = material.text("name"), material.text("url")
        files.append(f"[{name or to}]({to})" if to else name)
    parts = [
        f"**{head}**" if head else "",
        topic,
        " ".join(about.split()),
        ", ".join(filter(None, files)),
    ]
    return "- " + ". ".join(filter(None, parts))
