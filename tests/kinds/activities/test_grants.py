"""Grants: a section for each with what came of it, selections, ids that are open."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.conftest import Built, new_site
from tests.kinds.activities.conftest import (
    ORPHAN,
    SOURCES,
    Case,
    case_messages,
    case_section,
    cases_page,
    ids,
    links,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from tests.conftest import Site

ALL = ["maths", "fellowship", "empty"]
SELECTIONS = {
    "everything, in the order of the file": Case("", ALL),
    "a kind": Case(":kind: studentship", ["fellowship"]),
    "several kinds": Case(":kind: grant, studentship", ALL),
    "the owner, where nobody is named": Case(
        ":person: doe-jane", ["maths", "fellowship"]
    ),
    "a person, who is not one for being an author": Case(
        ":person: smith-ann", ["maths", "empty"]
    ),
    "a member who is paid": Case(":person: green-bo", ["maths"]),
    "a paper": Case(":paper: fast", ["maths"]),
    "a topic, by the paper": Case(":topic: mri", ["maths"]),
    "grants themselves": Case(":grant: empty maths", ["maths", "empty"]),
    "since": Case(":since: 2021", ["maths"]),
    "until a year, that of the first news where no other is known": Case(
        ":until: 2020", ["fellowship", "empty"]
    ),
    "a number": Case(":limit: 1", ["maths"]),
}
MISTAKES = {
    "an unknown kind": Case(
        ":kind: studentships",
        [
            "`kind`: there is no kind `studentships`; did you mean `studentship`? [groupsite.option]"
        ],
    ),
    "an unknown grant": Case(
        ":grant: math",
        ["`grant`: there is no grant `math`; did you mean `maths`? [groupsite.link]"],
    ),
    "a grouping": Case(
        ":group-by: year",
        ["`group-by`: there is no value `year`; write none [groupsite.option]"],
    ),
}
CASES = MISTAKES | SELECTIONS
#: Those that are no selections: they have sections, not paragraphs.
FULL = ("everything, in the order of the file", "a kind", "several kinds", *MISTAKES)


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A page with a list for each case."""
    people = "      from: 2023-05\n      grant: maths\n"
    site = new_site(tmp_path_factory.mktemp("grants"), files=SOURCES)
    site.edit("people.yml", "      from: 2023-05\n", people)
    site.write("cases.md", cases_page("grants", CASES))
    return site.build(warnings=case_messages("grants", MISTAKES))


@pytest.fixture(scope="module")
def grants(group: Built) -> HtmlElement:
    """The page of all grants."""
    return group.main("grants")


def facts(section: HtmlElement) -> dict[str, str]:
    """The terms of a grant with what they say."""
    (found,) = section.cssselect("dl.facts")
    terms = [words(term) for term in found.cssselect("dt")]
    said = [words(definition) for definition in found.cssselect("dd")]
    return dict(zip(terms, said, strict=True))


def related(section: HtmlElement) -> dict[str, list[str]]:
    """The lists of a grant by their headings, with the records of each."""
    lists = {}
    for rubric in section.cssselect("h3.rubric"):
        records = rubric.getnext().cssselect("li")
        found = [li.get("data-id") or li.get("data-key") for li in records]
        lists[words(rubric)] = found
    return lists


# -- the section of a grant ---------------------------------------------------------


def test_each_grant_has_a_section(grants: HtmlElement) -> None:
    """A grant has a heading, with its short name, that can be linked to."""
    sections = grants.cssselect("section.grant")

    assert [(dict(s.attrib), s[0].tag, words(s[0])) for s in sections] == [
        (
            {
                "class": "grant",
                "id": f"grant-{name}",
                "data-id": name,
                "data-kind": kind,
            },
            "h2",
            heading,
        )
        for name, kind, heading in (
            ("maths", "grant", "Maths: Mathematics of Tests"),
            ("fellowship", "studentship", "A Fellowship"),
            ("empty", "grant", "An Old Grant"),
        )
    ]


FACTS = {
    "maths": {
        "Funder": "EPSRC, Programme Grant",
        "Reference": "EP/1",
        "Role": "Deputy director",
        "Period": "from January 2022, 5 years",
        "First mentioned": "March 2021",
        "Led by": "Wei Li",
        "Partners": "Wei Li and Ann Smith",
        "People": "Bo Green (since May 2023)",
        "Also called": "Maths for Tests, M4T",
        "Links": "Website · Poster of the launch (2 MB)",
    },
    "fellowship": {"Funder": "Trust", "Period": "May 2020 – 2023"},
    "empty": {
        "Funder": "University",
        "Held by": "Ann Smith",
        "First mentioned": "2019",
    },
}


@pytest.mark.parametrize("name", FACTS)
def test_facts_are_a_list_of_terms(grants: HtmlElement, name: str) -> None:
    """Each thing that is known has its term; what is not known has none."""
    assert facts(grants.get_element_by_id(f"grant-{name}")) == FACTS[name]


PERIODS = {
    "from: 2020\n  to: 2023": "2020–2023",
    "from: 2020-01\n  to: 2020-06": "Jan–Jun 2020",
    "from: 2020-05\n  to: 2023": "May 2020 – 2023",
    "from: 2020-05": "from May 2020",
    "from: 2020-05\n  duration: 3 years": "from May 2020, 3 years",
    "from: 2020\n  to: 2023\n  duration: 3 years": "2020–2023",
    "duration: 3 years": "3 years",
    "to: 2023": "until 2023",
    "role: PI": None,
}


def test_a_period_is_what_is_known_of_it(make_site: Callable[..., Site]) -> None:
    """Beginning and end, or the beginning and a duration, or one of these."""
    records = [
        f"- id: g{number}\n  title: T\n  funder: F\n  {lines}\n"
        for number, lines in enumerate(PERIODS)
    ]
    files = {
        "publications.bib": "",
        "news.md": "# News\n",
        "research/grants.yml": "".join(records),
        "grants.md": SOURCES["grants.md"],
    }
    main = make_site(files=files).build().main("grants")

    found = [facts(section).get("Period") for section in main.cssselect(".grant")]
    assert found == list(PERIODS.values())


def test_about_and_note_stand_around_the_facts(grants: HtmlElement) -> None:
    """What it is about comes before the facts, a note behind them."""
    section = grants.get_element_by_id("grant-maths")

    assert [(child.tag, child.get("class")) for child in section[1:4]] == [
        ("div", "grant-about"),
        ("dl", "simple facts"),
        ("div", "grant-note"),
    ]
    assert [words(section[1]), words(section[3])] == ["It is about tests.", "A note."]


def test_people_and_addresses_of_a_grant_are_linked(grants: HtmlElement) -> None:
    """Leader, partners and staff lead to their pages, links to their addresses."""
    (found,) = grants.cssselect("#grant-maths dl.facts")

    assert links(found) == [
        ("Wei Li", "https://example.org/wei"),
        ("Wei Li", "https://example.org/wei"),
        ("Ann Smith", "people.html#person-smith-ann"),
        ("Bo Green", "people.html#person-green-bo"),
        ("Website", "https://example.org/maths"),
        ("Poster of the launch (2 MB)", "data/launch.pdf"),
    ]


# -- what came of it ----------------------------------------------------------------

RELATED = {
    "maths": {
        "Publications (1)": ["fast"],
        "Talks and posters (1)": ["oslo"],
        "Software (1)": ["fast-code"],
        "Awards (1)": ["fast"],
        "News (2)": ["fast-out", "opened"],
    },
    "fellowship": {
        "Publications (1)": ["deep"],
        "Talks and posters (2)": ["poster", "rome"],
        "Software (1)": ["tool"],
        "Awards (1)": ["medal"],
        "News (1)": ["opened"],
    },
    "empty": {},
}


@pytest.mark.parametrize("name", RELATED)
def test_a_section_lists_what_came_of_the_grant(grants: HtmlElement, name: str) -> None:
    """Papers, talks, software, awards and news with counts; nothing where none are."""
    assert related(grants.get_element_by_id(f"grant-{name}")) == RELATED[name]


def test_what_came_of_it_is_told_in_short(grants: HtmlElement) -> None:
    """Records of other kinds have one paragraph each, with their links."""
    section = grants.get_element_by_id("grant-maths")

    told = [words(p) for p in section.cssselect("ol.brief > li > p")]
    assert told == [
        "Fast MRI. Jane Doe, Ann Smith and Wei Li. Journal of Tests, 2024 Best paper",
        "Fast MRI. Nordic Seminar, Oslo, Norway, 2024 · online. Slides (3 MB) · Recording",
        "Fast MRI. GitHub",
        "Best paper, September 2024. For Fast MRI",
    ]
    assert {address for _, address in links(section.cssselect("ol.talks")[0])} == {
        "publications.html#paper-fast",
        "https://example.org/nordic",
        "data/oslo.pdf",
        "https://example.org/oslo",
    }


def test_news_of_a_grant_are_whole(grants: HtmlElement) -> None:
    """News stand as on their own page, but do not name the grant they stand below."""
    section = grants.get_element_by_id("grant-fellowship")

    (item,) = section.cssselect("ol.news > li.news-item")
    assert "We opened it." in words(item)
    assert not item.cssselect(".news-grant")
    assert "Grant" not in words(item)


def test_news_name_their_grant(group: Built) -> None:
    """An item has the grant it is about, with a link to its section."""
    (about,) = group.main("news").cssselect("#news-opened .news-grant")

    assert words(about) == "Grant: Maths and A Fellowship"
    assert links(about) == [
        ("Maths", "grants.html#grant-maths"),
        ("A Fellowship", "grants.html#grant-fellowship"),
    ]


def test_members_name_who_pays_them(group: Built) -> None:
    """A member has the grants of the membership, linked, and others in words."""
    (funding,) = group.main("people").cssselect("#person-green-bo .person-funding")

    assert words(funding) == "Funded by Maths and LMS"
    assert links(funding) == [("Maths", "grants.html#grant-maths")]


# -- options ------------------------------------------------------------------------


@pytest.mark.parametrize("name", SELECTIONS)
def test_options_select_grants(cases: Built, name: str) -> None:
    """A list shows the grants that all of its options want."""
    section = case_section(cases, CASES, name)

    assert ids(section, "grant") == SELECTIONS[name].expected


@pytest.mark.parametrize("name", MISTAKES)
def test_wrong_options_lose_nothing(cases: Built, name: str) -> None:
    """A wrong value is as good as none; its message is expected where it is built."""
    assert ids(case_section(cases, CASES, name), "grant") == ALL


@pytest.mark.parametrize("name", CASES)
def test_a_selection_has_paragraphs(cases: Built, name: str) -> None:
    """A list of all grants, or of a kind, has sections; a selection is told in short."""
    section = case_section(cases, CASES, name)

    full = name in FULL
    assert bool(section.cssselect("section.grant")) is full
    assert bool(section.cssselect("ol.grants.brief > li.grant")) is not full
    assert bool(section.cssselect(".rubric, dl")) is full


MATHS = (
    "Maths: Mathematics of Tests. EPSRC, Programme Grant, EP/1, Deputy director, "
    "led by Wei Li, "
)


def test_a_grant_in_one_paragraph(cases: Built) -> None:
    """A paragraph has the full title as a link, funder, reference, role, lead, period.

    The date of the first news stands in for a period that is not known.
    """
    section = case_section(cases, CASES, "the owner, where nobody is named")

    assert [words(p) for p in section.cssselect("li.grant > p")] == [
        f"{MATHS}from January 2022, 5 years",
        "A Fellowship. Trust, May 2020 – 2023",
    ]
    assert [text for text, _ in links(section.cssselect("ol.grants")[0])] == [
        "Maths: Mathematics of Tests",
        "Wei Li",
        "A Fellowship",
    ]
    section = case_section(cases, CASES, "grants themselves")
    assert [words(p) for p in section.cssselect("li.grant > p")] == [
        f"{MATHS}from January 2022, 5 years",
        "An Old Grant. University, first mentioned 2019",
    ]


def test_links_lead_to_the_full_section(make_site: Callable[..., Site]) -> None:
    """The role has the short name, and leads to the section and not to a selection."""
    page = (
        f"{ORPHAN}# Page\n\n:::{{grants}}\n:limit: 1\n:::\n\n"
        "{grant}`maths`, {grant}`their fellowship <fellowship>`, {grant}`empyt`\n"
    )
    built = make_site(files={**SOURCES, "a-page.md": page}).build(
        warnings=[
            "a-page.md:11: ERROR: {grant}: there is no grant `empyt`; did you mean `empty`? [groupsite.link]"
        ]
    )

    assert links(built.main("a-page").cssselect("section > p")[0]) == [
        ("Maths", "grants.html#grant-maths"),
        ("their fellowship", "grants.html#grant-fellowship"),
    ]


def test_every_section_of_a_grant_has_an_id(make_site: Callable[..., Site]) -> None:
    """A grant has a section with an id however often it is shown; links prefer it."""
    page = (
        f"{ORPHAN}# Grant empty\n\n:::{{grants}}\n:limit: 1\n:::\n\n:::{{grants}}\n:::\n\n"
        ":::{grants}\n:kind: studentship\n:::\n\n## Links\n\n{grant}`maths`\n"
    )
    main = make_site(files={**SOURCES, "grants.md": page}).build().main("grants")

    shown = main.cssselect(".grant")
    assert [grant.get("id") for grant in shown] == [
        "grant-maths",
        "list-grant-maths",
        "grant-fellowship",
        "list-grant-empty",
        "list-grant-fellowship",
    ]
    assert links(main.cssselect("section > p")[-1]) == [("Maths", "#list-grant-maths")]


def test_in_a_box_a_grant_has_a_rubric(make_site: Callable[..., Site]) -> None:
    """Where no section may stand its heading becomes a rubric, with the same id."""
    page = f"{ORPHAN}# Page\n\n::::{{note}}\n:::{{grants}}\n:::\n::::\n"
    main = make_site(files={**SOURCES, "grants.md": page}).build().main("grants")

    (note,) = main.cssselect(".note")
    rubrics = [(p.get("id"), words(p)) for p in note.cssselect(".rubric[id]")]
    assert rubrics == [
        ("grant-maths", "Maths: Mathematics of Tests"),
        ("grant-fellowship", "A Fellowship"),
        ("grant-empty", "An Old Grant"),
    ]
    assert len(note.cssselect(".news-item")) == 3


# -- ids of grants that are not declared ----------------------------------------------

OPEN = {
    "publications.bib": "@misc{open, author = {Jane Doe}, title = {Open}, year = {2020},\n  grant = {eu; us}}\n",
    "news.md": "# News\n\n:::{news} 2024\n:id: won\n:kind: grant\n:grant: eu\n\nWe won it.\n:::\n",
    "people.yml": "- id: doe-jane\n  name: Jane Doe\n  memberships:\n    - role: lead\n      from: 2015\n      grant: [eu, us]\n      funding: Trust\n",
    "cv.yml": "- id: doe-jane\n  employment:\n    - title: Fellow\n      grant: eu\n",
    "research/talks.yml": "- id: oslo\n  date: 2024\n  title: T\n  event: E\n  grant: eu\n",
    "research/software.yml": "- id: tool\n  title: Tool\n  grant:\n    - us\n    - eu\n",
    "research/awards.yml": "- id: medal\n  title: Medal\n  grant: eu\n",
    "page.md": f"{ORPHAN}# Page\n\n:::{{publications}}\n:grant: eu\n:group-by: none\n:::\n\n"
    ":::{timeline}\n:grant: eu\n:::\n\n:::{software}\n:grant: eu\n:::\n\n"
    ":::{talks}\n:grant: no\n:::\n",
}


class Unknown(NamedTuple):
    """Something that names the grant `eu`, which is called `eu-1`."""

    place: str
    what: str


UNKNOWN = [
    Unknown("cv.yml:4", "cv `doe-jane`: "),
    Unknown("people.yml:6", "person `doe-jane`: "),
    Unknown("publications.bib:2", "paper `open`: "),
    Unknown("research/awards.yml:3", "award `medal`: "),
    Unknown("research/software.yml:5", "software `tool`: "),
    Unknown("research/talks.yml:5", "talk `oslo`: "),
    Unknown("news.md:6", "{news}: `grant`: "),
    Unknown("page.md:8", "{publications}: `grant`: "),
    Unknown("page.md:13", "{timeline}: `grant`: "),
    Unknown("page.md:17", "{software}: `grant`: "),
]


def test_without_grants_any_id_will_do(make_site: Callable[..., Site]) -> None:
    """A site that declares no grants may name them; they tie records together."""
    built = make_site(files=OPEN).build()
    main = built.main("page")

    assert [p.get("data-key") for p in main.cssselect(".paper")] == ["open"]
    assert ids(main, "news-item") == ["won"]
    assert ids(main, "software") == ["tool"]
    assert ids(main, "talk") == []
    (funding,) = built.main("people").cssselect(".person-funding")
    assert words(funding) == "Funded by Trust"
    assert not built.main("news").cssselect(".news-grant")


def test_with_grants_every_id_is_checked(make_site: Callable[..., Site]) -> None:
    """Once a grant is declared, each id that is none is reported where it stands."""
    grants = (
        "- {id: eu-1, title: Europe, funder: EU}\n- {id: us, title: U, funder: U}\n"
    )
    site = make_site(files={**OPEN, "research/grants.yml": grants})
    eu = "there is no grant `eu`; did you mean `eu-1`?"
    built = site.build(
        warnings=[
            *(f"{at}: ERROR: {what}{eu} [groupsite.link]" for at, what in UNKNOWN),
            "page.md:21: ERROR: {talks}: `grant`: there is no grant `no` [groupsite.link]",
        ]
    )

    assert words(built.main("people").cssselect(".person-funding")[0]) == (
        "Funded by U and Trust"
    )
    assert ids(built.main("news"), "news-item") == ["won"]
    assert len(built.main("page").cssselect(".paper, .news-item, .talk, li")) == 4


def test_a_file_of_no_grants_declares_none(make_site: Callable[..., Site]) -> None:
    """A grants.yml with nothing in it is as good as none."""
    files = {**OPEN, "research/grants.yml": "# none yet\n"}
    built = make_site(files=files).build()

    assert ids(built.main("page"), "software") == ["tool"]
