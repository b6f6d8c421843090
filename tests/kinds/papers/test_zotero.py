"""What only Zotero reads on the page of a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from groupsite.kinds.papers.formats.zotero import zotero_tags

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Site
    from tests.kinds.papers.conftest import Load

REST: Final = "author = {Jane Doe}, title = {T}, year = 2024}"
CASES: Final[dict[str, dict[str, str]]] = {
    "@article{a, journal = {J}, number = {2}": {"z:itemType": "journalArticle"},
    "@inproceedings{a, booktitle = {Proc. Days}, eventtitle = {Days}, address = {Rome}": {
        "z:itemType": "conferencePaper",
        "prism.publicationName": "Proc. Days",
        "eprints.place_of_pub": "Rome",
    },
    "@book{a, publisher = {P}, edition = {Second}, pages = {345}": {
        "z:itemType": "book",
        "prism.edition": "2",
        "eprints.pages": "345",
    },
    "@phdthesis{a, school = {U}": {"z:itemType": "thesis", "DC.type": "PhD thesis"},
    "@techreport{a, institution = {I}, type = {Note}, number = {7}": {
        "z:itemType": "report",
        "DC.type": "Note",
    },
    "@patent{a, number = {US1}": {"z:itemType": "patent", "prism.number": "US1"},
    "@misc{a, howpublished = {Poster}, eventtitle = {Days}, venue = {Rome}": {
        "z:itemType": "presentation",
        "DC.type": "Poster",
        "eprints.event_title": "Days",
        "eprints.event_location": "Rome",
    },
    "@software{a, version = {2.0}": {
        "z:itemType": "computerProgram",
        "prism.edition": "2.0",
    },
    "@article{a, entrysubtype = {magazine}, journal = {Weekly}": {
        "z:itemType": "magazineArticle",
        "prism.publicationName": "Weekly",
    },
    "@online{a, organization = {Blog}, url = {https://www.example.org/x}": {
        "z:itemType": "webpage",
        "prism.publicationName": "Blog",
    },
    "@online{a, url = {https://www.example.org/x}": {
        "z:itemType": "webpage",
        "prism.publicationName": "example.org",
    },
    "@periodical{a, issuetitle = {Special}, journaltitle = {J}": {
        "z:itemType": "journalArticle"
    },
    "@misc{a": {"z:itemType": "document"},
}


@pytest.mark.parametrize("entry", CASES)
def test_each_kind_has_its_type_and_fields(load: Load, entry: str) -> None:
    """The type, the entry's own word for it, and what citation tags have no name for."""
    (located,) = load(f"{entry}, {REST}").records

    assert dict(zotero_tags(located.record)) == CASES[entry]


def test_they_are_in_the_head_of_the_page(make_site: Callable[..., Site]) -> None:
    """Beside the citation tags, where no tag names another kind of work."""
    bib = f"@misc{{a, howpublished = {{Talk}}, eventtitle = {{Days}}, {REST}"
    built = make_site("papers", {"papers.bib": bib}).build(
        config={"html_baseurl": "https://x.example/"}
    )
    metas = built.page("papers/a").cssselect("meta[name]")
    tags = {meta.get("name"): meta.get("content") for meta in metas}

    assert tags["z:itemType"] == "presentation"
    assert tags["eprints.event_title"] == "Days"
    assert tags["citation_title"] == "T"
    assert "citation_conference_title" not in tags
