"""Writes a new item of news into the page on which its author would have written it.

Pages are those of a site that hold items: one for each year, or one for all. Where an
item goes, its fence and its id are as those of the items that are there; a page for a
new year begins as that of the year before, and is added to a toctree that lists them.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from itertools import count, islice, pairwise, product
from pathlib import PurePosixPath
from string import ascii_lowercase
from typing import TYPE_CHECKING, Final, NamedTuple

from groupsite.model.dates import DateError, PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_EOL: Final = re.compile(r"\r\n|\r|\n")
_FENCE: Final = re.compile(r" {0,3}(:{3,}|`{3,}|~{3,})[ \t]*(.*?)[ \t]*")
_NEWS: Final = re.compile(r"\{((?:groupsite:)?news)\}[ \t]*(.*)")
_TOCTREE: Final = re.compile(r"\{toctree\}.*")
_OPTION: Final = re.compile(r"[ \t]*:([\w-]+):(?:[ \t]+(.*?))?[ \t]*")
#: What belongs to the item below it: a label, a comment.
_ATTACHED: Final = re.compile(r"\(.+\)=[ \t]*|%.*|<!--.*-->[ \t]*")
_HEADING: Final = re.compile(r"# .*")
#: What `{news}` takes, each in one line.
_WORDS: Final = {
    "kind": re.compile(r"[\w-]+"),
    "paper": re.compile(r"\S+"),
    "id": re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*"),
}
_LETTERS: Final = re.compile(r"(.+)-([a-z]+)")
#: How a page is called if there is none yet.
_FIRST_PAGE: Final = "news/{year}.md"


class Announcement(NamedTuple):
    """An item to be written."""

    kind: str
    #: Key of the paper that it is about.
    paper: str
    date: PartialDate
    #: Made as those of other items if it is empty.
    id: str = ""


class Announced(NamedTuple):
    """Pages with an item that has been written, or was there."""

    #: New texts by path, only of files that change.
    texts: dict[str, str]
    path: str
    #: The line in which the item begins, from 1.
    line: int
    id: str


def announce(files: Mapping[str, str], news: Announcement) -> Announced:
    """Add an item of news, unless there is one of this kind about this paper.

    :param files: texts of the Markdown files in which there may be news, by path; those
        with a toctree of them as well.
    :raises ValueError: if a part of *news* cannot be written as an option.
    """
    for name, pattern in _WORDS.items():
        word = getattr(news, name)
        if not pattern.fullmatch(word) and (word or name != "id"):
            raise ValueError(f"{word!r} cannot be the {name} of an item of news")
    pages = [page for page in (_Page(p, t) for p, t in files.items()) if page.items]
    for page in pages:
        for item in page.items:
            if (item.kind, item.paper) == (news.kind, news.paper):
                return Announced({}, page.path, item.start + 1, item.id)
    items = [item for page in pages for item in page.items]
    if items and sum(bool(item.date and item.date.day) for item in items) * 2 < len(
        items
    ):
        news = news._replace(date=news.date.month_only)
    news = news._replace(id=news.id or _new_id(items, news))
    year = str(news.date.year)
    path = _path(files, pages, year)
    texts = {}
    page = _Page(path, files.get(path, ""))
    style = page if page.items else _nearest(pages, year) or page
    if path not in files:
        page = _Page(path, _beginning(style, year))
        texts = _listed(files, style.path, path)
    text, line = page.with_item(news, style)
    return Announced({path: text, **texts}, path, line, news.id)


@dataclass(frozen=True, slots=True)
class _Item:
    """An item in a page."""

    #: Its first line, and the one behind its last one, from 0.
    start: int
    end: int
    fence: str
    name: str
    #: None if it has none that can be read.
    date: PartialDate | None
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return self.options.get("id", "")

    @property
    def kind(self) -> str:
        return self.options.get("kind", "")

    @property
    def paper(self) -> str:
        return self.options.get("paper", "")


class _Page:
    """A page, and the items on it."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.lines = _EOL.split(text)
        ends = Counter(_EOL.findall(text)).most_common(1)
        self.eol = ends[0][0] if ends else "\n"
        self._text = text
        self.items = list(_items(self.lines))

    @property
    def year(self) -> str:
        """The year in its name, or nothing."""
        found = re.search(r"(?<!\d)\d{4}(?!\d)", PurePosixPath(self.path).stem)
        return found[0] if found else ""

    def with_lines(self, at: int, lines: Sequence[str]) -> str:
        """The text with *lines* above the line *at*."""
        ends = [match.end() for match in _EOL.finditer(self._text)]
        start = ([0, *ends, len(self._text)])[at]
        more = "".join(line + self.eol for line in lines)
        if start and start not in ends:  # the last line has no end
            more = self.eol + more.removesuffix(self.eol)
        return self._text[:start] + more + self._text[start:]

    def with_item(self, news: Announcement, style: _Page) -> tuple[str, int]:
        """The text with a new item, and the line in which that begins, from 1.

        :param style: the page with items like that.
        """
        fences = Counter((item.fence, item.name) for item in style.items)
        fence, name = fences.most_common(1)[0][0] if fences else (":::", "news")
        lines = [
            f"{fence}{{{name}}} {news.date}",
            f":id: {news.id}",
            f":kind: {news.kind}",
            f":paper: {news.paper}",
            fence.lstrip(),
        ]
        lines[1:] = [
            fence[: len(fence) - len(fence.lstrip())] + line for line in lines[1:]
        ]
        blank = [""] * style.distance
        at, above = self._place(news.date)
        if above:
            return self.with_lines(at, [*lines, *blank]), at + 1
        before = blank if self.items else [""]
        if not any(self.lines[:at]):
            before = []
        return self.with_lines(at, [*before, *lines]), at + len(before) + 1

    @property
    def distance(self) -> int:
        """Number of lines between two items."""
        gaps = [
            two.start - one.end
            for one, two in pairwise(self.items)
            if not "".join(self.lines[one.end : two.start]).strip()
        ]
        return Counter(gaps).most_common(1)[0][0] if gaps else 1

    def _place(self, date: PartialDate) -> tuple[int, bool]:
        """The line of a new item, and whether that is above another one."""
        dated = [(item, item.date) for item in self.items if item.date]
        if not self.items:
            filled = [n for n, line in enumerate(self.lines, 1) if line.strip()]
            return max(filled, default=0), False
        dates = [known for _, known in dated]
        rising = sum(two.certainly_after(one) for one, two in pairwise(dates))
        falling = sum(one.certainly_after(two) for one, two in pairwise(dates))
        earlier = [item for item, known in dated if not known.certainly_after(date)]
        if rising > falling:  # the oldest one first
            if earlier:
                return earlier[-1].end, False
            return self._top(self.items[0]), True
        if earlier:
            return self._top(earlier[0]), True
        return self.items[-1].end, False

    def _top(self, item: _Item) -> int:
        """The line in which an item begins, with what belongs to it."""
        top = item.start
        while top and _ATTACHED.fullmatch(self.lines[top - 1]):
            top -= 1
        return top


def _items(lines: Sequence[str]) -> Iterator[_Item]:
    """All items, not those shown as code."""
    at = 0
    while at < len(lines):
        found = _FENCE.fullmatch(lines[at])
        news = _NEWS.fullmatch(found[2]) if found else None
        if found and news:
            end = _end(lines, at, found[1])
            indent = lines[at][: found.start(1)]
            options = {}
            for line in lines[at + 1 : end]:
                option = _OPTION.fullmatch(line)
                if option is None:
                    break
                options[option[1]] = option[2] or ""
            yield _Item(at, end, indent + found[1], news[1], _date(news[2]), options)
            at = end
        elif found and found[1][0] != ":":  # code; what has colons may hold items
            at = _end(lines, at, found[1])
        else:
            at += 1


def _end(lines: Sequence[str], at: int, fence: str) -> int:
    """The line behind the one that closes what a fence opens at line *at*."""
    for number in range(at + 1, len(lines)):
        found = _FENCE.fullmatch(lines[number])
        if found and not found[2] and found[1].startswith(fence):
            return number + 1
    return len(lines)


def _date(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except DateError:
        return None


# -- ids ---------------------------------------------------------------------------


def _new_id(items: Sequence[_Item], news: Announcement) -> str:
    """An id as others have it, ``2026-03-b``, or of the date, the kind and the paper."""
    ids = {item.id for item in items if item.id}
    lettered = [
        bool(match and match[1] == str(item.date))
        for item in items
        if item.id
        for match in [_LETTERS.fullmatch(item.id)]
    ]
    if sum(lettered) * 2 > len(lettered):
        names = [f"{news.date}-{letter}" for letter in _letters(len(ids) + 1)]
        taken = [number for number, name in enumerate(names) if name in ids]
        return names[max(taken, default=-1) + 1]
    base = f"{news.date}-{news.kind}-{_slug(news.paper)}"
    endings = ["", *(f"-{letter}" for letter in _letters(len(ids) + 2)[1:])]
    return next(base + end for end in endings if base + end not in ids)


def _letters(number: int) -> list[str]:
    """``a`` to ``z``, ``aa`` and so on."""
    words = ("".join(w) for n in count(1) for w in product(ascii_lowercase, repeat=n))
    return list(islice(words, number))


def _slug(paper: str) -> str:
    """A key as ids may have it."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", paper).strip("-") or "paper"


# -- pages -------------------------------------------------------------------------


def _nearest(pages: Sequence[_Page], year: str) -> _Page | None:
    """The page of the year before, or else the nearest one."""
    named = [page for page in pages if page.year] or list(pages)
    number = int(year)

    def distance(page: _Page) -> tuple[bool, int]:
        other = int(page.year or year)
        return other > number, abs(other - number)

    return min(named, key=distance, default=None)


def _path(files: Mapping[str, str], pages: Sequence[_Page], year: str) -> str:
    """The path of the page for a year, which may not be there yet."""
    named = [page for page in pages if page.year]
    if named:
        near = _nearest(named, year)
        assert near is not None
        path = PurePosixPath(near.path)
        return str(path.with_name(path.name.replace(near.year, year)))
    if pages:
        return max(pages, key=lambda page: len(page.items)).path
    empty = [p for p in files if PurePosixPath(p).stem == year]
    return empty[0] if empty else _FIRST_PAGE.format(year=year)


def _beginning(style: _Page, year: str) -> str:
    """What a new page begins with: as another one, as far as its heading."""
    for number, line in enumerate(style.lines):
        if _HEADING.fullmatch(line) and style.year:
            lines = [
                text.replace(style.year, year) for text in style.lines[: number + 1]
            ]
            return "".join(text + style.eol for text in lines)
    return f"# News {year}\n"


def _listed(files: Mapping[str, str], old: str, new: str) -> dict[str, str]:
    """Texts of files whose toctree names the page *old*, with *new* next to it."""
    texts = {}
    for path, text in files.items():
        page = _Page(path, text)
        base = PurePosixPath(path).parent
        for start, end in _toctrees(page.lines):
            entries = range(start, end)
            if any(_names(page.lines[n], base, new, glob=True) for n in entries):
                break
            lines = [n for n in entries if _names(page.lines[n], base, old)]
            if lines:
                at = lines[0]
                years = (_Page(old, "").year, _Page(new, "").year)
                line = page.lines[at].replace(*years)
                below = (years[1] > years[0]) == _is_rising(page.lines[start:end])
                texts[path] = page.with_lines(at + below, [line])
                break
    return texts


def _toctrees(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The first and the last line of what each toctree holds."""
    for at, line in enumerate(lines):
        found = _FENCE.fullmatch(line)
        if found and _TOCTREE.fullmatch(found[2]):
            yield at + 1, _end(lines, at, found[1]) - 1


def _names(line: str, base: PurePosixPath, path: str, *, glob: bool = False) -> bool:
    """Whether a line of a toctree in the folder *base* names the page *path*."""
    entry = re.sub(r".*<(.*)>\s*", r"\1", line).strip()
    if not entry or entry.startswith(":"):
        return False
    name = entry.removesuffix(".md")
    whole = name.lstrip("/") if name.startswith("/") else str(base / name)
    document = str(PurePosixPath(path).with_suffix(""))
    return whole == document or (glob and fnmatchcase(document, whole))


def _is_rising(lines: Sequence[str]) -> bool:
    """Whether the years that lines name become later."""
    found = [re.findall(r"(?<!\d)\d{4}(?!\d)", line) for line in lines]
    years = [numbers[-1] for numbers in found if numbers]
    return years == sorted(years) and len(set(years)) > 1
