"""The space in formulas."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from groupsite.mended.latex2mathml import MathError, tex2mathml
from groupsite.output.mathml import to_mathml
from groupsite.output.mathspace import as_in_tex
from tests.drawing import drawn

MATHML = "{http://www.w3.org/1998/Math/MathML}"


def operators(latex: str) -> list[tuple[str | None, str | None, str | None]]:
    """Each operator with its space, and whether it may grow."""
    math = etree.fromstring(to_mathml(latex, block=True))
    return [
        (mo.text, mo.get("lspace"), mo.get("stretchy"))
        for mo in math.iter(f"{MATHML}mo")
    ]


def test_operators_in_indices_have_no_space() -> None:
    """Those in a line keep it, those in indices of indices have none, too."""
    assert operators("a+b") == [("+", None, None)]
    assert operators("x_{k+1}^{n-1} + y") == [
        ("+", "0", None),
        ("−", "0", None),
        ("+", None, None),
    ]
    assert operators(r"\sum_{i=1}^n i+1")[1:] == [("=", "0", None), ("+", None, None)]
    assert operators("x_{a_{b+c}}") == [("+", "0", None)]


def test_a_full_stop_is_close() -> None:
    """A comma has its space from the dictionary of MathML."""
    assert operators("a.") == [(".", "0", None)]
    assert operators("a,") == [(",", None, None)]


def test_a_sign_belongs_to_what_is_behind_it() -> None:
    """Behind another operator or a bracket, but not behind a closing one."""
    assert operators(r"x = \pm y")[1:] == [("±", "0", None)]
    assert operators("f(+1)")[1:2] == [("+", "0", None)]
    assert operators(r"f(\cdot)")[1:2] == [("⋅", "0", None)]
    assert operators("f(x) - y")[2:] == [("−", None, None)]


def test_brackets_that_nobody_has_told_to_grow() -> None:
    """They are as tall as letters wherever they stand."""
    brackets = operators(r"a + \langle x, y \rangle + \lfloor z \rfloor")
    assert [b for b in brackets if b[0] not in {"+", ","}] == [
        (bracket, None, "false") for bracket in "⟨⟩⌊⌋"
    ]


@pytest.mark.parametrize("inner", ["x^k - w", r"\sqrt{2}", r"x_i^{k+1}"])
def test_fences_around_a_line_do_not_grow(inner: str) -> None:
    r"""Of `\left` and `\right`, around what is no taller than a line."""
    first, *_, last = operators(rf"\left( {inner} \right)")
    assert first == ("(", None, "false")
    assert last == (")", None, "false")


@pytest.mark.parametrize("inner", [r"\frac{a}{b}", r"\min_x x", r"\left(\sum_{i}^n\right)"])  # fmt: skip
def test_fences_around_more_grow(inner: str) -> None:
    """A fraction and limits are taller, also within other fences."""
    first, *_, last = operators(rf"\left\{{ {inner} \right\}}")
    assert first == ("{", None, None)
    assert last == ("}", None, None)


_PIECES = [
    "x", "_", "^", "{", "}", r"\left(", r"\right)", r"\frac", ".", "+", r"\sum",
    "‖", r"\|", "′", r"\text{<a>}", r"\sqrt", "&", "<",
]  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES)))
@drawn(300)
def test_only_attributes_change(pieces: list[str]) -> None:
    """The elements and the text stay as they are, and nothing changes twice."""
    try:
        before = tex2mathml(" ".join(pieces))
    except MathError:
        return
    after = as_in_tex(before)
    assert as_in_tex(after) == after
    old, new = etree.fromstring(before), etree.fromstring(after)
    for node in (*old.iter(), *new.iter()):
        node.attrib.clear()
    assert etree.tostring(old) == etree.tostring(new)
