"""Kinds of works that BibTeX has no types for, by what their entries say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from groupsite.kinds.papers.formats.csl import csl_type
from groupsite.kinds.papers.reading.pages import page_total, plain_pages
from groupsite.kinds.papers.reading.works import kind_called

if TYPE_CHECKING:
    from collections.abc import Callable

    from groupsite.kinds.papers.paper import Paper
    from tests.conftest import Site
    from tests.kinds.papers.conftest import Load

BASE = "author = {Jane Doe}, title = {A}, year = 2024"


def paper(load: Load, kind: str, fields: str) -> Paper:
    """The paper of an entry in which nothing is wrong."""
    loaded = load(f"@{kind}{{a, {BASE}, {fields}}}")
    assert loaded.problems == []
    ((located),) = loaded.records
    found: Paper = located.record
    return found


@pytest.mark.parametrize(
    ("text", "work"),
    [
        ("Invited talk at the Example Days", "talk"),
        ("Conference presentation", "talk"),
        ("Vortrag", "talk"),
        ("Poster presented at Example Days", "poster"),
        ("Lecture slides", "slides"),
        ("Presentation slides", "slides"),
        ("Lecture notes", ""),
        ("Computer software", "software"),
        ("R package version 1.2", "software"),
        ("Source code", "software"),
        ("Data set", "dataset"),
        ("Datensatz", "dataset"),
        ("Documentary film", "video"),
        ("Magazine article", "magazine"),
        ("Newspaper article", "newspaper"),
        ("Blog post", "webpage"),
        ("Web site", "webpage"),
        ("Interview", "interview"),
        ("Working paper", "techreport"),
        ("US Patent 1,234,567", "patent"),
        ("PhD thesis, Example University", "phdthesis"),
        ("On a wall", ""),
        ("Example Press", ""),
        ("", ""),
    ],
)
def test_words_tell_what_a_work_is(text: str, work: str) -> None:
    """In English and German, with adjectives before them."""
    assert kind_called(text) == work


@pytest.mark.parametrize(
    ("kind", "fields", "work", "csl"),
    [
        ("misc", "howpublished = {Poster}", "poster", "speech"),
        ("misc", "type = {Invited talk}", "talk", "speech"),
        ("misc", "note = {Keynote lecture, Rome}", "talk", "speech"),
        ("misc", "url = {https://indico.example.org/event/1/}", "talk", "speech"),
        ("unpublished", "note = {Talk at the Example Institute}", "talk", "speech"),
        ("unpublished", "eventtitle = {Example Days}", "talk", "speech"),
        ("presentation", "address = {Rome}", "talk", "speech"),
        ("misc", "url = {https://youtu.be/abc}", "video", "motion_picture"),
        ("misc", "howpublished = {\\url{https://github.com/a/b}}", "software", "software"),
        ("manual", "note = {R package version 1.2}", "software", "software"),
        ("manual", "organization = {O}", "manual", "book"),
        ("misc", "doi = {10.5061/dryad.abc}", "dataset", "dataset"),
        ("misc", "howpublished = {Dataset}, doi = {10.5281/zenodo.1}", "dataset", "dataset"),
        ("misc", "note = {Example Magazine n°81}", "magazine", "article-magazine"),
        ("article", "journal = {J}, entrysubtype = {magazine}", "magazine", "article-magazine"),
        ("online", "url = {https://example.org/a}", "webpage", "webpage"),
        ("misc", "howpublished = {Blog post}", "webpage", "webpage"),
        ("misc", "type = {Working Paper}, institution = {I}", "techreport", "report"),
        ("misc", "pubtype = {poster}", "poster", "speech"),
        # what is not said is not guessed
        ("misc", "", "misc", "document"),
        ("misc", "doi = {10.5281/zenodo.100001}", "misc", "document"),
        ("misc", "url = {https://www.example.org/list/}", "misc", "document"),
        ("misc", "note = {Featured in Example Magazine}", "misc", "document"),
        ("misc", "note = {See the slides and the video}", "misc", "document"),
        ("misc", "url = {https://example.github.io/a}", "misc", "document"),
        ("unpublished", "note = {In a drawer}", "unpublished", "manuscript"),
    ],
)  # fmt: skip
def test_an_entry_says_what_it_is(
    load: Load, kind: str, fields: str, work: str, csl: str
) -> None:
    """By words, DOI or address; none of these is a preprint."""
    found = paper(load, kind, fields)

    assert (found.work, csl_type(found)) == (work, csl)
    assert found.state == ("unpublished" if work == "unpublished" else "published")


@pytest.mark.parametrize(
    ("written", "pages"),
    [
        ("1--20", "1–20"),
        ("pp. 3-4", "3–4"),
        ("p.7", "7"),
        ("S. 3--4", "3–4"),
        ("S12--S20", "S12–S20"),
        ("1-10, 12", "1–10, 12"),
        ("1 -- 20", "1–20"),
        ("e12", "e12"),
        ("EP--", ""),
        ("1--EP", "1"),
        ("123 EP  -", "123"),
        ("EPL12", "EPL12"),
        ("12 pages", ""),
        ("arXiv--2401", ""),
    ],
)
def test_pages_are_read_as_they_are_meant(written: str, pages: str) -> None:
    """Without words and signs of programs."""
    assert plain_pages(written) == pages


def test_a_number_of_pages_is_no_page() -> None:
    """``12 pages`` says how many there are."""
    assert [page_total(text) for text in ("12 pages", "12 pp.", "12", "1-2")] == [
        "12",
        "12",
        "",
        "",
    ]


VENUES = {
    "@techreport{a, institution = {Example Institute}, number = {TR-7}": (
        "Technical report TR-7, Example Institute, 2024",
        "Technischer Bericht TR-7, Example Institute, 2024",
    ),
    "@techreport{a, institution = {I}, type = {Working Paper}, number = {3}": (
        "Working Paper 3, I, 2024",
        "Working Paper 3, I, 2024",
    ),
    "@patent{a, number = {EP1}, assignee = {{Example Ltd}}": (
        "Patent EP1, Example Ltd, 2024",
        "Patent EP1, Example Ltd, 2024",
    ),
    "@mastersthesis{a, school = {U}, journal = {ProQuest Theses}, pages = {71}": (
        "Master’s thesis, U, 2024",
        "Masterarbeit, U, 2024",
    ),
    "@book{a, publisher = {P}, address = {Rome}, edition = {2}, volume = {12}": (
        "2nd edition, vol. 12, P, 2024",
        "2. Auflage, Bd. 12, P, 2024",
    ),
    "@book{a, publisher = {P}, series = {S}, number = {3}, edition = {11}": (
        "11th edition, S 3, P, 2024",
        "11. Auflage, S 3, P, 2024",
    ),
    "@inproceedings{a, booktitle = {B}, series = {S}, volume = {12}, eid = {7}": (
        "In B, S, vol. 12, 7, 2024",
        "In B, S, Bd. 12, 7, 2024",
    ),
    "@misc{a, howpublished = {Invited talk}, address = {Rome}": (
        "Invited talk, Rome, 2024",
        "Invited talk, Rome, 2024",
    ),
    "@misc{a, url = {https://indico.example.org/1}, address = {Rome}": (
        "Talk, Rome, 2024",
        "Vortrag, Rome, 2024",
    ),
    "@misc{a, note = {Talk at the Institute.}": (
        "2024. Talk at the Institute.",
        "2024. Talk at the Institute.",
    ),
}


@pytest.mark.parametrize(("language", "column"), [("en", 0), ("de", 1)])
def test_a_venue_is_named_with_number_and_holder(
    make_site: Callable[..., Site], language: str, column: int
) -> None:
    """Volumes and editions have their words, in the language of the site."""
    entries = [
        f"{entry.replace('{a,', f'{{a{number},')}, {BASE}}}"
        for number, entry in enumerate(VENUES)
    ]
    site = make_site("papers", {"papers.bib": "\n".join(entries)})
    built = site.build(config={"language": language})

    assert [
        part.text_content() for part in built.main().cssselect(".paper .paper-venue")
    ] == [texts[column] for texts in VENUES.values()]


def test_the_place_stands_on_the_page(make_site: Callable[..., Site]) -> None:
    """In a list it would be of little use."""
    bib = f"@book{{a, {BASE}, publisher = {{P}}, address = {{Rome}}}}"
    built = make_site("papers", {"papers.bib": bib}).build()
    (listed,) = built.main().cssselect(".paper-venue")
    (own,) = built.main("papers/a").cssselect(".paper-venue")

    assert (listed.text_content(), own.text_content()) == ("P, 2024", "P, Rome, 2024")


def test_a_title_that_ends_with_a_mark_gets_no_other(
    make_site: Callable[..., Site],
) -> None:
    """In one paragraph, how to cite it, and what search engines show."""
    bib = (
        "@article{a, author = {Doe, Jane}, title = {Why?}, journal = {J. Ex.}, year = 2016,"
        " note = {Yes.}}"
    )
    site = make_site("papers", {"papers.bib": bib})
    site.write("report.md", "---\norphan: true\n---\n# Report\n\n:::{report}\n:::\n")
    built = site.build(config={"html_baseurl": "https://x.example/"})
    page = built.page("papers/a")
    cited = page.cssselect("#cite p")[0].text_content()
    (description,) = page.cssselect("meta[name=description]")
    (brief,) = built.main("report").cssselect("li.paper")

    assert cited == "Doe, J. (2016). Why? J. Ex."
    line = "Why? Jane Doe. J. Ex., 2016. Yes."
    assert (description.get("content") or "").startswith(line)
    assert " ".join(brief.text_content().split()) == line


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"Talk at Example Days, \url{https://example.org/t}", "Talk at Example Days"),
        (r"Available at \url{https://example.org/t}", ""),
        ("Online: https://example.org/t.", ""),
        ("Poster (https://example.org/t)", "Poster"),
        ("https://example.org/t", ""),
    ],
)
def test_words_beside_an_address_say_how_it_was_published(
    load: Load, written: str, shown: str
) -> None:
    """The address is a link; what only introduces it is not shown."""
    text = f"@misc{{a, author={{A B}}, title={{T}}, year=2024, howpublished={{{written}}}}}"
    (located,) = load(text).records
    paper = located.record

    assert paper.imprint.howpublished == shown
    assert [link.address for link in paper.links] == ["https://example.org/t"]


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ("addendum = {Invited}", "Invited"),
        ("note = {Oral}, addendum = {Invited}", "Oral. Invited"),
        ("note = {Oral!}, addendum = {Invited}", "Oral! Invited"),
    ],
)
def test_an_addendum_follows_the_note(load: Load, fields: str, shown: str) -> None:
    """As biblatex prints both."""
    text = f"@article{{a, author={{A B}}, title={{T}}, journal={{J}}, year=2024, {fields}}}"
    (located,) = load(text).records

    assert located.record.note.plain == shown
