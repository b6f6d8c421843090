"""Calendars that programs read: iCalendar (RFC 5545).

All that a file says comes from the records and from the day of the site, never from the
clock, so that the same sources make the same file.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from groupsite.model.dates import PartialDate
    from groupsite.model.settings import Settings

MIME: Final = "text/calendar"
#: Maximum length of a line, in bytes, without its end (3.1).
_LONGEST: Final = 75
_SPECIAL: Final = re.compile(r"([\\;,])")


class Entry(NamedTuple):
    """Something that takes place, all day long, on one day or more.

    Where only the month or the year is known, on each day of it.
    """

    #: Kind and id of its record.
    kind: str
    id: str
    title: str
    first: PartialDate
    #: None if it is over on the same day.
    last: PartialDate | None = None
    place: str = ""
    #: What else there is to say, in lines.
    about: tuple[str, ...] = ()
    url: str = ""


def calendar(entries: Iterable[Entry], settings: Settings) -> bytes:
    """The file with *entries*."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//groupsite//groupsite//EN"]
    for entry in entries:
        lines += _event(entry, settings)
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def _event(entry: Entry, settings: Settings) -> list[str]:
    first, _ = _days(entry.first)
    _, last = _days(entry.last or entry.first)
    stamp, _ = _days(settings.day)
    host = settings.feed_authority.partition(",")[0] or settings.host or "groupsite"
    values = {
        "UID": f"{entry.kind}-{entry.id}@{host}",
        "DTSTAMP": f"{_date(stamp)}T000000Z",
        "DTSTART;VALUE=DATE": _date(first),
        # the first day after it (3.6.1)
        "DTEND;VALUE=DATE": _date(last + dt.timedelta(days=1)),
        "SUMMARY": escaped(entry.title),
        "LOCATION": escaped(entry.place),
        "DESCRIPTION": escaped("\n".join(filter(None, entry.about))),
        "URL": entry.url,
    }
    lines = [f"{name}:{value}" for name, value in values.items() if value]
    return ["BEGIN:VEVENT", *lines, "END:VEVENT"]


def _days(date: PartialDate) -> tuple[dt.date, dt.date]:
    """The first and the last day of a date."""
    month = date.month or 12
    day = date.day or monthrange(date.year, month)[1]
    first = dt.date(date.year, date.month or 1, date.day or 1)
    return first, dt.date(date.year, month, day)


def _date(day: dt.date) -> str:
    return day.isoformat().replace("-", "")


def escaped(text: str) -> str:
    """*text* as a value (3.3.11)."""
    return _SPECIAL.sub(r"\\\1", text).replace("\n", "\\n")


def folded(line: str) -> bytes:
    """*line* in lines of at most 75 bytes, none of which cuts a character (3.1)."""
    pieces, piece = [], b""
    for character in line:
        data = character.encode()
        if len(piece) + len(data) > _LONGEST:
            pieces.append(piece)
            piece = b" "
        piece += data
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
