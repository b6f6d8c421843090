"""Identifiers and addresses in fields that are not made for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.kinds.papers.reading.addresses import plain_addresses
from groupsite.kinds.papers.reading.links import arxiv_of, doi_of, paper_links
from groupsite.sources.bibtex.reader import BibEntry, parse_bibtex
from tests.drawing import drawn
from tests.kinds.papers.conftest import Load, said
from tests.model.test_doi import DOIS, PAGES, WORDS

if TYPE_CHECKING:
    from groupsite.model.problems import Problem

PROPERTY = drawn()


def plain(text: str, kind: str = "article") -> tuple[dict[str, str], list[str]]:
    """The fields of an entry with these fields, and what is said of it."""
    (entry,) = parse_bibtex(f"@{kind}{{a, {text}}}", "papers.bib").entries
    problems: list[Problem] = []
    fields = plain_addresses(entry, problems)
    return {n: f.value for n, f in fields.items()}, [p.message for p in problems]


@pytest.mark.parametrize(
    "fields",
    [
        "url = {https://doi.org/10.1000/a.1}",
        "html = {http://dx.doi.org/10.1000/a.1}",
        "ee = {https://doi.org/10.1000/a.1}",
        "link = {https://dl.acm.org/doi/10.1000/a.1}",
        "url_doi = {10.1000/a.1}",
        "doiurl = {https://doi.org/10.1000/a.1}",
        r"howpublished = {\url{https://doi.org/10.1000/a.1}}",
        r"howpublished = {Available at \url{https://doi.org/10.1000/a.1}.}",
        "note = {DOI: 10.1000/a.1}",
        "note = {doi:10.1000/a.1.}",
        "eprint = {10.1000/a.1}, eprinttype = {doi}",
        "doi = {http://doi.acm.org/10.1000/a.1}",
        "doi = {https://dl.acm.org/doi/10.1000/a.1}",
        "doi = {https://doi.org/https://doi.org/10.1000/a.1}",
        "doi = {DOI: 10.1000/a.1.}",
        r"doi = {\url{https://doi.org/10.1000/a.1}}",
        r"doi = {\href{https://doi.org/10.1000/a.1}{10.1000/a.1}}",
        "doi = {[10.1000/a.1](https://doi.org/10.1000/a.1)}",
        "doi = {<https://doi.org/10.1000/a.1>}",
        "doi = {10.1000%2Fa.1}",
        "pages = {doi.org/10.1000/a.1}",
        "volume = {https://doi.org/10.1000/a.1}, eid = {10.1000/a.1}",
        "doi = {10.1000/a.1}, pages = {10.1000/a.1}",
        "doi = {10.1000/a.1, 10.1000/b.1}",
        "url = {https://doi.org/10.1000/a.1, http://dx.doi.org/10.1000/a.1}",
        "doi = {The paper: https://doi.org/10.1000/a.1}",
        'url = {doi:<a href="https://doi.org/10.1000/a.1">10.1000/a.1</a>}',
        "url = {<a href='https://doi.org/10.1000/a.1' target='_blank'>here</a>}",
        "doi = {10.1000/a.1}, url = {https://dl.acm.org/doi/abs/10.1000/A.1}",
        "doi = {10.1000/a.1}, url = {https://doi.org/10.1000/a.1}, note = {https://doi.org/10.1000/a.1}",
    ],
)  # fmt: skip
def test_a_doi_is_moved_to_its_field(fields: str) -> None:
    """Nothing else is left that leads to the same place, and nothing is said."""
    assert plain(fields) == ({"doi": "10.1000/a.1"}, [])


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        # an issue of that year
        ("volume = {10/2014}", {"volume": "10/2014"}),
        # the PDF is more than the page
        (
            "url = {https://dl.acm.org/doi/pdf/10.1000/a.1}",
            {"doi": "10.1000/a.1", "url": "https://dl.acm.org/doi/pdf/10.1000/a.1"},
        ),
        (
            "pdf = {https://x.example/content/pdf/10.1000/a.1.pdf}",
            {
                "doi": "10.1000/a.1",
                "pdf": "https://x.example/content/pdf/10.1000/a.1.pdf",
            },
        ),
        # who writes both of them wants both
        (
            "doi = {10.1000/a.1}, html = {https://x.example/doi/10.1000/a.1}",
            {"doi": "10.1000/a.1", "html": "https://x.example/doi/10.1000/a.1"},
        ),
        # another work
        (
            "doi = {10.1000/a.1}, url = {https://doi.org/10.1000/a.2}",
            {"doi": "10.1000/a.1", "url": "https://doi.org/10.1000/a.2"},
        ),
        (
            "data = {https://doi.org/10.1000/a.1}",
            {"data": "https://doi.org/10.1000/a.1"},
        ),
        ("note = {Erratum: doi:10.1000/a.1}", {"note": "Erratum: doi:10.1000/a.1"}),
        # the preprint of what a journal has printed since
        (
            "journal = {J}, url = {https://doi.org/10.1101/2021.01.01.425001}",
            {"journal": "J", "url": "https://doi.org/10.1101/2021.01.01.425001"},
        ),
        (
            "journal = {bioRxiv}, url = {https://doi.org/10.1101/2021.01.01.425001}",
            {"journal": "bioRxiv", "doi": "10.1101/2021.01.01.425001"},
        ),
        # one of two addresses
        (
            "url = {https://x.example/1 https://doi.org/10.1000/a.1}",
            {"url": "https://x.example/1", "doi": "10.1000/a.1"},
        ),
        # copies of a program are searched and kept
        (
            "bdsk-url-1 = {https://doi.org/10.1000/a.1}",
            {"bdsk-url-1": "https://doi.org/10.1000/a.1", "doi": "10.1000/a.1"},
        ),
    ],
)
def test_what_says_something_else_stays(fields: str, kept: dict[str, str]) -> None:
    """PDFs, other works, data, texts."""
    assert plain(fields) == (kept, [])


def test_the_address_of_a_book_is_not_that_of_its_chapter() -> None:
    """A chapter has a DOI of its own."""
    address = "https://link.springer.com/book/10.1007/978-3-000-00001-1"

    assert "doi" not in plain(f"url = {{{address}}}", "inproceedings")[0]
    assert plain(f"url = {{{address}}}", "book")[0]["doi"] == (
        "10.1007/978-3-000-00001-1"
    )


@pytest.mark.parametrize(
    ("doi", "address"),
    [
        ("http://hdl.handle.net/2445/1", "http://hdl.handle.net/2445/1"),
        ("11244/300001", "https://hdl.handle.net/11244/300001"),
        ("hdl:2445/1", "https://hdl.handle.net/2445/1"),
        ("https://x.example/a", "https://x.example/a"),
        ("Seen at https://x.example/a", "https://x.example/a"),
    ],
)
def test_what_is_no_doi_is_linked_with_one_message(doi: str, address: str) -> None:
    """What to write is said."""
    fields, messages = plain(f"doi = {{{doi}}}")

    assert fields == {"url": address}
    (message,) = messages
    assert message.startswith(f"entry `a`: `doi`: `{doi}` holds no DOI; ")


@pytest.mark.parametrize(
    "doi", ["10.1000/x y", "gibberish", "2025/7", "10.1000", "N/A"]
)
def test_what_is_nothing_stays_for_the_message_about_its_form(doi: str) -> None:
    """The loader says what a DOI looks like."""
    assert plain(f"doi = {{{doi}}}") == ({"doi": doi}, [])


ARXIV = {"eprint": "2401.00001", "archiveprefix": "arXiv"}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("url = {https://arxiv.org/abs/2401.00001}", ARXIV),
        ("pdf = {https://arxiv.org/pdf/2401.00001.pdf}", ARXIV),
        ("note = {arXiv:2401.00001}", ARXIV),
        ("note = {arXiv preprint arXiv:2401.00001 [math.NA]}", ARXIV),
        (r"note = {\url{https://arxiv.org/abs/2401.00001}}", ARXIV),
        (r"howpublished = {Available at \url{https://arxiv.org/abs/2401.00001}}", ARXIV),
        ("doi = {arXiv:2401.00001}", {"eprint": "2401.00001"}),
        ("eprint = {0301001}, primaryclass = {math.NA}", {"eprint": "math.NA/0301001"}),
        ("eprint = {9901001}, archiveprefix = {hep-th}", {"eprint": "hep-th/9901001"}),
        ("eprint = {hal-1}, eprinttype = {hal}, url = {https://arxiv.org/abs/2401.00001}", {"arxiv": "2401.00001"}),
        ("eprint = {3100001}, eprinttype = {pubmed}", {"eprint": "3100001"}),
    ],
)  # fmt: skip
def test_a_number_on_arxiv_is_moved_to_its_field(
    fields: str, expected: dict[str, str]
) -> None:
    """Out of addresses and notes; without its class an old one is none."""
    found, messages = plain(fields)

    assert found.items() >= expected.items()
    assert "note" not in found
    assert messages == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("url = {osf.io/abcde}", {"url": "https://osf.io/abcde"}),
        ("code = {www.example.org/code}", {"code": "https://www.example.org/code"}),
        ("pdf = {data/a.pdf}", {"pdf": "data/a.pdf"}),
        ("pdf = {a.pdf}", {"pdf": "a.pdf"}),
        ('url = {<a href="https://x.example/1">https://x.example/1</a>}', {"url": "https://x.example/1"}),
        (r"url = {\href{https://x.example/1}{the page}}", {"url": "https://x.example/1"}),
        ("note = {https://x.example/1}", {"url": "https://x.example/1"}),
        ("note = {www.x.example}", {"url": "https://www.x.example"}),
        ("note = {https://x.example/1}, url = {https://x.example/2}", {"url": "https://x.example/2", "website": "https://x.example/1"}),
        (r"note = {Available at: \url{https://x.example/1.pdf}}", {"pdf": "https://x.example/1.pdf"}),
        ("note = {See https://x.example/1 for more}", {"note": "See https://x.example/1 for more"}),
        ("url = {db/journals/x/x1.html#Doe21}, ee = {https://x.example/1}", {"url": "https://x.example/1"}),
        (r"howpublished = {\href{https://x.example/1}{the page}}", {"howpublished": "https://x.example/1"}),
        ("additional_info = {. *More* at [a page](https://x.example)}", {"additional_info": r"\emph{More} at \href{https://x.example}{a page}"}),
        ("note = {Oral.}, additional_info = {Long}", {"note": "Oral.", "additional_info": "Long"}),
        ("presentation-video = {https://youtu.be/1}", {"video": "https://youtu.be/1"}),
        ("github = {github.com/x/y}", {"code": "https://github.com/x/y"}),
        ("project = {www.x.example}", {"website": "https://www.x.example"}),
        ("project = {Collaborative Research}", {"project": "Collaborative Research"}),
        ("note = {Chapter}", {"note": "Chapter"}),
        ("eprint = {https://x.example/a}", {"url": "https://x.example/a"}),
        ("eprint = {https://x.example/pdf/a}", {"pdf": "https://x.example/pdf/a"}),
        ("url_pdf = {https://x.example/1}, pdf = {a.pdf}", {"pdf": "a.pdf https://x.example/1"}),
        ("ee = {https://x.example/1}, url = {https://x.example/1}", {"url": "https://x.example/1"}),
    ],
)  # fmt: skip
def test_addresses_stand_where_links_are_made_of_them(
    fields: str, expected: dict[str, str]
) -> None:
    """Out of HTML, with their scheme, under the name that links have here."""
    assert plain(fields) == (expected, [])


def test_links_of_bibbase_have_the_names_that_their_fields_give(load: Load) -> None:
    """Those that we know are ours, others are called as they are."""
    bib = (
        "@article{a, author = {Jane Doe}, title = {T}, journal = {J}, year = 2024,\n"
        "  url_Paper = {https://x.example/1.pdf}, url_code = {https://x.example/c},\n"
        "  url_talk_demo = {https://x.example/d}, url_slides = {none of them}}"
    )
    loaded = load(bib)
    ((located),) = loaded.records

    assert [(link.name, link.address) for link in located.record.links] == [
        ("pdf", "https://x.example/1.pdf"),
        ("code", "https://x.example/c"),
        ("talk_demo", "https://x.example/d"),
    ]
    assert said(loaded) == [
        (
            "papers.bib:3: entry `a`: `slides`: `none of them` is no address: write it in "
            "`note` [field]"
        )
    ]


@PROPERTY
@given(
    DOIS,
    st.sampled_from([*WORDS, *PAGES]),
    st.sampled_from(["doi", "url", "html", "ee", "url_doi", "bdsk-url-2"]),
)
def test_a_doi_is_found_wherever_it_is_wrapped(
    doi: str, wrapper: str, field: str
) -> None:
    """And nothing else that leads to the same page, but for a PDF."""
    fields, messages = plain(f"{field} = {{{wrapper.format(doi)}}}")

    assert fields["doi"] == doi
    assert messages == []


#: Addresses that no rule is about.
ADDRESSES = st.from_regex(
    r"https://[a-c]\.example/[a-z]{1,3}(\.html|\.pdf|/pdf/[0-9])?", fullmatch=True
)
FIELD = st.sampled_from(["url", "html", "ee", "pdf", "note", "url_code", "eprint", "link", "code"])  # fmt: skip


@PROPERTY
@given(st.dictionaries(FIELD, ADDRESSES), DOIS)
def test_no_address_is_lost_and_none_is_linked_twice(
    addresses: dict[str, str], doi: str
) -> None:
    """Whatever the field, beside a DOI and its address."""
    text = ", ".join(f"{name} = {{{a}}}" for name, a in addresses.items())
    bib = f"@article{{a, doi = {{{doi}}}, howpublished = {{https://doi.org/{doi}}}, {text}}}"
    (entry,) = parse_bibtex(bib, "papers.bib").entries
    problems: list[Problem] = []
    fields = plain_addresses(entry, problems)
    whole = BibEntry(entry.type, entry.key, fields, entry.position)
    linked = [link.address for link in paper_links(whole)]

    assert sorted(linked) == sorted({*addresses.values()})
    assert (doi_of(whole), arxiv_of(whole), problems) == (doi, "", [])
