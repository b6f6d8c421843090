"""ContextObjects of papers in lists, as reference managers take them apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import parse_qs

import pytest

from groupsite.kinds.papers.formats.coins import context_object

if TYPE_CHECKING:
    from groupsite.kinds.papers.paper import Paper
    from tests.kinds.papers.conftest import Load

FORMAT: Final = "info:ofi/fmt:kev:mtx:"
#: Keys that may be there more than once.
SEVERAL: Final = frozenset({"rft.au", "rft_id"})
#: Keys of the formats of NISO Z39.88-2004 that we may use; its books have no volume, but
#: reference managers read it all the same.
KEYS: Final = {
    "journal": "genre atitle jtitle volume issue spage epage pages artnum date issn isbn au"
    " type pub",  # of preprints
    "book": "genre btitle atitle pub place date edition series volume spage epage tpages"
    " issn isbn au",
    "dissertation": "title inst degree date isbn au",
    "patent": "title assignee number date inventor",
    "dc": "title type source publisher date au",
}


class Case(NamedTuple):
    """An entry, its format, and its keys without ``rft.``."""

    bib: str
    form: str
    fields: dict[str, list[str]]


CASES: Final = {
    "article": Case(
        r"""@article{journal,
  author = {Doe, Jane and Ann Smith}, title = {Fast {MRI} with $\ell_1$ norms},
  journal = {Physics in Medicine \& Biology}, volume = {7}, number = {2},
  pages = {1--20}, year = {2024}, month = jul, issn = {1234-5678},
  publisher = {Tests}, doi = {10.1000/fast}, eprint = {2401.00001},
  archiveprefix = {arXiv}}""",
        "journal",
        {
            "genre": ["article"],
            "atitle": ["Fast MRI with ℓ₁ norms"],
            "jtitle": ["Physics in Medicine & Biology"],
            "volume": ["7"],
            "issue": ["2"],
            "spage": ["1"],
            "epage": ["20"],
            "date": ["2024-07"],
            "issn": ["1234-5678"],
            "au": ["Jane Doe", "Ann Smith"],
        },
    ),
    "article with a number": Case(
        "@article{number, author = {Jane Doe}, title = {T}, journal = {J}, volume = {5},"
        " eid = {1641215}, date = {2025-02-03}}",
        "journal",
        {
            "genre": ["article"],
            "atitle": ["T"],
            "jtitle": ["J"],
            "volume": ["5"],
            "artnum": ["1641215"],
            "pages": ["1641215"],
            "date": ["2025-02-03"],
            "au": ["Jane Doe"],
        },
    ),
    "proceedings paper": Case(
        """@inproceedings{talk, author = {Jane Doe}, title = {T},
  booktitle = {Imaging 2025}, series = {LNCS}, volume = {15}, number = {3},
  pages = {101--110},
  editor = {Ed One}, publisher = {Springer}, year = {2025}, isbn = {978-3}}""",
        "book",
        {
            "genre": ["proceeding"],
            "atitle": ["T"],
            "btitle": ["Imaging 2025"],
            "series": ["LNCS"],
            "volume": ["15"],
            "spage": ["101"],
            "epage": ["110"],
            "pub": ["Springer"],
            "date": ["2025"],
            "isbn": ["978-3"],
            "au": ["Jane Doe"],
        },
    ),
    "chapter": Case(
        "@incollection{chapter, author = {Jane Doe}, title = {T}, booktitle = {Handbook},"
        " publisher = {Wiley}, year = {2023}}",
        "book",
        {
            "genre": ["bookitem"],
            "atitle": ["T"],
            "btitle": ["Handbook"],
            "pub": ["Wiley"],
            "date": ["2023"],
            "au": ["Jane Doe"],
        },
    ),
    "book": Case(
        "@book{book, author = {Jane Doe}, title = {T}, publisher = {CUP},"
        " series = {Texts}, isbn = {0-19}, year = {2010}}",
        "book",
        {
            "genre": ["book"],
            "btitle": ["T"],
            "series": ["Texts"],
            "pub": ["CUP"],
            "date": ["2010"],
            "isbn": ["0-19"],
            "au": ["Jane Doe"],
        },
    ),
    "doctoral thesis": Case(
        "@phdthesis{phd, author = {Jane Doe}, title = {T}, school = {Bath, UK},"
        " year = {2015}}",
        "dissertation",
        {
            "title": ["T"],
            "inst": ["Bath, UK"],
            "degree": ["PhD thesis"],
            "date": ["2015"],
            "au": ["Jane Doe"],
        },
    ),
    "master's thesis": Case(
        "@mastersthesis{master, author = {Jane Doe}, title = {T},"
        " school = {Bremen, Germany}, year = {2011}}",
        "dissertation",
        {
            "title": ["T"],
            "inst": ["Bremen, Germany"],
            "degree": ["Master’s thesis"],
            "date": ["2011"],
            "au": ["Jane Doe"],
        },
    ),
    "report": Case(
        "@techreport{report, author = {Jane Doe}, title = {T}, institution = {UCLA},"
        " year = {2012}}",
        "book",
        {
            "genre": ["report"],
            "btitle": ["T"],
            "pub": ["UCLA"],
            "date": ["2012"],
            "au": ["Jane Doe"],
        },
    ),
    "preprint": Case(
        "@misc{preprint, author = {Jane Doe}, title = {T}, eprint = {2501.00001},"
        " archiveprefix = {arXiv}, year = {2025}}",
        "journal",
        {
            "genre": ["preprint"],
            "atitle": ["T"],
            "type": ["preprint"],
            "pub": ["arXiv"],
            "date": ["2025-01"],
            "au": ["Jane Doe"],
        },
    ),
    "talk": Case(
        "@misc{talk, author = {Jane Doe}, title = {T}, howpublished = {Invited talk},"
        " eventtitle = {Example Days}, year = {2025}}",
        "dc",
        {
            "title": ["T"],
            "type": ["presentation"],
            "source": ["Example Days"],
            "date": ["2025"],
            "au": ["Jane Doe"],
        },
    ),
    "software": Case(
        "@software{software, author = {Jane Doe}, title = {T}, publisher = {Zenodo},"
        " year = {2025}}",
        "dc",
        {
            "title": ["T"],
            "type": ["computerProgram"],
            "publisher": ["Zenodo"],
            "date": ["2025"],
            "au": ["Jane Doe"],
        },
    ),
    "patent": Case(
        "@patent{patent, author = {Jane Doe}, title = {T}, number = {EP1},"
        " assignee = {{Example Ltd}}, year = {2025}}",
        "patent",
        {
            "title": ["T"],
            "assignee": ["Example Ltd"],
            "number": ["EP1"],
            "date": ["2025"],
            "inventor": ["Jane Doe"],
        },
    ),
    "editorial": Case(
        "@article{editorial, author = {Jane Doe}, title = {T}, journal = {J},"
        " pubtype = {editorial}, pages = {7}, year = {2020}}",
        "journal",
        {
            "genre": ["article"],
            "atitle": ["T"],
            "jtitle": ["J"],
            "spage": ["7"],
            "date": ["2020"],
            "au": ["Jane Doe"],
        },
    ),
}


def only(load: Load, bib: str) -> Paper:
    """The one paper of a text in which nothing is wrong."""
    loaded = load(bib)
    assert loaded.problems == []
    (located,) = loaded.records
    paper: Paper = located.record
    return paper


def fields(paper: Paper) -> dict[str, list[str]]:
    """The values of a ContextObject by key; a key without a value is an error."""
    return parse_qs(context_object(paper), keep_blank_values=True, strict_parsing=True)


@pytest.mark.parametrize("name", CASES)
def test_each_type_of_entry_has_its_format(load: Load, name: str) -> None:
    """The format and its keys fit the type, and only what is known is there."""
    case = CASES[name]
    found = fields(only(load, case.bib))

    assert found.pop("ctx_ver") == ["Z39.88-2004"]
    assert found.pop("rft_val_fmt") == [f"{FORMAT}{case.form}"]
    found.pop("rft_id", None)
    assert found == {f"rft.{key}": value for key, value in case.fields.items()}


@pytest.mark.parametrize("name", CASES)
def test_keys_are_those_of_the_format(load: Load, name: str) -> None:
    """No key is of another format or empty, and only authors and addresses are many."""
    case = CASES[name]
    found = fields(only(load, case.bib))

    keys = {f"rft.{key}" for key in KEYS[case.form].split()}
    assert found.keys() <= keys | {"ctx_ver", "rft_val_fmt", "rft_id"}
    assert all(value for values in found.values() for value in values)
    assert {key for key, values in found.items() if len(values) > 1} <= SEVERAL


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ("doi = {10.1000/fast}", ["info:doi/10.1000/fast"]),
        (
            "eprint = {2401.00001}, archiveprefix = {arXiv}",
            ["https://arxiv.org/abs/2401.00001"],
        ),
        (
            "doi = {10.1000/a(b)&c}, arxiv = {2401.00001}",
            ["info:doi/10.1000/a(b)&c", "https://arxiv.org/abs/2401.00001"],
        ),
        ("", None),
    ],
)
def test_a_paper_is_identified_by_doi_and_arxiv(
    load: Load, links: str, expected: list[str] | None
) -> None:
    """The DOI is a URI of its own kind, a number on arXiv is an address."""
    paper = only(load, article(links))

    assert fields(paper).get("rft_id") == expected


@pytest.mark.parametrize(
    ("entry", "last"),
    [
        ("@online{a, url = {https://example.org/x}", "https://example.org/x"),
        ("@software{a, url = {https://github.com/e/x}", "https://github.com/e/x"),
        (
            "@misc{a, howpublished = {Slides}, url = {https://example.org/s}",
            "https://example.org/s",
        ),
        ("@phdthesis{a, school = {U}, hdl = {1/2}", "https://hdl.handle.net/1/2"),
        (
            "@misc{a, eprint = {2401.00001}, archiveprefix = {arXiv}, pmcid = {PMC6000001}",
            "https://arxiv.org/abs/2401.00001",
        ),
    ],
)
def test_the_address_is_that_of_the_work(load: Load, entry: str, last: str) -> None:
    """The last one is what Zotero takes for it."""
    paper = only(load, f"{entry}, author = {{Jane Doe}}, title = {{T}}, year = 2024}}")

    assert fields(paper)["rft_id"][-1] == last


def test_a_book_has_its_place_edition_and_pages(load: Load) -> None:
    """How many pages it has is not a page."""
    found = fields(
        only(
            load,
            "@book{a, author = {Jane Doe}, title = {T}, publisher = {P}, year = 2024,"
            " address = {Rome}, edition = {Second}, pages = {345}}",
        )
    )

    assert (found["rft.place"], found["rft.edition"]) == (["Rome"], ["2"])
    assert found["rft.tpages"] == ["345"]
    assert "rft.spage" not in found


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", ["Ed One", "van der Two, Ed"]),
        (", isbn = {978-3-16-148410-0}", None),
        (", author = {Jane Doe}", None),
    ],
)
def test_editors_are_named_where_nobody_else_is(
    load: Load, more: str, expected: list[str] | None
) -> None:
    """Zotero looks up a book without authors by its number, and then finds them."""
    text = (
        "@book{a, editor = {Ed One and van der Two, Ed}, title = {T}, publisher = {P},"
        f" year = 2024{more}}}"
    )

    assert fields(only(load, text)).get("rft.contributor") == expected


def article(text: str) -> str:
    """An article with the fields *text*, and what else it needs."""
    author = "" if "author =" in text else "author = {Jane Doe},"
    title = "" if "title =" in text else "title = {T},"
    return f"@article{{a, {author} {title} journal = {{J}}, year = {{2024}}, {text}}}"


AUTHORS: Final = {
    "in the order of the paper": (
        "Zoe Young and Adam Abel and Mia Moor",
        ["Zoe Young", "Adam Abel", "Mia Moor"],
    ),
    "with accents": (
        r"Sch{\"o}nlieb, Carola-Bibiane and P\'al Erd\H{o}s",
        ["Carola-Bibiane Schönlieb", "Pál Erdős"],
    ),
    "and others": (
        "Jane Doe and Ann Smith and others",
        ["Jane Doe", "Ann Smith", "others"],
    ),
    "many": (
        " and ".join(f"A{n} B" for n in range(40)),
        [f"A{n} B" for n in range(40)],
    ),
}


@pytest.mark.parametrize("name", AUTHORS)
def test_authors_are_in_order(load: Load, name: str) -> None:
    """All who are named are there, one after the other."""
    written, expected = AUTHORS[name]

    paper = only(load, article(f"author = {{{written}}}"))
    assert fields(paper)["rft.au"] == expected


def test_bodies_keep_their_place_and_are_not_taken_apart(load: Load) -> None:
    """Zotero puts those with a key of their own before all people, in reverse."""
    written = "author = {{The Testers & Friends} and Jane Doe}, collaboration = {X}"

    found = fields(only(load, article(written)))
    assert found["rft.au"] == ["The Testers & Friends,", "Jane Doe", "X Collaboration,"]
    assert "rft.aucorp" not in found


@pytest.mark.parametrize(
    ("written", "family", "given"),
    [
        ("Jane Q. Doe", "Doe", "Jane Q."),
        ("van der Berg, Piet", "van der Berg", "Piet"),
        ("De los Reyes, Juan Carlos", "De los Reyes", "Juan Carlos"),
        ("Smith, Jr., Ann", "Smith Jr.", "Ann"),
    ],
)
def test_zotero_finds_the_family_name(
    load: Load, written: str, family: str, given: str
) -> None:
    """Family names of several words stay together.

    Zotero (``cleanAuthor``) takes what is before a comma, else the last word.
    """
    (name,) = fields(only(load, article(f"author = {{{written}}}")))["rft.au"]

    if "," in name:
        before, _, after = name.partition(",")
    else:
        after, _, before = name.rpartition(" ")
    assert (before.strip(), after.strip()) == (family, given)


@pytest.mark.parametrize(
    "bib",
    [
        *(case.bib for case in CASES.values()),
        "@proceedings{a, editor = {Ed One}, title = {T}, publisher = {P}, year = 2024}",
        "@unpublished{a, author = {Jane Doe}, title = {T}, year = 2024}",
        "@software{a, author = {Jane Doe}, title = {T}, publisher = {P}, year = 2024}",
    ],
)
def test_zotero_finds_the_title(load: Load, bib: str) -> None:
    """The title is under the key where Zotero looks for it.

    Zotero (``parseContextObject``) takes ``genre=conference`` for a single paper.
    """
    paper = only(load, bib)
    found = fields(paper)
    (form,) = found["rft_val_fmt"]
    genre = found.get("rft.genre", [""])[0]

    key = {
        f"{FORMAT}journal": "rft.atitle",
        f"{FORMAT}book": "rft.atitle"
        if genre in ("bookitem", "proceeding", "conference")
        else "rft.btitle",
    }.get(form, "rft.title")
    assert found.get(key) == [paper.title.plain]


@pytest.mark.parametrize(
    "bib",
    [
        "@software{a, author = {Jane Doe}, title = {T}, publisher = {Zenodo}, year = 2024}",
        "@dataset{a, author = {Jane Doe}, title = {T}, publisher = {Zenodo}, year = 2024}",
        "@misc{a, author = {Jane Doe}, title = {T}, howpublished = {Blog}, year = 2024}",
    ],
)
def test_what_is_published_is_no_preprint(load: Load, bib: str) -> None:
    """A type that the formats do not know is not taken for a preprint."""
    paper = only(load, bib)

    assert paper.state == "published"
    assert fields(paper).get("rft.genre") != ["preprint"]
    assert fields(paper)["rft.type"] != ["preprint"]


def test_an_article_on_arxiv_only_is_a_preprint(load: Load) -> None:
    """Whoever names arXiv as the journal has no journal yet."""
    paper = only(
        load,
        "@article{a, author = {Jane Doe}, title = {T}, year = 2024,"
        " journal = {arXiv preprint arXiv:2401.00001}}",
    )

    assert paper.state == "preprint"
    assert fields(paper)["rft.genre"] == ["preprint"]


@pytest.mark.parametrize(
    ("pages", "first", "last"),
    [
        ("1--20", ["1"], ["20"]),
        ("S1 – S20", ["S1"], ["S20"]),
        ("7", ["7"], None),
        ("1--2, 5--6", ["1"], ["6"]),
    ],
)
def test_pages_are_two_numbers(
    load: Load, pages: str, first: list[str], last: list[str] | None
) -> None:
    """The first and the last page, of several ranges as well."""
    found = fields(only(load, article(f"pages = {{{pages}}}")))

    assert found["rft.spage"] == first
    assert found.get("rft.epage") == last


def test_a_report_has_one_publisher(load: Load) -> None:
    """An institution and a publisher do not make two."""
    paper = only(
        load,
        "@techreport{a, author = {Jane Doe}, title = {T}, institution = {UCLA},"
        " publisher = {UCLA Press}, year = 2012}",
    )

    assert len(fields(paper)["rft.pub"]) == 1


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (r"R\&D = 50\% + \#1; a?b/c", "R&D = 50% + #1; a?b/c"),
        ("Über $x^2 < y$ “so”", "Über x² < y “so”"),
        (r"\'Etude & \emph{fugue}", "Étude & fugue"),
    ],
)
def test_any_title_survives(load: Load, written: str, expected: str) -> None:
    """Signs with a meaning in addresses are written so that they come out again."""
    paper = only(load, article(f"title = {{{written}}}"))

    assert context_object(paper).isascii()
    assert fields(paper)["rft.atitle"] == [expected]
