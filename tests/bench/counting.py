"""What came out of a build, counted against what was put in.

A figure of a build that has lost something on the way is worth nothing.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple
from xml.etree import ElementTree as ET

import lxml.html

from tests.bench.content import LATEST, MEMBERS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.bench.content import Group

#: A feed has so many of the newest records.
_FEED: Final = 30
#: The page of all news has the newest years of at most so many items.
_PAGE: Final = 400
_ATOM_ID: Final = "{*}entry/{*}id"
#: Ids of elements, with the id of the record as it stands in the sources.
_NEWS: Final = r"(?:news-)?(item-\d+)"
_PERSON: Final = r"(?:person-)?(person-\d+)"
_PAPER: Final = r"paper-(paper\d+)"


class MiscountError(Exception):
    """The output has other records than the sources."""


class _Count(NamedTuple):
    where: str
    expected: list[str]
    found: list[str]
    #: There are only so many there.
    most: int | None = None


def count(out: Path, group: Group) -> None:
    """Count the records in all of the output.

    :param out: folder of the pages.
    :param group: what was built, with all edits.
    :raises MiscountError: if a record is missing, or there is one too many.
    """
    counts = _plain_counts if group.flavour == "plain" else _our_counts
    for where, expected, found, most in counts(out, group):
        number = min(len(expected), most or len(expected))
        missing = Counter(expected) - Counter(found)
        # what is there twice is one too many
        strange = Counter(found) - Counter(expected)
        if len(found) == number and not strange:
            continue
        message = f"{group.flavour}: {where}: expected {number}, found {len(found)}"
        message += f"; missing: {_some(missing)}" if missing else ""
        message += f"; not expected: {_some(strange)}" if strange else ""
        raise MiscountError(message)


def _plain_counts(out: Path, group: Group) -> Iterator[_Count]:
    news, papers, people = _records(group)
    yield _Count("news/20*.html", news, _ids(out, "news/20*.html", _NEWS))
    yield _Count("people.html", people, _ids(out, "people.html", _PERSON))
    page = lxml.html.parse(out / "publications.html")
    entries = page.xpath("//div[@class='citation']/p")
    # numbered by sphinxcontrib-bibtex; their titles say which they are
    parts = re.findall(r", part (\d+)\. ", "\n".join(e.text_content() for e in entries))
    listed = [f"paper{part}" for part in parts]
    yield _Count("publications.html", papers, listed)


def _our_counts(out: Path, group: Group) -> Iterator[_Count]:
    news, papers, people = _records(group)
    yield _Count("index.html", news, _ids(out, "index.html", _NEWS), LATEST)
    yield _Count("news/20*.html", news, _ids(out, "news/20*.html", _NEWS))
    listed = _ids(out, "news/index.html", _NEWS) + _counted(out / "news/index.html")
    yield _Count("news/index.html", _listed(out), listed)
    yield _Count("people.html", people, _ids(out, "people.html", _PERSON))
    # a long list has a page for each earlier decade
    earlier = _ids(out, "publications/*.html", _PAPER)
    listed = _ids(out, "publications.html", _PAPER) + earlier
    yield _Count("publications.html", papers, listed)
    for name, records in (("news", news), ("papers", papers)):
        feed = json.loads((out / f"feeds/{name}.json").read_bytes())
        atom = ET.parse(out / f"feeds/{name}.atom").findall(_ATOM_ID)
        entries = {
            "json": [entry["id"] for entry in feed["items"]],
            "atom": [entry.text or "" for entry in atom],
        }
        for form, ids in entries.items():
            found = [id_.rpartition("/")[2] for id_ in ids]
            yield _Count(f"feeds/{name}.{form}", records, found, _FEED)
    for folder, records in (("papers", papers), ("members", people)):
        expected = records if group.flavour == "ours" else []
        found = [page.stem for page in out.glob(f"{folder}/*.html") if _shows(page)]
        yield _Count(f"{folder}/*.html", expected, found)
    script = (out / "search-index.js").read_text("utf-8")
    index = json.loads(script.partition("=")[2].rstrip(";\n"))
    names = [name for name, *_ in index["kinds"]]
    kinds = [names[kind] for kind, *_ in index["entries"] if kind]
    expected = ["News"] * len(news) + ["Paper"] * len(papers) + ["Person"] * len(people)
    yield _Count("search-index.js", expected, kinds)


def _records(group: Group) -> tuple[list[str], list[str], list[str]]:
    """Ids of news, papers and people."""
    return (
        [f"item-{number}" for number in range(group.news)],
        [f"paper{number}" for number in range(group.papers)],
        [f"person-{number}" for number in range(MEMBERS)],
    )


def _listed(out: Path) -> list[str]:
    """What the page of all news has to have: of items of earlier years, the years.

    Pages of years have been counted, and say of which year an item is.
    """
    pages = sorted(out.glob("news/20*.html"), reverse=True)
    years = {page.stem: _ids(out, f"news/{page.name}", _NEWS) for page in pages}
    listed: list[str] = []
    for year, ids in years.items():
        fits = not listed or len(listed) + len(ids) <= _PAGE
        listed += ids if fits else [year] * len(ids)
    return listed


def _counted(page: Path) -> list[str]:
    """The years that a page names with their numbers of items, each so many times."""
    links = lxml.html.parse(page).xpath("//*[@id='news-earlier']//*[@id]")
    named = [re.fullmatch(r"(\d+) \((\d+)\)", link.text_content()) for link in links]
    return [year[1] for year in named if year for _ in range(int(year[2]))]


def _ids(out: Path, pages: str, pattern: str) -> list[str]:
    """The records of which there is an element in some pages."""
    ids = [i for path in out.glob(pages) for i in lxml.html.parse(path).xpath("//@id")]
    return [match[1] for match in (re.fullmatch(pattern, i) for i in ids) if match]


def _shows(page: Path) -> bool:
    """Whether the page of a record has it; most of all pages are not worth parsing."""
    return f'-{page.stem}"' in page.read_text("utf-8")


def _some(records: Counter[str]) -> str:
    names = sorted(records.elements())
    return ", ".join(names[:5]) + (", …" if len(names) > 5 else "")
