"""Lists of people show whom they have shown."""

from __future__ import annotations

from typing import Final

import pytest

from groupsite.moving.markup import Known, to_myst
from groupsite.moving.markup.members import Member, options

MEMBERS: Final = [
    Member("a", "lead", "current", {"role": "pi", "group": ""}),
    Member("b", "phd", "current", {"role": "phd", "group": ""}),
    Member("c", "phd", "former", {"role": "phd", "group": "alumni"}),
    Member("d", "staff", "former", {"role": "staff", "group": "alumni"}),
    Member("e", "msc", "current", {"role": "phd-msc", "group": "x"}),
    Member("f", "phd", "current", {"role": "phd", "group": "guest"}),
]


@pytest.mark.parametrize(
    ("patterns", "condition", "chosen"),
    [
        ("", "", {}),
        ("role: ^pi$", "", {"role": "lead"}),
        ("role: pi", "", {"role": "lead"}),
        ("role: ^(?!pi$)", "", {"role": "phd staff msc"}),
        ("role: ^phd$, group: alumni", "", {"role": "phd", "status": "former"}),
        ("group: alumni", "", {"status": "former"}),
        ("role: ^(phd|staff)$", "", {"role": "phd staff"}),
        ("role: ^phd", "", {"role": "phd msc"}),
        ("group: ", "", {"person": "a b"}),
        ("group: ^dean$", "", None),
        ("", "role == 'pi'", {"role": "lead"}),
        ("", "role != 'pi'", {"role": "phd staff msc"}),
        (
            "",
            "role == 'phd' and group != 'alumni'",
            {"role": "phd", "status": "current"},
        ),
        ("role: phd, group: guest", "", {"person": "f"}),
    ],
)
def test_filters_are_options(
    patterns: str, condition: str, chosen: dict[str, str] | None
) -> None:
    """Regular expressions and comparisons of the old list choose the same people."""
    assert options(MEMBERS, patterns, condition) == chosen


@pytest.mark.parametrize("patterns", ["role: (a+)+b.*?", "role pi", "role: [ab]"])
def test_other_expressions_are_told(patterns: str) -> None:
    """Nobody here runs the expressions of strangers."""
    with pytest.raises(ValueError, match=r"\S"):
        options(MEMBERS, patterns, "")


def test_a_list_says_whom_it_shows() -> None:
    """A list of nobody is left out, and one that nobody understands shows all."""
    known = Known(members=MEMBERS)
    text = '{{% include list.html data="members" filters="{}" %}}'
    shown = to_myst(text.format("role: pi"), "lab-website-template", known=known)
    assert shown == (":::{people}\n:role: lead\n:::\n", ())
    gone = to_myst(text.format("role: dean"), "lab-website-template", known=known)
    assert gone.text == ""
    assert [note.endswith("lists nobody; it is left out") for note in gone.notes] == [True]  # fmt: skip
    odd = to_myst(text.format("role: [ab]"), "lab-website-template", known=known)
    assert odd.text == ":::{people}\n:::\n"
    assert [note.endswith("is a list of all members now") for note in odd.notes] == [True]  # fmt: skip


def test_a_citation_is_found_by_its_title_or_its_number() -> None:
    """The template looks for a piece of the title, or for the identifier."""
    known = Known({"doi:10.5555/x": "ex2026"}, titles={"calm-waves-at-sea": "ex2026"})
    for wanted in ("Calm waves", "doi:10.5555/x"):
        text = f'{{% include citation.html lookup="{wanted}" %}}'
        shown = to_myst(text, "lab-website-template", known=known).text
        assert shown == "- {paper}`ex2026`\n"


def test_a_gallery_of_the_template_shows_its_pictures() -> None:
    """Each picture has a number, a link and a text of its own."""
    text = '{% include gallery.html image1="a.png" link1="/x" tooltip1="A" image2="b.png" %}'
    shown = to_myst(text, "lab-website-template").text
    assert "[![A](a.png)](/x)" in shown.split("\n")
    assert "![](b.png)" in shown.split("\n")
