"""What people paste: identifiers in all spellings, addresses, entries, files of ids."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.online.pasted import told

DOIS = {
    "10.5555/ab.1": "10.5555/ab.1",
    " <10.5555/ab.1>, ": "10.5555/ab.1",
    "doi:10.5555/ab.1": "10.5555/ab.1",
    "DOI: 10.5555/ab.1.": "10.5555/ab.1",
    "https://doi.org/10.5555/ab.1": "10.5555/ab.1",
    "http://dx.doi.org/10.5555%2Fab.1": "10.5555/ab.1",
    "https://doi-org.proxy.example.org/10.5555/ab.1": "10.5555/ab.1",
    "doi.org/10.5555/ab.1": "10.5555/ab.1",
    "10.5555/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2": (
        "10.5555/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2"
    ),
    "(10.5555/ab.1)": "10.5555/ab.1",
    # publishers
    "https://link.springer.com/article/10.1007/s10851-026-00001-2": "10.1007/s10851-026-00001-2",
    "https://link.springer.com/content/pdf/10.1007/s10851-026-00001-2.pdf": (
        "10.1007/s10851-026-00001-2"
    ),
    "https://epubs.siam.org/doi/abs/10.1137/26M0000001": "10.1137/26M0000001",
    "https://dl.acm.org/doi/fullHtml/10.1145/1234567.1234568": "10.1145/1234567.1234568",
    "https://onlinelibrary.wiley.com/doi/epdf/10.1002/ex.10001": "10.1002/ex.10001",
    "https://www.frontiersin.org/journals/x/articles/10.3389/fx.2026.1/full": (
        "10.3389/fx.2026.1"
    ),
    "https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0000001": (
        "10.1371/journal.pone.0000001"
    ),
    "https://iopscience.iop.org/article/10.1088/1361-6420/ab0001/pdf": "10.1088/1361-6420/ab0001",
    "https://journals.aps.org/prl/abstract/10.1103/PhysRevLett.130.1": (
        "10.1103/PhysRevLett.130.1"
    ),
    "https://www.nature.com/articles/s41586-026-00001-2": "10.1038/s41586-026-00001-2",
    "nature.com/articles/ncomms12345": "10.1038/ncomms12345",
    "https://elifesciences.org/articles/12345": "10.7554/eLife.12345",
    "https://aclanthology.org/2026.acl-long.12/": "10.18653/v1/2026.acl-long.12",
    "https://zenodo.org/record/1000001": "10.5281/zenodo.1000001",
    "https://papers.ssrn.com/sol3/papers.cfm?abstract_id=3000001": "10.2139/ssrn.3000001",
    "https://www.researchsquare.com/article/rs-1000001/v1": "10.21203/rs.3.rs-1000001/v1",
    "https://osf.io/preprints/psyarxiv/abcde": "10.31234/osf.io/abcde",
    "https://www.biorxiv.org/content/10.64898/2026.01.02.123456v2.full": (
        "10.64898/2026.01.02.123456"
    ),
    "10.1101/2025.01.02.123456v3": "10.1101/2025.01.02.123456",
}
OTHERS = {
    ("short", "10/abcde"): ["10/abcde", "https://doi.org/abcde", "doi:10/ABCDE", "doi.org/10/abcde"],
    ("arxiv", "2601.01234"): [
        "2601.01234", "2601.01234v2", "arXiv:2601.01234", "arXiv: 2601.01234 [math.NA]",
        "arxiv 2601.01234", "https://arxiv.org/abs/2601.01234v1", "arxiv.org/pdf/2601.01234v2.pdf",
        "https://www.arxiv.org/html/2601.01234v1", "https://export.arxiv.org/abs/2601.01234",
        "https://ar5iv.org/abs/2601.01234", "https://www.alphaxiv.org/abs/2601.01234v1",
        "https://huggingface.co/papers/2601.01234", "10.48550/arXiv.2601.01234",
        "https://doi.org/10.48550/ARXIV.2601.01234",
    ],
    ("arxiv", "1412.1234"): ["1412.1234v1"],
    ("arxiv", "math/0301001"): ["math.NA/0301001", "math/0301001v3", "arXiv:math/0301001"],
    ("pmid", "31000001"): [
        "pmid:31000001", "PMID 31000001", "PMID: 31000001",
        "https://pubmed.ncbi.nlm.nih.gov/31000001/", "https://www.ncbi.nlm.nih.gov/pubmed/31000001",
    ],
    ("pmcid", "PMC6000001"): [
        "PMC6000001", "pmcid: PMC6000001", "https://pmc.ncbi.nlm.nih.gov/articles/PMC6000001/",
        "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC6000001",
    ],
    ("isbn", "9780000000002"): [
        "978-0-00-000000-2", "9780000000002", "ISBN 978 0 00 000000 2", "ISBN-13: 9780000000002",
        "0-00-000000-0", "isbn:0000000000",
    ],
    ("isbn", "9780804429573"): ["080442957X"],
    ("hal", "hal-09999999"): [
        "hal-09999999", "HAL-09999999v2", "https://hal.science/hal-09999999",
        "https://hal.science/hal-09999999v1/document", "https://inria.hal.science/hal-09999999",
    ],
    ("hal", "tel-09999999"): ["tel-09999999", "https://theses.hal.science/tel-09999999"],
}  # fmt: skip
UNCLEAR = {
    "2601.1234": "'2601.1234' is no arXiv number: there are five digits behind the full stop, and four before 2015",
    "2613.01234": "'2613.01234' is no arXiv number: it begins with year and month, 2601.01234",
    "31000001": "31000001 alone may be many things: write pmid:31000001 if it is of PubMed",
    "978-0-00-000000-3": "978-0-00-000000-3 is no ISBN: its last digit does not fit, check for typing errors",
    "10.5555": "'10.5555' is no DOI: it has a slash and an end, 10.5555/example",
    "https://ieeexplore.ieee.org/document/1": "the address 'https://ieeexplore.ieee.org/document/1' holds no DOI: look for the DOI on that page of ieeexplore.ieee.org and give that",
    "http://[": "the address 'http://[' holds no DOI: look for the DOI on that page and give that",
    "Calm waves": "'Calm waves' is no identifier: write a DOI, an arXiv number, pmid:31000001, PMC6000001, an ISBN or a HAL id",
    "": "there is nothing here: write a DOI, an arXiv number, pmid:31000001, PMC6000001, an ISBN or a HAL id",
    "{": "this begins like JSON and is none: paste the whole entry",
    "[1]": "there is no entry with a title in this CSL-JSON",
    "[" * 100_000: "this begins like JSON and is none: paste the whole entry",
    "TY  - JOUR\nER  -": "there is no entry with a title in this RIS",
    "@article{a, year = 2026}": "there is no entry with a title in this BibTeX",
    "10.5555/" + "x" * 3000: "'10.5555/" + "x" * 71 + "…' is too long for an identifier: write a DOI, an arXiv number, pmid:31000001, PMC6000001, an ISBN or a HAL id",
}  # fmt: skip


@pytest.mark.parametrize("text", DOIS)
def test_dois(text: str) -> None:
    """As such, in words, in addresses of resolvers and of publishers."""
    found = [(one.kind, one.value) for one in told(text).found]
    assert found == [("doi", DOIS[text])]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [(text, *meant) for meant, texts in OTHERS.items() for text in texts],
)
def test_other_identifiers(text: str, kind: str, value: str) -> None:
    """In all spellings and in addresses."""
    assert [(one.kind, one.value) for one in told(text).found] == [(kind, value)]


@pytest.mark.parametrize("text", UNCLEAR)
def test_what_is_unclear_is_told(text: str) -> None:
    """The message says what is wrong, and what to write."""
    result = told(text)
    assert result.found == ()
    assert [one.message for one in result.unclear] == [UNCLEAR[text]]


def test_a_file_of_identifiers() -> None:
    """One to a line or several, with remarks; twice is once; the rest is told by line."""
    text = (
        "\ufeff# our papers\n\n10.5555/a  # the first\n10.5555/b, 2601.01234 pmid:1\n"
        "https://doi.org/10.5555/A\nnonsense\n10.5555/c oops\n"
    )
    result = told(text)

    assert [(one.line, one.kind, one.value) for one in result.found] == [
        (3, "doi", "10.5555/a"),
        (4, "doi", "10.5555/b"),
        (4, "arxiv", "2601.01234"),
        (4, "pmid", "1"),
        (7, "doi", "10.5555/c"),
    ]
    assert [one.line for one in result.unclear] == [6, 7]


def test_entries() -> None:
    """Several entries at once; what is wrong with one is told by its line."""
    text = "@article{a, title = {A}}\n\n@book{b, title = {B}}\n\n@misc{, title = {C}}\n"
    result = told(text)

    assert [(one.kind, one.value, one.line) for one in result.found] == [
        ("entry", "a", 1),
        ("entry", "b", 3),
    ]
    assert [one.work.title for one in result.found if one.work] == ["A", "B"]
    assert [one.line for one in result.unclear] == [5]


@given(st.text(max_size=200))
def test_everything_is_told(text: str) -> None:
    """Whatever is pasted, there is something found or a message."""
    result = told(text)
    assert result.found or result.unclear


@given(
    st.lists(
        st.sampled_from([
            "@article{a,", "}", "title = {", "author = {", "A and B", " = ", "TY  - JOUR\n",
            "AU  - ", "TI  - x\n", "ER  - \n", "{", "[", '"title": "x"', "10.5555/a", "\n", ",",
            "arXiv:", "2601.01234", "\\'e", "PY  - 2026/13/40\n", "DA  - x\n", "others",
        ]),
        max_size=12,
    )
)  # fmt: skip
def test_no_entry_ends_in_a_traceback(parts: list[str]) -> None:
    """Entries may be cut or mixed."""
    result = told("".join(parts))
    assert result.found or result.unclear
