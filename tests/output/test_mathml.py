"""Formulas as MathML."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docutils.utils.math import MathError
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from groupsite.output.mathml import in_pieces, to_mathml
from tests.conftest import Built, new_site
from tests.drawing import drawn

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Site

MATHML = "{http://www.w3.org/1998/Math/MathML}"


def outline(latex: str, *, block: bool = False) -> str:
    """The elements of a formula as text: ``msub(mi:x mn:1)``."""

    def of(element: etree._Element) -> str:
        name = str(element.tag).removeprefix(MATHML)
        if len(element):
            return f"{name}({' '.join(of(child) for child in element)})"
        return f"{name}:{element.text}" if element.text else name

    return of(etree.fromstring(to_mathml(latex, block=block)))


FORMULAS = {
    "an index": (r"\ell_1", "math(msub(mi:ℓ mn:1))"),
    "a fraction": (r"\frac{1}{n}", "math(mfrac(mn:1 mi:n))"),
    "a letter of another alphabet": (r"\mathbb{R}", "math(mi:ℝ)"),
    "a name": (r"\mathrm{dTV}", "math(mi:dTV)"),
    "a comparison": ("a<b", "math(mi:a mo:< mi:b)"),
    "an index without a letter before it": ("^{18}", "math(msup(mrow mn:18))"),
    "one in braces": (r"\mathrm{^{18}F}", "math(mrow(msup(mrow mn:18) mi:F))"),
    "an index below, with blanks before it": (" _2", "math(msub(mrow mn:2))"),
    "nothing": ("", "math"),
}


@pytest.mark.parametrize("name", FORMULAS)
def test_formulas_become_mathml(name: str) -> None:
    """A formula is one <math> element with the structure of its LaTeX."""
    latex, expected = FORMULAS[name]

    assert outline(latex) == expected


def test_long_formulas_in_the_text_can_be_broken() -> None:
    """Behind relations and signs, which keep their spaces; short ones are whole."""
    whole = to_mathml(r"f(x_1) + g(x_2) = \min_y \|y\|^2 + \alpha R(y)")
    pieces = in_pieces(whole).split("<wbr />")
    found = [etree.fromstring(piece) for piece in pieces]
    short = to_mathml("a = b")

    assert len(found) == 3
    assert "".join("".join(piece.itertext()) for piece in found) == "".join(
        etree.fromstring(whole).itertext()
    )
    assert [piece[-1].get("form") for piece in found] == ["infix", "infix", None]
    assert in_pieces(short) == short


def test_lines_of_a_displayed_formula_are_rows() -> None:
    r"""`\\\\` starts a new row in a displayed formula, as in LaTeX."""
    latex = r"\begin{aligned} a &= b \\ c &= d \end{aligned}"
    math = etree.fromstring(to_mathml(latex, block=True))

    assert math.get("display") == "block"
    assert len(math.findall(f".//{MATHML}mtr")) == 2


@pytest.mark.parametrize(
    ("latex", "character"),
    [(r"\sin x", "\u2061"), ("f(x)", ""), (r"\gcd(a)", "\u2061")],
)
def test_no_entity_of_html_is_left(latex: str, character: str) -> None:
    """Invisible operators are characters: XML, and so epub, knows no other entities."""
    markup = to_mathml(latex)

    assert etree.fromstring(markup) is not None
    assert character in markup
    assert "&" not in markup


IMPOSSIBLE = {
    "an unknown command": (r"\foo", 'Unknown LaTeX command "\\foo".'),
    "a missing argument": ("x^", "Last node missing children. Source incomplete?"),
    "a column outside of a table": ("a & b", "something in it is missing or misplaced"),
    "a limit of nothing": (r"\limits_x", "something in it is missing or misplaced"),
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_what_cannot_be_shown_is_a_math_error(name: str) -> None:
    """Whatever docutils stumbles over is one kind of error, with a reason in words."""
    latex, reason = IMPOSSIBLE[name]

    with pytest.raises(MathError) as error:
        to_mathml(latex)
    assert str(error.value) == reason


@given(
    st.lists(
        st.sampled_from(
            [
                "a",
                "1",
                "+",
                "=",
                "<",
                "&",
                "^",
                "_",
                "{",
                "}",
                "(",
                ")",
                "[",
                "]",
                "|",
                "'",
                "%",
                "#",
                "\\\\",
                "\\frac",
                "\\sqrt",
                "\\sum",
                "\\limits",
                "\\hat",
                "\\left",
                "\\right",
                "\\text{x}",
                "\\mathbb",
                "\\operatorname",
                "\\begin{cases}",
                "\\end{cases}",
                "\\begin",
                "\\end",
                "\\pmod",
                "\\not",
                "\\color",
                "\\middle",
                "\\binom",
                "\\ldots",
                "\\quad",
            ]
        ),
        max_size=6,
    ).map(" ".join),
    st.booleans(),
)
@drawn(150)
def test_any_formula_is_well_formed_or_a_math_error(latex: str, block: bool) -> None:  # noqa: FBT001
    """Any source gives well-formed XML or a `MathError`, and nothing else."""
    try:
        markup = to_mathml(latex, block=block)
    except MathError:
        return
    assert etree.fromstring(markup).tag == f"{MATHML}math"


# -- on pages ---------------------------------------------------------------------

PAGE = """\
# Formulas

An inline one, $a < b$, and a displayed one:

$$
\\min_x f(x)
$$

One with a number:

$$
x = 1
$$ (one)

It is {eq}`one`.
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with a page of formulas."""
    site = new_site(tmp_path_factory.mktemp("math"), files={"publications.md": PAGE})
    return site.build()


def test_inline_formulas_stand_in_the_text(built: Built) -> None:
    """`$…$` is a <math> element within its paragraph."""
    (math,) = built.main("publications").cssselect("p > math")

    assert math.text_content() == "a<b"
    assert math.get("display") is None


def test_displayed_formulas_can_be_scrolled(built: Built) -> None:
    """`$$…$$` is a block that the keyboard can reach, as it may be too wide."""
    block = built.main("publications").cssselect("div.math-block")[0]

    assert block.get("tabindex") == "0"
    assert [m.get("display") for m in block.cssselect("math")] == ["block"]


def test_numbers_of_formulas_are_shown(built: Built) -> None:
    """A formula with a label shows the number that references to it show."""
    main = built.main("publications")
    (number,) = main.cssselect("#equation-one .eqno")
    (reference,) = main.cssselect("p a.reference[href='#equation-one']")

    assert number.text == reference.text_content() == "(1)"


def test_a_formula_that_cannot_be_shown_is_reported_and_left(
    make_site: Callable[..., Site],
) -> None:
    """A faulty formula is reported at its line; readers see its source."""
    page = "# Formulas\n\nThis is\nno good: $a < \\foo$.\n\n$$\n\\bar\n$$\n"
    built = make_site(files={"publications.md": page}).build(
        warnings=[
            'publications.md:3: WARNING: the formula `a < \\foo` cannot be shown: Unknown LaTeX command "\\foo". [groupsite.math]',
            "publications.md:6: WARNING: the formula `\\bar` cannot be shown: Last node missing children. Source incomplete? [groupsite.math]",
        ]
    )

    main = built.main("publications")
    assert [code.text for code in main.cssselect("p > code")] == [r"a < \foo"]
    (block,) = main.cssselect("div.math-block > code")
    assert block.text_content().strip() == r"\bar"


def test_a_formula_of_a_paper_is_reported_at_its_entry(
    make_site: Callable[..., Site],
) -> None:
    """Its page has no source, and the lists that show it are not where it is wrong."""
    built = make_site(
        files={
            "publications.bib": "% Papers\n@misc{a,\n  title = {On $\\hat$},\n"
            "  author = {Jane Doe},\n  year = 2024,\n  abstract = {So $\\bar$.},\n}\n",
            "news.md": "# News\n\n:::{news} 2024-07\n:kind: preprint\n:paper: a\n:::\n",
        },
    ).build(
        config={"groupsite_paper_pages": "papers", "html_baseurl": "https://a.org/"},
        warnings=[
            "publications.bib:2: WARNING: the formula `\\hat` cannot be shown: Last node missing children. Source incomplete? [groupsite.math]",
            "publications.bib:2: WARNING: the formula `\\bar` cannot be shown: Last node missing children. Source incomplete? [groupsite.math]",
        ],
    )

    assert [c.text for c in built.main("papers/a").cssselect("code")][:2] == [
        r"\hat",
        r"\bar",
    ]


def test_a_long_formula_is_shown_as_it_is_written(
    make_site: Callable[..., Site],
) -> None:
    """Docutils would take the square of the time; the message quotes its ends."""
    formula = "+".join(["x"] * 2_501)
    page = f"# Formulas\n\n${formula}$\n"
    whole = (
        f"the formula `{formula}` cannot be shown: it has more than 5000 characters, "
        "write several"
    )
    message = f"{whole[:500]} … {whole[-250:]}"
    built = make_site(files={"publications.md": page}).build(
        warnings=[f"publications.md:3: WARNING: {message} [groupsite.math]"]
    )

    assert [c.text for c in built.main("publications").cssselect("p > code")] == [
        formula
    ]


@pytest.mark.parametrize("parallel", [1, 3])
def test_a_formula_that_many_pages_show_is_reported_once(
    make_site: Callable[..., Site], parallel: int
) -> None:
    """It is wrong in one place, however many pages are made again."""
    files = {
        "news.md": "# News\n\n:::{news} 2024-07\n:id: a\n:kind: event\n\nOn $\\foo$.\n:::\n",
        **{
            f"page{n}.md": "---\norphan: true\n---\n# Page\n\n:::{timeline}\n:::\n"
            for n in range(4)
        },
    }
    site = make_site(files=files)
    message = (
        "news.md:7: WARNING: the formula `\\foo` cannot be shown: Unknown LaTeX command "
        '"\\foo". [groupsite.math]'
    )

    site.build(parallel=parallel, warnings=[message])
    site.edit("page1.md", "# Page", "# Another page")
    site.build(parallel=parallel, warnings=[message])


@pytest.mark.parametrize("builder", ["html", "epub"])
def test_pages_with_formulas_are_well_formed(
    make_site: Callable[..., Site], builder: str
) -> None:
    """Formulas are drawn without a script, in books as well."""
    config = {"copyright": "us", "version": "1", "epub_show_urls": "no"}
    site = make_site(files={"publications.md": PAGE + "\n$\\sin x$\n"})
    built = site.build(builder, config=config)

    suffix = {"html": "html", "epub": "xhtml"}[builder]
    path = built.outdir / f"publications.{suffix}"
    page = etree.parse(path, etree.XMLParser() if builder == "epub" else _html())
    assert len(page.xpath("//*[local-name()='math']")) == 4
    assert not page.xpath("//*[local-name()='script'][contains(@src, '://')]")


def _html() -> etree.HTMLParser:
    return etree.HTMLParser(encoding="utf-8")
