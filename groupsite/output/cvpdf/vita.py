"""A CV as plain data, which the template ``cv.typ`` lays out.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass, field, fields, is_dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urlsplit

from groupsite.output.cvpdf.formulas import Formula

if TYPE_CHECKING:
    from groupsite.model.dates import PartialDate

_SCHEMES: Final = ("http", "https", "mailto")


class Run(NamedTuple):
    """A piece of text in one style."""

    text: str
    #: Where it leads; ``""`` for no link.
    link: str = ""
    strong: bool = False
    italic: bool = False
    #: ``super``, ``sub`` or ``""``.
    raised: str = ""
    #: The formula whose readable form is the text, if it is one that can be set.
    formula: Formula | None = None


#: A line or a paragraph.
Runs = tuple[Run, ...]
#: Marks what the template does not get: it is for choosing what a file shows.
_INNER: Final = {"inner": True}


@dataclass(frozen=True)
class Item:
    """An entry of a list: a post, a grant, a paper."""

    #: Its date or its number, for the side of the page.
    side: str
    paragraphs: tuple[Runs, ...]
    #: The kind of the record; ``""`` for what a person has written.
    kind: str = field(default="", metadata=_INNER)
    #: When it ended; None if it has not, or nobody knows.
    last: PartialDate | None = field(default=None, metadata=_INNER)
    #: Whether it is among the selected ones of its kind; None if there is no such thing.
    selected: bool | None = field(default=None, metadata=_INNER)


@dataclass(frozen=True)
class Block:
    """A heading, with what stands below it and above the next one."""

    #: 1 for a section, 2 for a group in it; 0 for no heading.
    level: int
    title: str
    items: tuple[Item, ...] = ()
    #: ``entries`` with dates or numbers at their sides, ``text`` or ``points``.
    form: str = "entries"
    #: The name of its section.
    section: str = field(default="", metadata=_INNER)
    #: The title without the number of items, if it has one.
    counted: str = field(default="", metadata=_INNER)


@dataclass(frozen=True, kw_only=True)
class Vita:
    """All that a document shows."""

    name: str
    #: ``Curriculum vitae``
    title: str
    #: The date, in words.
    dated: str
    #: Year, month and day of the file.
    date: tuple[int, int, int]
    language: str
    #: Texts before, between and after the number of a page and that of all pages.
    footer: tuple[str, str, str]
    contact: tuple[Runs, ...] = ()
    blocks: tuple[Block, ...] = ()
    #: Colour of headings and links.
    accent: str = "#1f4e79"
    #: Size of the paper: ``a4`` or ``us-letter``.
    paper: str = "a4"
    #: ``serif`` or ``sans``.
    font: str = "serif"

    def json(self) -> bytes:
        """The data for the template: the same bytes for the same CV."""
        return json.dumps(_plain(self), ensure_ascii=False).encode()


def _plain(value: Any) -> Any:
    """*value* as JSON has it: JSON takes named tuples for lists."""
    if isinstance(value, (Run, Formula)):
        return {name: _plain(part) for name, part in value._asdict().items()}
    if is_dataclass(value):
        parts = [part.name for part in fields(value) if not part.metadata]
        return {name: _plain(getattr(value, name)) for name in parts}
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


def full_date(date: PartialDate) -> tuple[int, int, int]:
    """The first day of *date*."""
    return date.year, date.month or 1, date.day or 1


def clean(text: str) -> str:
    """*text* without characters that cannot be seen, but for those that join words."""
    return "".join(
        " " if c in "\t\n\r\v\f\u2028\u2029" else c
        for c in text
        if c in "\t\n\r\v\f\u200c\u200d" or unicodedata.category(c) not in _UNSEEN
    )


#: Control, format, private and unassigned characters, halves of pairs.
_UNSEEN: Final = {"Cc", "Cf", "Cs", "Co", "Cn"}


def safe_link(address: str) -> str:
    """*address* if a PDF may lead there, else ``""``."""
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:  # not an address: http://[example
        return ""
    return clean(address).strip() if scheme in _SCHEMES else ""


def merged(runs: list[Run]) -> Runs:
    """*runs* with equal neighbours joined and white space collapsed, as on a page."""
    result: list[Run] = []
    blank = True  # whether the text so far ends in white space
    for run in runs:
        text, blank = _collapsed(clean(run.text), blank=blank)
        if not text:
            continue
        same = (
            result
            and run.formula is None
            and result[-1]._replace(text="") == run._replace(text="")
        )
        if same:
            result[-1] = run._replace(text=result[-1].text + text)
        else:
            result.append(run._replace(text=text))
    if result:
        result[-1] = result[-1]._replace(text=result[-1].text.rstrip(" "))
    return tuple(run for run in result if run.text)


def _collapsed(text: str, *, blank: bool) -> tuple[str, bool]:
    """*text* with single blanks, none at its beginning after a *blank*."""
    words = text.split(" ")
    text = " ".join(
        word for i, word in enumerate(words) if word or i in {0, len(words) - 1}
    )
    if blank:
        text = text.lstrip(" ")
    return text, text.endswith(" ") if text else blank


def text_of(runs: Any) -> str:
    """The text of *runs*."""
    return "".join(run.text for run in runs)
