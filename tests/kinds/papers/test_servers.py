"""Preprint servers, however an entry names them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from groupsite.kinds.papers.reading.servers import is_final, is_posted, server_called
from tests.kinds.papers.conftest import Load, said

if TYPE_CHECKING:
    from collections.abc import Callable

    from groupsite.kinds.papers.paper import Paper
    from tests.conftest import Site

BASE = "author = {Jane Doe}, title = {A}, year = 2024"


def paper(load: Load, kind: str, fields: str) -> Paper:
    """The paper of an entry in which nothing is wrong."""
    loaded = load(f"@{kind}{{a, {BASE}, {fields}}}")
    assert said(loaded) == []
    ((located),) = loaded.records
    found: Paper = located.record
    return found


@pytest.mark.parametrize(
    ("text", "server"),
    [
        ("arXiv", "arXiv"),
        ("CoRR", "arXiv"),
        ("ArXiv e-prints", "arXiv"),
        ("arXiv preprint arXiv:2401.00001", "arXiv"),
        ("arXiv:2401.00001 [math]", "arXiv"),
        ("Preprint at arXiv", "arXiv"),
        ("Cornell University Library, arXiv.org", "arXiv"),
        ("bioRxiv : the preprint server for biology", "bioRxiv"),
        ("BioRxiv (Cold Spring Harbor Laboratory)", "bioRxiv"),
        ("medRxiv", "medRxiv"),
        ("ChemRxiv preprint", "ChemRxiv"),
        ("SSRN Electronic Journal", "SSRN"),
        ("Available at SSRN 1234567", "SSRN"),
        ("Research Square Platform LLC", "Research Square"),
        ("HAL", "HAL"),
        ("hal-01234567", "HAL"),
        ("Preprints", "Preprints.org"),
        ("Authorea Preprints", "Authorea"),
        ("Earth and Space Science Open Archive", "ESS Open Archive"),
        ("Cryptology ePrint Archive, Paper 2024/123", "Cryptology ePrint Archive"),
        ("IACR Cryptol. ePrint Arch.", "Cryptology ePrint Archive"),
        ("Electron. Colloquium Comput. Complex.", "ECCC"),
        ("Optimization Online", "Optimization Online"),
        ("PsyArXiv", "PsyArXiv"),
        ("OSF Preprints", "OSF Preprints"),
        ("viXra", "viXra"),
        # not all that looks like one is one
        ("Corrosion", ""),
        ("Corr. Examples", ""),
        ("Halide Letters", ""),
        ("Preprints of the Example Congress", ""),
        ("Journal of Examples, see arXiv:2401.00001", ""),
        ("Zenodo", ""),
        ("", ""),
    ],
)
def test_a_server_is_known_by_its_names(text: str, server: str) -> None:
    """At the beginning of a text, in any case, with what is written before it."""
    assert server_called(text) == server
    assert server_called(text.upper()) == server


@pytest.mark.parametrize(
    ("kind", "fields", "server"),
    [
        # the journal
        ("article", "journal = {bioRxiv}, pages = {2024--01}", "bioRxiv"),
        ("article", "journal = {CoRR}, volume = {abs/2401.00001}", "arXiv"),
        ("article", "journal = {ArXiv e-prints}, archiveprefix = {arXiv}", "arXiv"),
        ("article", "journaltitle = {{medRxiv}}", "medRxiv"),
        ("inproceedings", "booktitle = {arXiv:2401.00001}", "arXiv"),
        # who publishes it
        ("misc", "publisher = {medRxiv}, doi = {10.1101/2024.02.02.24301}", "medRxiv"),
        ("misc", "publisher = {Research Square}", "Research Square"),
        ("techreport", "institution = {arXiv}, number = {2401.00001}", "arXiv"),
        ("misc", "howpublished = {Preprint at bioRxiv}", "bioRxiv"),
        ("misc", "howpublished = {\\url{https://hal.science/hal-1}}", "HAL"),
        # the number
        ("article", "eprint = {2401.00001}", "arXiv"),
        ("online", "eprint = {hal-1}, eprinttype = {hal}", "HAL"),
        ("misc", "hal_id = {hal-01234567}", "HAL"),
        ("unpublished", "eprint = {2401.00001}, note = {Draft}", "arXiv"),
        # the DOI
        ("article", "doi = {10.1101/2020.03.19.999001}", "bioRxiv"),
        ("article", "doi = {10.1101/123456}", "bioRxiv"),
        ("article", "doi = {10.1101/2021.01.02.21250001}", "medRxiv"),
        ("article", "doi = {10.26434/chemrxiv-2021-abcde}", "ChemRxiv"),
        ("article", "doi = {10.2139/ssrn.1234567}", "SSRN"),
        ("misc", "doi = {10.31234/osf.io/abcde}", "PsyArXiv"),
        ("misc", "doi = {10.31223/X5ABCD}", "EarthArXiv"),
        ("misc", "doi = {10.36227/techrxiv.1.v1}", "TechRxiv"),
        ("misc", "doi = {10.20944/preprints202401.0001.v1}", "Preprints.org"),
        ("misc", "doi = {10.22541/essoar.1/v1}", "ESS Open Archive"),
        (
            "article",
            "publisher = {Cold Spring Harbor Laboratory}, doi = {10.1101/2020.03.19.999001}",
            "bioRxiv",
        ),
        # an address, a note
        ("misc", "url = {https://www.biorxiv.org/content/1}", "bioRxiv"),
        ("misc", "url = {https://osf.io/preprints/psyarxiv/abcde}", "PsyArXiv"),
        ("misc", "url = {https://osf.io/preprints/abcde}", "OSF Preprints"),
        ("misc", "url = {https://eprint.iacr.org/2024/123}", "Cryptology ePrint Archive"),
        ("misc", "note = {arXiv preprint}", "arXiv"),
        ("misc", "address = {arXiv}", "arXiv"),
    ],
)  # fmt: skip
def test_what_is_on_a_server_is_a_preprint(
    load: Load, kind: str, fields: str, server: str
) -> None:
    """Wherever the entry says so; nothing is missing then."""
    found = paper(load, kind, fields)

    assert (found.server, found.state, found.work, found.type) == (
        server, "preprint", "preprint", "preprint",
    )  # fmt: skip
    # numbers that programs take from the number there
    assert not found.venue
    assert {found.imprint.pages, found.imprint.volume, found.imprint.publisher} == {""}


@pytest.mark.parametrize(
    ("kind", "fields", "work"),
    [
        ("article", "journal = {J}, eprint = {2401.00001}", "article"),
        ("article", "journal = {J}, doi = {10.1101/gr.1234.5}", "article"),
        ("article", "journal = {bioRxiv}, doi = {10.1000/5}", "article"),
        ("misc", "eprint = {2401.00001}, doi = {10.1000/5}", "article"),
        ("misc", "eprint = {2401.00001}, journal = {J}", "article"),
        ("inproceedings", "booktitle = {B}, url = {https://arxiv.org/abs/1}", "inproceedings"),
        ("phdthesis", "school = {S}, eprint = {2401.00001}", "phdthesis"),
        ("techreport", "institution = {I}, eprint = {2401.00001}", "techreport"),
        ("software", "publisher = {Zenodo}, eprint = {2401.00001}", "software"),
        ("article", "journal = {Cold Spring Harbor Perspectives}, doi = {10.1101/cshp.1}", "article"),
    ],
)  # fmt: skip
def test_what_has_appeared_is_no_preprint(
    load: Load, kind: str, fields: str, work: str
) -> None:
    """A journal, a book, or the DOI of a publisher counts more than a server."""
    found = paper(load, kind, fields)

    assert (found.state, found.work, found.server) == ("published", work, "")


@pytest.mark.parametrize(
    ("doi", "expected"),
    [
        ("10.1000/5", True),
        ("10.1101/gr.123456.113", True),
        ("10.48550/arXiv.2401.00001", False),
        ("10.5281/zenodo.1", False),
        ("10.17605/OSF.IO/ABCDE", False),
        ("", False),
    ],
)
def test_servers_and_repositories_do_not_publish(doi: str, expected: bool) -> None:  # noqa: FBT001
    """A DOI of theirs says nothing of a journal."""
    assert is_final(doi) is expected


@pytest.mark.parametrize(
    ("fields", "number"),
    [
        ("journal = {{IACR} Cryptol. ePrint Arch.}, volume = {2024}, pages = {123}", "2024/123"),
        ("howpublished = {Cryptology {ePrint} Archive, Paper 2024/0123}", "2024/0123"),
        ("journal = {Electron. Colloquium Comput. Complex.}, volume = {{TR24-012}}", "TR24-012"),
    ],
)  # fmt: skip
def test_a_number_on_a_server_is_kept(load: Load, fields: str, number: str) -> None:
    """Where there is no field for it."""
    assert paper(load, "misc", fields).imprint.number == number


BIB = f"""
@article{{bio, {BASE}, journal = {{bioRxiv}}, pages = {{2024--01}},
  publisher = {{Cold Spring Harbor Laboratory}}, doi = {{10.1101/2024.01.02.573900}}}}
@article{{arx, {BASE}, journal = {{arXiv preprint arXiv:2401.00001}}}}
"""


def test_all_outputs_say_preprint(make_site: Callable[..., Site]) -> None:
    """Lists, pages, CSL, tags, COinS and JSON-LD agree."""
    site = make_site("papers", {"papers.bib": BIB})
    built = site.build(config={"html_baseurl": "https://x.example/"})
    items = {
        i["id"]: i for i in json.loads((built.outdir / "index.csl.json").read_bytes())
    }
    shown = {
        entry.get("data-key"): (
            entry.get("data-type"),
            entry.get("data-state"),
            entry.cssselect(".paper-venue")[0].text_content(),
        )
        for entry in built.main().cssselect(".paper")
    }

    assert shown == {
        "bio": ("preprint", "preprint", "bioRxiv, 2024 Preprint"),
        "arx": ("preprint", "preprint", "arXiv:2401.00001, 2024 Preprint"),
    }
    for key, server in (("bio", "bioRxiv"), ("arx", "arXiv")):
        page = built.page(f"papers/{key}")
        tags = {tag.get("name"): tag.get("content") for tag in page.cssselect("meta")}
        assert tags["citation_publisher"] == server
        assert tags["z:itemType"] == "preprint"
        assert "citation_journal_title" not in tags
        assert (items[key]["type"], items[key]["publisher"]) == ("article", server)
        assert items[key]["genre"] == "Preprint"
        (script,) = page.cssselect('script[type="application/ld+json"]')
        (thing,) = (
            thing
            for thing in json.loads(script.text or "")["@graph"]
            if thing["@type"] == "ScholarlyArticle"
        )
        assert thing["creativeWorkStatus"] == "Preprint"
        assert thing["publisher"]["name"] == server
    spans = built.main().cssselect("span.Z3988")
    assert all("rft.genre=preprint" in (span.get("title") or "") for span in spans)


def test_a_doi_tells_that_it_is_of_a_preprint() -> None:
    """Cold Spring Harbor has journals as well."""
    assert is_posted("10.1101/2021.01.01.425001")
    assert is_posted("10.48550/arXiv.2401.00001")
    assert is_posted("10.2139/ssrn.1")
    assert not is_posted("10.1101/gr.1234.05")
    assert not is_posted("10.1000/1")
