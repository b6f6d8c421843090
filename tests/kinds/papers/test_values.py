"""The fields of an entry as values: texts, dates, names, words."""

from __future__ import annotations

import pytest

from groupsite.kinds.papers.reading.plain import plain_entry
from groupsite.kinds.papers.reading.values import EntryReader
from groupsite.model.dates import PartialDate
from groupsite.sources.bibtex.reader import parse_bibtex
from tests.conftest import bare_settings


def reader(fields: str) -> EntryReader:
    """The reader of an entry with *fields*."""
    (entry,) = parse_bibtex(f"@misc{{a,\n{fields}\n}}", "papers.bib").entries
    return EntryReader(entry, bare_settings(), [])


def said(of: EntryReader) -> list[str]:
    """What was wrong, with the line."""
    return [f"{problem.position.line}: {problem.message}" for problem in of.problems]


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("year = 2024", PartialDate(2024)),
        ("year = {2024}, month = jul", PartialDate(2024, 7)),
        ("year = 2024, month = {July}", PartialDate(2024, 7)),
        ("year = 2024, month = 7", PartialDate(2024, 7)),
        ('year = 2024, month = 1 # "~" # jan', PartialDate(2024, 1, 1)),
        ("year = 2024, month = {4--7 July}", PartialDate(2024, 7, 4)),
        ("date = {2024-07-01}", PartialDate(2024, 7, 1)),
        ("date = {2024-07-01/2024-07-03}, year = 2023", PartialDate(2024, 7, 1)),
        ("date = {2024}, month = jul", PartialDate(2024, 7)),
        ("date = {2024-21}, month = jul", PartialDate(2024, 7)),
        ("year = {2024b}", PartialDate(2024)),
        ("year = {In press}", None),
        ("year = {to appear}", None),
        ("", None),
    ],
)
def test_a_date_is_read_from_two_or_three_fields(
    fields: str, date: PartialDate | None
) -> None:
    """`date` of biblatex, or `year` and `month`; a state is no date."""
    found = reader(fields)
    found.entry = plain_entry(found.entry, [])

    assert found.date() == date
    assert said(found) == []


@pytest.mark.parametrize(
    ("fields", "date", "message"),
    [
        (
            "year = {soon}",
            None,
            "2: entry `a`: `year`: 'soon' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD",
        ),
        (
            "year = 2024,\nmonth = {sunny}",
            PartialDate(2024),
            "3: entry `a`: `month` should be a month such as jul or 7, not 'sunny'",
        ),
    ],
)
def test_what_is_no_date_is_reported(
    fields: str, date: PartialDate | None, message: str
) -> None:
    """At the line of its field, with what is known of the date."""
    found = reader(fields)

    assert found.date() == date
    assert said(found) == [message]


def test_words_are_separated_by_commas_or_semicolons() -> None:
    """Both are in use, and LaTeX may be in them."""
    found = reader(r"keywords = {PET; {MRI}, R\&D,, }")

    assert found.words("keywords") == ["PET", "MRI", "R&D"]


def test_names_are_people_and_bodies() -> None:
    """A list that ends in `others` says so."""
    names = reader("author = {Doe, Jane and {A and B Ltd} and others}").names("author")

    assert [author.name for author in names.authors] == ["Jane Doe", "A and B Ltd"]
    assert names.and_others


def test_an_identifier_of_a_wrong_form_is_left_out() -> None:
    """An address that leads nowhere is worse than none."""
    found = reader("doi = {n/a}")

    assert found.identifier("doi", "n/a", lambda _: False) == ""
    assert found.identifier("doi", "", lambda _: False) == ""
    assert found.identifier("doi", "10.1000/a", lambda _: True) == "10.1000/a"
    assert said(found) == [
        "2: entry `a`: `doi`: `n/a` does not have the form of 10.1137/17M1134834"
    ]


def test_a_journal_may_be_a_macro() -> None:
    """Only there: elsewhere it is a command that cannot be shown."""
    found = reader("journal = {\\apj},\nnote = {\\apj}")
    found.entry = plain_entry(found.entry, [])

    assert found.plain("journal") == "Astrophysical Journal"
    assert found.plain("note") == "apj"
    assert said(found) == ["3: entry `a`: `note`: the LaTeX `\\apj` cannot be shown"]
