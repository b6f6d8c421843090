"""Papers as CSL-JSON, as citation processors read them."""

from __future__ import annotations

import warnings
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pytest
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
)
from citeproc.formatter import plain
from citeproc.source.json import CiteProcJSON

from groupsite.kinds.papers.formats.csl import csl_item, csl_type
from groupsite.kinds.papers.reading.loader import load_papers
from tests.kinds.papers.conftest import settings_for

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from groupsite.kinds.papers.paper import Paper
    from tests.kinds.papers.conftest import Load

#: The style that comes with the processor; it names three authors at most.
STYLE: Final = "harvard-cite-them-right"
MOST_AUTHORS: Final = 3

JANE: Final = {"family": "Doe", "given": "Jane"}
ANN: Final = {"family": "Smith", "given": "Ann"}
ED: Final = {"family": "One", "given": "Ed"}


def issued(*parts: int) -> dict[str, Any]:
    """A date, as CSL-JSON has it."""
    return {"date-parts": [list(parts)]}


class Case(NamedTuple):
    """An entry, its item without the id, and what a processor prints."""

    bib: str
    item: dict[str, Any]
    printed: str


CASES: Final = {
    "article": Case(
        r"""@article{journal,
  author = {Doe, Jane and Ann Smith}, title = {Fast {MRI} with $\ell_1$ norms},
  journal = {Physics in Medicine \& Biology}, volume = {7}, number = {2},
  pages = {1--20}, year = {2024}, month = jul, issn = {1234-5678},
  doi = {10.1000/fast}, eprint = {2401.00001}, archiveprefix = {arXiv},
  keywords = {bilevel learning; MRI}, note = {Review}}""",
        {
            "type": "article-journal",
            "title": "Fast MRI with ℓ₁ norms",
            "author": [JANE, ANN],
            "container-title": "Physics in Medicine & Biology",
            "volume": "7",
            "issue": "2",
            "page": "1-20",
            "issued": issued(2024, 7),
            "DOI": "10.1000/fast",
            "ISSN": "1234-5678",
            "archive": "arXiv",
            "archive_location": "2401.00001",
            "keyword": "bilevel learning, MRI",
            "note": "Review",
        },
        "Doe, J. and Smith, A. (2024) “Fast MRI with ℓ₁ norms”, Physics in Medicine "
        "& Biology, 7(2), pp. 1–20. Available at: https://doi.org/10.1000/fast.",
    ),
    "article with a number": Case(
        "@article{number, author = {Jane Doe}, title = {A number}, journal = {J},"
        " volume = {5}, eid = {1641215}, date = {2025-02-03}}",
        {
            "type": "article-journal",
            "title": "A number",
            "author": [JANE],
            "container-title": "J",
            "volume": "5",
            "page": "1641215",
            "issued": issued(2025, 2, 3),
        },
        "Doe, J. (2025) “A number”, J, 5, p. 1641215.",
    ),
    "proceedings paper": Case(
        """@inproceedings{talk, author = {Jane Doe}, title = {A talk},
  booktitle = {Imaging 2025}, series = {LNCS}, volume = {15}, pages = {101--110},
  editor = {Ed One}, publisher = {Springer}, year = {2025}, isbn = {978-3}}""",
        {
            "type": "paper-conference",
            "title": "A talk",
            "author": [JANE],
            "editor": [ED],
            "container-title": "Imaging 2025",
            "collection-title": "LNCS",
            "publisher": "Springer",
            "volume": "15",
            "page": "101-110",
            "issued": issued(2025),
            "ISBN": "978-3",
        },
        "Doe, J. (2025) “A talk”, in E. One (ed.) Imaging 2025. Springer (LNCS), "
        "pp. 101–110.",
    ),
    "chapter": Case(
        "@incollection{chapter, author = {Jane Doe}, title = {A chapter}, editor = {Ed One},"
        " booktitle = {Handbook}, publisher = {Wiley}, year = {2023}}",
        {
            "type": "chapter",
            "title": "A chapter",
            "author": [JANE],
            "editor": [ED],
            "container-title": "Handbook",
            "publisher": "Wiley",
            "issued": issued(2023),
        },
        "Doe, J. (2023) “A chapter”, in E. One (ed.) Handbook. Wiley.",
    ),
    "thesis": Case(
        "@mastersthesis{thesis, author = {Jane Doe}, title = {A thesis},"
        " school = {Bremen, Germany}, type = {Diploma thesis}, year = {2011},"
        " url = {https://example.org/thesis.html}}",
        {
            "type": "thesis",
            "title": "A thesis",
            "author": [JANE],
            "publisher": "Bremen, Germany",
            "genre": "Diploma thesis",
            "issued": issued(2011),
            "URL": "https://example.org/thesis.html",
        },
        "Doe, J. (2011) A thesis. Diploma thesis. Bremen, Germany. "
        "Available at: https://example.org/thesis.html.",
    ),
    "doctoral thesis": Case(
        "@phdthesis{phd, author = {Jane Doe}, title = {Another thesis},"
        " school = {Bath, UK}, year = {2015}}",
        {
            "type": "thesis",
            "title": "Another thesis",
            "author": [JANE],
            "publisher": "Bath, UK",
            "genre": "PhD thesis",
            "issued": issued(2015),
        },
        "Doe, J. (2015) Another thesis. PhD thesis. Bath, UK.",
    ),
    "report": Case(
        "@techreport{report, author = {Jane Doe}, title = {A report},"
        " institution = {UCLA}, number = {CAM-12}, year = {2012}}",
        {
            "type": "report",
            "title": "A report",
            "author": [JANE],
            "publisher": "UCLA",
            "number": "CAM-12",
            "genre": "Technical report",
            "issued": issued(2012),
        },
        "Doe, J. (2012) A report. Technical report CAM-12. UCLA.",
    ),
    "book": Case(
        "@book{book, author = {Jane Doe}, title = {A book}, publisher = {CUP},"
        " series = {Texts}, isbn = {0-19}, year = {2010}}",
        {
            "type": "book",
            "title": "A book",
            "author": [JANE],
            "collection-title": "Texts",
            "publisher": "CUP",
            "issued": issued(2010),
            "ISBN": "0-19",
        },
        "Doe, J. (2010) A book. CUP (Texts).",
    ),
    "book of others": Case(
        """@book{translated, author = {Jane Doe}, title = {Ein Buch}, publisher = {CUP},
  address = {Berlin}, edition = {Second}, language = {german}, pages = {320},
  translator = {Ann Smith}, origdate = {1914}, volumes = {3}, year = {2014}}""",
        {
            "type": "book",
            "title": "Ein Buch",
            "author": [JANE],
            "translator": [ANN],
            "publisher": "CUP",
            "publisher-place": "Berlin",
            "edition": "2",
            "number-of-volumes": "3",
            "number-of-pages": "320",
            "language": "de",
            "issued": issued(2014),
            "original-date": issued(1914),
        },
        "Doe, J. (2014) Ein Buch (3 vol). 2nd ed. Translated by A. Smith. Berlin: CUP.",
    ),
    "issue of a journal": Case(
        """@periodical{special, author = {Jane Doe}, title = {J. Ex.},
  issuetitle = {Examples of All Kinds}, volume = {7}, number = {2}, year = {2024}}""",
        {
            "type": "article-journal",
            "title": "Examples of All Kinds",
            "author": [JANE],
            "container-title": "J. Ex.",
            "volume": "7",
            "issue": "2",
            "issued": issued(2024),
        },
        "Doe, J. (2024) “Examples of All Kinds”, J. Ex., 7(2).",
    ),
    "chapter in a series": Case(
        """@incollection{numbered, author = {Jane Doe}, title = {Two}, chapter = {3},
  booktitle = {Handbook}, series = {Notes in Examples}, number = {7746},
  pages = {1--9}, publisher = {Wiley}, year = {2014}}""",
        {
            "type": "chapter",
            "title": "Two",
            "author": [JANE],
            "container-title": "Handbook",
            "collection-title": "Notes in Examples",
            "collection-number": "7746",
            "chapter-number": "3",
            "page": "1-9",
            "publisher": "Wiley",
            "issued": issued(2014),
        },
        "Doe, J. (2014) “Two”, Handbook. Wiley (Notes in Examples, 7746), pp. 1–9.",
    ),
    "thesis as ProQuest exports it": Case(
        """@mastersthesis{proquest, author = {Jane Doe}, title = {One}, pages = {71},
  journal = {ProQuest Dissertations and Theses}, publisher = {ProQuest},
  school = {Example State University}, year = {2024}}""",
        {
            "type": "thesis",
            "title": "One",
            "author": [JANE],
            "publisher": "Example State University",
            "archive": "ProQuest",
            "genre": "Master’s thesis",
            "number-of-pages": "71",
            "issued": issued(2024),
        },
        "Doe, J. (2024) One. Master’s thesis. Example State University.",
    ),
    "patent": Case(
        """@patent{patent, author = {Jane Doe}, title = {Two}, number = {EP4190001A1},
  holder = {{Example Ltd} and Ann Smith}, year = {2022}}""",
        {
            "type": "patent",
            "title": "Two",
            "author": [JANE],
            "publisher": "Example Ltd, Ann Smith",
            "number": "EP4190001A1",
            "issued": issued(2022),
        },
        "Doe, J. (2022) “Two”. Example Ltd, Ann Smith.",
    ),
    "preprint": Case(
        "@misc{preprint, author = {Jane Doe}, title = {A preprint},"
        " eprint = {2501.00001}, archiveprefix = {arXiv}, year = {2025}}",
        {
            "type": "article",
            "title": "A preprint",
            "author": [JANE],
            "publisher": "arXiv",
            "genre": "Preprint",
            "issued": issued(2025, 1),
            "archive": "arXiv",
            "archive_location": "2501.00001",
            "URL": "https://arxiv.org/abs/2501.00001",
        },
        "Doe, J. (2025) “A preprint”. arXiv. Available at: https://arxiv.org/abs/2501.00001.",
    ),
    "editorial": Case(
        "@article{editorial, author = {Jane Doe}, title = {A preface}, journal = {J},"
        " volume = {5}, pubtype = {editorial}, year = {2020}}",
        {
            "type": "article-journal",
            "title": "A preface",
            "author": [JANE],
            "container-title": "J",
            "volume": "5",
            "issued": issued(2020),
        },
        "Doe, J. (2020) “A preface”, J, 5.",
    ),
    "a crowd, a body and a single name": Case(
        "@article{crowd, author = {Zoe Young and {The Testers} and Plato and Abel, Jr., Al},"
        " title = {A crowd}, journal = {J}, volume = {1}, year = {2020}}",
        {
            "type": "article-journal",
            "title": "A crowd",
            "author": [
                {"family": "Young", "given": "Zoe"},
                {"literal": "The Testers"},
                {"family": "Plato"},
                {"family": "Abel", "given": "Al", "suffix": "Jr."},
            ],
            "container-title": "J",
            "volume": "1",
            "issued": issued(2020),
        },
        "Young, Z. et al. (2020) “A crowd”, J, 1.",
    ),
    "a body": Case(
        "@article{body, author = {{The Testers} and Ann Smith}, title = {Bodies},"
        " journal = {J}, volume = {1}, year = {2020}}",
        {
            "type": "article-journal",
            "title": "Bodies",
            "author": [{"literal": "The Testers"}, ANN],
            "container-title": "J",
            "volume": "1",
            "issued": issued(2020),
        },
        "The Testers and Smith, A. (2020) “Bodies”, J, 1.",
    ),
}


def only(load: Load, bib: str) -> Paper:
    """The one paper of a text in which nothing is wrong."""
    loaded = load(bib)
    assert loaded.problems == []
    (located,) = loaded.records
    paper: Paper = located.record
    return paper


def printed(items: list[Mapping[str, Any]]) -> list[str]:
    """The bibliography that the processor makes of *items*, in their order."""
    style = CitationStylesStyle(STYLE, validate=False)
    with warnings.catch_warnings():
        # it knows CSL 1.0.1 only
        warnings.filterwarnings("ignore", ".*unsupported: event_title$")
        source = CiteProcJSON(items)
    bibliography = CitationStylesBibliography(style, source, plain)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    return [str(line) for line in bibliography.bibliography()]


@pytest.mark.parametrize("name", CASES)
def test_each_type_of_entry_has_its_item(load: Load, name: str) -> None:
    """A paper has the type and the variables of CSL, and nothing that is not known."""
    paper = only(load, CASES[name].bib)

    assert csl_item(paper) == {"id": paper.id, **CASES[name].item}


@pytest.mark.parametrize("name", CASES)
def test_a_processor_prints_what_an_entry_says(load: Load, name: str) -> None:
    """Every item is a reference in the style of a journal."""
    item = csl_item(only(load, CASES[name].bib))

    assert printed([item]) == [CASES[name].printed]


def test_others_are_a_name(load: Load) -> None:
    """Nobody who reads the file takes the first author for the only one."""
    item = csl_item(
        only(load, article("volume = 1").replace("Doe}", "Doe and others}"))
    )

    assert item["author"] == [JANE, {"literal": "others"}]


def test_a_meeting_and_a_number_of_an_article_are_told(load: Load) -> None:
    """Beside the proceedings, and beside the pages."""
    fields = "eventtitle = {Days of Tests}, venue = {Bath}, pages = {1--9}, eid = {e12}"
    item = csl_item(only(load, article(fields)))

    told = {
        name: item[name] for name in ("event-title", "event-place", "page", "number")
    }
    assert told == {
        "event-title": "Days of Tests",
        "event-place": "Bath",
        "page": "1-9",
        "number": "e12",
    }


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("german", "de"),
        ("ngerman", "de"),
        ("American", "en-US"),
        ("de-AT", "de-AT"),
        ("pt_br", "pt-BR"),
        ("Klingonish", None),
        ("xx", None),
    ],
)
def test_languages_have_codes(load: Load, written: str, expected: str | None) -> None:
    """Those of babel, in English, or codes; what is not known is left out."""
    item = csl_item(only(load, article(f"langid = {{{written}}}")))

    assert item.get("language") == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2", "2"),
        ("2nd", "2"),
        ("Third", "3"),
        ("4th ed.", "4"),
        ("Revised", "Revised"),
    ],
)
def test_editions_are_numbers_where_they_can_be(
    load: Load, written: str, expected: str
) -> None:
    """Styles write “2nd ed.” of a number."""
    item = csl_item(only(load, article(f"edition = {{{written}}}")))

    assert item["edition"] == expected


def test_a_processor_prints_a_whole_list(load: Load) -> None:
    """All papers are printed in order, each with title, authors and year."""
    loaded = load("\n".join(case.bib for case in CASES.values()))
    papers: list[Paper] = [located.record for located in loaded.records]
    lines = printed([csl_item(paper) for paper in papers])

    assert len(papers) == len(CASES)
    for paper, line in zip(papers, lines, strict=True):
        assert paper.title.plain in line
        assert f"({paper.year})" in line
        shown = paper.authors if len(paper.authors) <= MOST_AUTHORS else ()
        position = -1
        for author in (paper.authors[0], *shown[1:]):
            position = line.index(author.family, position + 1)
        assert ("et al." in line) is (not shown)


@pytest.mark.parametrize(
    ("entry_type", "expected"),
    [
        ("article", "article-journal"),
        ("inproceedings", "paper-conference"),
        ("conference", "paper-conference"),
        ("proceedings", "book"),
        ("incollection", "chapter"),
        ("inbook", "chapter"),
        ("book", "book"),
        ("booklet", "pamphlet"),
        ("phdthesis", "thesis"),
        ("mastersthesis", "thesis"),
        ("thesis", "thesis"),
        ("techreport", "report"),
        ("report", "report"),
        ("unpublished", "manuscript"),
        ("dataset", "dataset"),
        ("software", "software"),
        ("patent", "patent"),
        ("misc", "article-journal"),  # it names a journal
        ("manual", "book"),
        ("online", "webpage"),
        ("audio", "song"),
        ("movie", "motion_picture"),
        ("image", "graphic"),
        ("legal", "treaty"),
        ("letter", "personal_communication"),
        ("whatever", "document"),
    ],
)
def test_types_of_entries_are_types_of_csl(
    load: Load, entry_type: str, expected: str
) -> None:
    """What CSL has no type for is a document."""
    venue = "journal = {J}, booktitle = {B}, school = {S}"
    paper = only(
        load,
        f"@{entry_type}{{a, author = {{Jane Doe}}, title = {{T}}, {venue}, year = 2024}}",
    )

    assert csl_type(paper) == expected


ARXIV: Final = "eprint = {2501.00001}, archiveprefix = {arXiv}"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (ARXIV, "article"),
        (f"{ARXIV}, pubstate = {{preprint}}", "article"),
        (f"{ARXIV}, journal = {{J}}", "article-journal"),
        ("pubstate = {preprint}", "article"),
        ("", "document"),
    ],
)
def test_what_is_on_arxiv_only_is_an_article(
    load: Load, fields: str, expected: str
) -> None:
    """A preprint is an article without a journal."""
    text = "@misc{a, author = {Jane Doe}, title = {T}, year = 2024"
    text += f", {fields}}}" if fields else "}"

    assert csl_type(only(load, text)) == expected


def article(fields: str) -> str:
    """An article with *fields*, and what else it needs."""
    return (
        "@article{a, author = {Jane Doe}, title = {T}, journal = {J}, year = {2024},"
        f" {fields}}}"
    )


@pytest.mark.parametrize(
    ("fields", "address"),
    [
        (f"doi = {{10.1000/a}}, {ARXIV}, url = {{https://example.org/a}}", None),
        (
            f"{ARXIV}, url = {{https://example.org/a}}",
            "https://arxiv.org/abs/2501.00001",
        ),
        ("html = {https://example.org/a}", "https://example.org/a"),
        ("pdf = {https://example.org/a.pdf}", "https://example.org/a.pdf"),
        (
            "pdf = {https://example.org/a.pdf}, html = {https://example.org/a}",
            "https://example.org/a",
        ),
        ("pdf = {data/a.pdf}", None),
        ("code = {https://example.org/code}", None),
        ("", None),
    ],
)
def test_an_address_is_where_the_paper_can_be_read(
    load: Load, fields: str, address: str | None
) -> None:
    """The DOI is enough; a file of the site has no address without the site."""
    assert csl_item(only(load, article(fields))).get("URL") == address


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("published", None),
        ("preprint", None),
        ("submitted", "submitted"),
        ("accepted", "accepted"),
        ("in press", "in press"),
    ],
)
def test_a_state_before_print_is_told(
    load: Load, state: str, expected: str | None
) -> None:
    """Styles print the status of what has not appeared, in words."""
    item = csl_item(only(load, article(f"pubstate = {{{state}}}")))

    assert item.get("status") == expected


def test_how_something_was_published_is_its_publisher(load: Load) -> None:
    """What has neither venue nor publisher has been put somewhere all the same."""
    text = (
        "@misc{a, author = {Jane Doe}, title = {T}, howpublished = {SIAM Blog},"
        " year = {2024}}"
    )

    assert csl_item(only(load, text))["publisher"] == "SIAM Blog"


@pytest.mark.parametrize(
    ("pages", "expected"),
    [("1--20", "1-20"), ("1–20", "1-20"), ("7", "7"), ("1--2, 5--6", "1-2, 5-6")],
)
def test_pages_have_a_hyphen(load: Load, pages: str, expected: str) -> None:
    """Processors make a dash of it."""
    assert csl_item(only(load, article(f"pages = {{{pages}}}")))["page"] == expected


def test_an_abstract_comes_along(tmp_path: Path) -> None:
    """Where papers have pages their abstracts are read, and formulas in them are text."""
    path = tmp_path / "papers.bib"
    path.write_text(article(r"abstract = {For $x^2 > 0$, 50\% of it.}"), "utf-8")
    settings = replace(settings_for(tmp_path, path), paper_pages="papers")
    (located,) = load_papers(settings).records

    assert csl_item(located.record)["abstract"] == "For x² > 0, 50% of it."


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            "@thesis{a, type = {bathesis}, institution = {U}",
            {"type": "thesis", "genre": "Bachelor’s thesis", "publisher": "U"},
        ),
        (
            "@patent{a, type = {patreqeu}, number = {EP1}",
            {"type": "patent", "genre": "European patent request", "number": "EP1"},
        ),
        (
            "@proceedings{a, eventtitle = {Days}, venue = {Rome}, publisher = {P}",
            {
                "type": "book",
                "event-title": "Days",
                "event-place": "Rome",
                "publisher": "P",
            },
        ),
        (
            "@article{a, journal = {J}, shortjournal = {JX}, shorttitle = {S}, urldate = {2024}",
            {
                "type": "article-journal",
                "container-title": "J",
                "container-title-short": "JX",
                "title-short": "S",
                "accessed": issued(2024),
            },
        ),
        (
            "@book{a, publisher = {P}, address = {Rome}, number = {3}, pages = {120 pages}",
            {
                "type": "book",
                "publisher": "P",
                "publisher-place": "Rome",
                "collection-number": "3",
                "number-of-pages": "120",
            },
        ),
        (
            "@misc{a, howpublished = {Poster}, eventtitle = {Days}, address = {Rome}",
            {
                "type": "speech",
                "genre": "Poster",
                "event-title": "Days",
                "event-place": "Rome",
                "publisher-place": "Rome",
            },
        ),
        (
            "@misc{a, howpublished = {Invited talk at Example Days}",
            {"type": "speech", "genre": "Invited talk at Example Days"},
        ),
        (
            "@software{a, url = {https://github.com/example/tool}, version = {2.0}",
            {
                "type": "software",
                "version": "2.0",
                "URL": "https://github.com/example/tool",
            },
        ),
    ],
)
def test_an_item_has_what_pandoc_gives_it(
    load: Load, entry: str, expected: dict[str, Any]
) -> None:
    """Genres in words, events, short titles, places; each where pandoc has it."""
    paper = only(load, f"{entry}, author = {{Jane Doe}}, title = {{T}}, year = 2024}}")
    item = csl_item(paper)

    assert item == {
        **expected,
        "id": "a",
        "title": "T",
        "author": [JANE],
        "issued": issued(2024),
    }
