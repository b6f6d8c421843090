"""Fields of BibTeX in files of biblatex, and the other way round.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from groupsite.sources.bibtex.writing.values import month_number

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

#: Names of BibTeX → those of biblatex, which mean nothing else.
_NAMES: Final = {
    "journal": "journaltitle", "archiveprefix": "eprinttype",
    "primaryclass": "eprintclass",
}  # fmt: skip
_BACK: Final = {new: old for old, new in _NAMES.items()}
#: The same where those of biblatex have a meaning in BibTeX as well.
_ALSO: Final = {"address": "location", "school": "institution"}
#: A date with no more than a year, a month and a day.
_DATE: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


class Dialect:
    """Which of two names a file has for a field."""

    def __init__(self, names: Iterable[str], own: Iterable[str] = ()) -> None:
        """Count names, in lower case.

        :param names: of all fields of a file.
        :param own: of those of an entry that is changed, which decide first.
        """
        self._own = set(own)
        self._counts = Counter(names)
        pairs = [*_NAMES.items(), ("year", "date")]
        more = sum(self._counts[new] - self._counts[old] for old, new in pairs)
        self._biblatex = more > 0

    def translated(self, fields: Mapping[str, str]) -> dict[str, str]:
        """*fields*, in their order, under the names that the file has for them."""
        found = self._with_dates(dict(fields))
        return {self.name(name, found): value for name, value in found.items()}

    def name(self, name: str, fields: Collection[str] = ()) -> str:
        """What the file calls the field *name*, unless that is one of *fields* too."""
        old = _BACK.get(name, name)
        new = _NAMES.get(old, "")
        if new:
            best = new if self._prefers(old, new) else old
        else:
            own = name in self._own
            best = _ALSO.get(name, name) if self._biblatex and not own else name
        return name if best in fields else best

    def _prefers(self, old: str, new: str) -> bool:
        """Whether the file has *new*, the name of biblatex."""
        if {old, new} & self._own:
            return old not in self._own
        if self._counts[old] or self._counts[new]:
            return self._counts[new] > self._counts[old]
        return self._biblatex

    def _with_dates(self, fields: dict[str, str]) -> dict[str, str]:
        """*fields* with the date in one field or in several, as the file has it."""
        one = self._prefers("year", "date")
        result: dict[str, str] = {}
        for name, value in fields.items():
            date = _DATE.fullmatch(value)
            if name == "year" and one and date and "date" not in fields:
                result["date"] = _date(value, fields)
            elif name in ("month", "day") and one and _date_has(name, fields):
                continue
            elif name == "date" and not one and date and "year" not in fields:
                parts = zip(("year", "month", "day"), date.groups(), strict=True)
                result |= {part: text for part, text in parts if text}
            else:
                result[name] = value
        return result


def _date(year: str, fields: Mapping[str, str]) -> str:
    month = month_number(fields.get("month", ""))
    day = fields.get("day", "")
    if not month:
        return year
    return f"{year}-{month:02}" + (f"-{int(day):02}" if day.isdecimal() else "")


def _date_has(name: str, fields: Mapping[str, str]) -> bool:
    """Whether `_date` has a month or a day of *fields*."""
    year, month = fields.get("year", ""), month_number(fields.get("month", ""))
    if not _DATE.fullmatch(year) or "date" in fields or not month:
        return False
    return name == "month" or fields["day"].isdecimal()
