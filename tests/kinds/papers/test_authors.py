"""Fields with names of people."""

from __future__ import annotations

import pytest

from groupsite.kinds.papers.paper import Author
from groupsite.kinds.papers.reading.authors import Names, collaborations, read_names


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
                Author("Barnes and Noble", "Barnes and Noble", "", body=True),
                Author("The ABC Group, Ltd.", "The ABC Group, Ltd.", "", body=True),
            ],
        ),
        ("{} and , and Plato", [Author("Plato", "Plato", "")]),
    ],
)
def test_names_become_authors(text: str, authors: list[Author]) -> None:
    """Each name is printed `Given Family`, with its LaTeX decoded."""
    assert read_names(text) == Names(tuple(authors), and_others=False)


@pytest.mark.parametrize(
    ("text", "name", "family", "given"),
    [
        ("山田, 太郎", "山田 太郎", "山田", "太郎"),
        ("山田太郎", "山田太郎", "山田", "太郎"),
        ("山田たかし", "山田たかし", "山田", "たかし"),
        ("王小明", "王小明", "王", "小明"),
        ("{王小明}", "王小明", "王", "小明"),
        ("王, 小明", "王小明", "王", "小明"),
        ("欧阳娜娜", "欧阳娜娜", "欧阳", "娜娜"),
        ("김, 철수", "김 철수", "김", "철수"),
        ("김철수", "김철수", "김", "철수"),
        ("남궁옥분", "남궁옥분", "남궁", "옥분"),
        ("ジョン・スミス", "ジョン・スミス", "ジョン・スミス", ""),
        ("Xiaoming Wang", "Xiaoming Wang", "Wang", "Xiaoming"),
    ],
)
def test_eastern_names_begin_with_the_family(
    text: str, name: str, family: str, given: str
) -> None:
    """They are people, whether or not there is a blank, a comma, or braces."""
    assert read_names(text).authors == (Author(name, family, given),)


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Aristotle", False),
        ("{\\'E}mile", False),
        ("NASA", True),
        ("{Example Group}", True),
        ("国家统计局", True),
        ("外交部", True),
    ],
)
def test_a_name_of_one_part_is_that_of_a_person_or_a_body(
    text: str, *, body: bool
) -> None:
    """Braces, capitals and words for bodies tell them apart."""
    assert [author.body for author in read_names(text).authors] == [body]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Example", ["Example"]),
        ("The Example Collaboration", ["Example"]),
        ("ATLAS and CMS Collaborations", ["ATLAS", "CMS"]),
        ("LIGO Scientific, {Virgo}", ["LIGO Scientific", "Virgo"]),
        ("Example Consortium", ["Example Consortium"]),
        ("", []),
    ],
)
def test_collaborations_are_named_in_short(text: str, names: list[str]) -> None:
    """Without the word, which the page adds; those among the authors are left out."""
    assert list(collaborations(text)) == names
    bodies = [Author(f"The {name}", "", "", body=True) for name in names]
    assert collaborations(text, bodies) == ()


@pytest.mark.parametrize(
    "text", ["Plato and others", "Plato and\n  others", "Plato AND Others"]
)
def test_others_are_no_author(text: str) -> None:
    """The list says that it goes on."""
    names = read_names(text)

    assert [author.name for author in names.authors] == ["Plato"]
    assert names.and_others
