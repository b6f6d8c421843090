"""The CV of al-folio before version 1: ``_data/cv.yml`` as a list of sections."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from groupsite.moving.jekyll.rest import plain
from groupsite.moving.vita import Said, add_other, section_of, sentences, when

if TYPE_CHECKING:
    from groupsite.moving.account import Fields
    from groupsite.moving.vita import Vita


def read_section(vita: Vita, section: Any) -> None:
    """Add the entries of a section."""
    if not isinstance(section, dict):
        return
    title = str(section.get("title") or "")
    contents = section.get("contents")
    goes = section_of(title)
    for number, item in enumerate(
        contents if isinstance(contents, list) else [contents], 1
    ):
        data = item if isinstance(item, dict) else {"text": item}
        kind = (
            goes
            if goes in ("awards", "grants", "talks", "teaching", "software")
            else "cv"
        )
        fields = vita.account.thing(kind, vita.path, data, label=f"{title} {number}")
        if data.get("name") and "value" in data:
            _about(vita, fields)
        elif not goes or goes == "papers":
            _say(vita, title, data, fields)
        elif isinstance(data.get("items"), list):
            period = when(fields.text("year"))
            for entry in [t for t in fields.texts("items") if t]:
                _old_entry(vita, goes, entry, "", period, "", fields)
        else:
            note = sentences(*_flat(fields.peek("description")))
            fields.take("description")
            written = fields.text("year", "date")
            period = when(written)
            if written and not period:
                note = sentences(f"{written}.", note)
            title_ = fields.text("title", "text")
            _old_entry(vita, goes, title_, fields.text("institution", "location"), period, note, fields)  # fmt: skip


def _old_entry(
    vita: Vita, goes: str, written: str, place: str, period: dict[str, str], note: str, fields: Fields
) -> None:  # fmt: skip
    link = re.search(r'href=["\']([^"\']+)["\']', written)
    links = {"website": link[1]} if link and "://" in link[1] else {}
    title = plain(written)
    if not title:
        fields.thing.leave("it has no title")
    elif goes in ("employment", "education", "service", "editorial", "events"):
        data = {"title": title, "place": plain(place), **period, "note": plain(note), "links": links}  # fmt: skip
        vita.station(goes, data, fields.thing)
    else:
        said = Said(title, plain(place), period, plain(note), links)
        add_other(vita, goes, said, fields)


def _about(vita: Vita, fields: Fields) -> None:
    """A line such as “Languages: English”."""
    name = plain(str(fields.peek("name")))
    if name.lower() in ("full name", "name"):
        fields.look("name")
        fields.take("value")
        fields.thing.became(f"group/people.yml: {vita.person}")
    else:
        vita.say(
            "About",
            f"{fields.text('name')}: {plain(fields.text('value'))}",
            fields.thing,
        )


def _say(vita: Vita, title: str, data: dict[str, Any], fields: Fields) -> None:
    """An entry of a section that our CVs do not have, in words."""
    words = []
    for name in data:
        words += [plain(text) for text in _flat(fields.take(name))]
    if text := "; ".join(filter(None, words)):
        vita.say(title or "Further", text, fields.thing)


def _flat(value: Any) -> list[str]:
    """All texts in nested lists."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for item in value for text in _flat(item)]
    if isinstance(value, dict):
        return [text for item in value.values() for text in _flat(item)]
    return []
