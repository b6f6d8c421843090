"""Formulas as others write them, in the LaTeX that pages are made of."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.mended.latex2mathml import tex2mathml
from groupsite.model.mathtext import readable
from groupsite.sources.bibtex.formula import plain_formula
from tests.drawing import drawn

deterministic = drawn(300)


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("x^2", "x^2"),
        (r"\upalpha 7", r"\mathrm{\alpha} 7"),
        (r"\upbeta_2 \upPi", r"\mathrm{\beta}_2 \mathrm{\Pi}"),
        (r"\alphaup", r"\mathrm{\alpha}"),
        (r"\upsilon\uparrow", r"\upsilon\uparrow"),
        (r"{\bf W}", r"{\mathbf{W}}"),
        (r"21 {\rm\ per\ cent} a", r"21 {\mathrm{\ per\ cent}} a"),
        (r"{\cal O}(n \bf x)", r"{\mathcal{O}}(n \mathbf{x)}"),
        (r"{\bf\it x}y", r"{\mathbf{\mathit{x}}}y"),
        (r"a \lt b \gt c", "a < b > c"),
        (r"\texttt{tool}", r"\text{tool}"),
        (r"$\lambda$", r"\lambda"),
        (r"\bm{x} \mathds{1}", r"\boldsymbol{x} \mathbb{1}"),
        (r"\left<x\right>", r"\left\langle x\right\rangle"),
        ("a≤b", r"a\le b"),
        ("20°", r"20^{\circ}"),
        ("⌘", r"\text{⌘}"),
        (r"\displaystyle\sum x", r"\sum x"),
        (r"\color{red}x \textcolor{red}{y}", r"x {y}"),
        (r"\begin{align*}a&=b\end{align*}", r"\begin{aligned}a&=b\end{aligned}"),
        (r"\begin{equation}a\end{equation}", "a"),
        (r"\text{a \foo{b} c} d", r"\text{a \foo{b} c} d"),
        (r"5\%, \{a\}, \$", r"5\%, \{a\}, \$"),
        ("\\", ""),
    ],
)
def test_dialects_become_one(latex: str, expected: str) -> None:
    """Packages, plain TeX and symbols are written as amsmath writes them."""
    formula = plain_formula(latex)

    assert formula.latex == expected
    assert formula.unknown == ()
    assert plain_formula(expected).latex == expected
    tex2mathml(expected)


@pytest.mark.parametrize(
    ("latex", "expected", "unknown"),
    [
        (r"\SNR > \SNR", r"\mathrm{SNR}> \mathrm{SNR}", (r"\SNR",)),
        (r"\tool{x}^2", "{x}^2", (r"\tool",)),
    ],
)
def test_unknown_commands_leave_their_words(
    latex: str, expected: str, unknown: tuple[str, ...]
) -> None:
    """Their argument, or else their name, is shown; each is named once."""
    assert plain_formula(latex) == (expected, unknown)
    tex2mathml(expected)


PIECES = st.sampled_from(
    ["{", "}", "\\", r"\bf", r"\rm ", r"\foo", r"\upalpha", r"\text{", r"\color{", "$", "≤",
     r"\begin{align}", r"\end{align}", r"\left<", "x", "^", "_", " ", "&", "%", r"\lt "]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=2)).map("".join))
@deterministic
def test_no_formula_is_too_odd(latex: str) -> None:
    """Whatever it is, it is written, and can be read as text."""
    readable(plain_formula(latex).latex)


@pytest.mark.parametrize(
    "piece",
    [
        r"\bf",
        "{",
        "}",
        r"\text{",
        r"\color{",
        r"\foo ",
        "$",
        "{\\bf x",
        "≤",
        r"\begin{align}",
    ],
)
def test_time_is_linear(piece: str) -> None:
    """Long formulas are written at once."""
    start = time.perf_counter()
    plain_formula(piece * 20_000)

    assert time.perf_counter() - start < 3
