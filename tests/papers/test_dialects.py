"""Files as programs write them: every entry is shown, or named in a message.

The files stand in `dialects`, each with what a site shows of it.
"""

from __future__ import annotations

import re
from collections import Counter
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

from groupsite.papers.loader import load_papers
from tests.conftest import new_site
from tests.papers.conftest import settings_for

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from groupsite.papers.record import Paper
    from tests.conftest import Built

FOLDER: Final = Path(__file__).parent / "dialects"
DIALECTS: Final = sorted(path.stem for path in FOLDER.glob("*.bib"))
#: Beginnings of entries, one of which lacks its sign.
_ENTRY: Final = re.compile(r"@\s*(\w+)\s*[{(]|^(\w+)\{\w+,", re.MULTILINE)
#: Lines that are commented out.
_COMMENT: Final = re.compile(r"^(?:[ \t]*%|@comment\{ *@).*$", re.MULTILINE)
#: What names an entry that is not shown.
_NAMED: Final = re.compile(r"was left out|is not listed: |needs an @ before it")


class Dialect(NamedTuple):
    """A file and the site made of it."""

    name: str
    bib: str
    built: Built
    #: What `make check` says of the file.
    said: list[str]
    #: What the reader makes of the file.
    papers: list[Paper]


@pytest.fixture(scope="module", params=DIALECTS)
def dialect(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Dialect:
    """The site of each file, built once."""
    folder = tmp_path_factory.mktemp("dialects")
    path = FOLDER / f"{request.param}.bib"
    site = new_site(folder, "papers", {"papers.bib": path.read_bytes()})
    out = StringIO()
    with redirect_stdout(out):
        site.try_build("check")
    built = site.try_build()
    loaded = load_papers(settings_for(folder, path))
    papers = [located.record for located in loaded.records]
    text = path.read_text("utf-8")
    return Dialect(request.param, text, built, out.getvalue().splitlines(), papers)


def count(bib: str) -> int:
    """How many entries a file has, counted by nothing but their beginnings."""
    kinds = (f[1] or f[2] for f in _ENTRY.finditer(_COMMENT.sub("", bib)))
    return sum(kind.lower() not in ("string", "preamble", "comment") for kind in kinds)


def text(element: HtmlElement) -> str:
    """What an element says, in one line."""
    return " ".join(element.text_content().replace("\N{NO-BREAK SPACE}", " ").split())


def part(paper: HtmlElement, name: str) -> HtmlElement:
    """A part of an entry."""
    (found,) = paper.cssselect(f".paper-{name}")
    return found


def shown(built: Built) -> list[HtmlElement]:
    """All papers of the list."""
    return list(built.main().cssselect(".paper"))


def lines(paper: HtmlElement) -> list[str]:
    """A paper as a visitor reads it."""
    links = [
        f"  {text(link)} {link.get('href')}"
        for link in part(paper, "links").cssselect("a.external")
    ]
    parts = (text(part(paper, name)) for name in ("title", "authors", "venue"))
    head = f"{paper.get('data-key')} ({paper.get('data-type')})"
    return [head, *(f"  {line}" for line in parts if line), *links, ""]


def test_a_file_is_shown_as_its_author_expects(dialect: Dialect) -> None:
    """Titles, authors, venues, years, links and types; then all that is said."""
    found = [line for paper in shown(dialect.built) for line in lines(paper)]
    expected = (FOLDER / f"{dialect.name}.txt").read_text("utf-8").splitlines()

    assert [*found, *dialect.said] == expected


def test_every_entry_is_shown_or_named(dialect: Dialect) -> None:
    """The papers of the list and the entries in messages are all that there are."""
    papers = [paper.get("data-key") for paper in shown(dialect.built)]
    named = [line for line in dialect.said if _NAMED.search(line)]

    assert Counter(papers) == Counter(paper.id for paper in dialect.papers)
    assert len(papers) + len(named) == count(dialect.bib)
    for line in named:
        assert re.match(r"  \d+: (error|advice): ", line)


def test_what_blocks_a_build_is_what_the_check_calls_an_error(dialect: Dialect) -> None:
    """Each warning has file and line of the entry or field that it is about."""
    errors = [line for line in dialect.said if re.match(r"  \d+: error: ", line)]

    assert len(dialect.built.warnings) == len(errors)
    for warning in dialect.built.warnings:
        assert re.match(r"papers\.bib:\d+: WARNING: ", warning)
