"""Years and months as people write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.kinds.papers.reading.dated import day_of, month_of, plain_dates
from groupsite.model.dates import PartialDate
from groupsite.sources.bibtex.reader import parse_bibtex
from tests.conftest import new_site
from tests.drawing import drawn

if TYPE_CHECKING:
    from pathlib import Path

    from tests.kinds.papers.conftest import Load


@pytest.mark.parametrize(
    ("written", "date", "state"),
    [
        ("year = {forthcoming}", None, "accepted"),
        ("year = {to appear}", None, "accepted"),
        ("year = {in press}", None, "inpress"),
        ("year = {2026, in press}", "2026", "inpress"),
        ("year = {2026 (to appear)}", "2026", "accepted"),
        ("year = {under review}", None, "submitted"),
        ("year = {n.d.}", None, "published"),
        ("year = {o. J.}", None, "published"),
        ("year = {2019/2020}", "2019", "published"),
        ("year = {2019--2020}", "2019", "published"),
        ("year = {expected 2027}", "2027", "accepted"),
        ("year = {[2011]}", "2011", "published"),
        ("year = {c. 2011}", "2011", "published"),
        ("year = {Fall 2024}", "2024", "published"),
        ("year = 2026, note = {accepted}", "2026", "accepted"),
        ("year = 2026, note = {(In press.)}", "2026", "inpress"),
        ("year = {im Druck}", None, "inpress"),
        ("year = {\\`a para\\^{\\i}tre}", None, "accepted"),
        ("year = 2024, month = {December 2024}", "2024-12", "published"),
        ("year = 2024, month = {Fall}", "2024", "published"),
        ("year = 2024, month = {7--9 } # jun", "2024-06-07", "published"),
        ("year = 2024, month = {June 7--9}", "2024-06-07", "published"),
        ("year = 2024, month = {jul/aug}", "2024-07", "published"),
        ('year = 2024, month = jul # "--" # aug', "2024-07", "published"),
        ('year = 2024, month = {M\\"arz}', "2024-03", "published"),
        ("year = 2024, month = {août}", "2024-08", "published"),
        ("year = 2024, month = {12月}", "2024-12", "published"),
        ("year = 2024, month = {сентября}", "2024-09", "published"),
        ("year = 2016, month = apr, day = {20}", "2016-04-20", "published"),
        ("year = 2016, month = apr, day = {31}", "2016-04", "published"),
        ("year = 2025, month = mar, date = {19}", "2025-03-19", "published"),
        ("date = {2025-03-19}", "2025-03-19", "published"),
        ("year = {March 2024}", "2024-03", "published"),
        ("year = {2024, Jul}", "2024-07", "published"),
        ('year = {M\\"arz 2024 (im Druck)}', "2024-03", "inpress"),
        ("year = 2024, month = {2월}", "2024-02", "published"),
        ("year = 2024, month = {二月}", "2024-02", "published"),
    ],
)
def test_a_date_in_words(
    load: Load, written: str, date: str | None, state: str
) -> None:
    """Year, month, day and state are read, without a message."""
    loaded = load(
        f"@article{{a, author = {{A B}}, title = {{T}}, journal = {{J}}, {written}}}"
    )
    (paper,) = (located.record for located in loaded.records)

    assert loaded.problems == []
    assert paper.date == (PartialDate.parse(date) if date else None)
    assert paper.state == state
    assert not paper.note


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        (
            "date = {garbage}",
            "`date`: 'garbage' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD",
        ),
        *(
            (
                f"month = {{{word}}}",
                f"`month` should be a month such as jul or 7, not '{word}'",
            )
            # no months, and one that is another in Croatia than in Poland
            for word in ("decision", "marathon", "listopad")
        ),
    ],
)
def test_what_cannot_be_read_costs_its_field_alone(
    load: Load, written: str, fault: str
) -> None:
    """The year is known, and one message says what is not."""
    loaded = load(
        "@article{a, author = {A B}, title = {T}, journal = {J}, year = 2024, "
        f"{written}}}"
    )

    assert [str(located.record.date) for located in loaded.records] == ["2024"]
    assert [p.message for p in loaded.problems] == [f"entry `a`: {fault}"]


@pytest.mark.parametrize(
    ("written", "month"),
    [("août", "aug"), ("12月", "dec"), ("Sept.", "sep"), (r"M\"arz", "mar")],
)
def test_months_are_handed_out_as_all_programs_know_them(
    load: Load, written: str, month: str
) -> None:
    """In whatever language the entry has them."""
    (located,) = load(
        f"@misc{{a, author = {{A B}}, title = {{T}}, year = 2024, month = {{{written}}}}}"
    ).records

    assert f"month = {month}," in located.record.bibtex


def test_a_preprint_has_the_month_of_its_number(load: Load) -> None:
    """If the entry has none, and its year is that of the number."""
    text = "".join(
        f"@misc{{k{n}, author = {{A B}}, title = {{T{n}}}, year = {year}, "
        f"archiveprefix = {{arXiv}}, eprint = {{{number}}}{more}}}\n"
        for n, (year, number, more) in enumerate(
            [
                (2024, "2411.00001", ""),
                (2023, "2411.00001", ""),
                (2024, "2411.00001", ", month = dec"),
                (1999, "hep-th/9902001", ""),
            ]
        )
    )
    dates = [str(located.record.date) for located in load(text).records]

    assert dates == ["2024-11", "2023", "2024-12", "1999-02"]


def test_what_is_to_come_stands_on_top(tmp_path: Path) -> None:
    """Under a heading of its own, or in its year; what has no date stands last."""
    site = new_site(tmp_path)
    for name in ("news", "people"):
        (site.srcdir / f"{name}.md").unlink()
    site.write(
        "index.md",
        "# Home\n\n```{toctree}\npublications\n```\n",
    )
    years = ["2001", "{in press}", "{n.d.}", "{2002, in press}", "{forthcoming}"]
    site.write(
        "publications.bib",
        "\n".join(
            f"@book{{k{n}, author = {{A B}}, title = {{T{n}}}, year = {year}}}"
            for n, year in enumerate(years)
        ),
    )
    main = site.build().main("publications")

    assert [e.text_content().split()[0] for e in main.cssselect("h2")] == [
        "Forthcoming",
        "2002",
        "2001",
        "Undated",
    ]
    papers = [li.get("data-key") for li in main.cssselect("li.paper")]
    assert papers == ["k1", "k4", "k3", "k0", "k2"]


@given(
    before=st.text("abc ,.;()[]–-/", max_size=6),
    year=st.integers(1900, 2099),
    after=st.text("abc ,.;()[]–-/", max_size=6),
)
@drawn(200)
def test_a_year_in_a_text_is_found(before: str, year: int, after: str) -> None:
    """Whatever stands around it; and what is read is read again."""
    text = f"@misc{{a, year = {{{before}{year}{after}}}}}"
    (entry,) = parse_bibtex(text, "papers.bib").entries
    (again,) = parse_bibtex(
        f"@misc{{a, year = {{{plain_dates(entry)['year'].value}}}}}", "papers.bib"
    ).entries

    assert str(year) in again.get("year")
    assert plain_dates(again)["year"].value.strip() == again.get("year")


@given(st.text(max_size=30))
@drawn(300)
def test_any_text_is_a_month_or_none(text: str) -> None:
    """Numbers of the calendar, whatever is written."""
    assert 0 <= month_of(text) <= 12
    assert 0 <= day_of(text) <= 31
