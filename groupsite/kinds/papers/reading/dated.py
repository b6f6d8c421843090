"""Years and months as people write them: in words, with a state, as a range.

``year = {2026, in press}`` is the year 2026 and the state, ``month = {7--9 June}`` is
June 7, ``date = {19}`` beside year and month is a day.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from babel import Locale

from groupsite.kinds.papers.reading.biblatex import STATES, state_word
from groupsite.kinds.papers.reading.coming import COMING
from groupsite.model.text import fold
from groupsite.sources.bibtex.fields import MONTHS, BibField
from groupsite.sources.bibtex.latex import decode_plain

if TYPE_CHECKING:
    from groupsite.sources.bibtex.reader import BibEntry

_STATE: Final = {
    state: re.compile(rf"\b(?:{words})\b") for state, words in COMING.items()
}
#: A year within a text.
_YEAR: Final = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
#: No date, in the words of several languages.
_NONE: Final = re.compile(
    r"\W*(?:n\.?\s?d|o\.?\s?j|s\.?\s?[daf]|undated|no\s+date)\.?\W*"
)
#: Dates in ISO 8601-2, which are read as they are; a year alone among them.
_ISO: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?(?:T.*)?)?[~?%]?|\d{4}[a-z]")
_DAY: Final = re.compile(r"0?[1-9]|[12]\d|3[01]")
#: A day beside the name of a month: not the year.
_BESIDE: Final = re.compile(r"(?<!\d)(0?[1-9]|[12]\d|3[01])(?!\d)")
_WORD: Final = re.compile(r"[^\W\d]+")
#: A month by its number, as in Chinese, Japanese and Korean.
_NUMBERED: Final = re.compile(r"(1[0-2]|0?[1-9])\s*[月월]")
#: A month and nothing else, in any language: other programs know those of English.
_ALONE: Final = re.compile(r"[^\W\d]+\.?|\d+\s*[月월]")
_SEASONS: Final = frozenset(
    [
        *("spring", "summer", "autumn", "fall", "winter", "easter", "michaelmas"),
        *("fruhjahr", "fruhling", "sommer", "herbst", "printemps", "ete", "automne"),
        *("hiver", "primavera", "verano", "otono", "invierno"),
    ]
)
_LANGUAGES: Final = (
    *("de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "ru"),
    *("uk", "tr", "hu", "ro", "el", "ca", "hr", "zh"),
)


def plain_dates(entry: BibEntry) -> dict[str, BibField]:
    """The fields of *entry*, what they say of its date in fields of its own."""
    fields = dict(entry.fields)
    state = ""
    if _DAY.fullmatch(entry.get("date")) and entry.get("year"):
        fields.setdefault("day", fields["date"])
        del fields["date"]
    for name in ("year", "date"):
        if (field := fields.get(name)) is None:
            continue
        written = _folded(field.value)
        found = _state(written) or _state_alone(written)
        state = state or found
        year = _year(written)
        if year and year != written:
            fields[name] = replace(field, value=year)
            fields |= {} if entry.get("month") else _month(field, written)
        elif found and not year:
            del fields[name]
    if _ALONE.fullmatch(written := _folded(entry.get("month"))):
        fields |= _month(fields["month"], written)
    note = fields.get("note")
    venues = filter(entry.get, ("journal", "journaltitle", "booktitle"))
    said = _state_alone(_folded(note.value)) if note is not None else ""
    if note is not None and said and any(venues):
        state = state or said
        if not entry.get("pubstate"):
            del fields["note"]
    if state and not entry.get("pubstate"):
        lines = (entry.fields[n].line for n in ("year", "date", "note") if entry.get(n))
        fields["pubstate"] = BibField(state, next(lines))
    return fields


def _month(field: BibField, written: str) -> dict[str, BibField]:
    """The month in a text as a field that all programs read; nothing if there is none."""
    month = month_of(written)
    return {"month": replace(field, value=list(MONTHS)[month - 1])} if month else {}


def is_undated(text: str) -> bool:
    """Whether *text* says that there is no date: ``n.d.``."""
    return bool(_NONE.fullmatch(_folded(text)))


def month_of(text: str) -> int:
    """The first month in *text*, 1 to 12; 0 if there is none.

    :param text: ``jul``, ``July 4``, ``7``, ``7--9 June``, ``jul/aug``, ``August 2024``.
    """
    written = _folded(text)
    if re.fullmatch("0?[1-9]|1[0-2]", written):
        return int(written)
    words = _WORD.findall(written)
    for word in words:
        for number, name in enumerate(MONTHS.values(), 1):
            if len(word) > 2 and name.lower().startswith(word):
                return number
    # other languages are looked up last: Babel takes half a second to read them
    for word in () if is_season(text) else words:
        if word in _months():
            return _months()[word]
    numbered = _NUMBERED.search(written)
    return int(numbered[1]) if numbered else 0


def day_of(text: str) -> int:
    """The first day beside the name of a month in *text*; 0 if there is none."""
    written = _folded(text)
    if not _WORD.search(written) or _NUMBERED.search(written):
        return 0
    match = _BESIDE.search(written)
    return int(match[1]) if match else 0


def is_season(text: str) -> bool:
    """Whether *text* names a season or a quarter, which is no month."""
    words = _WORD.findall(_folded(text))
    return any(word in _SEASONS or word in ("q", "quarter") for word in words)


def arxiv_month(arxiv: str) -> tuple[int, int]:
    """Year and month in which a work was posted on arXiv, by its number; zeros if unknown."""
    match = re.match(r"(?:[a-z.-]+/)?(\d\d)(\d\d)", arxiv, re.IGNORECASE)
    if match is None or not 1 <= int(match[2]) <= 12:
        return (0, 0)
    year = int(match[1])
    return (1900 + year if year > 90 else 2000 + year, int(match[2]))


def _folded(text: str) -> str:
    """*text* without LaTeX and accents, in lower case."""
    # folding takes the letters of Korean apart
    return normalize("NFC", fold(decode_plain(text))).strip()


def _state(written: str) -> str:
    """The ``pubstate`` that a text names; ``""`` if none."""
    return next((s for s, words in _STATE.items() if words.search(written)), "")


def _state_alone(written: str) -> str:
    """The same, if the text says nothing else."""
    text = written.strip(" ().")
    found = next((s for s, words in _STATE.items() if words.fullmatch(text)), "")
    return found or (text if state_word(text) in STATES and text != "published" else "")


def _year(written: str) -> str:
    """The year in a text; a date in ISO 8601 and a range of years stay what they are."""
    if all(_ISO.fullmatch(end) or end in ("", "..") for end in written.split("/")):
        return written
    match = _YEAR.search(written)
    return match[1] if match else ""


@cache
def _months() -> dict[str, int]:
    """Names of months in other languages → number; without those that mean two months."""
    names: dict[str, set[int]] = {}
    for language in _LANGUAGES:
        for forms in Locale.parse(language).months.values():
            for width in ("wide", "abbreviated"):
                for number, name in forms[width].items():
                    names.setdefault(_folded(name).strip("."), set()).add(number)
    return {name: min(numbers) for name, numbers in names.items() if len(numbers) == 1}
