"""Entries as they are handed out."""

from __future__ import annotations

import pytest

from groupsite.sources.bibtex.reader import parse_bibtex
from groupsite.sources.bibtex.writer import written_entry


def written(text: str, *more: str) -> str:
    """The first entry of a file, as it is handed out."""
    entry = parse_bibtex(text, "papers.bib").entries[0]
    return written_entry(entry.type, entry.key, entry.fields, more)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@Misc{a, Title = {A\n  B}}", "@misc{a,\n  title = {A B},\n}"),
        ("@misc{a, note = {}, title = 1}", "@misc{a,\n  title = {1},\n}"),
        (
            "@string{j = {Journal}}@article(a, journal = j # { of X})",
            "@article{a,\n  journal = {Journal of X},\n}",
        ),
        # what other programs stop at
        ("@Misc{a,\n  Title = {A\n\n@book{b}", "@misc{a,\n  title = {A},\n}"),
        ("@misc{a, year = 1, year = 2}", "@misc{a,\n  year = {1},\n}"),
        ("@misc{a\n, url = {A},,\n year = 2}", "@misc{a,\n  url = {A},\n  year = {2},\n}"),
        ("@misc{a, title = {B {C}\n@misc{b}", "@misc{a,\n  title = {B {C}},\n}"),
        ("@misc{a,\n title = {B {C\\,\n year = 1}", "@misc{a,\n  title = {B {C}},\n  year = {1},\n}"),
        ('@misc{a, title = "B} C", year = 1}', "@misc{a,\n  title = {B},\n  year = {1},\n}"),
    ],
)  # fmt: skip
def test_an_entry_is_written_anew(text: str, expected: str) -> None:
    """Nothing that it refers to is elsewhere, and there is no fault in it."""
    assert written(text) == expected


@pytest.mark.parametrize("month", ["sep", "{September}", '"9"', "{09}", "{Sep.}"])
def test_months_are_the_names_of_bibtex(month: str) -> None:
    """Styles print them in their own language."""
    assert written(f"@misc{{a, month = {month}}}") == "@misc{a,\n  month = sep,\n}"


def test_another_month_stays_what_it_is() -> None:
    """Two months, a season: what an author has written."""
    assert written("@misc{a, month = jul # {--} # aug}").splitlines()[1] == (
        "  month = {July--August},"
    )


def test_what_is_private_is_not_handed_out() -> None:
    """Remarks, files and groups of a reference manager, switches of the site."""
    private = [
        "annote",
        "abstract",
        "file",
        "review",
        "comment",
        "owner",
        "timestamp",
        "groups",
        "mendeley-tags",
        "keywords",
        "selected",
        "alphabetical",
        "preview",
        "bibtex_show",
        "abbr",
        "code",
        "grant",
        "bdsk-url-1",
        "date-added",
        "local-url",
        "rating",
        "unheard-of",
        "crossref",
        "options",
        "pubtype",
    ]
    fields = ", ".join(f"{name} = {{secret}}" for name in private)

    assert (
        written(f"@misc{{a, title = {{T}}, {fields}}}") == "@misc{a,\n  title = {T},\n}"
    )
    assert written(f"@misc{{a, {fields}}}", "abstract") == (
        "@misc{a,\n  abstract = {secret},\n}"
    )
