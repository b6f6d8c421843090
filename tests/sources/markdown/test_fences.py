"""Fences of news items: what is wrong is found, and mended where it is clear."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.sources.markdown.fences import mend_fences
from tests.drawing import drawn

NEXT = "\n:::{news} 2024-01\nNext.\n:::\n"


class Case(NamedTuple):
    """A page, its mended text, and (line, message) of what was wrong."""

    text: str
    mended: str
    slips: list[tuple[int, str]]


CASES = {
    "two colons": Case(
        "::{news} 2024-07\nText.\n:::\n",
        ":::{news} 2024-07\nText.\n:::\n",
        [(1, "write :::{news} 2024-07, not ::{news} 2024-07")],
    ),
    "two colons at both ends": Case(
        "::{news} 2024-07\nText.\n::\n",
        ":::{news} 2024-07\nText.\n:::\n",
        [(1, "write :::{news} 2024-07, not ::{news} 2024-07")],
    ),
    "two colons at the end": Case(
        ":::{news} 2024-07\nText.\n::\n",
        ":::{news} 2024-07\nText.\n:::\n",
        [
            (
                1,
                "the item begins with ::: and ends with :: (line 3); write ::: there",
            )
        ],
    ),
    "no braces": Case(
        ":::news 2024-07\nText.\n:::\n",
        ":::{news} 2024-07\nText.\n:::\n",
        [(1, "write :::{news} 2024-07, not :::news 2024-07")],
    ),
    "no braces, backticks": Case(
        "```news 2024-07\nText.\n```\n",
        "```{news} 2024-07\nText.\n```\n",
        [(1, "write ```{news} 2024-07, not ```news 2024-07")],
    ),
    "backticks, then colons": Case(
        "```{news} 2024-07\nText.\n:::\n",
        "```{news} 2024-07\nText.\n```\n",
        [
            (
                1,
                "the item begins with ``` and ends with ::: (line 3); write ``` there",
            )
        ],
    ),
    "colons, then backticks": Case(
        ":::{news} 2024-07\nText.\n```\n",
        ":::{news} 2024-07\nText.\n:::\n",
        [
            (
                1,
                "the item begins with ::: and ends with ``` (line 3); write ::: there",
            )
        ],
    ),
    "colons, then backticks, and a table of contents below": Case(
        ":::{news} 2024-07\nText.\n```\n\n```{toctree}\na\n```\n",
        ":::{news} 2024-07\nText.\n:::\n\n```{toctree}\na\n```\n",
        [
            (
                1,
                "the item begins with ::: and ends with ``` (line 3); write ::: there",
            )
        ],
    ),
    "four colons, then three": Case(
        "::::{news} 2024-07\n:::{note}\nNote.\n:::\n:::\n",
        "::::{news} 2024-07\n:::{note}\nNote.\n:::\n::::\n",
        [
            (
                1,
                (
                    "the item begins with :::: and ends with ::: (line 5); "
                    "write :::: there"
                ),
            )
        ],
    ),
    "a note with the same fence": Case(
        ":::{news} 2024-07\n:::{note}\nNote.\n:::\nText.\n:::\n",
        "::::{news} 2024-07\n:::{note}\nNote.\n:::\nText.\n::::\n",
        [
            (
                1,
                (
                    "the item holds something that begins with :::, too; "
                    "begin and end the item with ::::"
                ),
            )
        ],
    ),
    "never closed": Case(
        ":::{news} 2024-07\nText.\n\n",
        ":::{news} 2024-07\nText.\n\n",
        [(1, "the item is never closed; write ::: below its text")],
    ),
    "never closed, no blank line": Case(
        ":::{news} 2024-07\nText.\n",
        ":::{news} 2024-07\nText.\n",
        [(1, "the item is never closed; write ::: below its text")],
    ),
    "never closed, above a heading": Case(
        ":::{news} 2024-07\nText.\n\n## Older\n",
        ":::{news} 2024-07\nText.\n:::\n## Older\n",
        [(1, "the item is never closed; write ::: below its text")],
    ),
    "never closed, above a timeline": Case(
        ":::{news} 2024-07\nText.\n\n:::{timeline}\n:limit: 3\n:::\n",
        ":::{news} 2024-07\nText.\n:::\n:::{timeline}\n:limit: 3\n:::\n",
        [(1, "the item is never closed; write ::: below its text")],
    ),
    "a fence too many": Case(
        ":::{news} 2024-07\nText.\n:::\n:::\n",
        ":::{news} 2024-07\nText.\n:::\n\n",
        [(4, "::: closes nothing; delete this line")],
    ),
    "backticks too many": Case(
        ":::{news} 2024-07\nText.\n:::\n```\n",
        ":::{news} 2024-07\nText.\n:::\n\n",
        [(4, "``` closes nothing; delete this line")],
    ),
}

#: Pages that are right as they are.
RIGHT = {
    "no news": "# Page\n\n:::{note\n:::\n```\n",
    "backticks": "```{news} 2024-07\nText.\n```\n",
    "tildes": "~~~{news} 2024-07\nText.\n~~~\n",
    "a longer end": ":::{news} 2024-07\nText.\n:::::\n",
    "blanks": ":::  {news}   2024-07  \nText.\n:::  \n",
    "the full name": ":::{groupsite:news} 2024-07\nText.\n:::\n",
    "code": ":::{news} 2024-07\n```python\nx = 1\n```\n:::\n",
    "code without a language": ":::{news} 2024-07\n```\n:\n```\n:::\n",
    "code with colons": "```{news} 2024-07\n~~~\n:::\n~~~\n```\n",
    "inline code": "```{news} 2024-07\nText.\n```\n```x``` is code.\n",
    "a note": "::::{news} 2024-07\n:::{note}\nNote.\n:::\n::::\n",
    "in a card": "::::{card}\n:::{news} 2024-07\nText.\n:::\n::::\n",
    "in a class": ":::{news} 2024-07\nText.\n:::\n\n{.wide}\n:::\nText.\n:::\n",
    "in a comment": "<!--\n:::{news} 2024-07\n-->\n\n% :::{news}\n",
    "in an example": "````markdown\n:::{news} 2024-07\n````\n",
    "in code": "```\n::{news} 2024-07\n```\n",
    "a class called news": ":::news\nText.\n:::\n",
    "a heading inside": ":::{news} 2024-07\n## Title\n\nText.\n:::\n",
    "no last line feed": ":::{news} 2024-07\nText.\n:::",
}


@pytest.mark.parametrize("name", CASES)
def test_a_slip_is_found_and_mended(name: str) -> None:
    """A slip is told once, at the line where it begins, and the text is as meant."""
    case = CASES[name]
    mended, slips = mend_fences(case.text)

    assert slips == case.slips
    assert mended.rstrip("\n") == case.mended.rstrip("\n")


@pytest.mark.parametrize("name", CASES)
def test_neighbours_of_a_slip_are_left_alone(name: str) -> None:
    """What stands above and below a slip stays as it is, in its line."""
    case = CASES[name]
    above, below = f"# News\n{NEXT}\n", f"{NEXT}\nThe end.\n"
    mended, slips = mend_fences(above + case.text + below)

    shift = above.count("\n")
    lines = [(line, "(line" in message) for line, message in slips]
    assert lines == [(n + shift, "(line" in message) for n, message in case.slips]
    assert mended.startswith(above)
    assert mended.endswith(below.removeprefix("\n"))
    assert mend_fences(mended) == (mended, [])


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right_stays(name: str) -> None:
    """Nothing is said of a page whose fences are right, and nothing is changed."""
    assert mend_fences(RIGHT[name]) == (RIGHT[name], [])


def test_lines_keep_their_numbers() -> None:
    """An end takes the place of a blank line, so that other messages name their lines."""
    items = [f":::{{news}} 2024-0{n}\nText.\n" for n in range(1, 5)]
    text = "\n".join(items)
    mended, slips = mend_fences(text)

    assert [slip.line for slip in slips] == [1, 4, 7, 10]
    assert [n for n, line in enumerate(mended.split("\n"), 1) if "{news}" in line] == [
        1,
        4,
        7,
        10,
    ]


def test_lines_that_are_added_are_not_counted() -> None:
    """Where an end had to be added, messages below still name the lines of the author."""
    _, slips = mend_fences(":::{news} 2024\nA.\n:::{news} 2023\nB.\n:::{news} 2022\n")

    assert [slip.line for slip in slips] == [1, 3, 5]


PIECES = (
    ":::{news} 2024",
    "::{news} 2024",
    ":::news 2024",
    "```{news} 2024",
    "::::{news} 2024",
    ":::{note}",
    "```{toctree}",
    ":::",
    "::::",
    "::",
    "```",
    "~~~",
    "# Heading",
    "{.wide}",
    "<!--",
    "-->",
    "Text.",
    "",
)


@given(st.lists(st.sampled_from(PIECES), max_size=12))
@drawn(200)
def test_nothing_but_fences_is_touched(lines: list[str]) -> None:
    """Whatever stands on a page, its words stay, in order, and slips have its lines."""
    mended, slips = mend_fences("\n".join(lines))

    def words(text: list[str]) -> list[str]:
        return [line for line in text if line.strip(":`~ ") and "news" not in line]

    assert words(mended.split("\n")) == words(lines)
    assert all(1 <= slip.line <= len(lines) for slip in slips)
    assert len({slip.line for slip in slips}) == len(slips)
