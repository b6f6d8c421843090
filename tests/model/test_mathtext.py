"""Formulas as text: indices, fractions and roots in Unicode, and never any LaTeX."""

from __future__ import annotations

import time
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.model.mathtext import readable
from tests.drawing import drawn

deterministic = drawn(300)

#: What is left of LaTeX where a formula was not read.
MARKUP: Final = frozenset("\\{}$\n")


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"\ell_1", "ℓ₁"),
        (r"\ell^2", "ℓ²"),
        ("x^2", "x²"),
        ("x_{12}", "x₁₂"),
        ("x_1^2", "x₁²"),
        ("x^2_1", "x₁²"),
        ("H_2O", "H₂O"),
        ("10^3", "10³"),
        (r"\mathbb{R}^n", "ℝⁿ"),
        ("x^{(2)}", "x⁽²⁾"),
        ("{}^{18}F", "¹⁸F"),
        (r"\int_0^1 f", "∫₀¹f"),
    ],
)
def test_indices_are_small_where_unicode_has_them(latex: str, expected: str) -> None:
    """A digit or a sign above or below is the small one."""
    assert readable(latex) == expected


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("x_{ij}", "x_ij"),
        ("x_{max}", "x_max"),
        (r"x_{\max}", "x_max"),
        ("L^p", "L^p"),
        (r"L^\infty", "L^∞"),
        ("A^T", "A^T"),
        ("T_2^*", "T₂^*"),
        (r"\ell_{1,2}", "ℓ_(1,2)"),
        (r"\lim_{x \to 0}", "lim_(x → 0)"),
        (r"\max_{x \in X}", "max_(x ∈ X)"),
        (r"\sum_{k=1}^\infty a_k", "∑_(k = 1)^∞a_k"),
        (r"\bigcup^\infty_n", "⋃_n^∞"),
        (r"\overset{*}{x}", "x^*"),
        (r"n^{\mathrm{th}}", "nth"),
    ],
)
def test_other_indices_stand_behind_a_sign(latex: str, expected: str) -> None:
    """An index that has no small letters is told by ``_`` or ``^``, in parentheses where it is long."""
    assert readable(latex) == expected


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("x^{-1}", "x⁻¹"),
        ("10^{-3}", "10⁻³"),
        ("x^{n+1}", "xⁿ⁺¹"),
        ("x_{1+2}", "x₁₊₂"),
    ],
)
def test_a_sum_as_an_index_is_small_too(latex: str, expected: str) -> None:
    """Signs in an index do not keep it from being small."""
    assert readable(latex) == expected


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("^{18}F", "¹⁸F"),
        (r"^{18}\mathrm{F}", "¹⁸F"),
        (r" ^{13}\text{C}", "¹³C"),
        ("[^{18}F]", "[¹⁸F]"),
        (r"\mathrm{^{18}F}", "¹⁸F"),
        ("_2", "₂"),
    ],
)
def test_an_isotope_needs_nothing_before_it(latex: str, expected: str) -> None:
    """An index may come first."""
    assert readable(latex) == expected


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"\frac{1}{2}", "1/2"),
        (r"\tfrac{1}{2}", "1/2"),
        (r"\frac{a+b}{c}", "(a + b)/c"),
        (r"\frac{1}{1-x}", "1/(1 − x)"),
        (r"\frac{1}{\frac{1}{x}}", "1/(1/x)"),
        ("1/2", "1/2"),
        ("O(1/k^2)", "O(1/k²)"),
    ],
)
def test_fractions_are_written_in_a_line(latex: str, expected: str) -> None:
    """A fraction has a slash, and parentheses where it would be another one."""
    assert readable(latex) == expected


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"\sqrt{2}", "√2"),
        (r"\sqrt n", "√n"),
        (r"\sqrt{a+b}", "√(a + b)"),
        (r"\sqrt[3]{x}", "³√x"),
    ],
)
def test_roots_have_their_sign(latex: str, expected: str) -> None:
    """A root is a sign and what it is taken of, after its degree."""
    assert readable(latex) == expected


ACCENTS: Final = (
    "hat", "widehat", "tilde", "widetilde", "bar", "overline", "underline", "vec",
    "dot", "ddot", "acute", "grave", "check", "breve", "mathring", "overrightarrow",
)  # fmt: skip


@pytest.mark.parametrize("accent", ACCENTS)
@pytest.mark.parametrize(
    ("index", "expected"), [("", "x"), ("_1", "x₁"), ("^2", "x²"), ("_1^2", "x₁²")]
)
def test_an_accent_is_left_out(accent: str, index: str, expected: str) -> None:
    """A hat or a bar is lost, the letter below it and its indices are not."""
    assert readable(rf"\{accent}{{x}}{index}") == expected


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"\alpha", "α"),
        (r"\beta\gamma", "βγ"),
        (r"\Omega", "Ω"),
        (r"\varepsilon_0", "ε₀"),
        (r"\mu\text{m}", "μm"),
        (r"\Gamma\text{-convergence}", "Γ-convergence"),
        (r"\nabla f", "∇f"),
        (r"\infty", "∞"),
        (r"\ldots", "…"),
        ("α", "α"),
        ("é", "é"),
        ("日本", "日本"),
    ],
)
def test_letters_and_signs_are_those_of_unicode(latex: str, expected: str) -> None:
    """Greek letters and signs are characters, whether written as commands or not."""
    assert readable(latex) == expected


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("a=b", "a = b"),
        ("a<b", "a < b"),
        ("a>b", "a > b"),
        ("a+b", "a + b"),
        ("a-b", "a − b"),
        (r"a \leq b", "a ≤ b"),
        (r"a\neq b", "a ≠ b"),
        (r"2\times2", "2 × 2"),
        (r"x\in\mathbb R", "x ∈ ℝ"),
        (r"p \to q", "p → q"),
        (r"A\subset B", "A ⊂ B"),
        (r"n\log n", "n log n"),
        (r"\sin x", "sin x"),
        (r"a \cdot b", "a⋅b"),
        ("(a,b)", "(a,b)"),
        (r"\|x\|", "‖x‖"),
        (r"\left( x \right)", "(x)"),
        (r"\langle x,y\rangle", "⟨x,y⟩"),
        (r"50\%", "50%"),
        ("f'", "f'"),
    ],
)
def test_operators_stand_apart(latex: str, expected: str) -> None:
    """Relations, sums and functions have blanks around them, parentheses have none."""
    assert readable(latex) == expected


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"\text{TV}", "TV"),
        (r"\text{a b}", "a b"),
        (r"x\text{ if }y", "x if y"),
        (r"\mbox{TV}", "TV"),
        (r"\text{$x$}", "x"),
        (r"\text{R\&D}", "R&D"),
        (r"\mathrm{dTV}", "dTV"),
        (r"\mathrm{CO}_2", "CO₂"),
        (r"\operatorname{prox}", "prox"),
        (r"\mathbb{Z}_2", "ℤ₂"),
        (r"\mathcal{O}(n)", "𝒪(n)"),
        (r"\mathfrak{g}", "𝔤"),
        (r"\mathbf{x}", "x"),
        (r"{\mathbf{W}}", "W"),
        (r"\mathtt{ab}", "ab"),
        (r"\log(n)", "log(n)"),
        (r"\mathrm{AC}^0[\oplus]", "AC⁰[⊕]"),
    ],
)
def test_words_and_alphabets(latex: str, expected: str) -> None:
    """Text in a formula stays text; letters of another alphabet are from that one."""
    assert readable(latex) == expected


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"3\,\text{T}", "3 T"),
        (r"3~\text{T}", "3 T"),
        (r"a\quad b", "a b"),
        (r"a\;b", "a b"),
        (r"a\!b", "ab"),
        ("a b", "ab"),
    ],
)
def test_space_that_is_asked_for_is_kept(latex: str, expected: str) -> None:
    """A number and its unit do not run together; blanks mean nothing."""
    assert readable(latex) == expected


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"\foo", "foo"),
        (r"\foo x", "foo x"),
        (r"\foo{x}_1", "foox_1"),
        (r"x^{\foo}", "x^foo"),
        ("x^", "x^"),
        ("_", "_"),
        ("{", ""),
        ("}", ""),
        ("$x$", "x"),
        ("\\", ""),
        (r"\frac{1", "1"),
        (r"\left(x", "(x"),
    ],
)
def test_what_cannot_be_read_loses_its_markup(latex: str, expected: str) -> None:
    """Of an unknown command its name is left, of a brace that is not closed nothing."""
    assert readable(latex) == expected


@pytest.mark.parametrize("latex", ["", " ", "{}", "{{}}", "\n\t", r"\,", r"\mathrm{}"])
def test_nothing_is_nothing(latex: str) -> None:
    """An empty formula is an empty text."""
    assert readable(latex) == ""


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"\{a,b\}", "{a,b}"),
        (r"\left\{x\right\}", "{x}"),
        (r"\lbrace x \rbrace", "{x}"),
        (r"x\in\{0,1\}", "x ∈ {0,1}"),
        (r"\$", "$"),
        (r"A\backslash B", "A\\B"),
    ],
)
def test_signs_that_a_formula_shows_are_no_markup(latex: str, expected: str) -> None:
    """The braces of a set are braces for readers as well."""
    assert readable(latex) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [("a\nb", "ab"), ("\\text{a\nb}", "a b"), ("\\foo\n\nx", "foo x"), ("a\r\n", "a")],
)
def test_a_formula_is_one_line(source: str, expected: str) -> None:
    """Line breaks are blanks."""
    assert readable(source) == expected


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"\text{{ROF} and {TV}}", "ROF and TV"),
        (r"\text{a\\b}", "a b"),
        (r"\text{5\%, \{a\}}", "5%, {a}"),
        (r"a \not\in B", "a ∉ B"),
        (r"a \not{= b}", "a ≠ b"),
        (r"{a\not}b", "ab"),
        (r"a\not{}b", "ab"),
        (r"a\not", "a"),
    ],
)
def test_markup_within_formulas_is_not_shown(latex: str, expected: str) -> None:
    """Braces within text, and negations of nothing, leave no sign behind."""
    assert readable(latex) == expected


# -- what always holds ---------------------------------------------------------------

#: Pieces of formulas, good and bad, none of which shows a brace, a dollar or a backslash.
PIECES: Final = (
    "{", "}", "{}", "$", "^", "_", "^{", "_{", "&", "<", ">", "'", " ", "\n", "~", "x",
    "12", "é", "+", "-", "=", "(", ")", r"\alpha", r"\ell", r"\foo ", r"\frac", r"\sqrt",
    r"\sqrt[3]", r"\hat", r"\bar{x}", r"\text{", r"\text{a b}", r"\text{\alpha}",
    r"\mbox{\foo}", r"\mathrm{", r"\mathbb R", r"\left(", r"\right)", r"\begin{matrix}",
    r"\end{matrix}", r"\\", r"\,", r"\ ", "\\\n", r"\%", r"\&", r"\sum", r"\operatorname{", r"\not",
)  # fmt: skip


@given(st.text())
@deterministic
def test_no_text_is_too_odd(source: str) -> None:
    """Any text at all gives one line without blanks around it."""
    text = readable(source)

    assert text == " ".join(text.split())
    if "\\" not in source:
        assert not MARKUP & set(text)


@given(st.lists(st.sampled_from(PIECES) | st.text("abc12", max_size=3)).map("".join))
@deterministic
def test_no_latex_is_left(source: str) -> None:
    """However commands are put together, no backslash, brace or dollar comes out."""
    if any(sign in source for sign in (r"\{", r"\}", r"\$", r"\\{", r"\\}")):
        return  # two pieces that make a sign of its own
    text = readable(source)

    assert not MARKUP & set(text)
    assert text == " ".join(text.split())


@given(st.text(st.characters(categories=["L", "Nd"])))
@deterministic
def test_letters_and_digits_stay_as_they_are(source: str) -> None:
    """What is readable already is not changed, however often."""
    assert readable(source) == source
    assert readable(readable(source)) == source


@given(st.text("abcxyz", min_size=1, max_size=3), st.text("0123456789", min_size=1))
@deterministic
def test_every_number_can_be_an_index(letters: str, number: str) -> None:
    """Digits above and below are found again by their values."""
    above, below = (
        readable(f"{letters}^{{{number}}}"),
        readable(f"{letters}_{{{number}}}"),
    )

    for text in (above, below):
        assert text.startswith(letters)
        index = text.removeprefix(letters)
        assert not index.isascii()
        digits = "⁰¹²³⁴⁵⁶⁷⁸⁹" if text is above else "₀₁₂₃₄₅₆₇₈₉"
        assert "".join(str(digits.index(digit)) for digit in index) == number


DEEP: Final = {
    "groups": "{" * 1000 + "x" + "}" * 1000,
    "open groups": "{" * 1000,
    "closed groups": "}" * 1000,
    "indices": "x^{" * 1000 + "2" + "}" * 1000,
    "roots": r"\sqrt{" * 1000 + "x" + "}" * 1000,
    "fractions": r"\frac{1}{" * 1000 + "x" + "}" * 1000,
    "parentheses": r"\left(" * 1000 + r"\right)" * 1000,
    "accents": r"\hat{" * 1000 + "x" + "}" * 1000,
    "a long formula": "x+" * 1000,
}


@pytest.mark.parametrize("name", DEEP)
def test_deep_formulas_end_quickly(name: str) -> None:
    """A thousand braces take no time and break nothing."""
    start = time.perf_counter()
    text = readable(DEEP[name])

    assert time.perf_counter() - start < 5
    assert not MARKUP & set(text)
