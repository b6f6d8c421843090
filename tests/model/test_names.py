"""Names of people, taken apart as BibTeX does it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.model.names import NameParts, split_name, split_names
from tests.drawing import drawn

deterministic = drawn(200)


@pytest.mark.parametrize(
    ("text", "given_names", "family", "suffix"),
    [
        ("Ann Smith", "Ann", "Smith", ""),
        ("Smith, Ann", "Ann", "Smith", ""),
        ("Ann Bea C. Smith", "Ann Bea C.", "Smith", ""),
        ("Smith", "", "Smith", ""),
        ("Smith,", "", "Smith", ""),
        ("", "", "", ""),
        (",", "", "", ""),
        ("Ludwig van Beethoven", "Ludwig", "van Beethoven", ""),
        ("van Beethoven, Ludwig", "Ludwig", "van Beethoven", ""),
        ("Juan Carlos de los Reyes", "Juan Carlos", "de los Reyes", ""),
        ("De los Reyes, Juan Carlos", "Juan Carlos", "De los Reyes", ""),
        ("Vincent {van Gogh}", "Vincent", "{van Gogh}", ""),
        ("{Barnes and Noble}", "", "{Barnes and Noble}", ""),
        ("{The {ABC} Group, Ltd}", "", "{The {ABC} Group, Ltd}", ""),
        (r"{\'E}mile Zola", r"{\'E}mile", "Zola", ""),
        ("King, Jr, Martin", "Martin", "King", "Jr"),
        ("King, Jr., Martin Luther", "Martin Luther", "King", "Jr."),
        ("Martin Luther King Jr.", "Martin Luther", "King", "Jr."),
        ("Martin Luther King, Jr.", "Martin Luther", "King", "Jr."),
        ("King Jr., Martin Luther", "Martin Luther", "King", "Jr."),
        ("King, Martin Luther Jr.", "Martin Luther", "King", "Jr."),
        ("John Smith III", "John", "Smith", "III"),
        ("Li, II", "", "Li", "II"),
        ("Jr", "", "Jr", ""),
        (" Jr. ", "", "Jr.", ""),
        ("{Foundation II, Ltd}", "", "{Foundation II, Ltd}", ""),
        ("A, B, C, D", "C D", "A", "B"),
    ],
)
def test_a_name_has_given_names_a_family_name_and_a_suffix(
    text: str, given_names: str, family: str, suffix: str
) -> None:
    """Both orders are read, particles belong to the family, `Jr` may stand anywhere."""
    assert split_name(text) == NameParts(given_names, family, suffix)


def test_a_name_with_hundreds_of_braces_is_left_as_it_is() -> None:
    """A text that pybtex refuses is a family name: nothing must raise."""
    text = "{" * 200 + "a" + "}" * 200

    assert split_name(text) == NameParts("", text, "")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", []),
        ("  ", []),
        ("A", ["A"]),
        ("A and B", ["A", "B"]),
        ("A and\n  B\tand C", ["A", "B", "C"]),
        ("A AND B And C", ["A", "B", "C"]),
        ("Brand, A and Sand, B", ["Brand, A", "Sand, B"]),
        ("{A and B} and C", ["{A and B}", "C"]),
        ("{A and {B} and C} and D", ["{A and {B} and C}", "D"]),
        ("A and others", ["A", "others"]),
        ("A and and B and", ["A", "B"]),
        ("and A", ["A"]),
        ("{A and B", ["{A and B"]),
        ("A} and B", ["A}", "B"]),
    ],
)
def test_names_are_joined_by_and(text: str, names: list[str]) -> None:
    """An `and` between blanks joins, one in braces is a part of a name."""
    assert split_names(text) == names


@given(st.text() | st.text(st.sampled_from("{}, \\~aA.jrJRandé'")))
@deterministic
def test_any_text_can_be_a_name(text: str) -> None:
    """No name makes the reader raise, and no part has blanks around it."""
    parts = split_name(text)

    assert all(part == part.strip() for part in parts)
    assert all(name == name.strip() != "" for name in split_names(text))


@given(
    st.lists(
        st.sampled_from(["Ann", "A.", "Łu", "Émile", "Li", "O'Neill", "Jones"]),
        min_size=2,
        max_size=4,
    )
)
@deterministic
def test_both_orders_of_a_name_are_the_same(words: list[str]) -> None:
    """`Given Family` is `Family, Given`."""
    *first, last = words

    assert split_name(" ".join(words)) == split_name(f"{last}, {' '.join(first)}")
    assert split_name(" ".join(words)) == NameParts(" ".join(first), last, "")
