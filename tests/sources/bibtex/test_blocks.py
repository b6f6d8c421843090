"""Abstracts in paragraphs and lists."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.sources.bibtex.blocks import Passage, decode_passage
from groupsite.sources.bibtex.latex import decode_plain
from tests.drawing import drawn

deterministic = drawn(300)


def outline(source: str) -> list[str]:
    """The blocks of an abstract, items of lists behind a sign."""
    signs = {"paragraph": "", "bullet": "* ", "number": "# "}
    passage = decode_passage(source).passage
    return [f"{signs[form]}{text.plain}" for text, form in passage.blocks]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("One\nline.\n \n\nTwo $x^2$.\n", ["One line.", "Two x²."]),
        (r"One.\par Two. \parbox{1em}{x}", ["One.", "Two. x"]),
        (
            "We: \\begin{itemize}[noitemsep]\n\\item one\n\nmore\n\\item[b] two\n\\end{itemize} So.",
            ["We:", "* one more", "* b two", "So."],
        ),
        (r"\begin{enumerate}\item a\item b\end{enumerate}", ["# a", "# b"]),
        (r"a \item b", ["a", "* b"]),
        (r"\section*{Aim} x \paragraph{Why?} y", ["Aim: x", "Why? y"]),
        # HTML, escaped or not
        ("<p>One.</p>\n<p>Two.</p>", ["One.", "Two."]),
        ("&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;", ["One.", "Two."]),
        ("one<br>line<br/><br />Two", ["one line", "Two"]),
        (
            "We:<ul><li>one</li><li><p>two</p><p>more</p></li></ul>so<ol><li>a</li></ol>",
            ["We:", "* one", "* two more", "so", "# a"],
        ),
        ("<h4>Aim</h4><p>x</p><h4>Why?</h4>y", ["Aim: x", "Why? y"]),
        # JATS
        (
            (
                "<jats:title>Abstract</jats:title><jats:sec><jats:title>Aim</jats:title>\n"
                "<jats:p>x</jats:p><jats:p>y</jats:p></jats:sec>"
            ),
            ["Aim: x", "y"],
        ),
        (
            (
                '<jats:p>We</jats:p><jats:list list-type="order"><jats:list-item><jats:p>a'
                "</jats:p></jats:list-item></jats:list>"
            ),
            ["We", "# a"],
        ),
        # the word that programs put first
        ("Abstract: We show.", ["We show."]),
        ("ABSTRACT\n\nWe", ["We"]),
        ("Abstract—We", ["We"]),
        (r"\textbf{Abstract.} We", ["We"]),
        (r"{\bf Abstract} We", ["We"]),
        ("<b>Abstract</b><br>We", ["We"]),
        (r"\begin{abstract}We\end{abstract}", ["We"]),
        ("Abstract interpretation is", ["Abstract interpretation is"]),
        ("Abstract-state machines", ["Abstract-state machines"]),
        ("{Abstract} algebra", ["Abstract algebra"]),
        # units
        (
            r"A \SI{5}{\km} pipe, see https://a.org.",
            ["A 5\u00a0km pipe, see https://a.org."],
        ),
        ("", []),
    ],
)
def test_an_abstract_keeps_its_blocks(source: str, expected: list[str]) -> None:
    """Blank lines, lists and headings of LaTeX, HTML and JATS."""
    assert outline(source) == expected
    assert decode_passage(source).unknown == ()


def test_for_machines_it_is_one_line() -> None:
    """With blanks between its blocks; nothing is false."""
    assert (
        decode_passage("One.\n\n\\begin{itemize}\\item a\\end{itemize}").passage.plain
        == "One. a"
    )
    assert not Passage()
    assert decode_passage("x").passage


def test_unknown_commands_are_named_once() -> None:
    """Whatever block they are in."""
    assert decode_passage("\\foo{a}\n\n\\foo{b} \\bar{x}\\baz").unknown == (
        r"\foo",
        r"\baz",
    )


PIECES = st.sampled_from(
    ["\n\n", r"\item ", r"\begin{itemize}", r"\end{itemize}", r"\begin{enumerate}", r"\par ", "<p>",
     "</p>", "<li>", "</li>", "<ul>", "</ul>", "<br>", "Abstract", ": ", "{", "}", "$", "a"]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=2)).map("".join))
@deterministic
def test_no_abstract_is_too_odd(source: str) -> None:
    """Blocks come out of any text, none of them empty."""
    passage = decode_passage(source).passage

    assert all(block.text for block in passage.blocks)
    assert passage.plain == " ".join(block.text.plain for block in passage.blocks)


@given(st.text("abc ,.").filter(lambda text: "abstract" not in text))
@deterministic
def test_a_plain_text_is_one_block(source: str) -> None:
    """And the same as it would be elsewhere."""
    assert decode_passage(source).passage.plain == decode_plain(source)


@pytest.mark.parametrize(
    "piece",
    ["\n\n", r"\item ", r"\begin{itemize}", "<p>", "<p>a</p>", "<h4>a</h4><p>b</p>", "{", " ",
     "<br>", r"\par", "a \n \n", "Abstract "],
)  # fmt: skip
def test_time_is_linear(piece: str) -> None:
    """Long abstracts are read at once."""
    start = time.perf_counter()
    decode_passage(piece * 20_000)

    assert time.perf_counter() - start < 5
