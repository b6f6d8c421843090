"""Papers that nobody has written, and books of editors, in all that shows papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.conftest import Built, new_site

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BIB: Final = """
@manual{man, title = {The manual}, year = {2024}, organization = {Org}}
@proceedings{book, title = {The book}, editor = {Jane Doe and Ann Smith and Wei Li},
  year = {2023}, publisher = {P}}
@misc{others, title = {Others only}, author = {others}, year = 2020}
@misc{noted, title = {Noted}, author = {others}, note = {To appear}, year = {in press}}
"""
CITED: Final = "---\norphan: true\n---\n# Cited\n\n" + "\n\n".join(
    f"{{cite:{role}}}`{key}`"
    for key in ("man", "book", "others")
    for role in ("p", "t")
)
REPORT: Final = "---\norphan: true\n---\n# Report\n\n:::{report}\n:::\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site of such papers, each with a page."""
    files = {"publications.bib": BIB, "cited.md": CITED, "report.md": REPORT}
    site = new_site(tmp_path_factory.mktemp("anonymous"), files=files)
    site.write("news.md", "# News\n")
    config = {"groupsite_paper_pages": "papers", "html_baseurl": "https://x.org/"}
    return site.try_build(config=config)


def text(element: HtmlElement) -> str:
    """What an element says, blanks at its ends included."""
    return str(element.text_content())


def test_citations_in_text(built: Built) -> None:
    """The title stands for authors, but editors do so before."""
    assert [text(p) for p in built.main("cited").cssselect("p")] == [
        "(The manual, 2024)",
        "The manual (2024)",
        "(Doe et al., 2023)",
        "Doe et al. (2023)",
        "(Others only, 2020)",
        "Others only (2020)",
    ]


def test_lists_have_no_empty_parts(built: Built) -> None:
    """No part of an entry is empty or begins with a blank or a point."""
    for page in ("publications", "papers/man", "papers/others", "papers/noted"):
        for part in built.main(page).cssselect("[class^=paper-]"):
            assert text(part).strip(" .,") == text(part) != ""


def test_briefly(built: Built) -> None:
    """In one paragraph the venue follows the title."""
    said = [text(p) for p in built.main("report").cssselect("li.paper")]

    assert [" ".join(line.split()) for line in said] == [
        "The book. edited by Jane Doe, Ann Smith and Wei Li, P, 2023",
        "The manual. Org, 2024",
        "Noted. To appear In press",
        "Others only. 2020",
    ]


@pytest.mark.parametrize("key", ["man", "others", "noted"])
def test_descriptions_begin_with_titles(built: Built, key: str) -> None:
    """What search engines show of a page begins with the title of the paper."""
    page = built.page(f"papers/{key}")
    (title,) = page.cssselect("meta[name=citation_title]")
    (description,) = page.cssselect("meta[name=description]")

    assert description.get("content", "").startswith(f"{title.get('content')}. ")
    assert page.cssselect("meta[name=citation_author], meta[content='']") == []
