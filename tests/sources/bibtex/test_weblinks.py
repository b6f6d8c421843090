"""Links in texts: what leads where, and what is shown of them."""

from __future__ import annotations

import time
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.model.identifiers import address_fault
from groupsite.sources.bibtex.latex import decode
from tests.drawing import drawn

deterministic = drawn(300)


def links(source: str) -> list[tuple[str, str]]:
    """Pairs (text, address) of the links in a text."""
    runs = decode(source, links=True).text.runs
    return [
        ("".join(run.text for run in group), address)
        for address, group in groupby(runs, lambda run: run.link)
        if address
    ]


@pytest.mark.parametrize(
    ("source", "shown", "found"),
    [
        # LaTeX
        (
            r"See \href{https://a.org/x\_y\%20\#1}{the \emph{page}}.",
            "See the page.",
            [("the page", "https://a.org/x_y%20#1")],
        ),
        (
            r"\url{https://a.org/~b\_c}",
            "https://a.org/~b_c",
            [("https://a.org/~b_c",) * 2],
        ),
        (r"\url{www.a.org}", "www.a.org", [("www.a.org", "https://www.a.org")]),
        (
            r"\href{https://a.org}{$x^2$ here}",
            "x² here",
            [("x^2 here", "https://a.org")],
        ),
        # HTML, escaped or not
        (
            '<a href="https://a.org/?b=1&amp;c=2" target="_blank">B</a>, <b>c</b>',
            "B, c",
            [("B", "https://a.org/?b=1&c=2")],
        ),
        ("<a href='https://a.org'>B</a>", "B", [("B", "https://a.org")]),
        ("<a href=https://a.org>B</a>", "B", [("B", "https://a.org")]),
        ('&lt;a href="https://a.org"&gt;B&lt;/a&gt;', "B", [("B", "https://a.org")]),
        (
            r'{\textless}a href="https://a.org/b{\_}c"{\textgreater}B{\textless}/a{\textgreater}',
            "B",
            [("B", "https://a.org/b_c")],
        ),
        # Markdown
        ("[b c](https://a.org/(d)) e", "b c e", [("b c", "https://a.org/(d)")]),
        ("[me](mailto:a@b.org)", "me", [("me", "mailto:a@b.org")]),
        ("<https://a.org/b>", "https://a.org/b", [("https://a.org/b",) * 2]),
        # as they are
        (
            "at https://a.org/b_c, (https://a.org/d(e)) and https://a.org/f.",
            "at https://a.org/b_c, (https://a.org/d(e)) and https://a.org/f.",
            [
                ("https://a.org/b_c",) * 2,
                ("https://a.org/d(e)",) * 2,
                ("https://a.org/f",) * 2,
            ],
        ),
        (
            r"https://a.org/b\_c\%20",
            "https://a.org/b_c%20",
            [("https://a.org/b_c%20",) * 2],
        ),
        # no links
        ("[1](see), [a], a:b", "[1](see), [a], a:b", []),
        ("[b](javascript:alert)", "b", []),
        (r"\href{javascript:x}{b} \url{file:///etc}", "b file:///etc", []),
        ('<a href="javascript:x">b</a> <a name="c">d</a>', "b d", []),
        (r"\href{https://a.org/ b}{c}", "c", []),
    ],
)
def test_links_lead_where_they_say(
    source: str, shown: str, found: list[tuple[str, str]]
) -> None:
    """However they are written; only addresses that a page may lead to are links."""
    text, unknown = decode(source, links=True)

    assert text.plain == shown
    assert links(source) == found
    assert unknown == ()


def test_a_title_has_no_links() -> None:
    """It is a link itself."""
    runs = decode(r"\href{https://a.org}{A} \url{https://b.org}").text.runs

    assert [(run.text, run.link) for run in runs] == [("A https://b.org", "")]


PIECES = st.sampled_from(
    ["[", "](", ")", "https://a.org/", "javascript:x", "mailto:", "<a href='", "'>", "</a>",
     r"\href{", r"\url{", "}", "{", "$x$", r"\_", " ", "<", ">", "."]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=2)).map("".join))
@deterministic
def test_no_link_is_unsafe(source: str) -> None:
    """Whatever is written, links lead to http, https or mailto."""
    for run in decode(source, links=True).text.runs:
        assert not run.link or not address_fault(run.link)


@pytest.mark.parametrize(
    "piece",
    ["[a](https:", "https://", "[", "<a href=", "<https://", r"\href{https://a.org}{", r"\url{",
     "[a](https://(", "a(", "<a href='https://a.org'>"],
)  # fmt: skip
def test_time_is_linear(piece: str) -> None:
    """Links that do not end take no longer than others."""
    start = time.perf_counter()
    decode(piece * 20_000, links=True)

    assert time.perf_counter() - start < 6
