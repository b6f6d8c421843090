"""The forms of DOI, arXiv, ORCID and addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.model.identifiers import (
    address_fault,
    is_arxiv,
    is_doi,
    orcid_fault,
)
from tests.drawing import drawn

PROPERTY = drawn()
KNOWN = "an address should begin with one of http:, https:, mailto:, not "


@pytest.mark.parametrize(
    "text",
    [
        "10.1000/fast",
        "10.1137/17M1134834",
        "10.1000.10/123",
        "10.1007/978-3-031-31975-4_30",
        "10/gf8h2j",
        "10.1002/(SICI)1097-0258(19980815)17:15<1>3.0.CO;2-Z",
    ],
)
def test_what_a_doi_looks_like(text: str) -> None:
    """A registrant with four digits at least, a slash, whatever has no blank."""
    assert is_doi(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "10.1000",
        "10.1000/",
        "11.1000/x",
        "10.1/x",
        "10/2014",
        "10.1000/a b",
        "fast",
        "doi:10.1000/x",
    ],
)
def test_what_a_doi_does_not_look_like(text: str) -> None:
    """Its address and its prefix are taken off before."""
    assert not is_doi(text)


@pytest.mark.parametrize(
    "text",
    ["2401.00001", "2401.00001v2", "0704.0001", "math.NA/0301001", "hep-th/9901001v3"],
)
def test_what_a_number_of_arxiv_looks_like(text: str) -> None:
    """Both schemes, with a version or without."""
    assert is_arxiv(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2401",
        "2401.1",
        "2401.000001",
        "24011.00001",
        "2401.00001v",
        "arXiv:2401.00001",
        "x/1",
    ],
)
def test_what_a_number_of_arxiv_does_not_look_like(text: str) -> None:
    """Digits that are missing, or too many."""
    assert not is_arxiv(text)


@pytest.mark.parametrize(
    "text",
    [
        "0000-0002-1825-0097",
        "0000-0001-5109-3700",
        "0000-0002-1694-233X",
        "https://orcid.org/0000-0002-1825-0097",
        "http://www.orcid.org/0000-0002-1825-0097/",
    ],
)
def test_an_orcid_id_is_right(text: str) -> None:
    """Or its address; the checksum may be an X."""
    assert orcid_fault(text) == ""


@pytest.mark.parametrize(
    "text", ["0000-0002-1825", "0000000218250097", "orcid", "0000-0002-1825-009x", "1"]
)
def test_an_orcid_id_has_a_form(text: str) -> None:
    """The message shows one that is right."""
    expected = f"{text!r} is not an ORCID iD: write 0000-0002-1825-0097"
    assert orcid_fault(text) == expected


@PROPERTY
@given(st.integers(0, 15), st.sampled_from("0123456789"))
def test_a_slip_in_an_orcid_id_is_found(place: int, digit: str) -> None:
    """Whichever digit is a wrong one: that is what the checksum is for."""
    digits = list("0000000218250097")
    same = digits[place] == digit
    digits[place] = digit
    text = "-".join("".join(digits[n : n + 4]) for n in range(0, 16, 4))
    wrong = (
        f"{text!r} is not an ORCID iD: its checksum is wrong, check for typing errors"
    )

    assert orcid_fault(text) == ("" if same else wrong)


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org",
        "http://example.org/a%20b?c#d",
        "mailto:jane@example.org",
        "HTTPS://example.org/",
        "https://[::1]/",
    ],
)
def test_an_address_is_right(text: str) -> None:
    """Pages of the web, and mail."""
    assert address_fault(text) == ""


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("javascript:alert(1)", KNOWN + "'javascript:alert(1)'"),
        ("ftp://example.org/x", KNOWN + "'ftp://example.org/x'"),
        ("file:///etc/passwd", KNOWN + "'file:///etc/passwd'"),
        (
            "example.org/x",
            "an address begins with its scheme: write https://example.org/x",
        ),
        ("www.x.uk", "an address begins with its scheme: write https://www.x.uk"),
        ("slides.pdf", KNOWN + "'slides.pdf'"),
        ("//example.org/x", KNOWN + "'//example.org/x'"),
        ("data/x.pdf", KNOWN + "'data/x.pdf'"),
        ("", KNOWN + "''"),
        ("https:///x", "'https:///x' has no host"),
        ("https://", "'https://' has no host"),
        ("http:example.org", "'http:example.org' has no host"),
        (
            "https://a.org/b c",
            "an address cannot contain blanks, write %20: 'https://a.org/b c'",
        ),
        ("https://[x", "'https://[x' is not an address"),
    ],
)
def test_an_address_is_wrong(text: str, fault: str) -> None:
    """A scheme that pages must not lead to, no host, blanks."""
    assert address_fault(text) == fault


def test_more_schemes_may_be_allowed() -> None:
    """The message names them."""
    schemes = ("https", "files")

    assert address_fault("files:data/x.pdf", schemes) == ""
    assert address_fault("mailto:x@y.org", schemes) == (
        "an address should begin with one of https:, files:, not 'mailto:x@y.org'"
    )


@PROPERTY
@given(st.text())
def test_any_text_is_judged(text: str) -> None:
    """Nothing that an author may write ends in a traceback."""
    assert isinstance(address_fault(text), str)
    assert isinstance(orcid_fault(text), str)
    assert is_doi(text) in (True, False)
    assert is_arxiv(text) in (True, False)
