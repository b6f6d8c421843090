"""Activities in other formats than HTML: every record is there, and no link is loose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest
from lxml import etree

from tests.conftest import Site, new_site
from tests.kinds.activities.conftest import ORPHAN, SOURCES

if TYPE_CHECKING:
    from tests.conftest import Built

#: Settings that builders of books ask for.
CONFIG: Final = {"project": "p", "version": "1", "copyright": "us"}
PAGES: Final = ("grants", "talks", "teaching", "software", "awards", "cv")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The group with its pages in the navigation, and with a curriculum."""
    files = {**SOURCES, "cv.md": f"{ORPHAN}# CV\n\n:::{{cv}} doe-jane\n:::\n"}
    for name in PAGES:
        files[f"{name}.md"] = str(files[f"{name}.md"]).removeprefix(ORPHAN)
    site = new_site(tmp_path_factory.mktemp("formats"), files=files)
    pages = "\n".join(PAGES)
    site.edit("index.md", "\npeople\n", f"\npeople\n{pages}\n")
    return site


@pytest.fixture(scope="module")
def web(site: Site) -> Built:
    """The site in HTML."""
    return site.build(config=CONFIG)


#: What each page says, in this order.
TOLD: Final = {
    "grants": (
        "Maths: Mathematics of Tests",
        "It is about tests.",
        "Funder EPSRC, Programme Grant",
        "Period from January 2022, 5 years",
        "Partners Wei Li and Ann Smith",
        "Publications (1)",
        "* Fast MRI",
        "Talks and posters (1)",
        "* Fast MRI. Nordic Seminar, Oslo, Norway, 2024 · online",
        "News (2)",
        "We opened it.",
        "A Fellowship",
        "An Old Grant",
    ),
    "talks": (
        "2024 (2)",
        "* Fast MRI",
        "Slides (3 MB) · Recording",
        "* Two Things · Open question",
        "With Ann Smith and Wei Li",
        "Award: Poster prize",
        "2022 (1)",
        "* Of my Own",
    ),
    "teaching": ("* Algebra (MA1)", "Lecturer, University of Bath, UK, BSc, 2024/25"),
    "software": ("* Fast MRI", "* The Tool", "Tested on Linux; Mac OS X", "* Alone"),
    "awards": ("* A medal", "15 January 2025", "* Best paper", "For Fast MRI"),
    "cv": (
        "Employment",
        "* from 2021",
        "Reader, University of Bath",
        "Grants",
        "* Maths: Mathematics of Tests. EPSRC",
        "Invited talks and posters",
        "Publications",
        "Journal articles (1)",
    ),
}


def test_plain_text_tells_all_of_it(site: Site, web: Built) -> None:
    """In plain text every record is there with its facts, in the order of the page."""
    built = site.build("text", config=CONFIG)

    for page, told in TOLD.items():
        text = " ".join(built.text(page).split())
        places = [text.find(words) for words in told]
        assert -1 not in places, (page, told[places.index(-1)])
        assert places == sorted(places), page


def test_a_book_has_all_records(site: Site, web: Built) -> None:
    """In an e-book each page has the items and sections that it has in HTML."""
    book = site.build("epub", config=CONFIG)

    for page in PAGES:
        records = web.main(page).cssselect("[data-id][id], [data-key][id]")
        tree = etree.parse(book.outdir / f"{page}.xhtml")
        assert {record.get("id") for record in records} <= set(tree.xpath("//@id"))


def test_a_printed_book_has_all_records(site: Site, web: Built) -> None:
    """In LaTeX each record has one label, and each link to a record leads to one."""
    (path,) = site.build("latex", config=CONFIG).outdir.glob("*.tex")
    text = path.read_text("utf-8")

    labels = re.findall(r"\\label\{\\detokenize\{([^}]*)\}\}", text)
    linked = re.findall(r"\\hyperref\[\\detokenize\{([^}]*)\}\]", text)
    assert sorted(labels) == sorted(set(labels))
    assert set(linked) <= set(labels)
    for page in PAGES:
        records = web.main(page).cssselect("[id][data-id], [id][data-key]")
        # the first page of the book that shows an item of news has its label
        ids = [r.get("id") for r in records if "news-item" not in r.classes]
        assert {f"{page}:{name}" for name in ids} <= set(labels)


@pytest.mark.parametrize(
    "builder", ["dirhtml", "singlehtml", "man", "texinfo", "check"]
)
def test_no_format_complains(site: Site, web: Built, builder: str) -> None:
    """Every builder takes the pages as they are, from what was read once."""
    built = site.build(builder, config=CONFIG)

    assert not built.read
