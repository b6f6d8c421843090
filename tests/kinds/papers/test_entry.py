"""A paper's entry in a list: title, authors, venue, links, BibTeX."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import lxml.html
import pytest

from groupsite.sources.bibtex.reader import parse_bibtex
from groupsite.sources.bibtex.writer import BIBLIOGRAPHIC
from tests.conftest import Built, new_site

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from tests.conftest import Site


#: The number of authors shown by default.
MOST: Final = 12


def crowd(number: int) -> str:
    """That many authors, unknown to the site."""
    return " and ".join(f"Given Author{n}" for n in range(1, number + 1))


class Case(NamedTuple):
    """An entry of a .bib file, and texts of its parts."""

    bib: str
    title: str
    authors: str
    venue: str
    links: str = ""


CASES = {
    "journal": Case(
        """@article{journal,
  author = {Doe, Jane and Smith, Ann and Wei Li and Erik Unknown},
  title = {On {PET} and the {Langevin} Way: $\\ell_1$ \\& more},
  journal = {Journal of Tests}, volume = {7}, number = {2}, pages = {1--20},
  publisher = {Not shown}, year = {2024}, doi = {10.1000/x},
  eprint = {2401.00001}, archiveprefix = {arXiv}, alphabetical = {true},
}""",
        "On PET and the Langevin Way: ℓ1 & more",
        "Jane Doe, Ann Smith, Wei Li and Erik Unknown (alphabetical order)",
        "Journal of Tests 7(2), 1–20, 2024",
        "DOI · arXiv",
    ),
    "article number": Case(
        """@article{number, author = {Jane Doe}, title = {T}, journal = {J}, volume = {5},
  eid = {1641215}, year = {2025}, note = {Review}}""",
        "T",
        "Jane Doe",
        "J 5, 1641215, 2025. Review",
    ),
    "journal alone": Case(
        "@article{alone, author = {Jane Doe}, title = {T}, journal = {J}, year = {2025}}",
        "T",
        "Jane Doe",
        "J, 2025",
    ),
    "issue without a volume": Case(
        "@article{issue, author = {J. Doe}, title = {T}, journal = {J}, number = {3},"
        " year = {2025}}",
        "T",
        "J. Doe",
        "J (3), 2025",
    ),
    "proceedings": Case(
        """@inproceedings{proceedings, author = {A. Smith and others}, title = {T},
  booktitle = {Proceedings}, series = {LNCS}, volume = {15667}, pages = {101--110},
  editor = {Ed One and Ed Two and Ed Three}, publisher = {Springer}, year = {2025}}""",
        "T",
        "A. Smith et al.",
        "In Proceedings, LNCS, vol. 15667, 101–110, edited by Ed One, Ed Two and Ed Three, "
        "Springer, 2025",
    ),
    "chapter": Case(
        """@incollection{chapter, author = {Jane Doe and Ann Smith and others}, title = {T},
  booktitle = {Handbook}, editor = {Ed One}, publisher = {Wiley}, year = {2025}}""",
        "T",
        "Jane Doe, Ann Smith et al.",
        "In Handbook, edited by Ed One, Wiley, 2025",
    ),
    "thesis": Case(
        """@phdthesis{thesis, author = {Jane Doe}, title = {T}, school = {UCL, UK},
  year = {2015}, pdf = {data/thesis.pdf}}""",
        "T",
        "Jane Doe",
        "PhD thesis, UCL, UK, 2015",
        "PDF",
    ),
    "preprint": Case(
        """@misc{preprint, author = {Jane Doe and Ann Smith}, title = {T}, year = {2025},
  eprint = {2501.00001}, archiveprefix = {arXiv}}""",
        "T",
        "Jane Doe and Ann Smith",
        "arXiv:2501.00001, 2025 Preprint",
        "arXiv",
    ),
    "accepted": Case(
        """@article{accepted, author = {Jane Doe}, title = {T}, journal = {J},
  year = {2025}, pubstate = {accepted}, award = {Best paper, 2025}}""",
        "T",
        "Jane Doe",
        "J, 2025 Accepted Best paper, 2025",
    ),
    "book": Case(
        """@book{book, editor = {Ed One and Ed Two}, title = {T}, publisher = {Wiley},
  year = {2020}}""",
        "T",
        "",
        "edited by Ed One and Ed Two, Wiley, 2020",
    ),
    "links": Case(
        """@misc{links, author = {Jane Doe}, title = {T}, year = {2020},
  howpublished = {On the web},
  html = {https://example.org/html}, code = {https://github.com/a/b https://gitlab.com/c/d},
  slides = {data/slides.pdf}, supp = {https://example.org/supp}}""",
        "T",
        "Jane Doe",
        "On the web, 2020",
        "Publisher · Code (a/b) · Code (c/d) · Slides · Supplement",
    ),
    "crowd": Case(
        f"@misc{{crowd, author = {{{crowd(MOST + 6)} and Jane Doe}}, title = {{T}},"
        " year = {2019}, howpublished = {x}}",
        "T",
        ", ".join(f"Given Author{n}" for n in range(1, MOST))
        + ", 7 others, "
        + ", ".join(f"Given Author{n}" for n in range(MOST, MOST + 7))
        + " and Jane Doe",
        "x, 2019",
    ),
    "crowd around": Case(
        f"@misc{{around, author = {{{crowd(MOST)} and A. Smith and Other Crowd and"
        " Wei Li and Last Crowd}, title = {T}, year = {2019}, howpublished = {x}}",
        "T",
        ", ".join(f"Given Author{n}" for n in range(1, MOST))
        + f", …, Given Author{MOST}, A. Smith, … and 4 others, Other Crowd, Wei Li and "
        "Last Crowd",
        "x, 2019",
    ),
    "not yet a crowd": Case(
        f"@misc{{twelve, author = {{{crowd(MOST + 1)}}}, title = {{T}},"
        " year = {2019}, howpublished = {x}}",
        "T",
        f"{', '.join(f'Given Author{n}' for n in range(1, MOST + 1))} and Given "
        f"Author{MOST + 1}",
        "x, 2019",
    ),
    "crowd and others": Case(
        f"@misc{{open, author = {{{crowd(MOST + 2)} and others}}, title = {{T}},"
        " year = {2019}, howpublished = {x}}",
        "T",
        ", ".join(f"Given Author{n}" for n in range(1, MOST + 1))
        + f" and 2 others, Given Author{MOST + 1}, Given Author{MOST + 2} et al.",
        "x, 2019",
    ),
    "undated": Case(
        "@misc{undated, author = {Jane Doe}, title = {T}, date = {}}",
        "T",
        "Jane Doe",
        "",
    ),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with all entries in its list."""
    files = {
        "publications.bib": "\n\n".join(case.bib for case in CASES.values()),
        "news.md": "# News\n",
    }
    site = new_site(tmp_path_factory.mktemp("papers"), files=files)
    return site.try_build()


@pytest.fixture(scope="module")
def page(built: Built) -> HtmlElement:
    """The list."""
    return built.main("publications")


def entry(page: HtmlElement, name: str) -> HtmlElement:
    """The entry of a case."""
    key = CASES[name].bib.partition("{")[2].partition(",")[0]
    return page.get_element_by_id(f"paper-{key}")


def text(element: HtmlElement, name: str) -> str:
    """The text of a part, without the BibTeX and the summary's disclosure."""
    found = element.cssselect(f".paper-{name}")
    if not found:  # a book has no authors
        return ""
    (part,) = found
    for bibtex in part.cssselect(".paper-bibtex"):
        bibtex.drop_tree()
    return " ".join(part.text_content().split())


@pytest.mark.parametrize("name", CASES)
def test_an_entry_shows_its_paper(built: Built, name: str) -> None:
    """An entry shows title, authors, venue and links, each in a part of its own."""
    element = entry(built.main("publications"), name)

    case = CASES[name]
    parts = [text(element, part) for part in ("title", "authors", "venue", "links")]
    assert parts == [case.title, case.authors, case.venue.strip(), case.links]


def test_parts_stand_in_order(page: HtmlElement) -> None:
    """The title comes first, then authors, venue and links; empty ones are left out."""
    for element in page.cssselect(".paper"):
        order = ["paper-title", "paper-authors", "paper-venue", "paper-links"]
        parts = [part.get("class").removesuffix(" stopped") for part in element]
        assert parts == [name for name in order if name in parts]
        assert {"paper-title", "paper-links"} <= {*parts}


def test_a_stop_behind_the_names_is_told(page: HtmlElement) -> None:
    """On phones lines run on behind a full stop, which "et al." has already."""
    found = page.cssselect(".paper-authors")
    stopped = [a.text_content().endswith(".") for a in found]
    assert [a.get("class").endswith(" stopped") for a in found] == stopped
    assert {True, False} == {*stopped}


def test_people_among_the_authors_are_linked(page: HtmlElement) -> None:
    """The owner is strong, members are marked, whoever is known is linked."""
    (authors,) = entry(page, "journal").cssselect(".paper-authors")

    assert [strong.text for strong in authors.cssselect("strong.owner")] == ["Jane Doe"]
    assert [m.text_content() for m in authors.cssselect(".member")] == ["Ann Smith"]
    assert [(a.text_content(), a.get("href")) for a in authors.cssselect("a")] == [
        ("Ann Smith", "people.html#person-smith-ann"),
        ("Wei Li", "https://example.org/wei"),
    ]


def folded(element: HtmlElement) -> str:
    """The authors as they are shown while folds are closed."""
    (authors,) = element.cssselect(".paper-authors")
    whole = lxml.html.fromstring(lxml.html.tostring(authors, encoding="unicode"))
    for fold in whole.cssselect("details"):
        (summary,) = fold.cssselect("summary")
        for child in [*fold]:
            if child is not summary:
                fold.remove(child)
        summary.tail = None
    return " ".join(whole.text_content().split())


def test_a_long_list_of_authors_is_folded(page: HtmlElement) -> None:
    """Who is of the group is shown, and the first; folds count those behind them."""
    first = ", ".join(f"Given Author{n}" for n in range(1, MOST))

    assert folded(entry(page, "crowd")) == f"{first}, 7 others and Jane Doe"
    around = entry(page, "crowd around")
    assert folded(around) == f"{first}, …, A. Smith, … and 4 others"
    summaries = around.cssselect(".paper-authors summary")
    assert [s.get("aria-label") for s in summaries] == ["1 other", None]
    assert not entry(page, "not yet a crowd").cssselect(".paper-authors details")


def test_the_number_of_authors_shown_is_a_setting(
    make_site: Callable[..., Site],
) -> None:
    """Zero shows all; the page of a paper does anyway."""
    bib = f"@misc{{crowd, author = {{{crowd(20)} and Jane Doe}}, title = {{T}}, year = 2019}}"
    site = make_site(files={"publications.bib": bib, "news.md": "# News\n"})
    whole = f"{', '.join(f'Given Author{n}' for n in range(1, 21))} and Jane Doe"
    pages = {"groupsite_paper_pages": "papers", "html_baseurl": "https://x.example/"}

    built = site.build(config={**pages, "groupsite_authors": 2})
    assert folded(built.main("publications")) == "Given Author1, 19 others and Jane Doe"
    page = built.page("papers/crowd")
    assert folded(page) == whole
    names = [m.get("content") for m in page.cssselect("meta[name=citation_author]")]
    assert len(names) == 21

    built = site.build(config={**pages, "groupsite_authors": 0})
    assert folded(built.main("publications")) == whole


CHIPS = {
    "journal": [],
    "thesis": [],
    "preprint": [("chip state-preprint", "Preprint")],
    "accepted": [
        ("chip state-accepted", "Accepted"),
        ("chip award", "Best paper, 2025"),
    ],
}


@pytest.mark.parametrize("name", CHIPS)
def test_only_what_is_not_simply_published_has_a_chip(
    page: HtmlElement, name: str
) -> None:
    """A preprint, an accepted paper and an award have a chip, the usual has none."""
    chips = entry(page, name).cssselect(".chip")

    assert [(chip.get("class"), chip.text) for chip in chips] == CHIPS[name]


def test_venues_are_emphasised(page: HtmlElement) -> None:
    """A journal and a book are emphasised, a school is not."""
    venues = {
        name: [em.text for em in entry(page, name).cssselect(".paper-venue em")]
        for name in ("journal", "proceedings", "thesis")
    }

    assert venues == {
        "journal": ["Journal of Tests"],
        "proceedings": ["Proceedings"],
        "thesis": [],
    }


def test_formulas_of_a_title_are_drawn(page: HtmlElement) -> None:
    """A formula in a title is MathML, the case of the title is kept."""
    (math,) = entry(page, "journal").cssselect(".paper-title math")

    assert math.text_content() == "ℓ1"


def test_links_lead_to_their_addresses(page: HtmlElement) -> None:
    """Links go to DOI, arXiv and addresses; files to the site's own."""
    hrefs = {
        name: [a.get("href") for a in entry(page, name).cssselect(".paper-links > a")]
        for name in ("journal", "links")
    }

    assert hrefs == {
        "journal": ["https://doi.org/10.1000/x", "https://arxiv.org/abs/2401.00001"],
        "links": [
            "https://example.org/html",
            "https://github.com/a/b",
            "https://gitlab.com/c/d",
            "data/slides.pdf",
            "https://example.org/supp",
        ],
    }


@pytest.mark.parametrize("name", CASES)
def test_the_bibtex_says_what_the_file_says(built: Built, name: str) -> None:
    """The BibTeX to copy has the fields of the file, but for private ones."""
    (details,) = entry(built.main("publications"), name).cssselect(
        "details.paper-bibtex"
    )

    assert [s.text for s in details.cssselect("summary")] == ["BibTeX"]
    (code,) = details.cssselect("pre > code")
    (offered,) = parse_bibtex(code.text_content(), "offered.bib").entries
    (written,) = parse_bibtex(CASES[name].bib, "written.bib").entries
    assert (offered.type, offered.key) == (written.type, written.key)
    assert {name: offered.get(name) for name in offered.fields} == {
        name: " ".join(written.get(name).split())
        for name in written.fields
        if name in BIBLIOGRAPHIC and written.get(name)
    }
    assert details.get("open") is None


def test_data_of_an_entry(page: HtmlElement) -> None:
    """An entry tells machines its key, year, type and state."""
    data = {
        name: {
            key.removeprefix("data-"): value
            for key, value in entry(page, name).attrib.items()
            if key.startswith("data-")
        }
        for name in ("preprint", "accepted", "undated")
    }

    assert data == {
        "preprint": {
            "key": "preprint",
            "year": "2025",
            "type": "preprint",
            "state": "preprint",
        },
        "accepted": {
            "key": "accepted",
            "year": "2025",
            "type": "article",
            "state": "accepted",
        },
        "undated": {
            "key": "undated",
            "year": "",
            "type": "misc",
            "state": "published",
        },
    }


def test_without_people_authors_are_plain_names(make_site: Callable[..., Site]) -> None:
    """Where nobody is declared, authors are text as printed."""
    files = {"news.md": "# News\n", "people.md": "# People\n"}
    config = {"groupsite_people": "", "groupsite_owner": ""}
    page = make_site(files=files).build(config=config).main("publications")

    (authors,) = page.cssselect("#paper-doe2024fast .paper-authors")
    assert (
        authors.text_content() == "Jane Doe, Ann Smith and Wei Li (alphabetical order)"
    )
    assert not authors.cssselect("a, strong, .member")


def test_entries_in_text(make_site: Callable[..., Site]) -> None:
    """In plain text all authors are there and no BibTeX is."""
    files = {"publications.bib": CASES["crowd"].bib, "news.md": "# News\n"}
    lines = make_site(files=files).build("text").text("publications").split()

    everybody = [word for word in lines if word.startswith("Author")]
    assert len(everybody) == MOST + 6
    assert "others" not in lines
    assert "BibTeX" not in lines
    assert not [word for word in lines if "@misc" in word]
