"""Texts of services become LaTeX that can stand in a field."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.online.capitals import protected
from groupsite.online.texts import is_balanced, of_html, of_plain, of_tex, plain


@pytest.mark.parametrize(
    ("source", "latex"),
    [
        ("Fast &amp; calm <i>T</i><sub>2</sub> maps", r"Fast \& calm $T_2$ maps"),
        ("H<sub>2</sub>O, SO<sub>4</sub><sup>2−</sup>", "H$_2$O, SO$_4^{2-}$"),
        ("<sup>18</sup>F-FDG at 10<sup>-3</sup> m", "$^{18}$F-FDG at 10$^{-3}$ m"),
        ("<i>x</i><sub>max</sub>", r"$x_{\mathrm{max}}$"),
        ("<i>x</i><sub>1</sub><sup>2</sup>", "$x_1^2$"),
        ("<i>L</i><sup><i>p</i></sup>, <i>L<sup>2</sup></i>", "$L^p$, $L^2$"),
        ("the 2<sup>nd</sup> of 3<sub>low</sub>", r"the 2\textsuperscript{nd} of 3\textsubscript{low}"),
        ("<i>Escherichia coli</i>, <em>in vivo</em>", r"\emph{Escherichia coli}, \emph{in vivo}"),
        ("<i>\n  p\n</i>-adic", "$p$ -adic"),
        ("A <scp>PET</scp>\n <b>study</b>", "A PET study"),
        ("<scp>A</scp>bc:<scp>D</scp>ef", "Abc: Def"),
        ("is 1:2 http://a.b", "is 1:2 http://a.b"),
        ("&amp;lt;i&amp;gt;p&amp;lt;/i&amp;gt; &amp;lt; 5", "$p$ < 5"),
        ("a < b > c", "a < b > c"),
        ("a</i> b<b> c", "a b c"),
        ("one<br/>two", "one two"),
        # TeX in titles of arXiv and APS; amounts of money are none
        ("$L^2$ and $$O(n)$$", "$L^2$ and $O(n)$"),
        ("for $5 and $10, $5", r"for \$5 and \$10, \$5"),
        (r"$\mathcal{O}(N)$", r"$\mathcal{O}(N)$"),
        ("$\\{a$ and $b_{$", r"$\lbrace a$ and b\_\textbraceleft{}"),
        # JATS
        ("<jats:title>Abstract</jats:title><jats:p>Short.</jats:p>", "Short."),
        (
            "<jats:sec><jats:title>Methods</jats:title><jats:p>Long.</jats:p></jats:sec><jats:sec><jats:title>Why?</jats:title><jats:p>So.</jats:p></jats:sec>",
            "Methods: Long. Why? So.",
        ),
        (
            r"<jats:inline-formula><jats:alternatives><jats:tex-math><![CDATA[\documentclass{m}\begin{document}$$x_{1}$$\end{document}]]></jats:tex-math><mml:math><mml:mi>y</mml:mi></mml:math></jats:alternatives></jats:inline-formula>",
            "$x_1$",
        ),
        # MathML
        (
            "<mml:math><mml:msup><mml:mi>ℓ</mml:mi><mml:mn>12</mml:mn></mml:msup></mml:math>",
            r"$\ell^{12}$",
        ),
        (
            "<math><mi>ℝ</mi><mo>×</mo><mi>𝓛</mi><mo>−</mo><mi>𝛼</mi></math>",
            r"$\mathbb{R}\times \mathcal{L}-\alpha$",
        ),
        ("<math><mn>12</mn></math> weeks", "12 weeks"),
        ("<math><mi>x</math>", "x"),
        # what means something in LaTeX
        (r"a_b #1 ~ ^ \ 5% ", r"a\_b \#1 \textasciitilde{} \textasciicircum{} \textbackslash{} 5\%"),
        ("a { b", r"a \textbraceleft{} b"),
        ("Mu\u0308ller\u00a0x\u0007\u202ey", "Müller xy"),
    ],
)  # fmt: skip
def test_html(source: str, latex: str) -> None:
    """Entities, tags of HTML, JATS and MathML, and TeX between dollars."""
    assert of_html(source) == latex


@pytest.mark.parametrize(
    ("source", "latex"),
    [
        ("Calm waves in $L^2$ and\n  beyond", "Calm waves in $L^2$ and beyond"),
        (r"G{\"o}del, 10\% \& \emph{x}", r"Gödel, 10\% \& x"),
        (r"$\alpha$-x", r"$\alpha$-x"),
        ("a } b _ c", r"a b \_ c"),
        ("H\\textsubscript{ab}", r"H$_{\mathrm{ab}}$"),
    ],
)
def test_tex(source: str, latex: str) -> None:
    """Accents become letters, formulas stay."""
    assert of_tex(source) == latex


def test_plain_text() -> None:
    """Names of publishers have entities; numbers stay as they are."""
    assert of_plain("Smith &amp; Sons_") == r"Smith \& Sons\_"
    assert plain(" a\u00a0 &amp; {b}\u0000 ") == "a & {b}"


@given(
    st.lists(
        st.sampled_from([
            "<i>", "</i>", "<sub>", "</sub>", "<sup>", "</sup>", "<math>", "</math>",
            "<mi>", "</mi>", "<scp>", "</scp>", "<jats:p>", "<br/>", "&lt;", "&amp;", "{",
            "}", "$", "\\", "^", "_", "x", "T", "ab", " ", "\0", "1", "\0000\0", "é",
        ])
    )
)  # fmt: skip
def test_braces_and_dollars_match(parts: list[str]) -> None:
    """Whatever is in a text, it cannot end its field, nor leave a formula open."""
    for latex in (
        of_html("".join(parts)),
        of_tex("".join(parts)),
        of_plain("".join(parts)),
    ):
        assert is_balanced(latex)
        dollars = latex.replace(r"\$", "").count("$")
        assert dollars % 2 == 0
        assert "\0" not in latex


@pytest.mark.parametrize(
    "part", ["<i>", "</i>", "<i></b>", "$", "$x$", "<sub>2", "{", "<math>", "&amp;", "\0001\0", "."]
)  # fmt: skip
def test_huge_texts_take_no_time(part: str) -> None:
    """Whoever registers a DOI writes what they like: linear time, no deep recursion."""
    text = part * (300_000 // len(part))
    start = time.process_time()
    protected(of_html(text))
    of_plain(text)

    assert time.process_time() - start < 10
