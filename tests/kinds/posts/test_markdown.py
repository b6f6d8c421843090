"""What is read of the text of a post."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.kinds.posts.markdown import outline, split, with_title


@pytest.mark.parametrize(
    ("body", "title", "excerpt"),
    [
        ("# A *title*\n\nText with `code`,\nin two lines.\n\nMore.", "A title",
         "Text with code, in two lines."),
        ("## Not it\n\nText", "", "Text"),
        ("Text [link](x.md) **bold**", "", "Text link bold"),
        ("{paper}`doe` is ours.\n\nThe next one.", "", "The next one."),
        ("See {paper}`our paper <doe>`.", "", "See our paper."),
        ("- a list\n\n> a quote\n\nText", "", "Text"),
        (":::{note}\nNo\n:::\n\nText", "", "Text"),
        ("```{figure} x.png\nNo\n```\n\nText", "", "Text"),
        ("![picture](x.png)", "", ""),
        ("", "", ""),
    ],
)  # fmt: skip
def test_lists_show_title_and_first_paragraph(
    body: str, title: str, excerpt: str
) -> None:
    """In plain words; a paragraph that needs a title of a record is passed over."""
    assert outline(body) == (title, excerpt)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\na: b\n---\n\nText", "---\na: b\n---\n# T\nText"),
        ("---\na: b\n---\nText", "---\na: b\n---\n# T\nText"),
        ("Text", "# T\nText"),
        ("", "# T"),
        ("---\na: b\n---\n\n# Own\n\nText", "---\na: b\n---\n\n# Own\n\nText"),
    ],
)
def test_a_page_without_a_heading_gets_one(text: str, expected: str) -> None:
    """In place of an empty line, where there is one."""
    assert with_title(text, "T") == expected


def test_a_title_is_no_markup() -> None:
    """The page shows what was written."""
    title = "A *star*, $x$ and <b> [1]"
    assert outline(split(with_title("", title)).body).title == title


@given(st.text(alphabet="ab-:# \n.`{}*", max_size=80))
def test_no_text_is_lost(text: str) -> None:
    """Front matter and body are the whole; a heading is all that is added."""
    front, body, offset = split(text)
    assert text.endswith(body)
    assert text.count("\n", 0, len(text) - len(body)) == offset
    assert front in text
    kept = [line for line in with_title(text, "T").split("\n") if line.strip()]
    kept.remove("# T") if "# T" in kept and not outline(body).title else None
    assert kept == [line for line in text.split("\n") if line.strip()]
