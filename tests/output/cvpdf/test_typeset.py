"""A CV typeset by typst, from data of any kind."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

import pytest

from groupsite.output.cvpdf.formulas import formula
from groupsite.output.cvpdf.typeset import typeset
from groupsite.output.cvpdf.vita import Block, Item, Run, Vita, merged
from tests.conftest import REPOSITORY
from tests.output.cvpdf.verapdf import faults

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("typst")

VITA = Vita(
    name="Jane Doe",
    title="Curriculum vitae",
    dated="March 2026",
    date=(2026, 3, 1),
    language="en",
    footer=("Jane Doe – page ", " of ", ""),
    contact=((Run("Homepage", "https://example.org/"),),),
    blocks=(
        Block(
            1,
            "Employment",
            (Item("2018–2021", ((Run("Reader", strong=True), Run(", Bath")),)),),
        ),
        Block(1, "Publications"),
        Block(
            2,
            "Articles (1)",
            (
                Item(
                    "1.", ((Run("Flöße für Łódź"), Run("x²", formula=formula("x^2"))),)
                ),
            ),
        ),
    ),
)

HOSTILE = [
    '#panic("x")',
    '#read("/etc/passwd")',
    "$x^2$ *b* _i_ `c` <l> @r = h",
    '"); import "@preview/x:1.0.0"',
    "\\u{0} \\ ~ -- --- ...",
    "{{}}[[]]((",
    "/* // */",
    "a" * 5_000,
    "https://example.org/" + "a/" * 2_000,
    "ab\u0301c\u202e\u200b\ufeff\x00",
    "<script>alert(1)</script>",
    "#let x = 1; #x",
    "'; --",
    "\ud83d",
    "%PDF-1.7 endobj",
    "1. a\n- b\n+ c\n/ d: e",
    "שלום and مرحبا, mixed\u2066 with\u2069 numbers 1–2",
    "https://example.org/" + "a" * 10_000,
    "a\u0300\u0301\u0302\u0303\u0304\u0308" * 50,
    "".join(map(chr, range(32))) + "\x7f\x80\x9f\ufffe\uffff",
    "\u00ad\u2028\u2029\u00a0\u2003\u3000x",
]


def with_text(text: str) -> Vita:
    """A CV with *text* wherever text can stand."""
    runs = merged([Run(text)])
    (name,) = {run.text for run in runs} or {"x"}
    items = (Item(name, (runs, runs)),)
    blocks = (Block(1, name, items), Block(2, name, items))
    footer = (name, name, name)
    return replace(
        VITA, name=name, title=name, footer=footer, contact=(runs,), blocks=blocks
    )


@pytest.mark.parametrize("font", ["serif", "sans"])
@pytest.mark.parametrize("paper", ["a4", "us-letter"])
def test_a_file_meets_the_standards(font: str, paper: str) -> None:
    """It is a PDF with the fonts and of the size that were asked for."""
    made = typeset(replace(VITA, font=font, paper=paper))

    assert made.fault == ""
    assert made.pdf.startswith(b"%PDF-")
    names = {
        str(found["/BaseFont"]).partition("+")[2].partition("-")[0]
        for found in pypdf_objects(made.pdf)
        if found.get("/Type") == "/FontDescriptor" or "/BaseFont" in found
        if "/BaseFont" in found
    }
    own = "SourceSans3" if font == "sans" else "LibertinusSerif"
    assert own in names
    assert names <= {own, "NewCMMath"}
    width, height = {"a4": (595, 842), "us-letter": (612, 792)}[paper]
    (page,) = reader_of(made.pdf).pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (width, height)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_code(text: str) -> None:
    """Whatever stands in a record is text."""
    assert typeset(with_text(text)).fault == ""


FORMULAS = [
    r"\mathbb{R}^d",
    r"\alpha_{ij}^2",
    r"\hat{x} + \tilde{y} + \overline{z}",
    r"\frac{a}{\sqrt{b}} + \sqrt[3]{c}",
    r"\mathcal{O}(n\log n)",
    r"\sum_{i=1}^n x_i",
    r"^{18}\mathrm{F}",
    r"\|x\|_2 \leq \varepsilon \, y",
    r"\underset{x}{\min} f(x)",
    r"\overset{!}{=}",
]


@pytest.mark.parametrize("latex", FORMULAS)
def test_formulas_are_set_with_a_text_for_each(latex: str) -> None:
    """The standard demands a text, and that each sign has a glyph."""
    tree = formula(latex)
    assert tree is not None
    line = (Run("Of "), Run("readable", formula=tree), Run("."))
    vita = replace(VITA, blocks=(Block(1, "P", (Item("1.", (line,)),)),))
    made = typeset(vita)

    assert made.fault == ""
    (text,) = pages(made.pdf)
    assert "Of readable." not in text
    found = pypdf_objects(made.pdf)
    assert [tag["/Alt"] for tag in found if tag.get("/S") == "/Formula"] == ["readable"]


@pytest.mark.parametrize(
    "latex", [r"\frac{", "x" * 6_000, r"\begin{matrix}a\end{matrix}"]
)
def test_other_formulas_stay_readable_text(latex: str) -> None:
    """What is no formula, and what the template does not know."""
    assert formula(latex) is None


@pytest.mark.parametrize("form", [r"\frac{1}{%s}", "x^{%s}", r"\sqrt{%s}"])
def test_formulas_may_be_deep(form: str) -> None:
    """Some depth is set; what no program could read is text."""
    deep = "x"
    for _ in range(40):
        deep = form % deep
    line = (Run("readable", formula=formula(deep)),)
    vita = replace(VITA, blocks=(Block(1, "P", (Item("1.", (line,)),)),))

    assert line[0].formula is not None
    assert typeset(vita).fault == ""
    assert formula(form % (form % deep).replace("x", deep)) is None


def test_a_character_without_a_glyph_is_told() -> None:
    """The file is made all the same, without the standards."""
    made = typeset(with_text("\U00012f90"))  # Cypro-Minoan, new in Unicode 14

    told = "no font has “\U00012f90” (U+12F90); write it in another way"
    assert made.fault == told
    assert made.pdf.startswith(b"%PDF-")


@pytest.mark.parametrize("text", ["Zürich 東京", "😀 👩‍🔬", "Καλημέρα, мир"])
def test_fonts_of_the_machine_help_out(text: str) -> None:
    """A machine has a font for it, or the sign is told; Greek and Cyrillic are ours."""
    made = typeset(with_text(text))

    assert made.pdf.startswith(b"%PDF-")
    assert made.fault == "" or ("U+" in made.fault and not text.startswith("Κ"))


@pytest.mark.parametrize(
    ("zone", "locale"),
    [("Pacific/Kiritimati", "C"), ("America/New_York", "de_DE.UTF-8")],
)
def test_files_are_the_same_everywhere(zone: str, locale: str, tmp_path: Path) -> None:
    """Neither the zone, the locale, the folder nor the seed changes a byte."""
    code = (
        "import sys; from tests.output.cvpdf.test_typeset import *;"
        "sys.stdout.buffer.write(typeset(VITA).pdf)"
    )
    environment = {
        **os.environ,
        "TZ": zone,
        "LC_ALL": locale,
        "LANG": locale,
        "HOME": str(tmp_path),
        "TMPDIR": str(tmp_path),
        "SOURCE_DATE_EPOCH": "1",
        "PYTHONHASHSEED": "7",
        "PYTHONPATH": os.pathsep.join([str(REPOSITORY), *sys.path]),
    }
    made = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )

    assert made.stdout == typeset(VITA).pdf


def test_a_file_has_no_date_but_that_of_the_cv() -> None:
    """Nothing of the clock is in it, neither for viewers nor for archives."""
    pdf = typeset(VITA).pdf
    archived = reader_of(pdf).trailer["/Root"]["/Metadata"].get_data().decode()

    assert set(re.findall(rb"D:(\d+)", pdf)) == {b"20260301000000"}
    assert set(re.findall(r"\d{4}-\d\d-\d\d", archived)) == {"2026-03-01"}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is nothing to fork")
def test_a_forked_process_makes_the_same() -> None:
    """As in `sphinx-build -j 2`: it has none of the threads that typst has begun."""
    made = typeset(VITA).pdf
    context = get_context("fork")
    with ProcessPoolExecutor(1, context) as forked:
        assert forked.submit(typeset, VITA).result(timeout=60).pdf == made


def reader_of(pdf: bytes) -> Any:
    """*pdf*, to be looked at."""
    return pytest.importorskip("pypdf").PdfReader(io.BytesIO(pdf))


def pypdf_objects(pdf: bytes) -> list[Any]:
    """All dictionaries of a PDF."""
    reader = reader_of(pdf)
    objects = (
        reader.get_object(number) for number in range(1, reader.trailer["/Size"])
    )
    return [found for found in objects if hasattr(found, "get")]


def pages(pdf: bytes) -> list[str]:
    """The text of each page."""
    return [" ".join(page.extract_text().split()) for page in reader_of(pdf).pages]


def tags(node: Any) -> list[Any]:
    """The tags of a document: each is its name and what is in it."""
    node = node.get_object()
    if isinstance(node, list):
        return [tag for child in node for tag in tags(child)]
    if not hasattr(node, "get") or "/S" not in node:
        return []
    return [[node["/S"].lstrip("/"), *(tags(node["/K"]) if "/K" in node else [])]]


def test_screen_readers_are_told_what_is_what() -> None:
    """Headings have levels, lists are lists whose dates are labels, links are links."""
    root = reader_of(typeset(VITA).pdf).trailer["/Root"]["/StructTreeRoot"]
    ((document, *parts),) = tags(root["/K"])

    assert document == "Document"
    # a paragraph each for name, date and contact
    title, date, contact, *parts = parts
    assert (title, date, contact) == (["Title"], ["Span"], ["Link"])
    assert parts == [
        ["H1"],
        ["L", ["LI", ["Lbl"], ["LBody", ["Strong"]]]],
        ["H1"],
        ["H2"],
        ["L", ["LI", ["Lbl"], ["LBody", ["Formula"]]]],
    ]


@pytest.mark.full
@pytest.mark.parametrize("font", ["serif", "sans"])
@pytest.mark.parametrize("flavour", ["PDFUA_1", "PDFA_2_A"])
def test_verapdf_finds_no_fault(font: str, flavour: str) -> None:
    """The validator of the PDF Association agrees that it meets both standards."""
    hostile = [with_text(text).blocks[0] for text in HOSTILE[:5]]
    vita = replace(VITA, font=font, blocks=(*VITA.blocks, *hostile))

    assert faults(typeset(vita).pdf, flavour) == []


@pytest.mark.full
def test_verapdf_finds_faults() -> None:
    """A file that was made without a standard does not meet it."""
    typst: Any = pytest.importorskip("typst")
    plain = typst.compile(b"= Heading", format="pdf", pdf_standards=["1.7"])

    assert any("PDF/UA" in fault for fault in faults(plain, "PDFUA_1"))
    assert any("PDF/A" in fault for fault in faults(plain, "PDFA_2_A"))


def entry(side: str, text: str) -> Item:
    """An entry of a list."""
    return Item(side, ((Run(text),),))


def test_no_heading_is_left_at_the_end_of_a_page() -> None:
    """It goes to the next page with its first entry, and so does one of two headings."""
    filler = tuple(entry("2020", "Filler") for _ in range(66))
    moved = []
    for count in range(50, 66):
        blocks = (
            Block(1, "First", filler[:count]),
            Block(1, "Section"),
            Block(2, "Group", (entry("1.", "Entry"), entry("2.", "Second"))),
        )
        first, *_ = pages(typeset(replace(VITA, blocks=blocks)).pdf)
        assert ("Section" in first) == ("Group" in first) == ("Entry" in first)
        moved.append("Section" not in first)
    assert moved == sorted(moved)
    assert 3 < sum(moved) < 13


def test_only_long_entries_are_on_two_pages() -> None:
    """A paper is whole on its page; what would leave half a page empty is not."""
    filler = tuple(entry("2020", "Filler") for _ in range(66))
    divided = set()
    for count in range(52, 66):
        items = (*filler[:count], entry("1", "paper " * 100), entry("2", "text " * 800))
        blocks = (Block(1, "A", items),)
        texts = pages(typeset(replace(VITA, blocks=blocks)).pdf)
        counts = [(text.count("paper"), text.count("text")) for text in texts]
        papers, words = zip(*counts, strict=True)

        assert sorted(papers) == [0] * (len(texts) - 1) + [100]
        assert sum(words) == 800
        divided.add(max(words) < 800)
    assert True in divided


def test_dates_that_differ_in_length_have_one_edge() -> None:
    """Entries begin at one place in all lists; a long date is on two lines.

    Dates are smaller than entries.
    """
    sides = ["2020", "from Sept 2023", "announced December 2016", ""]
    items = [entry(side, f"Entry{n}") for n, side in enumerate(sides)]
    blocks = (Block(1, "A", tuple(items[:2])), Block(1, "B", tuple(items[2:])))
    pdf = typeset(replace(VITA, blocks=blocks)).pdf
    starts, sizes = zip(*places(pdf, "Entry"), strict=True)
    dates = [size for side in ("2020", "Sept", "2016") for _, size in places(pdf, side)]

    assert len(starts) == 4
    assert len(set(starts)) == 1
    assert starts[0] < 45 + 65  # margin, date
    assert set(sizes) == {8.7}
    assert dates == [7.8] * 3


@pytest.mark.parametrize("word", ["a" * 5_000, "https://example.org/" + "b/c-" * 500])
def test_long_words_stay_on_the_page(word: str) -> None:
    """They are broken, and nothing is added to them."""
    blocks = (Block(1, "A", (entry("2020", f"Before {word} after"),)),)
    (page, *_) = reader_of(typeset(replace(VITA, blocks=blocks)).pdf).pages
    lines = page.extract_text().splitlines()

    assert f"Before{word[:2_000]}" in "".join("".join(lines).split())
    assert max(map(len, lines)) < 200


def places(pdf: bytes, text: str) -> list[tuple[float, float]]:
    """Where pieces of text with *text* begin, from the left, and their sizes."""
    found: list[tuple[float, float]] = []

    def visit(
        piece: str, page: list[float], line: list[float], _font: Any, size: float
    ) -> None:
        if text in piece:
            left = line[4] * page[0] + line[5] * page[2] + page[4]
            found.append((round(left, 1), round(size, 1)))

    for page in reader_of(pdf).pages:
        page.extract_text(visitor_text=visit)
    return found


def test_text_can_be_copied_in_its_order() -> None:
    """Accents, numbers and dates are in their places."""
    (text,) = pages(typeset(VITA).pdf)

    assert text == (
        "Jane Doe Curriculum vitae, March 2026 Homepage Employment 2018–2021 Reader, Bath "
        "Publications Articles (1) 1. Flöße für Łódź𝑥2 Jane Doe – page 1 of 1"
    )


COPIED = (
    ("from Sept 2023", "Efficient office affinity, fjord"),
    ("2019–2021", "Ångström, Dvořák, Łukasiewicz, İnönü, Đặng Thị"),
    ("1 Mar 2020", "“Quotes”, ‚deutsche‘ – and — dashes… ½ × 2"),
)


@pytest.mark.parametrize("font", ["serif", "sans"])
def test_dates_are_beside_their_entries_in_copied_text(font: str) -> None:
    """Ligatures are letters again; programs that look for columns find none."""
    blocks = (Block(1, "A", tuple(entry(*pair) for pair in COPIED)),)
    pdf = typeset(replace(VITA, font=font, blocks=blocks)).pdf
    expected = " ".join(f"{side} {text}" for side, text in COPIED)

    assert expected in pages(pdf)[0]
    if program := shutil.which("pdftotext"):
        done = subprocess.run(
            [program, "-", "-"], input=pdf, capture_output=True, check=True
        )
        assert expected in " ".join(done.stdout.decode().split())


def test_the_file_says_what_it_is() -> None:
    """Title, author, date and language, for viewers and screen readers."""
    reader = reader_of(typeset(VITA).pdf)

    assert reader.metadata.title == "Jane Doe: Curriculum vitae"
    assert reader.metadata.author == "Jane Doe"
    assert reader.metadata.creation_date.date().isoformat() == "2026-03-01"
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert b"pdfuaid:part" in reader.trailer["/Root"]["/Metadata"].get_data()
    links = [a.get_object()["/A"]["/URI"] for a in reader.pages[0]["/Annots"]]
    assert links == ["https://example.org/"]
