"""Files as programs write them: every entry is shown, or named in a message.

The files stand in `dialects`, each with what a site shows of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import bibtexparser
import pytest
from pybtex.database import parse_string
from pybtex.errors import capture

from groupsite.kinds.papers.formats.csl import csl_item
from groupsite.kinds.papers.formats.export import bibtex_file
from groupsite.kinds.papers.reading.loader import load_papers
from groupsite.model.problems import Subtype
from tests.conftest import new_site
from tests.kinds.papers.conftest import handed_out, settings_for
from tests.kinds.papers.test_csl import printed

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from groupsite.kinds.papers.paper import Paper
    from tests.conftest import Built, Site

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
    parts = (
        text(found)
        for name in ("title", "authors", "venue")
        for found in paper.cssselect(f".paper-{name}")  # not all have authors
    )
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
        assert re.match(r"  \d+: (error|warning|advice): ", line)


def test_what_a_build_says_is_what_the_check_says(dialect: Dialect) -> None:
    """Each warning has file and line of the entry or field that it is about."""
    errors = [
        line for line in dialect.said if re.match(r"  \d+: (error|warning): ", line)
    ]

    assert len(dialect.built.warnings) == len(errors)
    for warning in dialect.built.warnings:
        assert re.match(r"papers\.bib:\d+: (WARNING|ERROR): ", warning)


# -- what is handed out ----------------------------------------------------------------


def test_other_readers_find_every_paper_in_what_is_handed_out(dialect: Dialect) -> None:
    """The .bib of the whole list has no fault for bibtexparser and pybtex."""
    path = dialect.built.outdir / "index.bib"
    text = path.read_text("utf-8")
    library = bibtexparser.parse_string(text)
    with capture():  # it knows no names in parts, as biblatex has them
        parsed = parse_string(text, "bibtex")

    assert library.failed_blocks == []
    keys = {paper.id for paper in dialect.papers}
    # to bibtexparser, whatever begins with @comment is one
    assert keys - {"commentary"} <= {entry.key for entry in library.entries}
    assert {key.lower() for key in keys} <= {key.lower() for key in parsed.entries}


def test_our_reader_finds_the_same_papers_in_what_is_handed_out(
    dialect: Dialect, tmp_path: Path
) -> None:
    """Nothing is lost or changed on the way out and in again."""
    path = tmp_path / "again.bib"
    path.write_bytes(bibtex_file(dialect.papers))
    again = load_papers(settings_for(tmp_path, path))

    records = [handed_out(located.record) for located in again.records]
    assert records == [handed_out(paper) for paper in dialect.papers]
    assert not [p for p in again.problems if p.subtype == Subtype.BIB]


def test_a_citation_processor_prints_every_paper(dialect: Dialect) -> None:
    """The CSL-JSON of each paper is a reference with its title and its year."""
    for paper in dialect.papers:
        (line,) = printed([csl_item(paper)])
        assert paper.title.plain in line
        assert paper.year in line


# -- other bytes, and much of them -----------------------------------------------------

PLAIN: Final = (
    "@article{a, author = {Karl Müller}, title = {Über ø}, journal = {J}, year = 2024}\n"
    "% a line\n"
    "@article{b, author = {Zoë Doe}, title = {Été}, journal = {J}, year = 2023}\n"
)
UTF_16: Final = "papers.bib:1: this file is UTF-16; save it in the encoding UTF-8"
LATIN: Final = (
    "papers.bib:1: this line (and 1 more) is not UTF-8, it was read as Windows-1252 "
    "(latin-1); save the file in the encoding UTF-8"
)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (PLAIN.encode(), ""),
        (PLAIN.encode("utf-8-sig"), ""),
        (PLAIN.replace("\n", "\r\n").encode(), ""),
        (PLAIN.replace("\n", "\r").encode(), ""),
        (PLAIN.encode("latin-1"), LATIN),
        (PLAIN.replace("\n", "\r").encode("cp1252"), LATIN),
        (PLAIN.encode("utf-16"), UTF_16),
        (PLAIN.replace("\n", "\r\n").encode("utf-16"), UTF_16),
        (unicodedata.normalize("NFD", PLAIN).encode(), ""),
    ],
    ids=[
        "utf-8",
        "mark",
        "crlf",
        "cr",
        "latin-1",
        "cp1252-cr",
        "utf-16",
        "utf-16-crlf",
        "decomposed",
    ],
)
def test_files_of_all_encodings_are_read(
    tmp_path: Path, data: bytes, message: str
) -> None:
    """Whatever an editor has made of letters and ends of lines; lines are right."""
    path = tmp_path / "papers.bib"
    path.write_bytes(data)
    loaded = load_papers(settings_for(tmp_path, path))
    papers = [located.record for located in loaded.records]

    assert [(p.id, p.title.plain, p.authors[0].name) for p in papers] == [
        ("a", "Über ø", "Karl Müller"),
        ("b", "Été", "Zoë Doe"),
    ]
    assert [located.position.line for located in loaded.records] == [1, 3]
    said = [f"{problem.position}: {problem.message}" for problem in loaded.problems]
    assert said == ([message] if message else [])


def test_a_crowd_and_a_long_abstract_are_shown(make_site: Callable[..., Site]) -> None:
    """200 authors are all there, a text of 20 kB stands on the page of its paper."""
    names = [f"Doe{number}, Jane" for number in range(200)]
    abstract = "We read 50\\% of $x_1$ and {\\textless}i{\\textgreater}write. " * 450
    bib = (
        f"@article{{crowd,\n  author = {{{' and '.join(names)}}},\n  title = {{Crowd}},\n"
        f"  abstract = {{{abstract}}},\n  journal = {{J}},\n  year = 2024\n}}\n"
    )
    built = make_site("papers", {"papers.bib": bib}).build()
    (paper,) = shown(built)
    found = text(part(paper, "authors"))
    page = text(built.main("papers/crowd"))

    assert len(abstract) > 20_000
    assert re.findall(r"Doe\d+", found) == [f"Doe{number}" for number in range(200)]
    assert page.count("We read 50% of") == 450
