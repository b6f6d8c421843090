"""Looks into answers of services, which are often not what their documentation says.

What is missing, null, or of another type is empty here, so that no answer ends in a
traceback. Pure.
"""

from __future__ import annotations

import re
from calendar import monthrange
from typing import Any, Final

from groupsite.model.dates import PartialDate
from groupsite.online.texts import plain

_MONTHS: Final = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
_WORD: Final = re.compile(r"[a-z]+|\d+", re.IGNORECASE)
_ISO: Final = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?(?!\d)")


def at(value: Any, *path: str | int) -> Any:
    """What is at *path* in nested mappings and lists; None if there is nothing."""
    for step in path:
        if isinstance(step, str):
            value = value.get(step) if isinstance(value, dict) else None
        else:
            is_there = isinstance(value, list) and -len(value) <= step < len(value)
            value = value[step] if is_there else None
    return value


def text(value: Any, *path: str | int) -> str:
    """The text or number at *path*, or the first one of a list; else ``""``."""
    found = at(value, *path)
    if isinstance(found, list):
        found = next((one for one in found if isinstance(one, str) and one.strip()), "")
    if isinstance(found, bool) or not isinstance(found, (str, int)):
        return ""
    return str(found).strip()


def word(value: Any, *path: str | int) -> str:
    """The same without entities, blanks in a row and what cannot be printed."""
    return plain(text(value, *path))


def items(value: Any, *path: str | int) -> list[Any]:
    """The list at *path*; what is no list is one thing."""
    found = at(value, *path)
    if found is None:
        return []
    return found if isinstance(found, list) else [found]


def date_of(*parts: Any) -> PartialDate | None:
    """A date from year, month and day, as far as they make sense."""
    year, month, day = (*map(_number, parts), 0, 0, 0)[:3]
    if not 1000 <= year <= 2999:
        return None
    if not 1 <= month <= 12:
        return PartialDate(year)
    if not 1 <= day <= monthrange(year, month)[1]:
        return PartialDate(year, month)
    return PartialDate(year, month, day)


def date_in(written: str) -> PartialDate | None:
    """The date in ``2026-01-04T10:00:00Z``, ``2026 Jun 30``, ``March 2025``."""
    if (iso := _ISO.match(written.strip())) and iso[2]:
        return date_of(*iso.groups())
    words = _WORD.findall(written)
    years = [w for w in words if re.fullmatch(r"[12]\d{3}", w)]
    months = [w for w in words if w[:3].lower() in _MONTHS and w.isalpha()]
    days = [w for w in words if re.fullmatch(r"[0-3]?\d", w)]
    if len(months) > 1:  # Jan-Feb
        months = []
    month = months[0] if months else ""
    return date_of(years[0] if years else "", month, days[0] if month and days else "")


def _number(part: Any) -> int:
    if isinstance(part, bool):
        return 0
    if isinstance(part, int):
        return part
    written = str(part or "").strip()
    if written.isascii() and written.isdecimal() and len(written) < 5:
        return int(written)
    month = written[:3].lower()
    return _MONTHS.index(month) + 1 if month in _MONTHS else 0
