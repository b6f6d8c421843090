"""Dates that are as precise as what is known: a year, a month or a day.

The written form is ISO 8601 with reduced precision (``YYYY``, ``YYYY-MM``,
``YYYY-MM-DD``), the same as the ``datetime`` attribute of HTML's ``<time>``.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

_WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, order=True, slots=True)
class PartialDate:
    """A date of reduced precision; ``2024`` sorts before ``2024-01``."""

    year: int
    #: 1 to 12, or 0 where only the year is known.
    month: int = 0
    #: 1 to 31, or 0 where the day is not known.
    day: int = 0

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

        :raises ValueError: with a message for authors, if *text* is anything else.
        """
        match = _WRITTEN.fullmatch(text.strip())
        if match is None:
            raise ValueError(
                f"{text!r} is not a date: write YYYY, YYYY-MM or YYYY-MM-DD"
            )
        year, month, day = (int(part or 0) for part in match.groups())
        try:
            # month and day are 0 only where they were left out
            dt.date(
                year,
                month if match[2] else 1,
                day if match[3] else 1,
            )
        except ValueError as error:
            raise ValueError(f"{text!r} is not a date: {error}") from None
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
        """The same date without its day."""
        return PartialDate(self.year, self.month)

    @property
    def parts(self) -> tuple[int, ...]:
        """What is known: (year,), (year, month) or (year, month, day)."""
        known = (self.year, self.month, self.day)
        return tuple(part for part in known if part)

    def within(self, since: PartialDate | None, until: PartialDate | None) -> bool:
        """Whether some day of this date lies in the period, both ends included.

        Dates are compared as far as both are known: ``until`` 2023 includes
        December 2023, and an item of 2023 is within ``since`` 2023-05.
        """
        if since is not None and _before(self, since):
            return False
        return until is None or not _before(until, self)


def _before(left: PartialDate, right: PartialDate) -> bool:
    """Whether *left* is certainly before *right*, as far as both are known."""
    a, b = left.parts, right.parts
    precision = min(len(a), len(b))
    return a[:precision] < b[:precision]
