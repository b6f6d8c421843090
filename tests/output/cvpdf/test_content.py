"""The content of a CV: from the document of its page to plain data."""

from __future__ import annotations

import pytest
from docutils import nodes

from groupsite.build.nodes import (
    record_date,
    record_item,
    record_list,
    record_part,
    record_when,
)
from groupsite.output.cvpdf.content import blocks_of, numbered
from groupsite.output.cvpdf.formulas import formula
from groupsite.output.cvpdf.vita import Block, Item, Run, merged, safe_link


def section(title: str, *content: nodes.Node) -> nodes.section:
    """A section of a page."""
    return nodes.section("", nodes.title("", title), *content, ids=["x"])


def paper(*content: nodes.Node, **attributes: int) -> record_item:
    """A paper in a list."""
    paragraph = nodes.paragraph("", "", *content)
    return record_item("", paragraph, classes=["paper"], **attributes)


def absolute(target: str) -> str:
    """The address of what the page links to."""
    return target if ":" in target else f"https://lab.example.org/{target}"


def test_the_date_of_a_station_stands_at_its_side() -> None:
    """A station is its date, and all the rest in one paragraph."""
    item = record_item(
        "",
        record_part("", "2018–2021", classes=["cv-date"]),
        record_part(
            "",
            "",
            nodes.inline("", "Reader", classes=["cv-title"]),
            nodes.Text(", Bath"),
            classes=["cv-what"],
        ),
        record_part("", "By invitation.", classes=["cv-note"]),
        record_part("", "", nodes.reference("", "Page", refuri="a.html")),
    )
    (block,) = blocks_of([section("Employment", record_list("", item))], absolute)

    link = "https://lab.example.org/a.html"
    runs = (
        Run("Reader", strong=True),
        Run(", Bath. By invitation. "),
        Run("Page", link=link),
    )
    assert block == Block(1, "Employment", (Item("2018–2021", (runs,)),))


def test_the_date_of_a_record_goes_to_its_side_with_its_comma() -> None:
    """No other comma goes with it, and nothing else of the paragraph."""
    paragraph = nodes.paragraph(
        "",
        "",
        nodes.Text("Seminar"),
        nodes.Text(", "),
        nodes.Text("Rome"),
        nodes.Text(", "),
        record_date("", "March 2025", datetime="2025-03"),
        nodes.Text(" · poster"),
    )
    item = record_item("", paragraph, classes=["talk"])
    (block,) = blocks_of([section("Talks", record_list("", item))], absolute)

    assert block.items == (Item("March 2025", ((Run("Seminar, Rome · poster"),),)),)


def test_one_of_several_periods_is_not_singled_out() -> None:
    """Only a period alone goes to the side."""

    def student(*times: str) -> record_item:
        periods = [record_when("", time) for time in times]
        parts: list[nodes.Node] = [nodes.Text("Tom")]
        for period in periods:
            parts += [nodes.Text(", "), period]
        return record_item("", nodes.paragraph("", "", *parts), classes=["person"])

    items = record_list("", student("2018"), student("2018", "2019–2023"))
    (block,) = blocks_of([section("Supervision", items)], absolute)

    assert block.items == (
        Item("2018", ((Run("Tom"),),)),
        Item("", ((Run("Tom, 2018, 2019–2023"),),)),
    )


def test_the_size_of_a_download_is_for_pages() -> None:
    """Links say what they lead to; what is no link is kept."""
    link = nodes.reference("", "Slides (11 MB)", refuri="a.pdf")
    item = record_item("", nodes.paragraph("", "", link, nodes.Text(" of (2 MB)")))
    (block,) = blocks_of([section("Talks", record_list("", item))], absolute)

    slides = Run("Slides", link="https://lab.example.org/a.pdf")
    assert block.items[0].paragraphs == ((slides, Run(" of (2 MB)")),)


def test_a_badge_is_set_off() -> None:
    """What colours tell on the page is told by a mark on paper."""
    chip = nodes.inline("", "Best paper", classes=["chip", "award"])
    item = paper(nodes.Text("2025"), nodes.Text(" "), chip)
    (block,) = blocks_of([section("P", record_list("", item))], absolute)

    assert block.items[0].paragraphs == ((Run("2025 · Best paper"),),)


def test_papers_are_numbered_over_all_groups() -> None:
    """A group does not begin again; numbers of the page are kept."""
    groups = [
        nodes.rubric("", "Articles (2)"),
        record_list("", paper(nodes.Text("A")), paper(nodes.Text("B"))),
        nodes.rubric("", "Theses (1)"),
        record_list("", paper(nodes.Text("C"))),
    ]
    blocks = numbered(blocks_of([section("Publications", *groups)], absolute))
    page = section("P", record_list("", paper(nodes.Text("A"), number=7)))

    headings = [(block.level, block.title) for block in blocks]
    assert headings == [(1, "Publications"), (2, "Articles (2)"), (2, "Theses (1)")]
    assert [i.side for b in blocks for i in b.items] == ["1.", "2.", "3."]
    assert blocks_of([page], absolute)[0].items[0].side == "7."


def test_styles_formulas_and_breaks_are_told_apart() -> None:
    """Own names are bold, journals italic, formulas readable."""
    item = paper(
        nodes.strong("", "Jane"),
        nodes.Text(" on "),
        nodes.math("", "x^2"),
        nodes.raw("", "<br />", format="html"),
        nodes.emphasis("", "J"),
        nodes.superscript("", "2"),
        nodes.subscript("", "i"),
        nodes.raw("", "<script>", format="html"),
    )
    (block,) = blocks_of([section("P", record_list("", item))], absolute)

    assert block.items[0].paragraphs == (
        (
            Run("Jane", strong=True),
            Run(" on "),
            Run("x²", formula=formula("x^2")),
            Run(" "),
            Run("J", italic=True),
            Run("2", raised="super"),
            Run("i", raised="sub"),
        ),
    )


def test_what_has_no_heading_or_no_text() -> None:
    """Items stand without a heading, too; empty ones are left out."""
    empty = record_item("", nodes.paragraph())
    full = record_item("", nodes.paragraph("", "A"))

    (block,) = blocks_of([record_list("", empty, full)], absolute)
    assert block == Block(0, "", (Item("", ((Run("A"),),)),))


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ([" a ", " b", " "], "a b"),
        (["a\n", "\tb"], "a b"),
        (["a\u200bb\u202e\x00\x1b[31m\ud800\ufeff"], "ab[31m"),
        (["नि\u200dन"], "नि\u200dन"),
        ([" ", "\u00a0a"], "\u00a0a"),
        (["", " "], ""),
    ],
)
def test_white_space_and_what_cannot_be_seen(pieces: list[str], expected: str) -> None:
    """White space is as on a page; what is left has a glyph."""
    runs = merged([Run(piece) for piece in pieces])

    assert "".join(run.text for run in runs) == expected


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "#id",
        "page.html",
        "http://[x",
    ],
)
def test_addresses_that_a_file_cannot_lead_to(address: str) -> None:
    """Only the web and mail are reached from a file."""
    assert safe_link(address) == ""


def test_addresses_that_a_file_leads_to() -> None:
    """They stay as they are."""
    assert safe_link("HTTPS://example.org/a?b#c") == "HTTPS://example.org/a?b#c"
    assert safe_link("mailto:jane@example.org") == "mailto:jane@example.org"


def test_letters_words_and_signs_of_formulas() -> None:
    """A single letter is slanted unless it says so, a word is upright."""
    tree = formula(r"\log n = \mathrm{F}")

    assert tree is not None
    assert [part[:2] for part in tree.parts if part.name != "row"] == [
        ("word", "log"),
        ("letter", "n"),
        ("sign", "="),
        ("text", "F"),
    ]
