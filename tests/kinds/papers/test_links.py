"""The addresses of a paper, from the fields of its entry."""

from __future__ import annotations

import pytest

from groupsite.kinds.papers.paper import PaperLink
from groupsite.kinds.papers.reading.links import (
    arxiv_of,
    doi_of,
    paper_links,
    stray_words,
    verbatim,
)
from groupsite.sources.bibtex.reader import BibEntry, parse_bibtex


def entry(**fields: str) -> BibEntry:
    """An entry with these fields."""
    content = "".join(f", {name} = {{{value}}}" for name, value in fields.items())
    return parse_bibtex(f"@misc{{a{content}}}", "papers.bib").entries[0]


def test_every_field_gives_a_link_of_its_name_in_a_fixed_order() -> None:
    """The order is that of the fields that visitors look for first."""
    names = ["supp", "website", "poster", "slides", "video", "data", "code", "pdf"]
    fields = {name: f"https://example.org/{name}" for name in [*names, "html"]}
    fields["url"] = "https://example.org/url"

    assert [(link.name, link.address) for link in paper_links(entry(**fields))] == [
        ("html", "https://example.org/html"),
        ("pdf", "https://example.org/pdf"),
        ("code", "https://example.org/code"),
        ("data", "https://example.org/data"),
        ("video", "https://example.org/video"),
        ("slides", "https://example.org/slides"),
        ("poster", "https://example.org/poster"),
        ("website", "https://example.org/website"),
        ("supp", "https://example.org/supp"),
        ("html", "https://example.org/url"),
    ]


def test_an_entry_without_addresses_has_no_links() -> None:
    """DOI and arXiv number are no links of this kind."""
    assert paper_links(entry(doi="10.1000/x", eprint="2401.00001", html="")) == ()


@pytest.mark.parametrize(
    ("addresses", "labels"),
    [
        ("https://github.com/group/deep", [""]),
        (
            "https://github.com/group/deep https://gitlab.com/group/sub/deep/-/tree",
            ["group/deep", "group/sub"],
        ),
        ("https://www.x.org/a.zip\n  https://zenodo.org/1", ["x.org", "zenodo.org"]),
        (
            "https://github.com/group data/deep%20v2.zip",
            ["github.com", "deep%20v2.zip"],
        ),
        ("/ https://[x", ["", "https://[x"]),
        (
            "https://x.org/a https://y.org https://x.org/b",
            ["x.org, 1", "y.org", "x.org, 2"],
        ),
    ],
)
def test_several_addresses_of_a_field_are_told_apart(
    addresses: str, labels: list[str]
) -> None:
    """By repository, by host, or by file; a single one needs no label."""
    links = paper_links(entry(code=addresses))

    assert [link.label for link in links] == labels
    assert [link.address for link in links] == addresses.split()


@pytest.mark.parametrize(
    "fields",
    [
        {"doi": "10.1000/X", "url": "https://doi.org/10.1000/x"},
        {"doi": "https://doi.org/10.1000/x", "html": "http://dx.doi.org/10.1000/X"},
        {"doi": "doi:10.1000/a\\_b", "url": "https://www.doi.org/10.1000/a_b"},
        {"eprint": "2401.00001", "url": "https://arxiv.org/abs/2401.00001"},
        {"arxiv": "2401.00001", "html": "http://www.arxiv.org/abs/2401.00001"},
        {"arxiv": "math/0401001", "html": "https://export.arxiv.org/abs/math/0401001"},
    ],
)
def test_the_pages_of_doi_and_arxiv_are_not_linked_twice(
    fields: dict[str, str],
) -> None:
    """They have links of their own, however the address is written."""
    assert paper_links(entry(**fields)) == ()


@pytest.mark.parametrize(
    "fields",
    [
        {"doi": "10.1000/x", "html": "https://doi.org/10.1000/y"},
        {"html": "https://doi.org/10.1000/y"},
        {"arxiv": "2401.00001", "html": "https://arxiv.org/abs/2401.00002"},
        {"arxiv": "2401.00001", "html": "https://arxiv.org/pdf/2401.00001"},
        {"html": "https://arxiv.org/abs/2401.00001"},
    ],
)
def test_other_pages_of_doi_and_arxiv_are_links(fields: dict[str, str]) -> None:
    """Another paper's page, or the PDF, is another address."""
    assert paper_links(entry(**fields)) == (PaperLink("html", fields["html"]),)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://x.example/a.pdf", "pdf"),
        ("https://x.example/A.PDF?download=1", "pdf"),
        ("https://x.example/doi/pdf/a", "pdf"),
        ("https://x.example/pdf", "pdf"),
        ("https://x.example/pdfs/a", "html"),
        ("https://github.com/group/deep", "code"),
        ("https://www.youtube.com/watch?v=1", "video"),
        ("https://github.com", "html"),
    ],
)
def test_an_address_may_tell_what_it_leads_to(address: str, name: str) -> None:
    """In fields of any address; in others the field tells."""
    assert [link.name for link in paper_links(entry(url=address))] == [name]
    assert [link.name for link in paper_links(entry(html=address))] == ["html"]


def test_an_address_is_linked_once() -> None:
    """The first of its fields counts."""
    links = paper_links(entry(html="https://x.org/a", url="https://x.org/a"))

    assert links == (PaperLink("html", "https://x.org/a"),)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("", ""),
        ("10.1000/a\\_b", "10.1000/a_b"),
        ("{10.1000/a}", "10.1000/a"),
        ("{{ true }}", "true"),
        ("a\\%20b\\&c\\#d\\$", "a%20b&c#d$"),
        ("https://x.org/\\~{}jane", "https://x.org/~jane"),
        ("https://x.org/\\~jane", "https://x.org/~jane"),
        ("https://x.org/{\\textasciitilde}jane", "https://x.org/~jane"),
        ("https://x.org/\\textasciitilde jane", "https://x.org/~jane"),
        ("https://x.org/\\textasciitilde{}jane", "https://x.org/~jane"),
        ("\\url{https://x.org/a_b}", "https://x.org/a_b"),
    ],
)
def test_values_for_machines_lose_their_latex(written: str, expected: str) -> None:
    """Exports of other programs escape what needs no escape."""
    assert verbatim(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("10.1000/x", "10.1000/x"),
        ("https://doi.org/10.1000/X", "10.1000/X"),
        ("HTTP://DX.DOI.ORG/10.1000/x", "10.1000/x"),
        ("doi.org/10.1000/x", "10.1000/x"),
        ("doi: 10.1000/x", "10.1000/x"),
        ("10.1000/doi.org/x", "10.1000/doi.org/x"),
        ("", ""),
    ],
)
def test_a_doi_is_found_in_its_address(written: str, expected: str) -> None:
    """Only the DOI is kept, in its own case."""
    assert doi_of(entry(doi=written)) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"eprint": "2401.00001", "archiveprefix": "arXiv"}, "2401.00001"),
        ({"eprint": "2401.00001v2", "eprinttype": "arxiv"}, "2401.00001v2"),
        ({"eprint": "math/0401001"}, "math/0401001"),
        ({"eprint": "arXiv:2401.00001"}, "2401.00001"),
        ({"arxiv": "2401.00001", "eprint": "1"}, "2401.00001"),
        ({"arxiv": "https://arxiv.org/abs/2401.00001"}, "2401.00001"),
        ({"arxiv": "http://www.arxiv.org/pdf/2401.00001.pdf"}, "2401.00001"),
        ({"eprint": "https://arxiv.org/abs/2401.00001v2"}, "2401.00001v2"),
        ({"eprint": "https://arxiv.org/pdf/2401.00001v2.pdf"}, "2401.00001v2"),
        ({"eprint": "arxiv.org/html/2401.00001/"}, "2401.00001"),
        ({"eprint": "https://arxiv.org/abs/2401.00001?context=math"}, "2401.00001"),
        ({"eprint": "arXiv:2401.00001 [math.OC]"}, "2401.00001"),
        ({"eprint": "https://doi.org/10.48550/arXiv.2401.00001"}, "2401.00001"),
        ({"eprint": "https://x.example/doi/pdf/10.1000/a"}, ""),
        ({"eprint": "12345", "archiveprefix": "HAL"}, ""),
        ({"journal": "arXiv preprint arXiv:2401.00001"}, "2401.00001"),
        ({"journal": "arXiv: math.NA/0401001"}, "math.NA/0401001"),
        ({"journal": "Archive of 2401.00001"}, ""),
        ({}, ""),
    ],
)
def test_an_arxiv_number_is_found_where_it_is_written(
    fields: dict[str, str], expected: str
) -> None:
    """In `arxiv`, in `eprint`, or in what Google Scholar calls the journal."""
    assert arxiv_of(entry(**fields)) == expected


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"10.1000/a\_b", "10.1000/a_b"),
        (r"10.1000/a{\_}b{\%}", "10.1000/a_b%"),
        (r"https://x.org/{\~{}}jane", "https://x.org/~jane"),
        (r"https://x.org/{~}jane", "https://x.org/~jane"),
        (r"{\url{https://x.org/a\#b}}", "https://x.org/a#b"),
        ("https://x.org/?a=1&amp;b=2", "https://x.org/?a=1&b=2"),
        (
            r"10.1002/1097{\textless}1661::A{\textgreater}3.0",
            "10.1002/1097<1661::A>3.0",
        ),
        (r"10.1000/a\textunderscore{}b", "10.1000/a_b"),
        ("10.1002/1097$<$1661::A$>$3.0", "10.1002/1097<1661::A>3.0"),
    ],
)
def test_what_machines_read_has_no_markup(written: str, read: str) -> None:
    """Mendeley puts braces around every sign, Crossref escapes ampersands."""
    assert verbatim(written) == read


@pytest.mark.parametrize(
    ("fields", "number"),
    [
        ("journal = {CoRR}, volume = {abs/2401.00001}", "2401.00001"),
        ("journaltitle = {arXiv:2401.00001 [math]}", "2401.00001"),
        ("number = {arXiv:2401.00001}", "2401.00001"),
        ("howpublished = {arXiv:2401.00001v2}", "2401.00001v2"),
        ("doi = {10.48550/arXiv.2401.00001}", "2401.00001"),
        ("arxivid = {2401.00001}", "2401.00001"),
        ("journal = {arXiv e-prints}, eid = {arXiv:2401.00001}", "2401.00001"),
        ("journal = {arXiv e-prints}, pages = {arXiv:2401.00001}", "2401.00001"),
        ("journal = {arXiv}, volume = {2401.00001}", "2401.00001"),
        ("journal = {arXiv}, pages = {1--9}", ""),
        ("journal = {J}, volume = {2401.00001}", ""),
        ("volume = {2401.00001}", ""),
        ("doi = {10.1000/2401.00001}", ""),
    ],
)
def test_a_number_on_arxiv_is_found_where_programs_put_it(
    fields: str, number: str
) -> None:
    """It says that it is one."""
    (found,) = parse_bibtex(f"@misc{{a, {fields}}}", "papers.bib").entries

    assert arxiv_of(found) == number


def test_how_something_was_published_may_be_an_address() -> None:
    """BibTeX has no `url`, so people write it there, with words around it."""
    text = r"@misc{a, howpublished = {Available at \url{https://x.org/a_b}. Seen 2024}}"
    (found,) = parse_bibtex(text, "papers.bib").entries

    assert paper_links(found) == (PaperLink("html", "https://x.org/a_b"),)


def test_what_is_left_of_two_addresses_needs_no_label() -> None:
    """The other one is that of the DOI."""
    text = (
        "@misc{a, doi = {10.1000/a}, url = {https://x.org https://doi.org/10.1000/a}}"
    )
    (found,) = parse_bibtex(text, "papers.bib").entries

    assert paper_links(found) == (PaperLink("html", "https://x.org"),)


@pytest.mark.parametrize(
    ("url", "addresses", "words"),
    [
        (
            "https://x.org/a, https://y.org/b and more",
            ["https://x.org/a", "https://y.org/b"],
            "and more",
        ),
        (
            "https://x.org/a [Online; accessed 19-July-2024]",
            ["https://x.org/a"],
            "[Online; accessed 19-July-2024]",
        ),
        ("https://x.org/a, seen 2.3.2024", ["https://x.org/a"], "seen 2.3.2024"),
        ("https://x.org/a; data/b.pdf", ["https://x.org/a", "data/b.pdf"], ""),
        ("https://x.org/a,", ["https://x.org/a"], ""),
        ("in preparation", [], "in preparation"),
        ("data/b.pdf", ["data/b.pdf"], ""),
        ("yes", ["yes"], ""),
    ],
)
def test_text_beside_addresses_is_no_address(
    url: str, addresses: list[str], words: str
) -> None:
    """The addresses are linked, the text is named as a whole."""
    found = entry(url=url)

    assert [link.address for link in paper_links(found)] == addresses
    assert stray_words(found) == ([("url", words)] if words else [])


@pytest.mark.parametrize(
    ("fields", "addresses"),
    [
        ({"eprint": "https://x.example/pdf/a"}, ["https://x.example/pdf/a"]),
        (
            {"eprint": "https://x.example/a", "url": "https://x.example/a"},
            ["https://x.example/a"],
        ),
        ({"eprint": "https://doi.org/10.1000/a", "doi": "10.1000/a"}, []),
        ({"eprint": "https://arxiv.org/pdf/2401.00001"}, []),
        ({"eprint": "2401.00001"}, []),
    ],
)
def test_a_publisher_writes_its_address_as_eprint(
    fields: dict[str, str], addresses: list[str]
) -> None:
    """It is a link like any other, and no number on arXiv."""
    assert [link.address for link in paper_links(entry(**fields))] == addresses
