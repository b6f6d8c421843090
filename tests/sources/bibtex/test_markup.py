"""Markup of other languages in fields: what is shown of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.sources.bibtex.latex import decode, decode_plain
from groupsite.sources.bibtex.markup import as_latex
from tests.drawing import drawn

deterministic = drawn(300)

L1 = (
    '<mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML" altimg="si1.svg">'
    "<mml:msub><mml:mi>L</mml:mi><mml:mn>1</mml:mn></mml:msub></mml:math>"
)
DOCUMENT = r"\documentclass{minimal}\begin{document}$$L_1$$\end{document}"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        # HTML, as Crossref and Zotero have it
        ("<i>in vitro</i> and <B>MRI</B>", "in vitro and MRI"),
        ("H<sub>2</sub>O, <SUP>18</SUP>F, 10<sup>-3</sup>", "H₂O, ¹⁸F, 10⁻³"),
        ("3<sup>rd</sup> <scp>PET</scp>", "3rd PET"),
        ('<span class="nocase">of</span> <a href="x">a page</a>', "of a page"),
        ("two<br>lines<br/>or<br />three", "two lines or three"),
        ("<i>a <b>b</b></i>", "a b"),
        (r"\alpha<i>x</i>", "αx"),
        # escaped once, and twice
        ("&lt;i&gt;in vivo&lt;/i&gt;", "in vivo"),
        ("Q&amp;A, R&amp;amp;D, caf&#233;", "Q&A, R&D, café"),
        ("&amp;lt;i&amp;gt;x&amp;lt;/i&amp;gt;", "x"),
        (r"Science \&amp; Art", "Science & Art"),
        (r"Science {\&}amp; Art", "Science & Art"),
        # escaped as text, by Mendeley and Zotero
        (r"{\textless}i{\textgreater}x{\textless}/i{\textgreater}", "x"),
        (r"\textless{}sub\textgreater{}2\textless{}/sub\textgreater{}", "₂"),
        ("{$<$}i{$>$}x{$<$}/i{$>$}", "x"),
        # JATS
        ("<jats:p>One.</jats:p><jats:p>Two.</jats:p>", "One. Two."),
        ("<jats:title>Abstract</jats:title><jats:p>One.</jats:p>", "One."),
        (
            "<jats:sec><jats:title>Aim</jats:title><jats:p>x</jats:p></jats:sec>",
            "Aim: x",
        ),
        ("<jats:title>Why?</jats:title><jats:p>So.</jats:p>", "Why? So."),
        # what only looks like it
        ("If a < b & c > d", "If a < b & c > d"),
        ("x<y, i<i and i>j, p <i 0.05", "x<y, i<i and i>j, p <i 0.05"),
        ("a <b> alone, </i> as well", "a <b> alone, </i> as well"),
        ("R&D; Q&notit; &unknown;", "R&D; Q&notit; &unknown;"),
        ("<html>x</html> <y>z</y>", "<html>x</html> <y>z</y>"),
        (r"p {\textless} 0.05 {\textgreater} 0", "p < 0.05 > 0"),
    ],
)
def test_pairs_of_tags_go_and_text_stays(source: str, shown: str) -> None:
    """Tags that programs write are markup, everything else is text."""
    assert decode_plain(source) == shown


@pytest.mark.parametrize(
    ("source", "formulas", "plain"),
    [
        (f"the {L1} norm", ["L_{1}"], "the L₁ norm"),
        (L1.replace("<", "&lt;").replace(">", "&gt;"), ["L_{1}"], "L₁"),
        (
            "<math><mi>&alpha;</mi><mo>&lt;</mo><mfrac><mn>1</mn><mn>2</mn></mfrac></math>",
            [r"α<\frac{1}{2}"],
            "α < 1/2",
        ),
        (
            "<math><msubsup><mi>x</mi><mn>1</mn><mi>p</mi></msubsup></math>",
            ["x_{1}^{p}"],
            "x₁^p",
        ),
        ("<math><msqrt><mi>x</mi></msqrt></math>", [r"\sqrt{x}"], "√x"),
        ("<math><mover><mi>x</mi><mo>^</mo></mover></math>", [r"\hat{x}"], "x"),
        ("<math><mi>log</mi><mtext>50%</mtext></math>", None, "log 50%"),
        (
            "<math><semantics><mi>x</mi><annotation>y</annotation></semantics></math>",
            ["x"],
            "x",
        ),
        (
            f"<alternatives><tex-math>{DOCUMENT}</tex-math>{L1}</alternatives>",
            ["L_1"],
            "L₁",
        ),
        ("<math><mi>x</math>", [], "x"),
        ("<math></math>!", [], "!"),
        # formulas of which every sign was escaped
        (r"{\$}{\backslash}alpha{\$} now", [r"\alpha"], "α now"),
        (
            r"{\$}\backslashmathcal{\{}X{\}}{\_}{\{}1{\}}{\$}-norm",
            [r"\mathcal{X}_{1}"],
            "𝒳₁-norm",
        ),
        (r"{\$}{\$}{\backslash}gamma {\$}{\$}", [r"\gamma"], "γ"),
        (r"from {\$}5 to {\$}6", [], "from $5 to $6"),
        (
            r"{\textdollar}{\textbackslash}mathrm\{AC\}{\^{}}0[{\textbackslash}oplus]{\textdollar}",
            [r"\mathrm{AC}^0[\oplus]"],
            "AC⁰[⊕]",
        ),
        (r"{\textdollar}AC{\^{}}0{\textdollar}!", ["AC^0"], "AC⁰!"),
        (
            r"\$\textbackslash alpha\_\{1\}\textasciicircum 2\$",
            [r"\alpha_{1}^2"],
            "α₁²",
        ),
        (r"\$\textbackslash{}ell\_1\$", [r"\ell_1"], "ℓ₁"),
        (r"{\textdollar}5 and {\textdollar}6", [], "$5 and $6"),
        (r"M$_{\ensuremath{\odot}}$", [r"_{{\odot}}"], "M_⊙"),
        (r"37\,$^{\circ}$C", [r"^{\circ}"], "37\u202f°C"),
    ],
)
def test_formulas_are_found_in_all_disguises(
    source: str, formulas: list[str] | None, plain: str
) -> None:
    """MathML and escaped LaTeX are formulas again."""
    text, unknown = decode(source)

    assert unknown == ()
    assert text.plain == plain
    if formulas is not None:
        assert [run.text for run in text.runs if run.math] == formulas


def test_two_ways_to_write_a_letter_are_one() -> None:
    """Files that hold letters and accents apart look and sort like others."""
    assert decode_plain("Zoe\u0308 Mu\u0308ller") == "Zoë Müller"


@given(
    st.text("ab <>&;/$x\\{}") | st.text(),
)
@deterministic
def test_text_without_pairs_of_tags_is_not_changed(text: str) -> None:
    """Nothing is markup that is not written as markup."""
    if "</" not in text and "<br" not in text.lower() and "&" not in text:
        assert as_latex(text) == text


PIECES = st.sampled_from(
    ["<i>", "</i>", "<sub>", "</sub>", "<math>", "</math>", "<mi>", "</mi>", "&lt;",
     "&amp;", "{\\$}", "{\\backslash}", "<alternatives>", "</alternatives>", "<tex-math>",
     "</tex-math>", "x", " ", "<br/>", "{", "}", "$", "<title>", "</title>"]
)  # fmt: skip


@given(st.lists(PIECES).map("".join))
@deterministic
def test_no_markup_is_too_odd(text: str) -> None:
    """Tags in any order are read, and decoding ends."""
    decode(text)
