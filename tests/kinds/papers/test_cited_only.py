"""Works of others: they can be cited and named, and are in no list, file, feed or search."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import bibtexparser
import pytest
from lxml import etree

from tests.conftest import Built, new_site

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Site

OURS: Final = """
@article{own, author = {Jane Doe}, title = {Our Own}, journal = {J}, year = 2022}
@article{theirs, author = {Ann Other}, title = {Their First}, journal = {J},
  year = 2021, doi = {10.1000/theirs}, options = {skipbib}}
"""
#: Also has a paper of ours, as programs write it.
OTHERS: Final = """
@article{also, author = {Ann Other}, title = {Their Second}, year = 2020}
@article{own, author = {Doe, J.}, title = {Our Own}, journal = {J}, year = 2022}
"""
PAGES: Final = {
    "index": "# Jane Doe\n\n```{toctree}\ncited\npublications\n```\n",
    "publications": "# All\n\n```{publications}\n:export:\n```\n",
    "cited": "# Cited\n\n{cite:t}`own` cites {cite:t}`theirs` and "
    "{cite:t}`also`, that is {paper}`also` and {paper}`theirs`.\n",
}
CONF: Final = {
    "bibtex_bibfiles": ["publications.bib", "others.bib"],
    "groupsite_cited_files": ["others.bib"],
    "groupsite_paper_pages": "papers",
    "groupsite_search": True,
    "html_baseurl": "https://example.org/",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with one paper, which cites two of somebody else."""
    site = new_site(tmp_path_factory.mktemp("cited"))
    for name in ("news", "people"):
        (site.srcdir / f"{name}.md").unlink()
    for name, text in PAGES.items():
        site.write(f"{name}.md", text)
    site.write("publications.bib", OURS)
    site.write("others.bib", OTHERS)
    return site


@pytest.fixture(scope="module")
def built(site: Site) -> Built:
    """The site, built."""
    return site.build(config=CONF)


def test_they_are_cited_and_named(built: Built) -> None:
    """By their authors, year and title, linked to where they are."""
    *_, text = built.main("cited").cssselect("p")

    assert text.text_content() == (
        "Doe (2022) cites Other (2021) and Other (2020), that is Their Second and "
        "Their First."
    )
    assert [a.get("href") for a in text.cssselect("a")] == [
        "papers/own.html",
        "https://doi.org/10.1000/theirs",
        "https://doi.org/10.1000/theirs",
    ]


def test_nothing_lists_them(built: Built) -> None:
    """Neither a list, nor pages, files, feeds or the search; our own paper is there."""
    listed = built.main("publications").cssselect("li.paper[data-key]")
    library = bibtexparser.parse_file(str(built.outdir / "publications.bib"))
    feed = etree.parse(built.outdir / "feeds/papers.atom")

    assert [entry.get("data-key") for entry in listed] == ["own"]
    assert {path.stem for path in (built.outdir / "papers").glob("*.html")} == {"own"}
    assert [entry.key for entry in library.entries] == ["own"]
    assert [
        i["id"] for i in json.loads(_text(built.outdir / "publications.csl.json"))
    ] == ["own"]
    titles = feed.findall(".//{*}entry/{*}title")
    assert [title.text for title in titles] == ["Our Own"]
    index = json.loads(
        _text(built.outdir / "search-index.js").partition("=")[2].strip(" ;\n")
    )
    found = {title for _, title, *_ in index["entries"]}
    assert {"Our Own", "All"} <= found
    assert not any("Their" in title for title in found)


def _text(path: Path) -> str:
    return path.read_text("utf-8")
