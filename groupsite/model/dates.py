"""Dates as precise as they are known: a year, a month or a day.

The written form is ISO 8601 with reduced precision (``YYYY``, ``YYYY-MM``,
``YYYY-MM-DD``), the same as the ``datetime`` attribute of HTML's ``<time>``.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from typing import Final

from groupsite.model.pickled import Pickled

_WRITTEN: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


class DateError(ValueError):
    """Not a date, or a period that ends before it starts, in words for authors."""


@dataclass(frozen=True, order=True, slots=True)
class PartialDate(Pickled):
    """A date of reduced precision; ``2024`` sorts before ``2024-01``."""

    year: int
    #: 1 to 12, or 0 if only the year is known.
    month: int = 0
    #: 1 to 31, or 0 if the day is unknown.
    day: int = 0

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Parse ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

        :raises DateError: if *text* is anything else.
        """
        match = _WRITTEN.fullmatch(text.strip())
        if match is None:
            raise DateError(
                f"{text!r} is not a date: write YYYY, YYYY-MM or YYYY-MM-DD"
            )
        year, month, day = (int(part or 0) for part in match.groups())
        # our own messages: those of the standard library differ between versions
        if not year:
            raise DateError(f"{text!r} is not a date: year 0 is out of range")
        if match[2] and not 1 <= month <= 12:
            raise DateError(f"{text!r} is not a date: month must be in 1..12")
        if match[3] and not 1 <= day <= monthrange(year, month)[1]:
            raise DateError(f"{text!r} is not a date: day is out of range for month")
        return cls(year, month, day)

    def __str__(self) -> str:
        """The written form: ``2024``, ``2024-07`` or ``2024-07-01``."""
        text = f"{self.year:04d}"
        if self.month:
            text += f"-{self.month:02d}"
        if self.day:
            text += f"-{self.day:02d}"
        return text

    @property
    def month_only(self) -> PartialDate:
        """The date without its day."""
        return PartialDate(self.year, self.month)

    @property
    def parts(self) -> tuple[int, ...]:
        """The known parts: (year,), (year, month) or (year, month, day)."""
        parts = (self.year, self.month, self.day)
        return tuple(part for part in parts if part)

    def certainly_after(self, other: PartialDate) -> bool:
        """Whether it is later at the precision of both: 2024-05 is not after 2024."""
        return _before(other, self)

    def within(self, since: PartialDate | None, until: PartialDate | None) -> bool:
        """Whether some day of this date is in the period, both ends included.

        Dates are compared at the lower precision of the two: ``until`` 2023 includes
        December 2023, and an item of 2023 is within ``since`` 2023-05.
        """
        if since is not None and until is not None and _before(until, since):
            return False
        if since is not None and _before(self, since):
            return False
        return until is None or not _before(until, self)


def _before(left: PartialDate, right: PartialDate) -> bool:
    """Whether *left* is certainly before *right*, at the precision of both."""
    a, b = left.parts, right.parts
    precision = min(len(a), len(b))
    return a[:precision] < b[:precision]
