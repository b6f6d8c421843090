"""A CV typeset by typst, from data of any kind."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from groupsite.output.cvpdf.formulas import formula
from groupsite.output.cvpdf.typeset import typeset
from groupsite.output.cvpdf.vita import Block, Item, Run, Vita, merged

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


def test_a_file_meets_the_standard() -> None:
    """It is a tagged PDF that names its standard."""
    made = typeset(VITA)

    assert made.fault == ""
    assert made.pdf.startswith(b"%PDF-")


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
    tags = pypdf_objects(made.pdf)
    assert [tag["/Alt"] for tag in tags if tag.get("/S") == "/Formula"] == ["readable"]


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
    """The file is made all the same, without the standard."""
    made = typeset(with_text("\U00012000"))

    assert "\U00012000" in made.fault or "12000" in made.fault
    assert made.pdf.startswith(b"%PDF-")


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/New_York"])
def test_files_are_the_same_everywhere(zone: str, tmp_path: Path) -> None:
    """Neither the clock nor the zone, the locale or the folder changes a byte."""
    code = (
        "import sys; from tests.output.cvpdf.test_typeset import *;"
        "sys.stdout.buffer.write(typeset(VITA).pdf)"
    )
    environment = {
        **os.environ,
        "TZ": zone,
        "LC_ALL": "C",
        "TMPDIR": str(tmp_path),
        "SOURCE_DATE_EPOCH": "1",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    made = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, check=True
    )

    assert made.stdout == typeset(VITA).pdf


def pypdf_objects(pdf: bytes) -> list[Any]:
    """All dictionaries of a PDF."""
    reader: Any = pytest.importorskip("pypdf").PdfReader(io.BytesIO(pdf))
    objects = (
        reader.get_object(number) for number in range(1, reader.trailer["/Size"])
    )
    return [found for found in objects if hasattr(found, "get")]


def pages(pdf: bytes) -> list[str]:
    """The text of each page."""
    reader: Any = pytest.importorskip("pypdf").PdfReader(io.BytesIO(pdf))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def test_text_can_be_copied_in_its_order() -> None:
    """Accents, numbers and dates are in their places."""
    (text,) = pages(typeset(VITA).pdf)

    assert text == (
        "Jane Doe Curriculum vitae, March 2026 Homepage Employment 2018–2021 Reader, Bath "
        "Publications Articles (1) 1. Flöße für Łódź𝑥2 Jane Doe – page 1 of 1"
    )


def test_the_file_says_what_it_is() -> None:
    """Title, author, date and language, for viewers and screen readers."""
    pypdf: Any = pytest.importorskip("pypdf")
    reader = pypdf.PdfReader(io.BytesIO(typeset(VITA).pdf))

    assert reader.metadata.title == "Jane Doe: Curriculum vitae"
    assert reader.metadata.author == "Jane Doe"
    assert reader.metadata.creation_date.date().isoformat() == "2026-03-01"
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert b"pdfuaid:part" in reader.trailer["/Root"]["/Metadata"].get_data()
    links = [a.get_object()["/A"]["/URI"] for a in reader.pages[0]["/Annots"]]
    assert links == ["https://example.org/"]
