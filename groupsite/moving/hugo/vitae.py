"""CVs of HugoBlox: degrees, posts and awards on the page of a person."""

from __future__ import annotations

import re
from calendar import monthrange
from typing import TYPE_CHECKING, Any, Final

from groupsite.moving.account import date_of
from groupsite.moving.site import person_id

if TYPE_CHECKING:
    from groupsite.moving.account import Fields
    from groupsite.moving.hugo.folder import Hugo

_YEARS: Final = re.compile(
    r"(\d{4})\s*(?:-|–|to|until)\s*(\d{4}|present|now|today)?\s*$"
)


def read_vita(hugo: Hugo, fields: Fields, person: str) -> None:
    """What is known of degrees, posts and awards."""
    degrees = fields.map("education").maps("courses") or fields.maps("education")
    education = [_degree(hugo, one) for one in degrees]
    employment = [_post(hugo, one) for one in fields.maps("experience")]
    sections = {
        "employment": [e for e in employment if e],
        "education": [e for e in education if e],
    }
    if any(sections.values()):
        record = {"id": person, **{k: v for k, v in sections.items() if v}}
        hugo.moved.add("cv", record, fields.thing)
    for one in fields.maps("awards"):
        title = one.text("title", "name")
        if not title:
            continue
        by = one.text("awarder")
        note = " ".join(filter(None, (f"{by}." if by else "", one.text("summary"))))
        award: dict[str, Any] = {
            "id": f"award-{person_id(title)}",
            "title": hugo.plain(title),
            "date": one.date("date"),
            "people": [person],
            "note": hugo.plain(note),
        }
        if to := one.address("url"):
            award["links"] = {"website": to}
        one.look("icon", "certificate_url")
        hugo.moved.add("awards", award, fields.thing)


def _degree(hugo: Hugo, one: Fields) -> dict[str, Any]:
    title = one.text("course", "degree", "area")
    place = one.text("institution")
    station: dict[str, Any] = {"title": hugo.plain(title or place)}
    if title and place:
        station["place"] = hugo.plain(place)
    station |= _period(one, ("start", "date_start"), ("end", "date_end"))
    year = str(one.peek("year") or "").strip()
    if found := _YEARS.fullmatch(year):
        station["from"] = found[1]
        if found[2] and found[2].isdigit():
            station["to"] = found[2]
        one.take("year")
    elif year and date_of(year):
        station["date"] = one.date("year")
    elif year:
        station["note"] = one.text("year")
    more = " ".join(filter(None, (station.get("note", ""), hugo.plain(one.text("summary", "description")))))  # fmt: skip
    if more:
        station["note"] = more
    one.look("button")
    return station if station["title"] else {}


def _post(hugo: Hugo, one: Fields) -> dict[str, Any]:
    title = hugo.plain(one.text("role", "position", "title"))
    place = hugo.plain(one.text("org", "company", "organization"))
    station: dict[str, Any] = {"title": title or place}
    if title and place:
        station["place"] = place
    if where := hugo.plain(one.text("location")):
        station["place"] = f"{station.get('place', '')}, {where}".strip(", ")
    station |= _period(one, ("start", "date_start"), ("end", "date_end"))
    if note := hugo.plain(one.text("summary", "description")):
        station["note"] = note
    one.look("button", "company_logo")
    return station if station["title"] else {}


def _period(
    one: Fields, start: tuple[str, ...], end: tuple[str, ...]
) -> dict[str, str]:
    """``from`` and ``to``: a month where its first and its last day mean it."""
    begin, finish = one.date(*start), one.date(*end)
    if begin.endswith("-01") and begin.count("-") > 1:
        begin = begin[:7]
    if finish.count("-") > 1:
        year, month, day = map(int, finish.split("-"))
        finish = finish[:7] if day == monthrange(year, month)[1] else finish
    if finish and finish[: len(begin)] < begin[: len(finish)]:
        finish = ""
    return {k: v for k, v in (("from", begin), ("to", finish)) if v}
