"""Citation tags: what Google Scholar and Zotero read on the page of a paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

import pytest

from groupsite.kinds.papers.reading.loader import load_papers
from groupsite.output.highwire import citation_tags
from tests.kinds.papers.conftest import settings_for

if TYPE_CHECKING:
    from pathlib import Path

#: What a page of a paper says once only; Google Scholar takes the first one.
SINGLE: Final = frozenset({
    "title", "publication_date", "journal_title", "conference_title", "inbook_title",
    "dissertation_institution", "technical_report_institution",
    "technical_report_number", "series_title", "volume", "issue", "publisher",
    "firstpage", "lastpage", "isbn", "issn", "doi", "arxiv_id", "language",
    "abstract", "public_url", "abstract_html_url", "pdf_url",
})  # fmt: skip
SEVERAL: Final = frozenset({"author", "editor", "keywords"})
PREFIX: Final = "citation_"


class Read(Protocol):
    """The tags of the one entry of a text, without their prefix."""

    def __call__(
        self, text: str, *, page: str = "", pdf: str = "", language: str = ""
    ) -> list[tuple[str, str]]:
        """What `citation_tags` makes of it."""


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read a text as a .bib file in which nothing is wrong."""

    def read(
        text: str, *, page: str = "", pdf: str = "", language: str = ""
    ) -> list[tuple[str, str]]:
        path = tmp_path / "papers.bib"
        path.write_text(text, "utf-8")
        loaded = load_papers(settings_for(tmp_path, path))
        assert loaded.problems == []
        (located,) = loaded.records
        tags = citation_tags(located.record, page=page, pdf=pdf, language=language)
        assert all(name.startswith(PREFIX) for name, _ in tags)
        return [(name.removeprefix(PREFIX), content) for name, content in tags]

    return read


def values(tags: list[tuple[str, str]], name: str) -> list[str]:
    """All that the tags of one name say, in order."""
    return [content for found, content in tags if found == name]


class Case(NamedTuple):
    """An entry and all of its tags."""

    bib: str
    tags: list[tuple[str, str]]


CASES: Final = {
    "article": Case(
        r"""@article{article,
  author = {Doe, Jane and Ann Smith}, title = {Fast {MRI} with $\ell_1$ norms},
  journal = {Physics in Medicine \& Biology}, volume = {7}, number = {2},
  pages = {1--20}, publisher = {Tests \& Sons}, year = {2024}, month = jul,
  issn = {1234-5678}, doi = {10.1000/fast}, eprint = {2401.00001},
  archiveprefix = {arXiv}, keywords = {bilevel learning, MRI}}""",
        [
            ("title", "Fast MRI with ℓ₁ norms"),
            ("author", "Jane Doe"),
            ("author", "Ann Smith"),
            ("publication_date", "2024/07"),
            ("journal_title", "Physics in Medicine & Biology"),
            ("volume", "7"),
            ("issue", "2"),
            ("publisher", "Tests & Sons"),
            ("firstpage", "1"),
            ("lastpage", "20"),
            ("issn", "1234-5678"),
            ("doi", "10.1000/fast"),
            ("arxiv_id", "2401.00001"),
            ("keywords", "bilevel learning"),
            ("keywords", "MRI"),
        ],
    ),
    "inproceedings": Case(
        """@inproceedings{proceedings,
  author = {Jane Doe}, title = {T}, booktitle = {Imaging 2025},
  series = {Lecture Notes}, volume = {15}, pages = {101--110},
  editor = {Ed One and Ed Two}, publisher = {Springer}, year = {2025},
  isbn = {978-3-16-148410-0}}""",
        [
            ("title", "T"),
            ("author", "Jane Doe"),
            ("editor", "Ed One"),
            ("editor", "Ed Two"),
            ("publication_date", "2025"),
            ("conference_title", "Imaging 2025"),
            ("series_title", "Lecture Notes"),
            ("volume", "15"),
            ("publisher", "Springer"),
            ("firstpage", "101"),
            ("lastpage", "110"),
            ("isbn", "978-3-16-148410-0"),
        ],
    ),
    "inproceedings of an event": Case(
        """@inproceedings{event,
  author = {Jane Doe}, title = {T}, booktitle = {Proceedings of Imaging 2025},
  eventtitle = {Imaging 2025}, year = {2025}}""",
        [
            ("title", "T"),
            ("author", "Jane Doe"),
            ("publication_date", "2025"),
            ("conference_title", "Imaging 2025"),
        ],
    ),
    "talk": Case(
        """@misc{talk, author = {Jane Doe}, title = {T}, howpublished = {Invited talk},
  eventtitle = {Imaging 2025}, year = {2025}}""",
        [("title", "T"), ("author", "Jane Doe"), ("publication_date", "2025")],
    ),
    "magazine": Case(
        """@article{magazine, author = {Jane Doe}, title = {T}, journal = {Weekly},
  entrysubtype = {magazine}, number = {7}, year = {2025}}""",
        [
            ("title", "T"),
            ("author", "Jane Doe"),
            ("publication_date", "2025"),
            ("issue", "7"),
        ],
    ),
    "software": Case(
        """@software{tool, author = {Jane Doe}, title = {T}, publisher = {Zenodo},
  url = {https://github.com/example/tool}, year = {2025}}""",
        [
            ("title", "T"),
            ("author", "Jane Doe"),
            ("publication_date", "2025"),
            ("publisher", "Zenodo"),
            ("public_url", "https://github.com/example/tool"),
        ],
    ),
    "incollection": Case(
        """@incollection{chapter,
  author = {Jane Doe}, title = {T}, booktitle = {Handbook}, editor = {Ed One},
  publisher = {Wiley}, year = {2023}}""",
        [
            ("title", "T"),
            ("author", "Jane Doe"),
            ("editor", "Ed One"),
            ("publication_date", "2023"),
            ("inbook_title", "Handbook"),
            ("publisher", "Wiley"),
        ],
    ),
    "phdthesis": Case(
        "@phdthesis{phd, author = {Jane Doe}, title = {T}, school = {Bath, UK},"
        " year = {2015}}",
        [
            ("title", "T"),
            ("author", "Jane Doe"),
            ("publication_date", "2015"),
            ("dissertation_institution", "Bath, UK"),
        ],
    ),
    "mastersthesis": Case(
        "@mastersthesis{master, author = {Jane Doe}, title = {T}, year = {2011},"
        " school = {Bremen, Germany}, type = {Diploma thesis}}",
        [
            ("title", "T"),
            ("author", "Jane Doe"),
            ("publication_date", "2011"),
            ("dissertation_institution", "Bremen, Germany"),
        ],
    ),
    "techreport": Case(
        "@techreport{report, author = {Jane Doe}, title = {T}, institution = {UCLA},"
        " number = {CAM-12}, year = {2012}}",
        [
            ("title", "T"),
            ("author", "Jane Doe"),
            ("publication_date", "2012"),
            ("technical_report_institution", "UCLA"),
            ("technical_report_number", "CAM-12"),
        ],
    ),
    "book": Case(
        "@book{book, author = {Jane Doe}, title = {T}, publisher = {CUP}, series = {Texts},"
        " volume = {3}, isbn = {0-19-852663-6}, year = {2010}}",
        [
            ("title", "T"),
            ("author", "Jane Doe"),
            ("publication_date", "2010"),
            ("series_title", "Texts"),
            ("volume", "3"),
            ("publisher", "CUP"),
            ("isbn", "0-19-852663-6"),
        ],
    ),
    "book without authors": Case(
        "@book{edited, editor = {Ed One and Ed Two}, title = {T}, publisher = {CUP},"
        " year = {2010}}",
        [
            ("title", "T"),
            ("editor", "Ed One"),
            ("editor", "Ed Two"),
            ("publication_date", "2010"),
            ("publisher", "CUP"),
        ],
    ),
    "preprint": Case(
        "@misc{preprint, author = {Jane Doe}, title = {T}, eprint = {2501.00001},"
        " archiveprefix = {arXiv}, year = {2025}}",
        [
            ("title", "T"),
            ("author", "Jane Doe"),
            ("publication_date", "2025/01"),
            ("publisher", "arXiv"),
            ("arxiv_id", "2501.00001"),
            ("public_url", "https://arxiv.org/abs/2501.00001"),
        ],
    ),
    "preprint that names arXiv as its journal": Case(
        "@article{corr, author = {Jane Doe}, title = {T}, year = {2025},"
        " journal = {arXiv preprint arXiv:2501.00001}}",
        [
            ("title", "T"),
            ("author", "Jane Doe"),
            ("publication_date", "2025/01"),
            ("publisher", "arXiv"),
            ("arxiv_id", "2501.00001"),
            ("public_url", "https://arxiv.org/abs/2501.00001"),
        ],
    ),
    "editorial": Case(
        "@article{editorial, author = {Jane Doe}, title = {Preface}, journal = {J},"
        " volume = {5}, pages = {1}, pubtype = {editorial}, year = {2020}}",
        [
            ("title", "Preface"),
            ("author", "Jane Doe"),
            ("publication_date", "2020"),
            ("journal_title", "J"),
            ("volume", "5"),
            ("firstpage", "1"),
        ],
    ),
    "something published in its own way": Case(
        "@misc{blog, author = {Jane Doe}, title = {T}, howpublished = {SIAM Blog},"
        " year = {2020}}",
        [
            ("title", "T"),
            ("author", "Jane Doe"),
            ("publication_date", "2020"),
            ("publisher", "SIAM Blog"),
        ],
    ),
    "something with next to nothing": Case(
        "@unpublished{bare, author = {Plato}, title = {T}, year = {2020}}",
        [("title", "T"), ("author", "Plato"), ("publication_date", "2020")],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_each_type_of_entry_has_its_tags(read: Read, name: str) -> None:
    """A paper says where it appeared by the tag of its type, and nothing that is not known."""
    assert read(CASES[name].bib) == CASES[name].tags


@pytest.mark.parametrize("name", CASES)
def test_every_tag_is_known_and_says_something(read: Read, name: str) -> None:
    """No tag is empty, and only people and keywords have more than one."""
    tags = read(CASES[name].bib)
    names = [found for found, _ in tags]

    assert set(names) <= SINGLE | SEVERAL
    once = [found for found in names if found in SINGLE]
    assert len(once) == len(set(once))
    assert all(content.strip() == content != "" for _, content in tags)


def article(fields: str) -> str:
    """An article with *fields*, and what else it needs."""
    author = "" if "author =" in fields else "author = {Jane Doe},"
    date = "" if re.search(r"\b(?:year|date) =", fields) else "year = {2024},"
    title = "" if "title =" in fields else "title = {T},"
    return f"@article{{a, journal = {{J}}, {author} {title} {date} {fields}}}"


AUTHORS: Final = {
    "in the order of the paper": (
        "Zoe Young and Adam Abel and Mia Moor",
        ["Zoe Young", "Adam Abel", "Mia Moor"],
    ),
    "written either way": ("Doe, Jane and Ann Smith", ["Jane Doe", "Ann Smith"]),
    "with particles and suffixes": (
        "van der Berg, Piet and Doe, Jr., John",
        ["van der Berg, Piet", "Doe Jr., John"],
    ),
    "with accents": (
        r"Sch{\"o}nlieb, Carola-Bibiane and Erd\H{o}s, P\'al",
        ["Carola-Bibiane Schönlieb", "Pál Erdős"],
    ),
    "a body": (
        "{The Testers and Friends} and Jane Doe",
        ["The Testers and Friends,", "Jane Doe"],
    ),
    "and others": (
        "Jane Doe and Ann Smith and others",
        ["Jane Doe", "Ann Smith", "others"],
    ),
    "for a collaboration": (
        "Jane Doe and others}, collaboration = {Example",
        ["Jane Doe", "Example Collaboration,"],
    ),
    "in the script of their language": (
        "山田, 太郎 and 王小明 and 김 철수",
        ["山田, 太郎", "王, 小明", "김, 철수"],
    ),
    "one of two family names": (
        "De los Reyes, Juan Carlos",
        ["De los Reyes, Juan\N{NO-BREAK SPACE}Carlos"],
    ),
}


@pytest.mark.parametrize("name", AUTHORS)
def test_each_author_has_a_tag(read: Read, name: str) -> None:
    """In order, as printed unless Zotero would split that wrongly; others are no name."""
    written, expected = AUTHORS[name]

    assert values(read(article(f"author = {{{written}}}")), "author") == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("year = {2024}", ["2024"]),
        ("year = {2024}, month = jul", ["2024/07"]),
        ("date = {2024-07}", ["2024/07"]),
        ("date = {2024-07-03}", ["2024/07/03"]),
        ("date = {2024-07-03/2024-08-01}", ["2024/07/03"]),
    ],
)
def test_dates_are_as_precise_as_they_are_known(
    read: Read, fields: str, expected: list[str]
) -> None:
    """A year, a month or a day, with slashes between them."""
    assert values(read(article(fields)), "publication_date") == expected


@pytest.mark.parametrize(
    ("fields", "first", "last"),
    [
        ("pages = {1--20}", ["1"], ["20"]),
        ("pages = {1-20}", ["1"], ["20"]),
        ("pages = {S1 – S20}", ["S1"], ["S20"]),
        ("pages = {7}", ["7"], []),
        ("eid = {1641215}", ["1641215"], []),
        ("pages = {1--20}, eid = {e12}", ["1"], ["20"]),
        ("pages = {1--2, 5--6}", ["1"], ["6"]),
        ("", [], []),
    ],
)
def test_pages_are_two_numbers(
    read: Read, fields: str, first: list[str], last: list[str]
) -> None:
    """First and last page are numbers of pages; an article's number stands for the first."""
    tags = read(article(fields))

    assert values(tags, "firstpage") == first
    assert values(tags, "lastpage") == last


def test_how_many_pages_a_book_has_is_no_page(read: Read) -> None:
    """Nor those of a thesis."""
    book = "@book{a, author = {Jane Doe}, title = {T}, publisher = {P}, year = 2024"

    assert values(read(f"{book}, pages = {{345}}}}"), "firstpage") == []
    assert values(read(f"{book}, pages = {{3--45}}}}"), "firstpage") == ["3"]


def test_a_paper_has_a_language_of_its_own(read: Read) -> None:
    """That of the page is the best guess for others."""
    tags = read(article("langid = {ngerman}"), language="en")

    assert values(tags, "language") == ["de"]


def test_addresses_and_language_come_from_the_page(read: Read) -> None:
    """The page and its PDF are named where they are known."""
    page, pdf = "https://example.org/a.html", "https://example.org/a.pdf"

    assert read(article(""), page=page, pdf=pdf, language="en-GB")[-3:] == [
        ("language", "en-GB"),
        ("abstract_html_url", page),
        ("pdf_url", pdf),
    ]
    assert read(article(""), page=page)[-1] == ("abstract_html_url", page)


@pytest.mark.parametrize(
    "fields",
    [
        r"title = {A {Langevin} $\alpha$-way: 100\% \emph{fast} \& \url{https://x.org/a}}",
        r"title = {\textbf{Bold} $x_{n+1} \leq \frac{1}{2}$ --- ``so''}",
        r"title = {\foo{bar} $\foo{x}^{2}$ in $\mathbb{R}^n$}",
        r"author = {G{\"o}tz, {\'E}mile and {\L}ukasz {\v C}ech}",
        r"volume = {{7}}, number = {\emph{3}}, keywords = {{MRI}, $\ell_1$}, issn = {{1}}",
        r"series = {{L}ecture {N}otes \& more}, editor = {Garc{\'\i}a, Ana}",
    ],
)
def test_no_tex_is_left(tmp_path: Path, fields: str) -> None:
    """Every field is plain text, whatever LaTeX is in it."""
    path = tmp_path / "papers.bib"
    path.write_text(article(fields), "utf-8")
    (located,) = load_papers(settings_for(tmp_path, path)).records

    tags = citation_tags(located.record)
    assert not [content for _, content in tags if re.search(r"[\\{}$]|--", content)]


def test_only_one_publisher_is_named(read: Read) -> None:
    """What is neither an article nor a report has one publisher, its venue is another."""
    text = (
        "@booklet{news, author = {Jane Doe}, title = {T}, booktitle = {SIAM News},"
        " publisher = {SIAM}, year = {2020}}"
    )

    assert values(read(text), "publisher") == ["SIAM"]
