"""Papers as RIS: what another program reads in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import rispy

from groupsite.kinds.papers.formats.ris import ris_file, ris_piece

if TYPE_CHECKING:
    from tests.kinds.papers.conftest import Load


def read(load: Load, text: str) -> list[dict[str, Any]]:
    """The records of a .bib file without a fault, as rispy reads them."""
    loaded = load(text)
    assert loaded.problems == []
    data = ris_file(ris_piece(located.record) for located in loaded.records)
    assert b"\n" not in data.replace(b"\r\n", b"")
    records: list[dict[str, Any]] = rispy.loads(data.decode())
    return records


def test_an_article(load: Load) -> None:
    """Names, numbers, pages and identifiers."""
    (record,) = read(
        load,
        "@article{doe:1, author = {Doe, Jane and {The Testers} and Roe, Jr., Rick}, "
        "title = {On $x^2$ and {PET}}, journal = {Journal of Tests}, year = 2024, "
        "month = jul, volume = 7, number = 2, pages = {1--20}, doi = {10.1000/a}}",
    )

    assert record == {
        "type_of_reference": "JOUR",
        "id": "doe:1",
        "title": "On x² and PET",
        "authors": ["Doe, Jane", "The Testers,", "Roe, Rick, Jr."],
        "year": "2024",
        "date": "2024/07/",
        "secondary_title": "Journal of Tests",
        "volume": "7",
        "number": "2",
        "start_page": "1",
        "end_page": "20",
        "doi": "10.1000/a",
    }


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            "@inproceedings{a, booktitle = {Proc. Tests}, editor = {Ed One}",
            {
                "type_of_reference": "CONF",
                "secondary_title": "Proc. Tests",
                "custom3": "Proc. Tests",
                "secondary_authors": ["One, Ed"],
            },
        ),
        (
            """@inproceedings{a, booktitle = {Proc. Tests}, eventtitle = {Test Days},
            venue = {Paris}, address = {Berlin}, publisher = {P}, series = {LN}""",
            {
                "secondary_title": "Test Days",
                "custom3": "Proc. Tests",
                "tertiary_title": "LN",
                "place_published": "Paris",
                "custom1": "Berlin",
            },
        ),
        (
            "@incollection{a, booktitle = {Handbook}, pages = {5}, publisher = {P}",
            {"type_of_reference": "CHAP", "start_page": "5", "publisher": "P"},
        ),
        (
            "@phdthesis{a, school = {Example University}",
            {"type_of_reference": "THES", "publisher": "Example University"},
        ),
        (
            "@book{a, publisher = {P}, isbn = {978-0-00-000000-2}, edition = 2",
            {"type_of_reference": "BOOK", "issn": "978-0-00-000000-2", "edition": "2"},
        ),
        (
            "@book{a, editor = {Ed One}, series = {Texts}, number = 7, pages = {345}",
            {
                "secondary_authors": None,
                "tertiary_authors": ["One, Ed"],
                "secondary_title": "Texts",
                "number": None,
                "note": "7",
                "start_page": "345",
            },
        ),
        (
            "@techreport{a, institution = {I}, number = {TR-7}, series = {Notes}",
            {
                "type_of_reference": "RPRT",
                "publisher": "I",
                "issn": "TR-7",
                "number": None,
                "secondary_title": "Notes",
            },
        ),
        (
            "@patent{a, number = {US1}, holder = {Example Inc.}",
            {"type_of_reference": "PAT", "issn": "US1", "publisher": "Example Inc."},
        ),
        (
            "@standard{a, number = {EX 1}",
            {"type_of_reference": "STAND", "issn": "EX 1"},
        ),
        (
            "@software{a, version = {2.0}",
            {"type_of_reference": "COMP", "edition": "2.0"},
        ),
        (
            "@article{a, journal = {J}, pages = {1--9}, eid = {e12}, issn = {1234-5678}",
            {"number": None, "start_page": "1", "issn": "1234-5678"},
        ),
        (
            "@online{a, url = {https://example.com/a}, urldate = {2024-02-03}",
            {"type_of_reference": "ELEC", "access_date": "2024/02/03"},
        ),
        ("@unpublished{a, note = {In preparation}", {"type_of_reference": "MANSCPT"}),
        (
            "@misc{a, eprint = {2401.00001}, archiveprefix = {arXiv}",
            {
                "type_of_reference": "MANSCPT",
                "type_of_work": "Preprint",
                "publisher": "arXiv",
                "name_of_database": "arXiv",
                "accession_number": "2401.00001",
                "urls": ["https://arxiv.org/abs/2401.00001"],
            },
        ),
    ],
)
def test_other_types(load: Load, entry: str, expected: dict[str, Any]) -> None:
    """Each has the type that a reference manager knows, and where it appeared."""
    (record,) = read(
        load, f"{entry}, author = {{Jane Doe}}, title = {{T}}, year = 2024}}"
    )

    assert {name: record.get(name) for name in expected} == expected


def test_a_list_is_one_record_after_the_other(load: Load) -> None:
    """In the order of the list."""
    text = "".join(
        f"@book{{k{n}, author = {{A B}}, title = {{T{n}}}, year = {2020 + n}}}\n"
        for n in range(3)
    )

    assert [record["id"] for record in read(load, text)] == ["k0", "k1", "k2"]
