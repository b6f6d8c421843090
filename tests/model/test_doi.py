"""DOIs in the forms in which people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.model.doi import (
    biorxiv_doi,
    doi_of_address,
    doi_of_text,
    same_doi,
)
from tests.drawing import drawn

PROPERTY = drawn()
SICI = "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2"
#: What may stand around a DOI in its own field.
WORDS = [
    "{}", "{}.", "{},", " {} ", "<{}>", "doi:{}", "doi: {}", "DOI {}", "DOI: {}.",
    "doi:doi:{}", "info:doi/{}", "doi.org/{}", "https://doi.org/{}",
    "http://dx.doi.org/{}", "HTTPS://DX.DOI.ORG/{}", "https://www.doi.org/{}",
    "https://doi.org/https://doi.org/{}", "https://doi.org/doi:{}", "https://doi.org//{}",
    "DOI: https://doi.org/{}", "http://doi.acm.org/{}", "https://doi.acm.org/{}",
    "https://doi-org.proxy.example.edu/{}", "https://doi.org.ezproxy.example.edu/{}",
    "https://doi.ieeecomputersociety.org/{}", "https://doi.org/{}?nosfx=y",
]  # fmt: skip
#: Pages of publishers.
PAGES = [
    "https://dl.acm.org/doi/{}", "https://dl.acm.org/doi/abs/{}", "dl.acm.org/doi/{}",
    "https://onlinelibrary.wiley.com/doi/full/{}", "https://x.example/doi/epdf/{}",
    "https://www.tandfonline.com/doi/pdf/{}?needAccess=true",
    "https://www.science.org/doi/{}#tab", "https://pubs.acs.org/doi/{}",
    "https://journals.aps.org/prl/abstract/{}", "https://link.aps.org/doi/{}",
    "https://link.springer.com/article/{}", "https://link.springer.com/chapter/{}",
    "https://link.springer.com/{}", "https://link.springer.com/content/pdf/{}.pdf",
    "https://link.springer.com/article/{}/fulltext.html",
    "https://iopscience.iop.org/article/{}/meta", "https://epubs.siam.org/doi/{}",
    "https://www.frontiersin.org/articles/{}/full",
    "https://www.degruyter.com/document/doi/{}/html",
    "https://journals.plos.org/plosone/article?id={}",
    "https://x.example/action/showCitFormats?doi={}&download=true",
    "https://academic.oup.com/bib/article/doi/{}/5868070",
    "https://datadryad.org/stash/dataset/doi:{}",
    "https://dl-acm-org.proxy.example.edu/doi/{}",
]  # fmt: skip
#: DOIs as publishers make them.
DOIS = st.from_regex(
    r"10\.[1-9][0-9]{3}/[a-z0-9]{2,6}[.-][a-zA-Z]{2,6}_[0-9]{1,4}", fullmatch=True
)


@PROPERTY
@given(DOIS, st.sampled_from(WORDS))
def test_a_doi_is_found_among_words_and_in_resolvers(doi: str, words: str) -> None:
    """In its own case, whatever stands around it."""
    assert doi_of_text(words.format(doi)) == doi


@PROPERTY
@given(DOIS, st.sampled_from([*WORDS, *PAGES]))
def test_a_doi_is_found_in_the_address_of_its_page(doi: str, page: str) -> None:
    """Without what publishers write behind it."""
    assert doi_of_address(page.format(doi)) == doi


@pytest.mark.parametrize("page", ["https://doi.org/{}", "https://x.example/doi/abs/{}"])
def test_escapes_of_an_address_are_no_part_of_a_doi(page: str) -> None:
    """Old ones have signs that addresses escape, some programs twice."""
    once = SICI.translate({ord(c): f"%{ord(c):X}" for c in "()<>:;/"})

    assert doi_of_address(page.format(once)) == SICI
    assert doi_of_address(page.format(once.replace("%", "%25"))) == SICI
    assert doi_of_address(page.format(SICI)) == SICI


@pytest.mark.parametrize(
    "doi",
    [
        "10.1000/a(b)", "10.1000/x<1::A>3.0.CO;2-#", "10.1000/a/b/c", "10.1000.10/123",
        "10.1016/S0045-7825(01)00296-5", "10.1101/gr.1234", "10.1000/full",
    ],
)  # fmt: skip
def test_what_belongs_to_a_doi_stays(doi: str) -> None:
    """Brackets with their partner, the sign at the end of an old one."""
    assert doi_of_address(f"https://doi.org/{doi}") == doi
    assert doi_of_text(f"{doi}.") == doi


@pytest.mark.parametrize(
    ("address", "doi"),
    [
        ("https://www.biorxiv.org/content/10.1101/2021.01.02.425001v1", "10.1101/2021.01.02.425001"),
        ("https://www.biorxiv.org/content/10.1101/123456v2.full.pdf+html", "10.1101/123456"),
        ("https://www.medrxiv.org/content/10.64898/2026.01.02.26123456v1.full", "10.64898/2026.01.02.26123456"),
        ("https://www.biorxiv.org/content/early/2020/06/22/2020.06.18.160001", "10.1101/2020.06.18.160001"),
        ("https://www.biorxiv.org/content/biorxiv/early/2020/06/22/2020.06.18.160001.full.pdf", "10.1101/2020.06.18.160001"),
        ("https://www.biorxiv.org/content/early/2018/06/22/345678", "10.1101/345678"),
        ("https://www.biorxiv.org/content/x", ""),
    ],
)  # fmt: skip
def test_biorxiv_writes_versions_and_numbers(address: str, doi: str) -> None:
    """The version is no part of the DOI; the number is one of its two parts."""
    assert doi_of_address(address) == doi


def test_a_number_of_biorxiv_tells_its_prefix_but_for_one_month() -> None:
    """In December 2025 the servers changed it."""
    assert biorxiv_doi("2025.11.30.123456") == "10.1101/2025.11.30.123456"
    assert biorxiv_doi("2025.12.10.123456") == ""
    assert biorxiv_doi("2026.01.01.123456") == "10.64898/2026.01.01.123456"


@pytest.mark.parametrize(
    "text",
    [
        "", "doi", "https://doi.org/", "10.1000", "10.1000/", "10.1000/a b",
        "http://hdl.handle.net/2445/1", "https://www.mdpi.com/1234-5678/1/2/3",
        "https://ieeexplore.ieee.org/document/10004796", "https://example.org/10.5/a",
        "https://www.example.org/article/pii/S0167278924001106", "arXiv:2401.00001",
        "https://www.nature.com/articles/s41586-020-1234-5",
    ],
)  # fmt: skip
def test_what_holds_no_doi(text: str) -> None:
    """A DOI is never guessed."""
    assert doi_of_address(text) == ""


def test_dois_are_compared_without_case() -> None:
    """They are equal then, and lead to the same place."""
    assert same_doi("10.1000/ABC", "10.1000/abc")
    assert not same_doi("10.1000/ABC", "10.1000/abcd")
