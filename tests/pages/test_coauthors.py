"""`{coauthors}`: with whom somebody has written papers, how many, and when."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.kinds.papers.paper import Author, Paper
from groupsite.kinds.papers.reading.loader import load_papers
from groupsite.model.dates import PartialDate
from groupsite.pages.coauthors import coauthors, new_and_old
from tests.conftest import Built, Site, bare_settings, new_site
from tests.drawing import drawn
from tests.pages.conftest import links, texts, words
from tests.rebuilding import rebuild
from tests.test_fuzz_bounds import limited

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from lxml.html import HtmlElement

ORPHAN: Final = "---\norphan: true\n---\n"
BIB: Final = """\
@misc{a, author = {Doe, Jane and Ann Smith and Rutherford, E.}, title = {A}, year = {2020}}
@misc{b, author = {A. Smith and Jane Doe}, title = {B}, year = {2024-05}}
@misc{c, author = {Jane Doe and Wei Li and Ernest Rutherford}, title = {C}, year = {2022}}
@misc{d, author = {J. Doe and Smith, Ann and Özil, Änne}, title = {D}, year = {2019}}
@misc{e, author = {Ann Smith and Wei Li}, title = {E}, year = {2025}}
@misc{f, author = {Jane Doe}, title = {F}, year = {2023}}
@misc{g, author = {Jane Doe and Li, Wei and others}, title = {G}, year = {2022}}
"""
UNDATED: Final = "@misc{u, author = {Jane Doe and Uma Undated}, title = {U}}\n"
FILES: Final[dict[str, str | bytes]] = {
    "publications.bib": BIB,
    "news.md": "# News\n",
    "coauthors.md": "# Co-authors\n\n:::{coauthors} doe-jane\n:::\n",
    "owner.md": f"{ORPHAN}# Owner\n\n:::{{coauthors}}\n:::\n",
    "ann.md": f"{ORPHAN}# Ann\n\n:::{{coauthors}} smith-ann\n:::\n",
    "period.md": (
        f"{ORPHAN}# Period\n\n:::{{coauthors}}\n:since: 2022\n:until: 2024-04\n:::\n"
    ),
    "since.md": f"{ORPHAN}# Since\n\n:::{{coauthors}}\n:since: 2024\n:::\n",
    "nobody.md": f"{ORPHAN}# Nobody\n\n:::{{coauthors}} green-bo\n:::\n",
    "index.md": "# H\n\n```{toctree}\ncoauthors\nnews\npublications\npeople\n```\n",
}
#: Name → place, papers, first and last year.
Rows = dict[str, list[str]]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with tables of co-authors."""
    return new_site(tmp_path_factory.mktemp("coauthors"), files=FILES)


@pytest.fixture(scope="module")
def table_of(site: Site) -> Built:
    """The site in HTML."""
    return site.build()


def rows(main: HtmlElement) -> Rows:
    """The one table, in its order."""
    (table,) = main.cssselect("table.coauthors")
    found = [[words(cell) for cell in row] for row in table.cssselect("tbody tr")]
    return {name: cells for name, *cells in found}


# -- the table ----------------------------------------------------------------------

JANE: Final = {
    "Ann Smith": ["Bath, UK", "3", "2019", "2024"],
    "Wei Li": ["ETH, Switzerland", "2", "2022", "2022"],
    "Ernest Rutherford": ["", "2", "2020", "2022"],
    "Änne Özil": ["", "1", "2019", "2019"],
}
TABLES: Final = {
    "coauthors": JANE,
    "owner": JANE,
    "ann": {
        "Jane Doe": ["Bath, UK", "3", "2019", "2024"],
        "Wei Li": ["ETH, Switzerland", "1", "2025", "2025"],
        "Änne Özil": ["", "1", "2019", "2019"],
        "E. Rutherford": ["", "1", "2020", "2020"],
    },
    "period": {
        "Wei Li": ["ETH, Switzerland", "2", "2022", "2022"],
        "Ernest Rutherford": ["", "1", "2022", "2022"],
    },
    "since": {"Ann Smith": ["Bath, UK", "1", "2024", "2024"]},
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_a_row_for_each_co_author(table_of: Built, name: str) -> None:
    """A row has the name, the latest place, the papers, the first and the last year."""
    assert rows(table_of.main(name)) == TABLES[name]


@pytest.mark.parametrize("name", TABLES)
def test_most_papers_come_first(table_of: Built, name: str) -> None:
    """Of those with as many papers the family names are in order, accents apart."""
    expected = sorted(
        TABLES[name],
        key=lambda who: (
            -int(TABLES[name][who][1]),
            ["Doe", "Li", "Özil", "Rutherford", "Smith"].index(who.split()[-1]),
        ),
    )

    assert list(rows(table_of.main(name))) == expected


def test_columns_have_headings(table_of: Built) -> None:
    """A table says what its columns are, and can be sorted."""
    (table,) = table_of.main("coauthors").cssselect("table.coauthors")

    assert texts(table, "thead th") == ["Name", "Place", "Papers", "First", "Last"]
    assert "sortable" in table.classes


def test_names_of_people_are_links(table_of: Built) -> None:
    """Those who are declared lead to where links to them lead, others nowhere."""
    found = links(table_of.main("coauthors"), "table.coauthors a")

    assert found == [
        ("Ann Smith", "people.html#person-smith-ann"),
        ("Wei Li", "https://example.org/wei"),
    ]


def test_nobody_to_name_is_no_table(table_of: Built) -> None:
    """Somebody without papers has no table."""
    assert table_of.main("nobody").cssselect("table") == []


def test_undated_papers_count(make_site: Callable[..., Site]) -> None:
    """A paper without a year is one all the same."""
    site = make_site(files={**FILES, "publications.bib": UNDATED + BIB})
    built = site.build(
        warnings=[
            (
                "publications.bib:1: WARNING: entry `u`: `year` is missing, @misc needs it "
                "[groupsite.missing]"
            )
        ]
    )

    found = rows(built.main("coauthors"))
    assert found["Uma Undated"] == ["", "1", "", ""]


@pytest.mark.parametrize("builder", ["text", "latex", "epub"])
def test_other_formats_are_built_without_a_word(site: Site, builder: str) -> None:
    """A table is a table in every format."""
    site.build(builder, config={"copyright": "us", "version": "1"})


# -- mistakes -----------------------------------------------------------------------


def test_mistakes_are_reported_at_their_lines(make_site: Callable[..., Site]) -> None:
    """An unknown person, no person and wrong dates are reported; the rest is there."""
    page = (
        "# Wrong\n\n:::{coauthors} smith\n:::\n\n:::{coauthors}\n:::\n\n"
        ":::{coauthors} doe-jane\n:since: last year\n:::\n"
    )
    files = {"publications.bib": BIB, "news.md": "# News\n", "wrong.md": ORPHAN + page}
    built = make_site(files=files).build(
        config={"groupsite_owner": ""},
        warnings=[
            (
                "wrong.md:6: ERROR: {coauthors}: there is no person `smith`; did you "
                "mean `smith-ann`? [groupsite.link]"
            ),
            (
                "wrong.md:9: ERROR: {coauthors}: a person is missing: write "
                "{coauthors} and a person's id [groupsite.link]"
            ),
            (
                "wrong.md:13: ERROR: {coauthors}: `since`: 'last year' is not a date: "
                "write YYYY, YYYY-MM or YYYY-MM-DD [groupsite.date]"
            ),
        ],
    )

    assert rows(built.main("wrong")) == JANE


def test_a_period_that_ends_before_it_begins_is_reported(
    make_site: Callable[..., Site],
) -> None:
    """As in lists, such a period is reported and left out."""
    page = "# Wrong\n\n:::{coauthors}\n:since: 2024\n:until: 2020\n:::\n"
    files = {"publications.bib": BIB, "news.md": "# News\n", "wrong.md": ORPHAN + page}
    built = make_site(files=files).build(
        warnings=[
            (
                "wrong.md:8: ERROR: {coauthors}: `until` (2020) is before `since` (2024) "
                "[groupsite.date]"
            )
        ]
    )

    assert rows(built.main("wrong")) == JANE


# -- over an earlier build ----------------------------------------------------------


@pytest.fixture
def edited(make_site: Callable[..., Site]) -> Site:
    """A site of its own that was built once."""
    site = make_site(files=FILES)
    site.build()
    return site


def test_a_new_place_is_in_the_table(edited: Site) -> None:
    """Somebody who moves has the new place."""
    edited.edit(
        "people.yml",
        "    - place: ETH, Switzerland\n      from: 2024-06\n",
        "    - place: ETH, Switzerland\n      from: 2024-06\n"
        "    - place: Oslo, Norway\n      from: 2025\n",
    )
    found = rows(rebuild(edited).main("coauthors"))

    assert found["Wei Li"] == ["Oslo, Norway", "2", "2022", "2022"]


def test_a_new_author_is_in_the_table(edited: Site) -> None:
    """A paper that gets an author gives the table a row, or a row one more paper."""
    edited.edit(
        "publications.bib", "A. Smith and", "A. Smith and Wei Li and Nora New and"
    )
    found = rows(rebuild(edited).main("coauthors"))

    assert found["Nora New"] == ["", "1", "2024", "2024"]
    assert found["Wei Li"] == ["ETH, Switzerland", "3", "2022", "2024"]


def test_a_new_name_is_in_the_table(edited: Site) -> None:
    """Somebody who is renamed, and somebody who is declared, is called by that name."""
    edited.edit("people.yml", "name: Wei Li", "name: Wei Jun Li")
    entry = "\n- id: rutherford-ernest\n  name: Rutherford, Ernest B.\n"
    edited.write("people.yml", edited.read("people.yml") + entry)
    found = rows(rebuild(edited).main("coauthors"))

    assert found.keys() == {
        "Ann Smith", "Wei Jun Li", "Ernest B. Rutherford", "Änne Özil",
    }  # fmt: skip


def test_a_paper_that_is_gone_does_not_count(edited: Site) -> None:
    """The last paper with somebody takes the row with it."""
    line = next(line for line in BIB.splitlines(keepends=True) if "Özil" in line)
    edited.edit("publications.bib", line, "")
    found = rows(rebuild(edited).main("coauthors"))

    assert "Änne Özil" not in found
    assert found["Ann Smith"] == ["Bath, UK", "2", "2020", "2024"]


# -- without Sphinx -----------------------------------------------------------------

deterministic = drawn(100)
#: Letters for the digits of numbers.
LETTERS: Final = str.maketrans("0123456789abcdef", "abcdefghijklmnop")


@pytest.fixture(scope="module")
def papers_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., list[Paper]]:
    """Read lists of authors as papers of 2001, 2002 and so on."""
    folder: Path = tmp_path_factory.mktemp("papers")

    def papers_of(*lists: str) -> list[Paper]:
        entries = [
            f"@misc{{p{n}, author = {{{names}}}, title = {{T}}, year = {{{2001 + n}}}}}"
            for n, names in enumerate(lists)
        ]
        path = folder / "papers.bib"
        path.write_text("\n".join(entries), "utf-8")
        loaded = load_papers(bare_settings(folder, bibfiles=(path,)))
        return [located.record for located in loaded.records]

    return papers_of


def counts(papers: Iterable[Paper]) -> list[tuple[str, int]]:
    """Name and number of the co-authors of somebody who is not among the authors."""
    return [(who.name, who.papers) for who in coauthors(papers, "somebody")]


class Case(NamedTuple):
    """The authors of papers, and what should be counted."""

    authors: list[str]
    expected: list[tuple[str, int]]


FORMS: Final = {
    "initials are the name that they begin": Case(
        ["A. Smith", "Anna Smith", "Smith, A"], [("Anna Smith", 3)]
    ),
    "the fullest form is the name": Case(
        ["Anna Smith", "A. B. Smith", "Anna B. Smith"], [("Anna B. Smith", 3)]
    ),
    "accents and case do not count": Case(
        ["Özil, Änne", "Anne Ozil", "A. Özil"], [("Änne Özil", 3)]
    ),
    "letters that keyboards lack do not count": Case(
        ["Mueller, Joerg", "Müller, J.", "Jörg Müller"], [("Jörg Müller", 3)]
    ),
    "other names are others": Case(
        ["Anna Smith", "Bea Smith", "Anna Smithe"],
        [("Anna Smith", 1), ("Bea Smith", 1), ("Anna Smithe", 1)],
    ),
    "initials of two people are nobody's": Case(
        ["Anna Smith", "Alan Smith", "A. Smith"],
        [("A. Smith", 1), ("Alan Smith", 1), ("Anna Smith", 1)],
    ),
    "and wherever they stand": Case(
        ["A. Smith", "Alan Smith", "Anna Smith"],
        [("A. Smith", 1), ("Alan Smith", 1), ("Anna Smith", 1)],
    ),
    "and between them": Case(
        ["Alan Smith", "A. Smith", "Anna Smith"],
        [("A. Smith", 1), ("Alan Smith", 1), ("Anna Smith", 1)],
    ),
    "two on one paper are two people": Case(
        ["A. Smith and Anna Smith"], [("A. Smith", 1), ("Anna Smith", 1)]
    ),
    "one name twice on a paper is one co-author": Case(
        ["Anna Smith and Anna Smith"], [("Anna Smith", 1)]
    ),
    "a body is one name": Case(
        ["{The Smith Group}", "{The Smith Group} and Anna Smith"],
        [("The Smith Group", 2), ("Anna Smith", 1)],
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_forms_of_a_name_are_taken_together(
    papers_of: Callable[..., list[Paper]], name: str
) -> None:
    """Printed forms of one name are one co-author where they cannot be confused."""
    found = counts(papers_of(*FORMS[name].authors))

    assert sorted(found) == sorted(FORMS[name].expected)


#: Reads a .bib file and prints the number of co-authors.
COUNT: Final = """\
import pathlib, sys
from groupsite.pages.coauthors import coauthors
from groupsite.kinds.papers.reading.loader import load_papers
from tests.conftest import bare_settings
loaded = load_papers(bare_settings(bibfiles=(pathlib.Path(sys.argv[1]),)))
print(len(coauthors([located.record for located in loaded.records], "somebody")))
"""


@pytest.mark.full
def test_papers_of_thousands_are_counted(tmp_path: Path) -> None:
    """As collaborations of physicists write them."""
    names = [f"A. B{n:x}".translate(LETTERS) for n in range(9000)]
    lists = [" and ".join(names[n : n + 5000]) for n in (0, 2000, 4000)]
    entries = [
        f"@misc{{p{n}, author = {{{names}}}, title = {{T}}, year = {{2020}}}}"
        for n, names in enumerate(lists)
    ]
    path = tmp_path / "papers.bib"
    path.write_text("\n".join(entries), "utf-8")

    assert limited(COUNT, str(path)) == ["9000"]


def test_somebody_declared_is_not_taken_together_by_name(
    papers_of: Callable[..., list[Paper]],
) -> None:
    """Ids say who somebody is: names that are like them do not count."""
    (paper,) = papers_of("Anna Smith and A. Smith and B. Smith")
    anna, other, bea = paper.authors
    authors = (
        Author(anna.name, anna.family, anna.given, "smith-anna"),
        Author(other.name, other.family, other.given, "smith-alan"),
        bea,
    )
    found = coauthors([_with(paper, authors, 2001)], "smith-alan")

    assert [(who.person, who.name) for who in found] == [
        ("smith-anna", "Anna Smith"),
        ("", "B. Smith"),
    ]


def test_namesakes_are_kept_apart(papers_of: Callable[..., list[Paper]]) -> None:
    """By their identity; a name without one is a name like any other."""
    papers = papers_of(*["Wei Li"] * 7)
    identities = ["", "Wei Li 0002", "", "Wei Li 0003", "other", "Wei Li 0002", "other"]
    written = [
        _with(paper, (replace(paper.authors[0], id=identity),), 2000 + number)
        for number, (paper, identity) in enumerate(zip(papers, identities, strict=True))
    ]

    assert [(who.name, who.years) for who in coauthors(written, "somebody")] == [
        ("Wei Li", [2000, 2002]),
        ("Wei Li", [2001, 2005]),
        ("Wei Li", [2004, 2006]),
        ("Wei Li", [2003]),
    ]


def _with(paper: Paper, authors: tuple[Author, ...], year: int) -> Paper:
    return replace(paper, authors=authors, date=PartialDate(year) if year else None)


GIVEN: Final = ("A.", "Anna", "Alan", "A. B.", "Anna B.", "Änna", "B.", "")
FAMILY: Final = ("Smith", "Smïth", "Jones", "De Jones")
undeclared: Final = st.builds(
    lambda given, family: Author(f"{given} {family}".strip(), family, given),
    st.sampled_from(GIVEN),
    st.sampled_from(FAMILY),
)
declared: Final = st.builds(
    lambda person, given: Author(f"{given} Known".strip(), "Known", given, person),
    st.sampled_from(["somebody", "known-a", "known-b"]),
    st.sampled_from(GIVEN),
)
#: Papers by their authors and years, 0 for none.
written: Final = st.lists(
    st.tuples(
        st.lists(undeclared | declared, max_size=4),
        st.integers(2000, 2004) | st.just(0),
    ),
    max_size=6,
)


def made(found: Iterable[tuple[list[Author], int]], model: Paper) -> list[Paper]:
    """Papers with these authors and years."""
    return [_with(model, tuple(authors), year) for authors, year in found]


@pytest.fixture(scope="module")
def model(papers_of: Callable[..., list[Paper]]) -> Paper:
    """Any paper."""
    (paper,) = papers_of("Anna Smith")
    return paper


def pairs(papers: list[Paper]) -> int:
    """The number of co-authorships: of the others on each paper, each once."""
    return sum(
        len({a.person or a.name for a in paper.authors if a.person != "somebody"})
        for paper in papers
    )


@deterministic
@given(found=written)
def test_each_co_authorship_counts_once(
    model: Paper, found: list[tuple[list[Author], int]]
) -> None:
    """The sum of the numbers is the number of co-authorships."""
    papers = made(found, model)
    others = coauthors(papers, "somebody")

    assert sum(who.papers for who in others) == pairs(papers)
    assert all(0 < who.papers <= len(papers) for who in others)
    assert all(who.person != "somebody" for who in others)


@deterministic
@given(found=written)
def test_people_have_one_row(
    model: Paper, found: list[tuple[list[Author], int]]
) -> None:
    """No person and no name stands twice; those with most papers come first."""
    others = coauthors(made(found, model), "somebody")
    people = [who.person for who in others if who.person]
    names = [who.name for who in others if not who.person]

    assert len(set(people)) == len(people)
    assert len(set(names)) == len(names)
    numbers = [who.papers for who in others]
    assert numbers == sorted(numbers, reverse=True)


@deterministic
@given(found=written)
def test_years_are_those_of_the_papers(
    model: Paper, found: list[tuple[list[Author], int]]
) -> None:
    """The years of somebody who is declared are those of the papers with the id."""
    papers = made(found, model)

    for who in coauthors(papers, "somebody"):
        if who.person:
            own = [p for p in papers if who.person in p.people]
            assert set(who.years) == {p.date.year for p in own if p.date}


@deterministic
@given(both=written.flatmap(lambda w: st.tuples(st.just(w), st.permutations(w))))
def test_the_order_of_papers_does_not_count(
    model: Paper, both: tuple[list[tuple[list[Author], int]], ...]
) -> None:
    """Who is who does not depend on which paper is read first."""
    one, other = (
        [
            (who.person, who.papers, sorted(who.years))
            for who in coauthors(made(found, model), "somebody")
        ]
        for found in both
    )

    assert sorted(one) == sorted(other)


# -- the years ----------------------------------------------------------------------


def test_a_co_author_is_new_once(papers_of: Callable[..., list[Paper]]) -> None:
    """Counted once a year, as new in the first year and as known from then on."""
    papers = papers_of(
        "Jane Doe and Ann Smith and Bo Green", "Jane Doe and A. Smith and Cy Brown"
    )
    early, late = (
        replace(p, date=PartialDate(y))
        for p, y in zip(papers, (2020, 2022), strict=True)
    )
    again = replace(early, id="again")

    assert new_and_old([late, early, again], "somebody") == {2020: (3, 0), 2022: (1, 2)}


def test_a_chart_has_the_years_with_co_authors(make_site: Callable[..., Site]) -> None:
    """Above the table, where the author asks for it."""
    page = "---\norphan: true\n---\n# With\n\n:::{coauthors} doe-jane\n:chart:\n:::\n"
    bib = "".join(
        f"@article{{p{year}, author = {{Jane Doe and {name}}}, title = {{T}}, "
        f"journal = {{J}}, year = {{{year}}}}}\n"
        for year, name in ((2020, "Ann Smith"), (2022, "Ann Smith and Jo Fox"))
    )
    built = make_site(files={"with.md": page, "publications.bib": bib}).try_build()
    main = built.main("with")
    (chart,) = main.cssselect("figure.year-chart")

    assert [[cell.text for cell in row] for row in chart.cssselect("tr")][1:] == [
        ["2022", "1", "1", "2"],
        ["2020", "1", "0", "1"],
    ]
    assert chart.cssselect("svg a") == []
    assert len(main.cssselect("table.coauthors")) == 1
