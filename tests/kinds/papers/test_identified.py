"""Identifiers of other schemes: where they are found, where they lead, who reads them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.kinds.papers.formats.coins import context_object
from groupsite.kinds.papers.formats.csl import csl_item
from groupsite.kinds.papers.reading.identified import identifiers_of
from groupsite.kinds.papers.showing.entry import all_links
from groupsite.model.schemes import SCHEMES, Identifier, is_page_of
from groupsite.sources.bibtex.reader import parse_bibtex
from tests.drawing import drawn
from tests.kinds.papers.conftest import Load, said

if TYPE_CHECKING:
    from collections.abc import Callable

    from groupsite.kinds.papers.paper import Paper
    from tests.conftest import Site

PROPERTY = drawn()
BASE = "author = {Jane Doe}, title = {A}, journal = {J}, year = 2024"
HDL = "https://hdl.handle.net/11244/300001"
PUBMED = "https://pubmed.ncbi.nlm.nih.gov/31000001/"
PMC = "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC6000001/"
HAL = "https://hal.science/hal-01000001"


def only(load: Load, fields: str) -> Paper:
    """The one paper with these fields, of which nothing is said."""
    loaded = load(f"@article{{a, {BASE}, {fields}}}")
    assert said(loaded) == []
    ((located),) = loaded.records
    paper: Paper = located.record
    return paper


@pytest.mark.parametrize(
    ("fields", "name", "address"),
    [
        ("pmid = {31000001}", "pubmed", PUBMED),
        ("pmid = {PMID: 31000001}", "pubmed", PUBMED),
        ("pmid = {https://www.ncbi.nlm.nih.gov/pubmed/31000001}", "pubmed", PUBMED),
        ("eprinttype = {pubmed}, eprint = {31000001}", "pubmed", PUBMED),
        ("archivePrefix = {PubMed}, eprint = {31000001}", "pubmed", PUBMED),
        ("url = {http://www.ncbi.nlm.nih.gov/pubmed/31000001}", "pubmed", PUBMED),
        ("url = {https://pubmed.ncbi.nlm.nih.gov/31000001}", "pubmed", PUBMED),
        ("note = {PMID: 31000001}", "pubmed", PUBMED),
        ("pmcid = {PMC6000001}", "pmc", PMC),
        ("pmcid = {6000001}", "pmc", PMC),
        ("url = {https://pmc.ncbi.nlm.nih.gov/articles/PMC6000001/}", "pmc", PMC),
        ("hal_id = {hal-01000001}, hal_version = {v1}", "hal", HAL),
        ("eprint = {hal-01000001v2}, eprinttype = {HAL}", "hal", HAL),
        ("url = {https://inria.hal.science/hal-01000001}", "hal", HAL),
        ("url = {https://hal.archives-ouvertes.fr/hal-01000001v3}", "hal", HAL),
        ("url = {https://tel.archives-ouvertes.fr/tel-01000001}", "hal", "https://hal.science/tel-01000001"),
        ("archivePrefix = {hdl}, eprint = {11244/300001}", "handle", HDL),
        ("hdl = {11244/300001}", "handle", HDL),
        ("url = {http://hdl.handle.net/11244/300001}", "handle", HDL),
        ("eprinttype = {jstor}, eprint = {2330001}", "jstor", "https://www.jstor.org/stable/2330001"),
        ("url = {http://www.jstor.org/stable/2330001?seq=1}", "jstor", "https://www.jstor.org/stable/2330001"),
        ("url = {https://papers.ssrn.com/sol3/papers.cfm?abstract_id=3000001}", "ssrn", "https://ssrn.com/abstract=3000001"),
        ("url = {https://eprint.iacr.org/2021/123}", "iacr", "https://eprint.iacr.org/2021/123"),
        ("eprint = {abcde}, eprinttype = {psyarxiv}", "osf", "https://osf.io/abcde"),
        ("url = {osf.io/preprints/psyarxiv/abcde}", "osf", "https://osf.io/abcde"),
        ("urn = {urn:nbn:de:0000-1}", "urn", "https://nbn-resolving.org/urn:nbn:de:0000-1"),
        ("adsurl = {https://ui.adsabs.harvard.edu/abs/2020A&A...641A...6P}", "ads", "https://ui.adsabs.harvard.edu/abs/2020A%26A...641A...6P"),
        ("adsurl = {http://adsabs.harvard.edu/abs/2020A%26A...641A...6P}", "ads", "https://ui.adsabs.harvard.edu/abs/2020A%26A...641A...6P"),
        ("inspirehep_id = {1000001}", "inspire", "https://inspirehep.net/literature/1000001"),
        ("mrnumber = {MR1234567 (2001a:35001)}", "mathscinet", "https://mathscinet.ams.org/mathscinet-getitem?mr=1234567"),
        ("zbl = {Zbl 1234.56789}", "zbmath", "https://zbmath.org/?q=an:1234.56789"),
        ("url = {https://dblp.org/rec/journals/x/Doe21}", "dblp", "https://dblp.org/rec/journals/x/Doe21"),
        ("url = {https://api.semanticscholar.org/CorpusID:1234}", "semantic", "https://api.semanticscholar.org/CorpusID:1234"),
    ],
)  # fmt: skip
def test_a_number_is_found_and_linked_once(
    load: Load, fields: str, name: str, address: str
) -> None:
    """In fields, as an eprint, in the address of its page; nothing is left over."""
    paper = only(load, fields)

    assert [(link.name, link.address) for link in all_links(paper)] == [(name, address)]
    assert not paper.note


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        # another number, and a file behind the page, are addresses of their own
        ("pmid = {1}, url = {https://pubmed.ncbi.nlm.nih.gov/2}", ["pubmed", "html"]),
        ("url = {https://hal.science/hal-01000001/document}", ["pdf"]),
        ("url = {https://hal.science/hal-01000001/file/a.pdf}", ["pdf"]),
        ("doi = {10.2307/2330001}, url = {https://www.jstor.org/stable/2330001}", ["doi"]),
        ("doi = {10.2139/ssrn.3000001}, url = {https://ssrn.com/abstract=3000001}", ["doi"]),
        ("doi = {10.31234/osf.io/abcde}, url = {https://osf.io/preprints/psyarxiv/abcde}", ["doi"]),
        ("url = {https://hdl.handle.net/10.1000/1}", ["doi"]),
        ("eprint = {2021.01.01.425001}, eprinttype = {bioRxiv}", ["doi"]),
        ("eprint = {chemrxiv-2021-abcde}, eprinttype = {ChemRxiv}", ["doi"]),
        ("pmid = {gibberish}", []),
        ("eprint = {1}, eprinttype = {unknown}", []),
    ],
)  # fmt: skip
def test_only_what_says_the_same_is_left_out(
    load: Load, fields: str, expected: list[str]
) -> None:
    """A DOI may be made of the number."""
    assert [link.name for link in all_links(only(load, fields))] == expected


def test_programs_read_the_numbers_as_their_own(load: Load) -> None:
    """CSL has variables for two, OpenURL names some, other links are addresses."""
    paper = only(
        load, "pmid = {31000001}, pmcid = {PMC6000001}, hal_id = {hal-01000001}"
    )
    item = csl_item(paper)
    coins = [v for name, v in parse_qsl(context_object(paper)) if name == "rft_id"]

    assert (item["PMID"], item["PMCID"], item["URL"]) == (
        "31000001",
        "PMC6000001",
        PUBMED,
    )
    assert coins == ["info:pmid/31000001", PMC, HAL, PUBMED]  # its address at the end


def test_the_page_of_a_paper_tells_its_numbers(make_site: Callable[..., Site]) -> None:
    """In tags and JSON-LD, and to visitors by the names of the archives."""
    bib = f"@article{{a, {BASE}, pmid = {{31000001}}, eprinttype = {{jstor}}, eprint = {{2330001}}}}"
    built = make_site("papers", {"papers.bib": bib}).build(
        config={"html_baseurl": "https://x.example/"}
    )
    page = built.page("papers/a")
    links = page.cssselect(".paper-links a.external")
    tags = page.cssselect("meta[name=citation_pmid]")
    (script,) = page.cssselect("script[type='application/ld+json']")
    graph = json.loads(script.text_content())["@graph"]
    thing = next(t for t in graph if t["@type"] == "ScholarlyArticle")

    assert [link.text_content() for link in links] == ["PubMed", "JSTOR"]
    assert [tag.get("content") for tag in tags] == ["31000001"]
    assert [(i["propertyID"], i["value"]) for i in thing["identifier"]] == [
        ("PubMed", "31000001"),
        ("JSTOR", "2330001"),
    ]
    assert PUBMED in thing["sameAs"]


@pytest.mark.parametrize(
    ("links", "written", "user"),
    [
        ("{scholar: AAAAAAAAAAAJ}", "u5HHmVD_uO8C", "AAAAAAAAAAAJ"),
        ("{scholar: 'https://scholar.google.de/citations?hl=de&user=AAAAAAAAAAAJ'}", "u5HHmVD_uO8C", "AAAAAAAAAAAJ"),
        ("{}", "BBBBBBBBBBBJ:u5HHmVD_uO8C", "BBBBBBBBBBBJ"),
        ("{}", "u5HHmVD_uO8C", ""),
    ],
)  # fmt: skip
def test_a_number_in_a_profile_stands_behind_that_of_the_owner(
    make_site: Callable[..., Site], links: str, written: str, user: str
) -> None:
    """al-folio has the number alone; without a profile it leads nowhere."""
    files = {
        "papers.bib": f"@article{{a, {BASE}, google_scholar_id = {{{written}}}}}",
        "people.yml": f"- {{id: doe-jane, name: Jane Doe, links: {links}}}\n",
    }
    config = {"groupsite_owner": "doe-jane", "groupsite_people": "people.yml"}
    built = make_site("papers", files).build(config=config)
    found = built.page("papers/a").cssselect(".paper-links a.external")

    assert [(link.text_content(), link.get("href")) for link in found] == [
        (
            "Google Scholar",
            (
                "https://scholar.google.com/citations?view_op=view_citation"
                f"&citation_for_view={user}:u5HHmVD_uO8C"
            ),
        )
    ] * bool(user)


EXAMPLES = [(n, s.example) for n, s in SCHEMES.items() if s.example]


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_the_page_of_each_number_is_known_again(name: str, example: str) -> None:
    """So that it is not linked twice, whichever field has it."""
    scheme = SCHEMES[name]
    identifier = Identifier(name, scheme.of_text(example))

    assert identifier.value in example
    assert scheme.of_text(identifier.value) == identifier.value
    assert not scheme.sites or identifier.is_page(identifier.address)


@PROPERTY
@given(st.text(max_size=40), st.sampled_from(sorted(SCHEMES)))
def test_no_text_is_too_strange(text: str, name: str) -> None:
    """It is a number or none."""
    scheme = SCHEMES[name]
    assert scheme.of_address(text) in (text, "") or scheme.sites
    assert isinstance(scheme.of_text(text), str)
    assert is_page_of(text, "10.1000/1") in (True, False)


def test_the_fields_of_all_schemes_are_read() -> None:
    """Each by the name that documentation gives to it."""
    for name, scheme in SCHEMES.items():
        for field in scheme.fields:
            text = f"@misc{{a, {field} = {{{scheme.example}}}}}"
            (entry,) = parse_bibtex(text, "papers.bib").entries
            assert [found.scheme for found in identifiers_of(entry)] == [name]
