"""A file of RenderCV (https://rendercv.com), alone or in a site of another system."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from groupsite.moving.mapping import person_links
from groupsite.moving.papers import names, plain
from groupsite.moving.site import Moved, person_id
from groupsite.moving.vita import (
    Said,
    Vita,
    add_other,
    add_paper,
    address_in,
    file_with,
    homepages,
    section_of,
    sentences,
    site_of_one,
    span,
    when,
)

if TYPE_CHECKING:
    from groupsite.moving.account import Account, Fields
    from groupsite.moving.source import Source

_SUFFIXES: Final = (".yaml", ".yml")
_LINK: Final = re.compile(r"\[([^\[\]]*)\]\(([^()\s]+)\)")


def recognise(source: Source) -> bool:
    """Whether there is a file with the key ``cv``, alone or at the top of a folder."""
    return bool(file_with(source, "cv", _SUFFIXES)[0])


def read(source: Source, account: Account) -> Moved:
    """A site of one person."""
    path, data = file_with(source, "cv", _SUFFIXES)
    moved, cv = Moved("RenderCV"), data["cv"]
    rest = {key: value for key, value in data.items() if key != "cv"}
    if rest:
        settings = account.thing("settings", path, rest, label="design and locale")
        settings.look(*rest)
        settings.thing.became("conf.py")
    person = owner_of_rendercv(moved, account, path, cv)
    sections = cv.get("sections") or {}
    return site_of_one(
        moved, account, path, person, sections, lambda vita: read_rendercv(vita, cv)
    )


def owner_of_rendercv(
    moved: Moved, account: Account, path: str, cv: dict[str, Any]
) -> str:
    """Add the person of a CV of RenderCV; returns the id, or ``""``."""
    head = {k: v for k, v in cv.items() if k != "sections"}
    fields = account.thing("people", path, head, label="cv")
    name = fields.text("name")
    if not name:
        fields.thing.leave("it has no name")
        return ""
    record: dict[str, Any] = {"id": person_id(name), "name": name}
    record["position"] = fields.text("headline", "label")
    record["email"] = fields.email("email")
    record["memberships"] = [{"role": "lead"}]
    pairs = homepages(fields)
    pairs += [
        (
            str(one.peek("network")),
            address_in(one.text("network"), one.text("username")),
        )
        for one in fields.maps("social_networks")
    ]
    record["links"] = person_links([(a, b) for a, b in pairs if a and b])
    record["note"] = sentences(fields.text("summary"))
    return moved.add("people", record, fields.thing)


def read_rendercv(vita: Vita, cv: dict[str, Any]) -> None:
    """Add the sections of a CV of RenderCV."""
    sections = cv.get("sections")
    for title, entries in sections.items() if isinstance(sections, dict) else ():
        for number, entry in enumerate(entries if isinstance(entries, list) else [], 1):
            _entry(vita, str(title), number, entry)
    vita.finish()


def _entry(vita: Vita, title: str, number: int, entry: Any) -> None:
    label = f"{title} {number}"
    if isinstance(entry, str):
        entry = {"text": entry}
    if not isinstance(entry, dict):
        vita.account.thing("cv", vita.path, {title: entry}, label=label)
        return
    goes = section_of(title)
    if "authors" in entry:
        goes = "papers"
    elif "degree" in entry or "area" in entry:
        goes = "education"
    elif "company" in entry and goes not in ("service", "editorial", "events", "teaching", "software"):  # fmt: skip
        goes = "employment"
    kind = (
        goes
        if goes in ("papers", "awards", "grants", "talks", "teaching", "software")
        else "cv"
    )
    fields = vita.account.thing(kind, vita.path, entry, label=label)
    if not goes:
        words = [fields.text(n) for n in ("label", "name", "bullet", "text", "details", "summary")]  # fmt: skip
        text = ": ".join(filter(None, [*words, "; ".join(fields.texts("highlights"))]))
        if text:
            vita.say(
                title.replace("_", " ").capitalize(), _unlinked(text), fields.thing
            )
        return
    if goes == "papers":
        _paper(vita, fields)
    else:
        _record(vita, fields, goes)


def _paper(vita: Vita, fields: Fields) -> None:
    title = _unlinked(fields.text("title", "name", "label"))
    if not title:
        fields.thing.leave("it has no title")
        return
    authors = [re.sub(r"\*+", "", _unlinked(a)) for a in fields.texts("authors")]
    data = {"title": plain(title)}
    if authors:
        data["author"] = names(authors)
    doi = fields.text("doi")
    date = fields.date("date", "start_date", "year")
    add_paper(vita, fields, data, fields.text("journal"), date)
    if doi:
        data["doi"] = doi


def _record(vita: Vita, fields: Fields, goes: str) -> None:
    written = fields.text("position", "degree", "name", "title", "label", "bullet", "text", "number", "reversed_number")  # fmt: skip
    found = _LINK.search(written)
    to = found[2] if found and "://" in found[2] else ""
    title = _unlinked(written)
    area = fields.text("area")
    place = ", ".join(
        filter(None, (_unlinked(fields.text("institution", "company", "organization", "venue")), fields.text("location")))
    )  # fmt: skip
    if area:
        title = f"{title} in {area}" if title else area
    note = sentences(fields.text("summary", "details"), *fields.texts("highlights"))
    period = span(fields, ("start_date", "startDate"), ("end_date", "endDate"))
    date = fields.date("date", "year") if not period else ""
    if not period and not date and isinstance(written_date := fields.peek("date"), str):
        period = when(written_date)
        if period:
            fields.take("date")
    website = fields.address("url", "website")
    links = {"website": to or website} if to or website else {}
    if not title and not place:
        fields.thing.leave("it has no title")
    elif goes in ("employment", "education", "service", "editorial", "events"):
        stay = period or ({"date": date} if date else {})
        vita.station(goes, {"title": title, "place": place, **stay, "note": note, "links": links}, fields.thing)  # fmt: skip
    else:
        when_ = period | ({"date": date} if date else {})
        said = Said(title or place, place if title else "", when_, note, links)
        add_other(vita, goes, said, fields)


def _unlinked(text: str) -> str:
    """*text* without the addresses of its links, and without emphasis."""
    return re.sub(r"\*\*|__", "", _LINK.sub(r"\1", text)).strip()
