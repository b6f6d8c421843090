"""Our nodes in every format: elements in HTML, lists and paragraphs elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from docutils.parsers.rst import Directive
from lxml import etree

from groupsite.build.nodes import (
    record_date,
    record_fold,
    record_item,
    record_list,
    record_part,
    record_row,
    record_section,
    record_sign,
    record_source,
)
from tests.conftest import TOCTREE, Built, new_site

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.html import HtmlElement
    from sphinx.application import Sphinx

RAW = "a < b & \"c\" 'd'\n  indented {x}"


class Sample(Directive):
    """Makes one node of each kind."""

    def run(self) -> list[nodes.Node]:
        """A list of one item with all parts, a table of one row, and a section."""
        item = record_item(
            "",
            record_part("", "", record_date("", "July 2024", datetime="2024-07")),
            record_part(
                "",
                "Shown",
                record_fold("", " and folded", summary="more & more", classes=["fold"]),
                classes=["part"],
            ),
            record_part(
                "",
                "A",
                record_sign("", "*", label='"equal"'),
                record_sign("", "†", label=""),
                record_fold("", ", B", summary="…", before=", ", label="1 & 1"),
                classes=["signs"],
            ),
            record_source(summary="Source", text=RAW, classes=["source"]),
            ids=["item-1"],
            classes=["item"],
            data={"id": "1", "odd": 'a"<b'},
        )
        row = record_row(
            "",
            nodes.entry("", nodes.paragraph("", "cell")),
            ids=["row-2"],
            data={"id": "2"},
        )
        group = nodes.tgroup(
            "", nodes.colspec(colwidth=4), nodes.tbody("", row), cols=1
        )
        section = record_section(
            "",
            nodes.title("", "A record"),
            nodes.paragraph("", "Its text."),
            ids=["section-3"],
            classes=["section"],
            data={"id": "3", "odd": 'a"<b'},
        )
        return [
            record_list("", item, classes=["list"]),
            nodes.table("", group),
            section,
        ]


def build(folder: Path, builder: str) -> Built:
    """A site whose home page has the nodes."""
    text = f"# Home\n\n```{{sample}}\n```\n{TOCTREE}"
    site = new_site(folder, files={"index.md": text, "news.md": "# News\n"})
    config = {"copyright": "us", "version": "1", "project": "p"}

    def register(app: Sphinx) -> None:
        app.add_directive("sample", Sample)

    return site.build(builder, config=config, on_app=register)


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> HtmlElement:
    """The nodes in HTML."""
    return build(tmp_path_factory.mktemp("html"), "html").main()


def test_a_list_is_ordered(html: HtmlElement) -> None:
    """A list of records is an <ol>, and stays a list where its style is removed."""
    (ol,) = html.cssselect("ol.list")

    assert "records" in ol.classes
    assert [child.tag for child in ol] == ["li"]


def test_data_become_attributes(html: HtmlElement) -> None:
    """The data of an item and of a row are attributes, whatever they hold."""
    (item,) = html.cssselect("ol.list > li")

    assert dict(item.attrib) == {
        "class": "item",
        "id": "item-1",
        "data-id": "1",
        "data-odd": 'a"<b',
    }
    (row,) = html.cssselect("table tr")
    assert dict(row.attrib) == {"id": "row-2", "data-id": "2"}
    assert [cell.text_content() for cell in row] == ["cell"]


def test_a_section_has_a_heading_and_data(html: HtmlElement) -> None:
    """A record may be a section, with a heading one level below that around it."""
    (section,) = html.cssselect("section > section")

    assert dict(section.attrib) == {
        "class": "section",
        "id": "section-3",
        "data-id": "3",
        "data-odd": 'a"<b',
    }
    assert [child.tag for child in section] == ["h2", "p"]
    assert section[0].text == "A record"


def test_signs_have_words(html: HtmlElement) -> None:
    """For those who do not see them; a sign without words is one all the same."""
    (part,) = html.cssselect("div.signs")
    equal, bare = part.cssselect("sup.sign > span")

    words = {"role": "img", "aria-label": '"equal"', "title": '"equal"'}
    assert (equal.text, dict(equal.attrib)) == ("*", words)
    assert (bare.text, dict(bare.attrib)) == ("†", {})


def test_a_fold_says_what_it_hides(html: HtmlElement) -> None:
    """What stands before the summary vanishes with it, a mere mark has a label."""
    (summary,) = html.cssselect("div.signs summary")

    assert summary.text == ", "
    assert [span.text for span in summary] == ["…"]
    assert dict(summary.attrib) == {"aria-label": "1 & 1", "title": "1 & 1"}


def test_parts_are_blocks(html: HtmlElement) -> None:
    """A part is a <div>: it may hold a disclosure, a paragraph may not."""
    (part,) = html.cssselect("li > div.part")

    (fold,) = part.cssselect("details.fold")
    assert [child.tag for child in fold] == ["summary"]
    assert fold[0].text == "more & more"
    assert fold[0].tail == " and folded"


def test_a_date_is_for_machines_too(html: HtmlElement) -> None:
    """A date is a <time> with its ISO form."""
    (time,) = html.cssselect("time")

    assert (time.get("datetime"), time.text) == ("2024-07", "July 2024")


def test_a_source_is_shown_as_it_stands(html: HtmlElement) -> None:
    """Source text keeps every character, its blanks included."""
    (details,) = html.cssselect("details.source")

    assert details[0].text == "Source"
    assert details.cssselect("pre > code")[0].text == RAW


def test_a_book_has_the_same_elements(tmp_path: Path) -> None:
    """An e-book has the elements of HTML, as well-formed XML."""
    page = etree.parse(build(tmp_path, "epub").outdir / "index.xhtml")

    names = ("ol", "time", "details", "summary", "pre")
    assert [len(page.xpath(f"//*[local-name()='{n}']")) for n in names] == [
        1,
        1,
        3,
        3,
        1,
    ]


def test_plain_text_reads_on(tmp_path: Path) -> None:
    """In plain text a list has bullets, a fold is open, source text is left out."""
    lines = build(tmp_path, "text").text().splitlines()

    assert lines[3:12] == [
        "* July 2024",
        "",
        "  Shown and folded",
        "",
        "  A*†, B",
        "",
        "+------+",
        "| cell |",
        "+------+",
    ]


@pytest.mark.parametrize(
    ("builder", "pattern"), [("latex", "*.tex"), ("texinfo", "*.texi"), ("man", "*.1")]
)
def test_manuals_have_the_words(tmp_path: Path, builder: str, pattern: str) -> None:
    """LaTeX, Texinfo and manual pages show what readers see, and no source text."""
    (path,) = build(tmp_path, builder).outdir.glob(pattern)

    text = path.read_text("utf-8")
    words = ("July 2024", "Shown", "and folded", "cell", "Its text.")
    assert [word for word in words if word in text] == list(words)
    assert not [word for word in ("indented", "Source") if word in text]


def test_items_and_rows_can_be_linked_to_in_latex(tmp_path: Path) -> None:
    """In LaTeX items, rows and sections have a label each, for links to them."""
    (path,) = build(tmp_path, "latex").outdir.glob("*.tex")

    labels = re.findall(
        r"\\label\{\\detokenize\{index:(\w+-\d)\}\}", path.read_text("utf-8")
    )
    assert labels == ["item-1", "row-2", "section-3"]
