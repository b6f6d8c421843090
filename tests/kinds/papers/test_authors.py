"""Fields with names of people."""

from __future__ import annotations

import pytest

from groupsite.kinds.papers.paper import Author
from groupsite.kinds.papers.reading.authors import Names, read_names


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("", []),
        ("Ann Smith", [Author("Ann Smith", "Smith", "Ann")]),
        (
            "Smith, Ann and\n Li, Wei",
            [Author("Ann Smith", "Smith", "Ann"), Author("Wei Li", "Li", "Wei")],
        ),
        (
            r"Guti{\'e}rrez Castillo, Eric",
            [Author("Eric Gutiérrez Castillo", "Gutiérrez Castillo", "Eric")],
        ),
        (r"{\O}ystein {\'A}s", [Author("Øystein Ás", "Ás", "Øystein")]),
        ("M.~J. Ehrhardt", [Author("M. J. Ehrhardt", "Ehrhardt", "M. J.")]),
        ("King, Jr., Martin", [Author("Martin King Jr.", "King", "Martin", "", "Jr.")]),
        ("Martin King Jr.", [Author("Martin King Jr.", "King", "Martin", "", "Jr.")]),
        (
            "{Barnes and Noble} and {The {ABC} Group, Ltd.}",
            [
                Author("Barnes and Noble", "Barnes and Noble", ""),
                Author("The ABC Group, Ltd.", "The ABC Group, Ltd.", ""),
            ],
        ),
        ("Einstein*†, A.", [Author("A. Einstein*†", "Einstein*†", "A.")]),
        ("{} and , and Plato", [Author("Plato", "Plato", "")]),
    ],
)
def test_names_become_authors(text: str, authors: list[Author]) -> None:
    """Each name is printed `Given Family`, with its LaTeX decoded."""
    assert read_names(text) == Names(tuple(authors), and_others=False)


@pytest.mark.parametrize(
    "text", ["Plato and others", "Plato and\n  others", "Plato AND Others"]
)
def test_others_are_no_author(text: str) -> None:
    """The list says that it goes on."""
    names = read_names(text)

    assert [author.name for author in names.authors] == ["Plato"]
    assert names.and_others
