"""Days and hours at which something takes place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, Final

from docutils import nodes
from pydantic import BeforeValidator

from groupsite.directives.entries import joined
from groupsite.sources.yaml.fields import Written

if TYPE_CHECKING:
    from groupsite.model.dates import PartialDate
    from groupsite.model.rendering import Context

_HOUR: Final = r"(?:[01]?\d|2[0-3])[:.][0-5]\d"
_HOURS: Final = re.compile(rf"({_HOUR})(?:\s*[-–]\s*({_HOUR}))?", re.ASCII)


def _hours(value: Any) -> Any:
    """``14:00–15:30`` for ``14.00 - 15.30``."""
    if not isinstance(value, str) or not value.strip():
        return value
    match = _HOURS.fullmatch(value.strip())
    if match is None:
        raise ValueError(f"{value!r} is not a time: write 14:00, or 14:00–15:30")
    return "–".join(hour.replace(".", ":") for hour in match.groups() if hour)


#: Hours and minutes, ``14:00`` or ``14:00–15:30``, or ``""``.
Clock = Annotated[
    str,
    BeforeValidator(_hours),
    # `9:00` is a number of minutes in YAML 1.1
    Written(pattern=rf"^\s*({_HOURS.pattern})?\s*$", numbers="all"),
]


def day_and_time(
    first: PartialDate | None, last: PartialDate | None, time: str, context: Context
) -> list[nodes.Node]:
    """``3 March 2026, 14:00``, or ``2–4 March 2026``; for machines as well."""
    if first is None:
        return joined([time])
    day: nodes.Element = context.date(first)
    if last is not None and last != first:
        day.children = []
        day += nodes.Text(context.period(first, last))
    return joined([[day], time])


def from_newest(date: PartialDate | None) -> tuple[int, int, int]:
    """A key to sort by: newest first, what has no date last."""
    return (-date.year, -date.month, -date.day) if date else (0, 0, 0)
