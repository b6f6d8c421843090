"""Entries for one paper are told from works that share a number or a title."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from groupsite.kinds.papers.kind import PAPER
from groupsite.kinds.papers.twins import like_titles, same_numbers
from groupsite.model.graph import Graph
from tests.conftest import bare_settings

if TYPE_CHECKING:
    from tests.kinds.papers.conftest import Load

ABSTRACT = (
    "@inproceedings{{{key}, author = {{{author}}}, title = {{{title}}}, year = 2016,\n"
    "  booktitle = {{{book}}}, doi = {{10.1000/s4.1}}, pages = {{{pages}}}}}\n"
)
#: An article that differs from others in what is given.
ARTICLE = (
    "@article{{{key}, author = {{{author}}}, title = {{{title}}}, journal = {{{journal}}},\n"
    "  year = 2019, eprint = {{1906.00001}}, archiveprefix = {{arXiv}}{more}}}\n"
)


def abstract(
    key: str,
    title: str,
    pages: str = "",
    author: str = "Jane Doe",
    book: str = "Meeting",
) -> str:
    """An abstract in the supplement of a journal."""
    return ABSTRACT.format(key=key, title=title, pages=pages, author=author, book=book)


def article(
    key: str, title: str, more: str = "", journal: str = "J", author: str = "Jane Doe"
) -> str:
    """An article with the same number on arXiv as all others."""
    more = f", {more}" if more else ""
    return ARTICLE.format(
        key=key, title=title, more=more, journal=journal, author=author
    )


def told(load: Load, text: str) -> tuple[list[str], list[str]]:
    """What is said of numbers, and of titles."""
    loaded = load(text)
    assert loaded.problems == []
    graph = Graph([PAPER])
    graph.add("paper", loaded.records)
    numbers = same_numbers(graph, bare_settings())
    return [p.message for p in numbers], [
        p.message for p in like_titles(loaded.records)
    ]


@pytest.mark.parametrize(
    "text",
    [
        # abstracts of one supplement, on pages of their own or by others on one page
        abstract("a", "First Abstract on Wheat", "10") + abstract("b", "Rust in Barley", "12"),
        abstract("a", "On Wheat", "10") + abstract("b", "Rust in Barley", "10", author="Richard Roe"),
        # versions in two languages
        article("a", "A Program", "language = {english}")
        + article("b", "Программа", "language = {russian}", "Вестник", "Доу, Джейн"),
        article("a", "A Program") + article("b", "Программа", journal="Вестник"),
        article("a", "Ein Programm für alle", "langid = {ngerman}") + article("b", "Software of Everybody"),
    ],
)  # fmt: skip
def test_works_that_share_a_number_are_no_twins(load: Load, text: str) -> None:
    """The number is that of the whole, or of their preprint."""
    assert told(load, text) == ([], [])


@pytest.mark.parametrize(
    "text",
    [
        abstract("a", "Rust in Barley", "10") + abstract("b", "Rust in Barley.", "12"),
        # the DOI was copied from another entry
        abstract("a", "On Wheat", "1") + abstract("b", "Rust in Barley", "2", book="Other Meeting"),
        article("a", "A Program", "language = {english}") + article("b", "A Program", "language = {german}"),
        article("a", "A Program") + article("b", "Wholly Another Title", journal="K"),
        article("a", "プログラムとは") + article("b", "数値計算の理論", journal="K"),
        article("a", "An Old Title") + article("b", "Wholly Other Words", "preprint_title = {An Old Title}", "K"),
    ],
)  # fmt: skip
def test_one_paper_under_two_keys_is_one_message(load: Load, text: str) -> None:
    """Its title may have changed on the way; nothing is said of that."""
    numbers, titles = told(load, text)

    assert len(numbers) == 1
    assert numbers[0].startswith("entry `b`: `a` has the same ")
    assert titles == []


def test_a_pair_is_reported_once_and_each_entry_by_itself(load: Load) -> None:
    """Both of its numbers are the same, a third entry has one of them."""
    text = (
        article("a", "A Program", "doi = {10.1000/1}")
        + article("b", "A Program", "doi = {10.1000/1}")
        + article("c", "A Program")
    )

    assert [m.split("; ")[0] for m in told(load, text)[0]] == [
        "entry `b`: `a` has the same doi 10.1000/1",
        "entry `c`: `a` has the same arxiv 1906.00001",
    ]


def test_the_class_of_an_old_number_may_be_left_out(load: Load) -> None:
    """ArXiv knows both forms."""
    text = (
        "@misc{a, author = {Jane Doe}, title = {T}, year = 2003, eprint = {math.NA/0301001}}\n"
        "@misc{b, author = {Jane Doe}, title = {T}, year = 2003, eprint = {math/0301001v2}}\n"
    )

    assert told(load, text)[0] == [
        (
            "entry `b`: `a` has the same arxiv math/0301001; one paper is one entry for its "
            "whole life"
        )
    ]


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("doi = {10.1000/1}", "doi = {10.1000/2}", 0),  # a talk and its article
        ("doi = {10.1000/1}", "", 1),
        ("doi = {10.1000/1}", "doi = {10.1101/2021.01.01.425001}", 1),
        ("", "", 1),
    ],
)
def test_papers_that_have_appeared_twice_may_have_one_title(
    load: Load, first: str, second: str, count: int
) -> None:
    """Publishers have given a DOI to each."""
    entry = "@article{{{}, author = {{Jane Doe}}, title = {{T of All}}, journal = {{J}}, year = 2020, {}}}\n"
    loaded = load(entry.format("a", first) + entry.format("b", second))

    assert len(list(like_titles(loaded.records))) == count
