"""`{cv}`: a curriculum, drawn from all records."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.conftest import Built, level, new_site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lxml.html import HtmlElement

    from tests.conftest import Site

ORPHAN = "---\norphan: true\n---\n\n"
PEOPLE = """\
- id: doe-jane
  name: Jane Doe
  memberships: [{role: lead, from: 2015}]

- id: new-nia
  name: Nia New
  memberships: [{role: phd, from: 2024-10, topic: tests, supervisors: doe-jane}]

- id: twice-tom
  name: Tom Twice
  memberships:
    - {role: summer, from: 2018, to: 2018, supervisors: doe-jane}
    - role: phd
      from: 2019
      to: 2023
      supervisors: [doe-jane, away-ali]
      lead_supervisor: away-ali
      next: Postdoc, Elsewhere

- id: post-pia
  name: Pia Post
  memberships: [{role: postdoc, from: 2020, to: 2021, supervisors: doe-jane, next: Industry}]

- id: other-oz
  name: Oz Other
  memberships: [{role: phd, from: 2020, supervisors: away-ali}]

- id: away-ali
  name: Ali Away

- id: bare-bo
  name: Bo Bare
"""
BIB = """\
@phdthesis{thesis, author = {Jane Doe}, title = {My thesis}, school = {Bath}, year = {2010}}
@article{fast, author = {Jane Doe and Tom Twice}, title = {Fast}, journal = {J},
  year = {2024}, award = {Best paper}, award_date = {2024}, grant = {paper-only}}
@article{slow, author = {Doe, Jane}, title = {Slow}, journal = {J}, year = {2020}}
@misc{draft, author = {Jane Doe}, title = {Draft}, eprint = {2501.00001}, year = {2025}}
@misc{foreign, author = {Ali Away}, title = {Foreign}, year = {2025}}
"""
CURRICULA = """\
- id: doe-jane
  events:
    - title: Workshop
      place: Oslo
      date: 2024-05-06
      people: [away-ali, bare-bo]
      grant: [maths, trust]
      note: A note.
      links:
        website: https://example.org/workshop
        Programme: {url: files:data/programme.pdf, size: 1 MB}
  service:
    - {title: Reviewer, to: 2019}
    - {title: Member}
    - {title: Panel, place: London, role: chair, announced: 2020-03}
    - {title: Board, from: 2021, announced: 2020}
  editorial:
    - {title: Guest editor, place: J, date: 2022-03, paper: slow}
    - {title: Editor, place: K, from: 2023-01}
  education:
    - title: PhD
      place: Bath
      from: 2007
      to: 2010
      people: away-ali
      paper: thesis
  employment:
    - {title: Reader, place: Bath, from: 2021}
    - {title: Fellow, from: 2018-10, to: 2021-03}
    - {title: Assistant, from: 2018, to: 2018}

- id: away-ali
  employment: [{title: Professor, from: 2000}]
"""
GRANTS = """\
- {id: maths, title: Mathematics, short: M, funder: EPSRC, role: Director, from: 2020, to: 2024}
- {id: trust, title: Fellowship, funder: Trust}
- {id: theirs, title: Another, funder: Trust, people: away-ali}
- {id: paper-only, title: Of the paper, funder: Trust, people: bare-bo}
"""
AWARDS = """\
- {id: medal, title: Medal, date: 2025-02}
- {id: not-mine, title: Not mine, people: away-ali}
"""
TEACHING = """\
- {id: algebra, title: Algebra, year: 2024/25, role: Lecturer, institution: Bath, unit: MA1}
- {id: not-mine, title: Analysis, year: 2024/25, role: Lecturer, people: away-ali}
"""
TALKS = """\
- {id: newest, date: 2025-03, title: Newest, event: Seminar, place: Rome, invited: true}
- {id: plain, date: 2025, title: Plain, event: Seminar}
- {id: poster, date: 2024-06, title: Poster, event: Fair, kind: poster, invited: true, award: medal}
- {id: not-mine, date: 2024, title: Not mine, event: Fair, invited: true, people: twice-tom, paper: fast}
- {id: oldest, date: 2019, title: Oldest, event: School, invited: true, paper: fast}
"""
SOURCES: dict[str, str | bytes] = {
    "people.yml": PEOPLE,
    "publications.bib": BIB,
    "news.md": "# News\n",
    "cv.yml": CURRICULA,
    "research/grants.yml": GRANTS,
    "research/awards.yml": AWARDS,
    "research/teaching.yml": TEACHING,
    "research/talks.yml": TALKS,
    "grants.md": f"{ORPHAN}# Grants\n\n:::{{grants}}\n:::\n",
    "jane.md": f"{ORPHAN}# Jane\n\n:::{{cv}} doe-jane\n:::\n",
    "since.md": f"{ORPHAN}# Jane\n\n:::{{cv}} doe-jane\n:since: 2024\n:::\n",
    "ali.md": f"{ORPHAN}# Ali\n\n:::{{cv}} away-ali\n:::\n",
    "tom.md": f"{ORPHAN}# Tom\n\n:::{{cv}} twice-tom\n:::\n",
    "bo.md": f"{ORPHAN}# Bo\n\n:::{{cv}} bare-bo\n:::\n",
    "nia.md": f"{ORPHAN}# Nia\n\n:::{{cv}} new-nia\n:::\n",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with the curricula of several people."""
    return new_site(tmp_path_factory.mktemp("cv"), files=SOURCES).build()


@pytest.fixture(scope="module")
def jane(built: Built) -> HtmlElement:
    """The curriculum that has everything."""
    return built.main("jane")


def words(element: HtmlElement) -> str:
    """The text of an element, its white space collapsed."""
    return " ".join(element.text_content().rstrip("¶").split())


def links(element: HtmlElement) -> list[tuple[str, str]]:
    """Text and address of the links in an element."""
    return [(words(a), a.get("href")) for a in element.cssselect("a[href]")]


def sections(main: HtmlElement) -> list[tuple[str, str]]:
    """Ids and headings of the sections of a curriculum."""
    found = main.cssselect("section > section")
    return [(section.get("id"), words(section[0])) for section in found]


def stations(main: HtmlElement, section: str) -> list[list[tuple[str, str]]]:
    """The parts of the stations of a section that is written by hand."""
    items = main.cssselect(f"#cv-{section} > ol.cv.{section} > li")
    return [[(part.get("class"), words(part)) for part in item] for item in items]


def paragraphs(main: HtmlElement, section: str) -> list[str]:
    """Headings and paragraphs of a section that records make."""
    selector = f"#cv-{section} h3, #cv-{section} li > p"
    return [words(found) for found in main.cssselect(selector)]


def test_all_sections_stand_in_their_order(jane: HtmlElement) -> None:
    """First what is written by hand, then what records say, in one order for all."""
    assert sections(jane) == [
        ("cv-employment", "Employment"),
        ("cv-education", "Education"),
        ("cv-editorial", "Editorial boards and special issues"),
        ("cv-service", "Service"),
        ("cv-events", "Events organised"),
        ("cv-grants", "Grants"),
        ("cv-awards", "Awards"),
        ("cv-teaching", "Teaching"),
        ("cv-supervision", "Supervision"),
        ("cv-talks", "Invited talks and posters"),
        ("cv-publications", "Publications"),
    ]


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("ali", "employment grants awards teaching supervision publications"),
        ("tom", "awards talks publications"),
        ("bo", "grants"),
        ("nia", ""),
    ],
)
def test_what_is_empty_is_left_out(built: Built, page: str, names: str) -> None:
    """A curriculum has the sections that something is known for, and no other."""
    found = [section for section, _ in sections(built.main(page))]

    assert found == [f"cv-{name}" for name in names.split()]


# -- what is written by hand ----------------------------------------------------------

WRITTEN = {
    "employment": [
        [("cv-date", "from 2021"), ("cv-what", "Reader, Bath")],
        [("cv-date", "Oct 2018–Mar 2021"), ("cv-what", "Fellow")],
        [("cv-date", "2018"), ("cv-what", "Assistant")],
    ],
    "education": [
        [
            ("cv-date", "2007–2010"),
            ("cv-what", "PhD, Bath"),
            ("cv-people", "Advisors: Ali Away"),
            ("cv-paper", "Thesis: My thesis"),
        ]
    ],
    "editorial": [
        [
            ("cv-date", "March 2022"),
            ("cv-what", "Guest editor, J"),
            ("cv-paper", "Editorial: Slow"),
        ],
        [("cv-date", "from January 2023"), ("cv-what", "Editor, K")],
    ],
    "service": [
        [("cv-date", "until 2019"), ("cv-what", "Reviewer")],
        [("cv-what", "Member")],
        [("cv-date", "announced March 2020"), ("cv-what", "Panel, London, chair")],
        [("cv-date", "from 2021"), ("cv-what", "Board")],
    ],
    "events": [
        [
            ("cv-date", "6 May 2024"),
            ("cv-what", "Workshop, Oslo"),
            ("cv-people", "With Ali Away and Bo Bare"),
            ("cv-grant", "Grant: M and Fellowship"),
            ("cv-note", "A note."),
            ("cv-links", "Website · Programme (1 MB)"),
        ]
    ],
}


@pytest.mark.parametrize("section", WRITTEN)
def test_stations_say_when_what_where_and_with_whom(
    jane: HtmlElement, section: str
) -> None:
    """A station has its parts in one order, and stations that of their file."""
    assert stations(jane, section) == WRITTEN[section]


def test_the_title_of_a_station_stands_out(jane: HtmlElement) -> None:
    """Position and place can be told apart by style sheets."""
    titles = jane.cssselect("#cv-employment .cv-what > .cv-title")

    assert [words(title) for title in titles] == ["Reader", "Fellow", "Assistant"]


def test_what_a_station_names_is_linked(jane: HtmlElement) -> None:
    """People, grants, papers, addresses and files are links."""
    (event,) = jane.cssselect("#cv-events li")
    (degree,) = jane.cssselect("#cv-education li")

    assert links(event) == [
        ("Ali Away", "people.html#person-away-ali"),
        ("Bo Bare", "people.html#person-bare-bo"),
        ("M", "grants.html#grant-maths"),
        ("Fellowship", "grants.html#grant-trust"),
        ("Website", "https://example.org/workshop"),
        ("Programme (1 MB)", "data/programme.pdf"),
    ]
    assert links(degree) == [
        ("Ali Away", "people.html#person-away-ali"),
        ("My thesis", "publications.html#paper-thesis"),
    ]


# -- what records say -----------------------------------------------------------------

DRAWN = {
    "grants": ["M: Mathematics. EPSRC, Director, 2020–2024", "Fellowship. Trust"],
    "awards": ["Medal, February 2025. For Fair, 2024", "Best paper, 2024. For Fast"],
    "teaching": ["Algebra (MA1). Lecturer, Bath, 2024/25"],
    "supervision": [
        "PhD students (2)",
        "Nia New, PhD student, since October 2024, tests",
        "Tom Twice, Summer student, 2018; PhD student, 2019–2023. Supervised by Jane Doe and Ali Away (lead); Then Postdoc, Elsewhere",
        "Postdocs (1)",
        "Pia Post, Postdoc, 2020–2021; Then Industry",
    ],
    "talks": [
        "Newest. Seminar, Rome, March 2025",
        "Poster. Fair, June 2024 · poster · Award: Medal",
        "Oldest. School, 2019",
    ],
    "publications": [
        "Journal articles (2)",
        "Fast. Jane Doe and Tom Twice°. J, 2024 Best paper",
        "Slow. Jane Doe. J, 2020",
        "PhD theses (1)",
        "My thesis. Jane Doe. PhD thesis, Bath, 2010",
        "Preprints (1)",
        "Draft. Jane Doe. arXiv:2501.00001, 2025 Preprint",
    ],
}


@pytest.mark.parametrize("section", DRAWN)
def test_records_of_the_person_are_listed(jane: HtmlElement, section: str) -> None:
    """Grants, awards, courses, students, invited talks and papers, as records have them."""
    assert paragraphs(jane, section) == DRAWN[section]


def test_records_can_be_told_from_each_other(jane: HtmlElement) -> None:
    """Items have the class, the id and the data of their kind."""
    items = jane.cssselect("ol.brief > li")

    kinds = {item.get("class") for item in items}
    assert kinds == {"grant", "award", "course", "person", "talk", "paper"}
    for item in items:
        record = item.get("data-id") or item.get("data-key")
        assert item.get("id") == f"{item.get('class')}-{record}"


def test_records_are_linked(jane: HtmlElement) -> None:
    """Names of records lead to the pages where they are shown in full."""
    assert links(jane.cssselect("#cv-grants ol")[0]) == [
        ("M: Mathematics", "grants.html#grant-maths"),
        ("Fellowship", "grants.html#grant-trust"),
    ]
    assert links(jane.cssselect("#person-twice-tom")[0]) == [
        ("Tom Twice", "people.html#person-twice-tom"),
        ("Jane Doe", "people.html#person-doe-jane"),
        ("Ali Away", "people.html#person-away-ali"),
    ]


def test_an_author_has_no_part_in_grants_and_talks_of_a_paper(built: Built) -> None:
    """Awards of a paper are its authors', talks on it and grants for it are not."""
    tom = built.main("tom")

    assert paragraphs(tom, "awards") == ["Best paper, 2024. For Fast"]
    assert paragraphs(tom, "talks") == ["Not mine. Fair, 2024"]
    assert not tom.cssselect("#cv-grants")


def test_talks_may_begin_with_a_year(built: Built) -> None:
    """`since` leaves out older talks, and nothing else."""
    main, whole = built.main("since"), built.main("jane")

    assert paragraphs(main, "talks") == DRAWN["talks"][:2]
    assert sections(main) == sections(whole)
    for section in DRAWN.keys() - {"talks"}:
        assert paragraphs(main, section) == paragraphs(whole, section)


def test_without_other_files_there_are_students_and_papers(
    make_site: Callable[..., Site],
) -> None:
    """Every file may be missing."""
    page = f"{ORPHAN}# Jane\n\n:::{{cv}} doe-jane\n:::\n"
    main = make_site(files={"jane.md": page}).build().main("jane")

    assert sections(main) == [
        ("cv-supervision", "Supervision"),
        ("cv-publications", "Publications"),
    ]


# -- names --------------------------------------------------------------------------


def test_whose_cv_it_is_stands_out(built: Built) -> None:
    """The person's own name is strong, not that of the site's owner."""
    jane, tom = (built.main(page) for page in ("jane", "tom"))

    assert {words(n) for n in jane.cssselect("#cv-publications strong")} == {"Jane Doe"}
    assert [words(n) for n in tom.cssselect("#cv-publications strong")] == ["Tom Twice"]


def test_students_are_marked_below_a_legend(built: Built) -> None:
    """A sign stands behind the names of those whom the person has supervised."""
    publications = "#cv-publications"
    jane, ali, tom = (
        built.main(page).cssselect(publications)[0] for page in ("jane", "ali", "tom")
    )
    signs = jane.cssselect("li .sign > [role=img]")

    assert [sign.get("aria-label") for sign in signs] == ["supervised by Jane Doe"]
    (legend,) = jane.cssselect("p.cv-legend")
    assert words(legend) == "° supervised by Jane Doe"
    for other in (ali, tom):
        assert not other.cssselect(".sign, .cv-legend")


def test_an_alphabetical_order_is_a_sign(tmp_path: Path) -> None:
    """In a CV most papers would say it, in as many words."""
    files = SOURCES | {
        "publications.bib": BIB.replace("{fast,", "{fast, alphabetical = {true},")
    }
    main = new_site(tmp_path, files=files).build().main("jane")
    entry = main.cssselect("#cv-publications li")[0]
    (legend,) = main.cssselect("p.cv-legend")

    assert words(entry) == "Fast. Jane Doe and Tom Twice° §. J, 2024 Best paper"
    assert words(legend) == "° supervised by Jane Doe, § alphabetical order"


# -- sections and texts -------------------------------------------------------------

OWN = CURRICULA.replace(
    "- id: away-ali\n",
    """\
- id: away-ali
  narrative:
    - title: What I know
      words: 9
      text: |
        A *lot* of [things](https://example.org), with {person}`doe-jane`.

        - one
        - two
    - {title: What I do, text: Much.}
""",
)


def test_sections_are_chosen_and_ordered(make_site: Callable[..., Site]) -> None:
    """By the directive, or else by the setting; a person's own texts if asked for."""
    page = f"{ORPHAN}# Ali\n\n:::{{cv}} away-ali\n:sections: narrative, grants, employment\n:::\n"
    site = make_site(files={**SOURCES, "cv.yml": OWN, "ali.md": page})
    built = site.build(config={"groupsite_cv": {"sections": ["talks", "education"]}})

    assert [name for name, _ in sections(built.main("ali"))] == [
        "cv-narrative", "cv-grants", "cv-employment"
    ]  # fmt: skip
    assert [name for name, _ in sections(built.main("jane"))] == [
        "cv-talks", "cv-education"
    ]  # fmt: skip
    (text,) = built.main("ali").cssselect("#cv-narrative")
    assert [words(e) for e in text.cssselect(".rubric, h3, p")] == [
        "What I know",
        "A lot of things, with Jane Doe.",
        "one",
        "two",
        "8 of 9 words",
        "What I do",
        "Much.",
    ]
    assert links(text)[1:] == [
        ("things", "https://example.org"),
        ("Jane Doe", "people.html#person-doe-jane"),
    ]


def test_what_the_page_leaves_out_is_nowhere_at_home(
    make_site: Callable[..., Site],
) -> None:
    """Links never lead to an entry that only files show."""
    page = f"{ORPHAN}# Jane\n\n:::{{cv}} doe-jane\n:sections: talks\n:::\n"
    files = {**SOURCES, "jane.md": page, "since.md": f"{ORPHAN}# S\n"}
    main = make_site(files=files).build().main("jane")

    assert main.cssselect("#talk-poster")
    assert not main.cssselect("#award-medal")
    assert links(main.cssselect("#talk-poster")[0]) == []


def test_all_talks_are_marked_if_they_are_asked_for(
    make_site: Callable[..., Site],
) -> None:
    """Then one can tell from which ones somebody was invited."""
    built = make_site(files=SOURCES).build(config={"groupsite_cv": {"all": ["talks"]}})
    main = built.main("jane")

    assert sections(main)[-2] == ("cv-talks", "Talks and posters")
    assert paragraphs(main, "talks") == [
        "Newest. Seminar, Rome, March 2025 · invited",
        "Plain. Seminar, 2025",
        "Poster. Fair, June 2024 · poster · invited · Award: Medal",
        "Oldest. School, 2019 · invited",
    ]


def test_dois_are_text_and_links(make_site: Callable[..., Site]) -> None:
    """Readers on paper can type them."""
    bib = BIB.replace("title = {Fast},", "title = {Fast}, doi = {10.5555/Fast},")
    main = make_site(files={**SOURCES, "publications.bib": bib}).build().main("jane")
    (fast,) = main.cssselect("#paper-fast")

    assert words(fast).endswith(". doi:10.5555/Fast")
    assert links(fast)[-1] == ("doi:10.5555/Fast", "https://doi.org/10.5555/Fast")


def test_amounts_and_software(make_site: Callable[..., Site]) -> None:
    """A grant says how much it is; software has a section."""
    grants = GRANTS.replace("role: Director,", "role: Director, amount: '£ 1,000',")
    software = "- {id: tool, title: Tool, language: Rust, released: 2023-05, people: doe-jane}\n"
    files = {
        **SOURCES,
        "research/grants.yml": grants,
        "research/software.yml": software,
    }
    main = make_site(files=files).build().main("jane")

    assert paragraphs(main, "grants")[0] == (
        "M: Mathematics. EPSRC, Director, £ 1,000, 2020–2024"
    )
    assert paragraphs(main, "software") == ["Tool. Rust, May 2023"]


# -- pages of members ---------------------------------------------------------------


def test_members_have_a_page_unless_somebody_has_written_one(
    make_site: Callable[..., Site],
) -> None:
    """A record in cv.yml is enough, and a page with the directive replaces it."""
    config = {"groupsite_person_pages": "group/people", "groupsite_owner": "doe-jane"}
    site = make_site(files={**SOURCES, "ali.md": f"{ORPHAN}# Ali\n"})
    built = site.build(config=config)
    name = "group/people/away-ali-cv"

    assert {"doe-jane-cv.md"}.isdisjoint(p.name for p in site.srcdir.rglob("*-cv.md"))
    assert words(built.main(name).cssselect("h1")[0]) == "CV of Ali Away"
    assert [i for i, _ in sections(built.main(name))][:2] == [
        "cv-employment",
        "cv-grants",
    ]

    site.write("ali.md", f"{ORPHAN}# Ali\n\n:::{{cv}} away-ali\n:::\n")
    site.build(config=config)
    assert not (site.srcdir / f"{name}.md").exists()
    assert not (built.outdir / f"{name}.html").exists()


def test_conf_py_says_whose_cvs_there_are(make_site: Callable[..., Site]) -> None:
    """Also people without a record, of whom papers and talks tell."""
    config = {
        "groupsite_person_pages": "group/people",
        "groupsite_cv": {"people": ["twice-tom", "nobody-nia"]},
    }
    site = make_site(
        files={**SOURCES, "ali.md": f"{ORPHAN}# Ali\n", "tom.md": f"{ORPHAN}# T\n"}
    )
    told = (
        "conf.py:1: ERROR: cv `nobody-nia`: there is no person `nobody-nia` "
        "[groupsite.link]"
    )
    built = site.build(config=config, warnings=[told])

    names = {path.name for path in site.srcdir.rglob("*-cv.md")}
    assert names == {"twice-tom-cv.md"}
    assert [i for i, _ in sections(built.main("group/people/twice-tom-cv"))] == [
        "cv-awards", "cv-talks", "cv-publications"
    ]  # fmt: skip


# -- places -------------------------------------------------------------------------


def test_two_curricula_on_a_page(make_site: Callable[..., Site]) -> None:
    """Headings never share an id, neither with each other nor with those of the page."""
    page = (
        f"{ORPHAN}# People\n\n## CV awards\n\n:::{{cv}} away-ali\n:::\n\n"
        "## Tom\n\n:::{cv} twice-tom\n:::\n"
    )
    site = make_site(files={**SOURCES, "jane.md": page})
    main = site.build().main("jane")

    found = [section.get("id") for section in main.cssselect("section section")]
    assert found == [
        "cv-awards",
        "cv-employment",
        "cv-grants",
        "list-cv-awards",
        "cv-teaching",
        "cv-supervision",
        "cv-publications",
        "tom",
        "list-list-cv-awards",
        "cv-talks",
        "list-cv-publications",
    ]


def test_in_a_box_a_curriculum_has_rubrics(make_site: Callable[..., Site]) -> None:
    """Where no section may stand headings become rubrics, with the same ids."""
    page = f"{ORPHAN}# People\n\n::::{{note}}\n:::{{cv}} twice-tom\n:::\n::::\n"
    main = make_site(files={**SOURCES, "tom.md": page}).build().main("tom")

    rubrics = main.cssselect(".note > .rubric[id]")
    assert [(p.get("id"), words(p)) for p in rubrics] == [
        ("cv-awards", "Awards"),
        ("cv-talks", "Invited talks and posters"),
        ("cv-publications", "Publications"),
    ]


def test_links_prefer_full_lists(built: Built) -> None:
    """Links lead to a curriculum only where no page lists what they name."""
    since, grants = built.main("since"), built.main("grants")

    assert links(grants.cssselect("#grant-paper-only ol.publications")[0])[0] == (
        "Fast",
        "publications.html#paper-fast",
    )
    assert links(since.cssselect("#talk-poster")[0]) == [
        ("Medal", "jane.html#award-medal")
    ]


# -- mistakes -----------------------------------------------------------------------


class Mistake(NamedTuple):
    """A directive, the line of it that is reported, and the message."""

    directive: str
    line: int
    message: str


MISTAKES = [
    Mistake(
        ":::{cv}\n:::",
        1,
        "a person is missing: write {cv} and a person's id [groupsite.link]",
    ),
    Mistake(
        ":::{cv} doe-jan\n:::",
        1,
        "there is no person `doe-jan`; did you mean `doe-jane`? [groupsite.link]",
    ),
    Mistake(
        ":::{cv} Jane Doe\n:::",
        1,
        "there is no person `Jane Doe` [groupsite.link]",
    ),
    Mistake(
        ":::{cv} nobody-nia\n:sections: talks talk\n:::",
        1,
        "there is no person `nobody-nia` [groupsite.link]",
    ),
    Mistake(
        ":::{cv} new-nia\n:sections: talk\n:::",
        2,
        "`sections`: there is no section `talk`; did you mean `talks`? [groupsite.option]",
    ),
    Mistake(
        ":::{cv} twice-tom\n:since: 2024-13\n:::",
        2,
        "`since`: '2024-13' is not a date: month must be in 1..12 [groupsite.date]",
    ),
]


def test_mistakes_are_reported(make_site: Callable[..., Site]) -> None:
    """An unknown person has no curriculum, a wrong date loses no talk."""
    lines = [*ORPHAN.splitlines(), "# Page", ""]
    warnings = []
    for mistake in MISTAKES:
        line = len(lines) + mistake.line
        warnings.append(
            f"page.md:{line}: {level(mistake.message)}: {{cv}}: {mistake.message}"
        )
        lines += [*mistake.directive.splitlines(), ""]
    files = {**SOURCES, "page.md": "\n".join(lines)}
    main = make_site(files=files).build(warnings=warnings).main("page")

    assert [section for section, _ in sections(main)] == [
        "cv-awards",
        "cv-talks",
        "cv-publications",
    ]
