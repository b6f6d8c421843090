"""Formulas in MathML become LaTeX."""

from __future__ import annotations

import pytest

from groupsite.sources.bibtex.mathml import latex_of


@pytest.mark.parametrize(
    ("inner", "latex"),
    [
        ("<mi>x</mi>", "x"),
        ("<mrow><mi>ℓ</mi><mo>∈</mo><mi>α</mi></mrow>", "ℓ∈α"),
        ("<msub><mi>L</mi><mn>2</mn></msub>", "L_{2}"),
        ("<msubsup><mi>L</mi><mn>2</mn><mi>p</mi></msubsup>", "L_{2}^{p}"),
        ("<mroot><mi>x</mi><mn>3</mn></mroot>", r"\sqrt[3]{x}"),
        ("<msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt>", r"\sqrt{x+1}"),
        ("<mfenced><mi>a</mi><mi>b</mi></mfenced>", "(a,b)"),
        (
            '<mfenced open="{" close="}" separators="; |"><mi>a</mi><mi>b</mi><mi>c</mi></mfenced>',
            r"\{a;b|c\}",
        ),
        ('<mi mathvariant="double-struck">R</mi>', r"\mathbb{R}"),
        ('<mi mathvariant="normal" id="a">T</mi>', r"\mathrm{T}"),
        ("<mi>sin</mi>", r"\mathrm{sin}"),
        ("<mover><mi>x</mi><mo>¨</mo></mover>", r"\ddot{x}"),
        ("<munder><mi>lim</mi><mi>x</mi></munder>", r"\mathrm{lim}_{x}"),
        (
            "<mmultiscripts><mi>F</mi><mprescripts/><none/><mn>18</mn></mmultiscripts>",
            "{}^{18}F",
        ),
        ("<mmultiscripts><mi>x</mi><mn>1</mn><mn>2</mn></mmultiscripts>", "x_{1}^{2}"),
        (
            "<mi>a</mi><mphantom><mi>b</mi></mphantom><mspace width='1em'/><mi>c</mi>",
            "a c",
        ),
        ("<mo>&lt;</mo><mo>&#x3B1;</mo><mo>&le;</mo>", "<α≤"),
        ("<mo>{</mo><mn>5%</mn>", r"\{5\%"),
        ("", ""),
        # fewer parts than the element has to have
        ("<mfrac><mi>x</mi></mfrac>", "x"),
        ("<mmultiscripts/>", ""),
    ],
)
def test_formula(inner: str, latex: str) -> None:
    """Elements and attributes that change what is written have their LaTeX."""
    assert latex_of(f"<math>{inner}</math>") == latex


def test_prefixes_and_other_attributes_do_not_matter() -> None:
    """Crossref has the prefix ``mml``, publishers attributes of their programs."""
    source = (
        '<mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML" xlink:href="a" '
        'display="inline"><mml:mi data-x="1">x</mml:mi></mml:math>'
    )
    assert latex_of(source) == "x"


def test_no_xml_is_none() -> None:
    """Half an element is not guessed at."""
    assert latex_of("<math><mi>x</math>") is None
    assert latex_of(f"<math>{'<mrow>' * 9999}{'</mrow>' * 9999}</math>") is None
