"""Reads the fields of a BibTeX entry as text, dates and names, and reports problems.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from groupsite.kinds.papers.reading.annotations import notes_in, parse
from groupsite.kinds.papers.reading.authors import Names, read_names
from groupsite.kinds.papers.reading.biblatex import (
    plain_date,
)
from groupsite.kinds.papers.reading.dated import (
    day_of,
    is_season,
    is_undated,
    month_of,
)
from groupsite.kinds.papers.reading.links import verbatim
from groupsite.model.dates import PartialDate
from groupsite.model.problems import Problem, Subtype
from groupsite.sources.bibtex.blocks import Passage, decode_passage
from groupsite.sources.bibtex.latex import RichText, decode

if TYPE_CHECKING:
    from collections.abc import Callable

    from groupsite.model.settings import Settings
    from groupsite.sources.bibtex.reader import BibEntry

#: Numbers that say where a preprint is: ``arXiv:2401.00001``, ``abs/2401.00001``.
_SERVER: Final = re.compile(r"\s*(arxiv:|abs/)", re.IGNORECASE)
#: Fields in which addresses are links.
_LINKED: Final = ("note", "additional_info")


class EntryReader:
    """Reads the fields of one entry."""

    def __init__(
        self, entry: BibEntry, settings: Settings, problems: list[Problem]
    ) -> None:
        self.entry = entry
        self.settings = settings
        self.problems = problems

    def problem(self, name: str, message: str, subtype: Subtype) -> None:
        """Report a problem with the field *name*."""
        text = f"entry `{self.entry.key}`: {message}"
        self.problems.append(Problem(self.entry.at(name), text, subtype))

    def rich(self, name: str) -> RichText:
        """The field *name* with its LaTeX decoded; unknown commands are reported."""
        text, unknown = decode(self.entry.get(name), links=name in _LINKED)
        self._tell(name, unknown)
        return text

    def passage(self, name: str) -> Passage:
        """The field *name* in blocks; unknown commands are reported."""
        passage, unknown = decode_passage(self.entry.get(name))
        self._tell(name, unknown)
        return passage

    def _tell(self, name: str, unknown: tuple[str, ...]) -> None:
        """Report the commands in the field *name* that nobody knows."""
        if unknown:
            commands = ", ".join(f"`{command}`" for command in unknown)
            message = f"`{name}`: the LaTeX {commands} cannot be shown"
            self.problem(name, message, Subtype.LATEX)

    def plain(self, name: str) -> str:
        """The field *name* as plain text."""
        return self.rich(name).plain if self.entry.get(name) else ""

    def counted(self, name: str) -> str:
        """A number of what it appeared in: that of a preprint server is none."""
        number = self.plain(name)
        return "" if _SERVER.match(number) else number

    def words(self, name: str) -> list[str]:
        """Values separated by commas or semicolons."""
        parts = re.split(r"[,;]", self.plain(name))
        return [part.strip() for part in parts if part.strip()]

    def word(self, name: str) -> str:
        """The field *name* as a keyword for machines, in lower case."""
        return verbatim(self.entry.get(name)).lower()

    def flag(self, name: str) -> bool:
        """Whether the field *name* is true; report values other than yes and no."""
        value = self.word(name)
        if value not in ("", "true", "false", "yes", "no", "1", "0"):
            message = f"`{name}` should be {{true}} or {{false}}, not {{{value}}}"
            self.problem(name, message, Subtype.FIELD)
        return value in ("true", "yes", "1")

    def date(self) -> PartialDate | None:
        """The date or start of the period in ``date``, or ``year``, ``month``, ``day``."""
        written_in = filter(self.entry.get, ("date", "year"))
        date = next(filter(None, map(self.parsed_date, written_in)), None)
        if date is None or date.month or not (written := self.entry.get("month")):
            return date
        month = self.month()
        day = self.word("day").removeprefix("0")
        number = int(day) if day.isascii() and day.isdecimal() else day_of(written)
        if not month or not 1 <= number <= monthrange(date.year, month)[1]:
            number = 0
        return replace(date, month=month, day=number)

    def parsed_date(self, name: str) -> PartialDate | None:
        """The date or start of the period in the field *name*; errors are reported."""
        written = plain_date(verbatim(self.entry.get(name)))
        if not written or is_undated(written):
            return None
        try:
            return PartialDate.parse(written)
        except ValueError as error:
            self.problem(name, f"`{name}`: {error}", Subtype.DATE)
            return None

    def month(self) -> int:
        """1 to 12 from ``jul``, ``July 4`` or ``7``; 0 and, but for a season, a problem."""
        written = self.entry.get("month")
        month = month_of(written)
        if not month and not is_season(written):
            shown = verbatim(written)
            message = f"`month` should be a month such as jul or 7, not {shown!r}"
            self.problem("month", message, Subtype.DATE)
        return month

    def identifier(self, name: str, value: str, check: Callable[[str], bool]) -> str:
        """*value* if *check* accepts it; otherwise report it and return ``""``."""
        if not value or check(value):
            return value
        example = "10.1137/17M1134834" if name == "doi" else "2401.01234"
        message = f"`{name}`: `{value}` does not have the form of {example}"
        self.problem(name, message, Subtype.FIELD)
        return ""

    def names(self, name: str) -> Names:
        """The people in the field *name*."""
        entry = self.entry
        notes, ids = (
            notes_in(entry.get(f"{name}+an")),
            parse(entry.get(f"{name}+an:id")),
        )
        return read_names(entry.get(name), notes, ids)
