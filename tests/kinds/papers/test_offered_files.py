"""The files of publications: other programs find in them all that the site knows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urljoin

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import (
    LatexDecodingMiddleware,
    NameParts,
    SeparateCoAuthors,
    SplitNameParts,
)
from citeproc.source.json import CiteProcJSON

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from groupsite.kinds.papers.paper import Paper
    from tests.lab import Lab

#: Ending of a file → media type of links to it in heads of pages, if there are any.
FORMATS: Final = {
    ".bib": "application/x-bibtex",
    ".csl.json": "application/vnd.citationstyles.csl+json",
    ".ris": "",
    ".txt": "",
}
ANNOUNCED: Final = {ending: mime for ending, mime in FORMATS.items() if mime}
PUBLICATIONS: Final = "research/publications.html"


def keys(path: Path) -> list[str]:
    """The keys of a file, in its order."""
    if path.suffix == ".bib":
        library = bibtexparser.parse_file(str(path))
        assert library.failed_blocks == []
        return [entry.key for entry in library.entries]
    if path.suffix == ".ris":
        return [record["id"] for record in rispy.loads(path.read_bytes().decode())]
    return [item["id"] for item in json.loads(path.read_bytes())]


def listed(lab: Lab, address: str) -> list[str]:
    """The keys of the papers that a page lists, in its order."""
    papers = lab.article(address).cssselect("li.paper[data-key]")
    return [paper.get("data-key") for paper in papers]


def downloads(lab: Lab, address: str) -> list[Path]:
    """The files of papers that a page offers in its text; each of them exists."""
    links = lab.article(address).cssselect(".export a[href]")
    return [existing(lab, address, link.get("href")) for link in links]


def alternates(lab: Lab, address: str) -> dict[str, Path]:
    """The files of papers that the head of a page names, by media type; all exist."""
    links = lab.pages[address].cssselect("head link[rel=alternate]")
    found = [
        (link.get("type"), existing(lab, address, link.get("href")))
        for link in links
        if link.get("type") in FORMATS.values()
    ]
    assert len(found) == len(dict(found))
    return dict(found)


def existing(lab: Lab, address: str, href: str) -> Path:
    """The file that a page links to."""
    path = lab.outdir / unquote(urljoin(address, href))
    assert path.is_file(), href
    return path


def expected(lab: Lab) -> list[Paper]:
    """The papers of the site in the order of the page of publications."""
    papers: list[Paper] = list(lab.graph.all("paper"))
    by_key = {paper.id: paper for paper in papers}
    shown = listed(lab, PUBLICATIONS)
    assert len(shown) == len(papers)
    return [by_key[key] for key in shown]


# -- the whole list -------------------------------------------------------------------


@pytest.fixture(scope="module")
def bibtex(lab: Lab) -> dict[str, dict[str, Any]]:
    """The .bib file of all papers as bibtexparser reads it, with LaTeX decoded by it."""
    library = bibtexparser.parse_file(
        str(lab.outdir / "research/publications.bib"),
        append_middleware=[
            LatexDecodingMiddleware(),
            SeparateCoAuthors(),
            SplitNameParts(),
        ],
    )
    assert library.failed_blocks == []
    return {
        entry.key: {
            "ENTRYTYPE": entry.entry_type,
            **{field.key: field.value for field in entry.fields},
        }
        for entry in library.entries
    }


@pytest.fixture(scope="module")
def items(lab: Lab) -> list[dict[str, Any]]:
    """The CSL-JSON file of all papers."""
    path = lab.outdir / "research/publications.csl.json"
    found: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))
    return found


def family(name: NameParts) -> str:
    """The family name with its particles."""
    return " ".join([*name.von, *name.last])


def test_the_bibtex_of_all_papers_is_complete(
    lab: Lab, bibtex: dict[str, dict[str, Any]]
) -> None:
    """All papers are there once, in the order of the page, as entries of their types."""
    papers = expected(lab)

    assert list(bibtex) == [paper.id for paper in papers]
    for paper in papers:
        assert bibtex[paper.id]["ENTRYTYPE"] == paper.entry_type


def test_bibtex_says_what_the_site_says(
    lab: Lab, bibtex: dict[str, dict[str, Any]]
) -> None:
    """Title, authors, year, venue and DOI are those of the record."""
    for paper in expected(lab):
        entry = bibtex[paper.id]
        formulas = "$" in entry["title"]  # bibtexparser leaves them as they are
        assert formulas or " ".join(entry["title"].split()) == paper.title.plain
        names = [name for name in entry["author"] if family(name) != "others"]
        assert [family(name) for name in names] == [
            author.family for author in paper.authors
        ]
        assert [" ".join(name.first) for name in names] == [
            author.given for author in paper.authors
        ]
        assert entry["year"] == paper.year
        venues = [
            entry.get(name)
            for name in ("journal", "booktitle", "school", "institution")
        ]
        assert [venue for venue in venues if venue] == [paper.venue] * bool(paper.venue)
        assert entry.get("doi", "") == paper.doi


def test_a_citation_processor_reads_what_the_site_says(
    lab: Lab, items: list[dict[str, Any]]
) -> None:
    """All papers are there in the order of the page; their facts are the record's."""
    source = CiteProcJSON(items)  # warns of what it does not know, and fails here then

    assert [item["id"] for item in items] == [paper.id for paper in expected(lab)]
    assert len(source) == len(items)
    for paper in expected(lab):
        reference = source[paper.id.lower()]
        assert str(reference["title"]) == paper.title.plain
        # "others" has no family
        names = [name for name in reference["author"] if name.get("family")]
        assert [name.get("family") for name in names] == [
            author.family for author in paper.authors
        ]
        assert [name.get("given") for name in names] == [
            author.given for author in paper.authors
        ]
        assert str(reference["issued"]["year"]) == paper.year
        venue = reference.get("container_title", reference.get("publisher", ""))
        assert str(venue) == (
            paper.venue
            or paper.imprint.publisher
            or paper.server
            or paper.imprint.howpublished
        )
        assert str(reference.get("DOI", "")) == paper.doi


@pytest.mark.parametrize("ending", FORMATS)
def test_the_page_of_publications_offers_all_papers(lab: Lab, ending: str) -> None:
    """The page links to a file of each format above its list, and in its head."""
    (path,) = (p for p in downloads(lab, PUBLICATIONS) if p.name.endswith(ending))

    assert path == lab.outdir / f"research/publications{ending}"
    if ending in ANNOUNCED:
        assert alternates(lab, PUBLICATIONS)[FORMATS[ending]] == path
    if ending != ".txt":
        assert keys(path) == listed(lab, PUBLICATIONS)


def test_the_text_has_each_paper_as_its_page_cites_it(lab: Lab) -> None:
    """In the order of the list, with an empty line between two papers."""
    text = (lab.outdir / "research/publications.txt").read_text("utf-8")
    lines = text.strip().split("\n\n")

    assert len(lines) == len(listed(lab, PUBLICATIONS))
    for key, line in zip(listed(lab, PUBLICATIONS), lines, strict=True):
        alone = (lab.outdir / f"research/papers/{key}.txt").read_text("utf-8")
        assert alone == f"{line}\n"
        (cited, *_) = lab.article(f"research/papers/{key}.html").cssselect(
            "section#cite p"
        )
        if cited.cssselect("math") == []:
            assert line == cited.text_content()


# -- lists of people and themes -------------------------------------------------------


def people(lab: Lab) -> Iterator[tuple[str, list[str]]]:
    """The pages of people, each with the keys of the papers that the person has."""
    for person in lab.graph.all("person"):
        address = f"group/people/{person.id}.html"
        if address in lab.pages:
            papers = expected(lab)
            yield address, [p.id for p in papers if person.id in p.people]


def themes(lab: Lab) -> Iterator[tuple[str, list[str]]]:
    """The pages of themes, each with the keys of the papers that have its keyword."""
    for topic in lab.themes():
        address = f"research/{topic}.html"
        yield address, [p.id for p in lab.graph.all("paper") if topic in p.topics]


def assert_offers(
    lab: Lab, address: str, papers: list[str], *, summary: bool = False
) -> None:
    """A page lists these papers, and links to files that have them in its order.

    :param summary: whether it lists the newest of them only.
    """
    shown = listed(lab, address)
    if summary:
        assert set(shown) <= set(papers)
    else:
        assert sorted(shown) == sorted(papers)
    files = downloads(lab, address)
    assert len(files) == len(FORMATS)
    assert list(alternates(lab, address).items()) == [
        (mime, path) for mime, path in zip(FORMATS.values(), files, strict=True) if mime
    ]
    for ending, path in zip(FORMATS, files, strict=True):
        assert path.name.endswith(ending)
        assert ending == ".txt" or sorted(keys(path)) == sorted(papers)
        assert ending == ".txt" or keys(path)[: len(shown)] == shown


def test_pages_of_people_offer_their_papers(lab: Lab) -> None:
    """Who has papers has files of them, who has none has no file."""
    found = dict(people(lab))

    assert any(found.values())
    assert not all(found.values())
    for address, papers in found.items():
        if papers:
            assert_offers(lab, address, papers, summary=True)
        else:
            assert listed(lab, address) == []
            assert downloads(lab, address) == []
            assert alternates(lab, address) == {}


def test_pages_of_themes_offer_their_papers(lab: Lab) -> None:
    """The files of a theme have the papers of its page and no others."""
    for address, papers in themes(lab):
        assert papers
        assert_offers(lab, address, papers)


def test_no_file_is_made_that_no_page_offers(lab: Lab) -> None:
    """Every .bib and every CSL-JSON file is named in the head of some page."""
    named = {
        path for address in lab.pages for path in alternates(lab, address).values()
    }

    made = {
        path
        for ending in ANNOUNCED
        for path in lab.outdir.rglob(f"*{ending}")
        if "_static" not in path.parts
    }
    assert made == named


# -- pages of papers ------------------------------------------------------------------


def test_each_paper_has_files_of_its_own(lab: Lab) -> None:
    """The head of a paper's page leads to its entry and its item, and to nobody else's."""
    for paper in lab.graph.all("paper"):
        address = f"research/papers/{paper.id}.html"
        found = alternates(lab, address)

        assert list(found) == list(ANNOUNCED.values())
        for ending, path in zip(ANNOUNCED, found.values(), strict=True):
            assert path == lab.outdir / f"research/papers/{paper.id}{ending}"
            assert keys(path) == [paper.id]


def test_a_paper_is_the_same_alone_and_in_the_list(
    lab: Lab, items: list[dict[str, Any]]
) -> None:
    """The item of a paper's page is the one of the list of all papers."""
    folder = lab.outdir / "research/papers"

    for item in items:
        (alone,) = json.loads((folder / f"{item['id']}.csl.json").read_bytes())
        assert alone == item
