"""Talks of HugoBlox, which calls them events."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from groupsite.model.text import slug, spelling
from groupsite.moving.account import date_of, web_address
from groupsite.moving.hugo.folder import LOOK, Hugo

if TYPE_CHECKING:
    from groupsite.moving.account import Fields

TALKS: Final = ("event", "events", "talk", "talks")
_TIMES: Final = (
    "date_end", "event_end", "time_end", "time_start", "event_start", "all_day", "event_all_day",
)  # fmt: skip
_CLOCK: Final = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d)?\S*")


def read_talks(hugo: Hugo) -> None:
    """Add what was said somewhere: the events."""
    for path in hugo.section(*TALKS):
        _talk(hugo, hugo.open("talks", path))


def _talk(hugo: Hugo, fields: Fields) -> None:
    title = hugo.plain(fields.text("title"))
    if not title:
        fields.thing.leave("it has no title")
        return
    path = fields.thing.path
    date = fields.date("event_start") or fields.date("date")
    if date and date_of(str(fields.peek("date") or "")):
        fields.take("date")
    people, others = _speakers(hugo, fields)
    record = {
        "id": f"talk-{slug(hugo.slug(path)) or slug(title)}",
        "date": date,
        "title": title,
        "event": hugo.plain(fields.text("event", "event_name")),
        "url": fields.address("event_url"),
        "place": _where(hugo, fields),
        "people": people,
        "note": _about(hugo, fields, others),
        "links": _talk_links(hugo, fields),
    }
    hugo.picture(fields)
    if hours := _hours(fields):
        record["time"] = hours
        hugo.account.guess(path, "the hours of talks are meant in the time of their place")  # fmt: skip
    for key in [key for key in _TIMES if key in fields.rest()]:
        fields.leave(key, "talks are on one day")
    fields.look("featured", *LOOK)
    hugo.moved.add("talks", record, fields.thing)
    for old in hugo.addresses(fields):
        hugo.moved.redirects.setdefault(old.strip("/"), "research/talks")


def _hours(fields: Fields) -> str:
    """When a talk begins and ends, ``14:00–15:00``, if it is on one day."""
    start, end = (
        next((k for k in keys if _CLOCK.fullmatch(str(fields.peek(k) or ""))), "")
        for keys in (("event_start", "time_start", "date"), ("event_end", "time_end", "date_end"))
    )  # fmt: skip
    whole = any(fields.peek(k) is True for k in ("all_day", "event_all_day"))
    fields.look("all_day", "event_all_day")
    begin = _CLOCK.fullmatch(str(fields.peek(start) or ""))
    finish = _CLOCK.fullmatch(str(fields.peek(end) or ""))
    if begin is None or begin[2] == "00:00":
        begin = None
    one_day = begin and finish and begin[1] == finish[1] and begin[2] <= finish[2]
    if finish is not None and (one_day or (begin is None and finish[2] == "00:00")):
        fields.take(end)
    if whole or begin is None:
        return ""
    fields.take(start)
    return f"{begin[2]}–{finish[2]}" if one_day and finish and begin[2] != finish[2] else begin[2]  # fmt: skip


def _speakers(hugo: Hugo, fields: Fields) -> tuple[list[str], list[str]]:
    """Ids of the speakers, and names of those who have none."""
    people: list[str] = []
    others: list[str] = []
    for name in fields.texts("authors"):
        person = hugo.known.people.get(name) or hugo.moved.person(name)
        (people if person else others).append(person or name)
    return people, others


def _where(hugo: Hugo, fields: Fields) -> str:
    """The place of an event, with what its address adds."""
    address = fields.map("address")
    where = [hugo.plain(fields.text("location"))]
    for key in ("street", "city", "region", "postcode", "country"):
        part = address.text(key)
        if part and part.casefold() not in where[0].casefold():
            where.append(part)
    return ", ".join(part for part in where if part)


def _about(hugo: Hugo, fields: Fields, others: list[str]) -> str:
    """What is said of an event, in one paragraph."""
    parts = [hugo.body(fields, 0)]
    for key in ("abstract", "summary"):
        text = hugo.myst(fields.text(key), fields.thing.path, 0)
        if text and spelling(text) not in spelling(" ".join(parts)):
            parts.insert(0, text)
    if others:
        parts.insert(0, f"With {', '.join(others)}.")
    return " ".join(" ".join(part for part in parts if part).split())


def _talk_links(hugo: Hugo, fields: Fields) -> dict[str, str]:
    links: dict[str, str] = {}
    given = [(key, key.removeprefix("url_"), fields) for key in fields if key.startswith("url_")]  # fmt: skip
    for one in fields.maps("links"):
        label = one.text("type") or one.text("name", "label")
        one.look("icon", "icon_pack")
        given.append(("url" if one.peek("url") else "link", label, one))
    for key, label, where in given:
        name = spelling(label) or "website"
        if isinstance(where.peek(key), list):
            for number, to in enumerate(_web(where, key), 1):
                links.setdefault(name if number == 1 else f"{name} {number}", to)
            continue
        value = str(where.peek(key) or "").strip()
        if value in ("", "#"):
            where.look(key)
        elif to := where.address(key) if "://" in value else "":
            links.setdefault(name, to)
        elif file := hugo.linker.file(value, hugo.base(fields.thing.path)):
            where.take(key)
            links.setdefault(name, f"files:{file}")
        else:
            where.leave(key, "there is no such file, and it is no address")
    return links


def _web(fields: Fields, key: str) -> list[str]:
    """The addresses on the web in a list."""
    found = []
    for number, value in enumerate(fields.peek(key)):
        if isinstance(value, str) and (to := web_address(value)):
            fields.item(key, number)
            found.append(to)
    return found
