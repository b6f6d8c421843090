"""Awards: those of people, and those of papers that stand in .bib files."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.kinds.activities.awards import AWARD, Award, awards_of_papers
from groupsite.model.dates import PartialDate
from groupsite.model.graph import Graph
from groupsite.model.kinds import RecordKind
from groupsite.model.positions import Located, Position
from groupsite.sources.yaml.fields import Target
from tests.conftest import Built, bare_settings, new_site
from tests.drawing import drawn
from tests.kinds.activities.conftest import (
    BIB,
    ORPHAN,
    SOURCES,
    Case,
    case_messages,
    case_section,
    cases_page,
    groups,
    ids,
    links,
    parts,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from tests.conftest import Site

ALL = ["medal", "prize", "fast", "mine"]
SELECTIONS = {
    "everything, newest first, undated last": Case("", ALL),
    "a person, who may be an author of the paper": Case(
        ":person: smith-ann", ["medal", "prize", "fast"]
    ),
    "the owner, who got what nobody else did": Case(
        ":person: doe-jane", ["prize", "fast", "mine"]
    ),
    "an author": Case(":person: li-wei", ["fast"]),
    "a paper": Case(":paper: fast", ["fast"]),
    "a grant": Case(":grant: fellowship", ["medal"]),
    "a grant, by the paper": Case(":grant: maths", ["fast"]),
    "a topic, by the paper": Case(":topic: mri", ["fast"]),
    "since, which leaves out what has no date": Case(
        ":since: 2024-10", ["medal", "prize"]
    ),
    "until": Case(":until: 2024-10", ["fast"]),
    "a number": Case(":limit: 1", ["medal"]),
    "a number of years": Case(":limit: 1 year", ["medal"]),
    "by year": Case(":group-by: year\n:name: years", ALL),
}
MISTAKES = {
    "a grouping": Case(
        ":group-by: person",
        [
            "`group-by`: there is no value `person`; write one of none, year [groupsite.option]"
        ],
    ),
    "an unknown grant": Case(
        ":grant: felowship",
        [
            "`grant`: there is no grant `felowship`; did you mean `fellowship`? [groupsite.link]"
        ],
    ),
}
CASES = MISTAKES | SELECTIONS


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A page with a list for each case."""
    files = {**SOURCES, "cases.md": cases_page("awards", CASES)}
    site = new_site(tmp_path_factory.mktemp("awards"), files=files)
    return site.build(warnings=case_messages("awards", MISTAKES))


@pytest.fixture(scope="module")
def awards(group: Built) -> HtmlElement:
    """The page of all awards."""
    return group.main("awards")


def test_awards_of_papers_are_awards(awards: HtmlElement) -> None:
    """Those of both files are one list; that of a paper has its key as its id."""
    items = awards.cssselect("ol.awards > li.award")

    assert [(item.get("id"), item.get("data-id")) for item in items] == [
        (f"award-{name}", name) for name in ALL
    ]


ENTRIES = {
    "medal": [
        ("award-title", "A medal"),
        ("award-date", "15 January 2025"),
        ("award-people", "Ann Smith"),
        ("award-reason", "For A Fellowship"),
        ("award-note", "For everything."),
        ("award-links", "Announcement"),
    ],
    "prize": [
        ("award-title", "Poster prize"),
        ("award-date", "November 2024"),
        ("award-people", "Jane Doe and Ann Smith"),
        ("award-reason", "For Workshop, 2024"),
    ],
    "fast": [
        ("award-title", "Best paper"),
        ("award-date", "September 2024"),
        ("award-people", "Jane Doe, Ann Smith and Wei Li"),
        ("award-reason", "For Fast MRI"),
        ("award-links", "About the award"),
    ],
    "mine": [("award-title", "My award"), ("award-people", "Jane Doe")],
}


@pytest.mark.parametrize("name", ENTRIES)
def test_an_entry_says_who_got_it_for_what(awards: HtmlElement, name: str) -> None:
    """Title, date, all recipients, paper, grant or talk, note and links."""
    assert parts(awards.get_element_by_id(f"award-{name}")) == ENTRIES[name]


LINKS = {
    "medal": [
        ("Ann Smith", "people.html#person-smith-ann"),
        ("A Fellowship", "grants.html#grant-fellowship"),
        ("Announcement", "https://example.org/medal"),
    ],
    "prize": [
        ("Jane Doe", "people.html#person-doe-jane"),
        ("Ann Smith", "people.html#person-smith-ann"),
        ("Workshop, 2024", "talks.html#talk-poster"),
    ],
    "fast": [
        ("Jane Doe", "people.html#person-doe-jane"),
        ("Ann Smith", "people.html#person-smith-ann"),
        ("Wei Li", "https://example.org/wei"),
        ("Fast MRI", "publications.html#paper-fast"),
        ("About the award", "data/best.pdf"),
    ],
    "mine": [("Jane Doe", "people.html#person-doe-jane")],
}


@pytest.mark.parametrize("name", LINKS)
def test_what_an_entry_names_is_linked(awards: HtmlElement, name: str) -> None:
    """People, papers, grants, talks, addresses and files are links."""
    assert links(awards.get_element_by_id(f"award-{name}")) == LINKS[name]


WHEN = {
    "title: Prize 2024\n  date: 2024": None,
    "title: Prize 2023\n  date: 2024": "2024",
    "title: Prize\n  date: 2024": "2024",
    "title: Prize 2024\n  date: 2024-05": "May 2024",
    "title: Prize 2024": None,
}


def test_a_year_is_not_told_twice(make_site: Callable[..., Site]) -> None:
    """Where the title has the year, and no month is known, there is no date."""
    records = [f"- id: a{number}\n  {lines}\n" for number, lines in enumerate(WHEN)]
    page = f"{ORPHAN}# Awards\n\n:::{{awards}}\n:::\n\n:::{{cv}} doe-jane\n:::\n"
    files = {
        "publications.bib": "",
        "news.md": "# News\n",
        "research/awards.yml": "".join(records),
        "awards.md": page,
    }
    main = make_site(files=files).build().main("awards")

    for number, (lines, date) in enumerate(WHEN.items()):
        title = lines.partition("\n")[0].removeprefix("title: ")
        entry, brief = main.cssselect(f".award[data-id='a{number}']")
        assert [words(d) for d in entry.cssselect(".award-date")] == [date] * bool(date)
        assert words(brief) == ", ".join(filter(None, (title, date)))


def test_the_paper_shows_its_award(group: Built) -> None:
    """The title of the award is a chip of the paper."""
    (chip,) = group.main("publications").cssselect("#paper-fast .chip.award")

    assert chip.text == "Best paper"


@pytest.mark.parametrize("name", SELECTIONS)
def test_options_select_awards(cases: Built, name: str) -> None:
    """A list shows the awards that all of its options want."""
    section = case_section(cases, CASES, name)

    assert ids(section, "award") == SELECTIONS[name].expected


@pytest.mark.parametrize("name", MISTAKES)
def test_wrong_options_lose_nothing(cases: Built, name: str) -> None:
    """A wrong value is as good as none; its message is expected where it is built."""
    assert ids(case_section(cases, CASES, name), "award") == ALL


def test_awards_are_grouped_by_year(cases: Built) -> None:
    """Years are headings with counts; what has no date stands below a heading too."""
    assert groups(case_section(cases, CASES, "by year"), "award") == {
        "years-awards-2025": ["2025 (1)", "medal"],
        "years-awards-2024": ["2024 (2)", "prize", "fast"],
        "years-awards-none": ["Undated (1)", "mine"],
    }


def test_one_id_in_both_files(make_site: Callable[..., Site]) -> None:
    """An award that has the key of a paper stays; the paper's is reported, left out."""
    site = make_site(
        files={
            "publications.bib": BIB,
            "news.md": "# News\n",
            "research/awards.yml": "- id: fast\n  title: Another prize\n",
            "awards.md": f"{ORPHAN}# Awards\n\n:::{{awards}}\n:::\n",
        }
    )
    built = site.build(
        warnings=[
            "publications.bib:9: ERROR: award `fast` exists already, in research/awards.yml:1; this one was left out [groupsite.duplicate]"
        ]
    )

    (award,) = built.main("awards").cssselect(".award")
    assert parts(award) == [
        ("award-title", "Another prize"),
        ("award-people", "Jane Doe"),
    ]


def test_a_wrong_date_of_an_award_is_reported(make_site: Callable[..., Site]) -> None:
    """A date that is none is reported at its line, and the award has no date."""
    site = make_site(files=SOURCES)
    site.edit("publications.bib", "award_date = {2024-09}", "award_date = {Autumn}")
    built = site.build(
        warnings=[
            "publications.bib:10: ERROR: entry `fast`: `award_date`: 'Autumn' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD [groupsite.date]"
        ]
    )

    assert ids(built.main("awards"), "award") == ["medal", "prize", "mine", "fast"]


# -- without Sphinx -----------------------------------------------------------------


class Paper(NamedTuple):
    """What an award takes from a paper."""

    id: str
    award: str = ""
    award_date: PartialDate | None = None
    award_url: str = ""
    look: Any = SimpleNamespace(award_note="")


def graph_of(*papers: Paper, awards: tuple[Award, ...] = ()) -> Graph:
    """A graph of papers and awards that is not complete yet."""
    graph = Graph((RecordKind(name="paper"), AWARD))
    located = [
        Located(paper, Position("x.bib", 10 * line), {"award": 10 * line + 3})
        for line, paper in enumerate(papers, 1)
    ]
    graph.add("paper", located)
    graph.add("award", [Located(a, Position("awards.yml", 1)) for a in awards])
    return graph


def test_an_award_is_made_of_a_paper() -> None:
    """It has title, date and announcement of the paper, and the line of its field."""
    papers = (
        Paper("a", "Prize", PartialDate(2020), "https://example.org"),
        Paper("b"),
        Paper("c", "Medal"),
    )

    assert list(awards_of_papers(graph_of(*papers))) == [
        Located(
            Award(
                id="a",
                title="Prize",
                date=PartialDate(2020),
                paper=("a",),
                links={"award": Target(url="https://example.org")},
            ),
            Position("x.bib", 13),
        ),
        Located(Award(id="c", title="Medal", paper=("c",)), Position("x.bib", 33)),
    ]


names = st.text(alphabet="abc", min_size=1, max_size=2)


@given(st.dictionaries(names, st.sampled_from(["", "Prize"])), st.sets(names))
@drawn()
def test_no_award_is_lost_or_doubled(papers: dict[str, str], written: set[str]) -> None:
    """Every award is there once; each that is there twice is reported."""
    graph = graph_of(
        *(Paper(key, award) for key, award in papers.items()),
        awards=tuple(Award(id=name, title="T") for name in sorted(written)),
    )

    problems = graph.complete(bare_settings())

    of_papers = {key for key, award in papers.items() if award}
    assert set(graph.ids("award")) == written | of_papers
    assert len(problems) == len(written & of_papers)


dates = st.builds(PartialDate, st.integers(2000, 2003), st.integers(0, 12))


@given(st.lists(st.none() | dates))
@drawn()
def test_the_newest_award_comes_first(found: list[PartialDate | None]) -> None:
    """Dates fall from the first to the last, those that are missing stand at the end."""
    awards = [Award(id="x", title="T", date=date) for date in found]

    ordered = [award.date for award in sorted(awards, key=AWARD.order)]

    dated = [date for date in ordered if date is not None]
    assert ordered == [*dated, *[None] * (len(ordered) - len(dated))]
    assert dated == sorted(dated, reverse=True)
