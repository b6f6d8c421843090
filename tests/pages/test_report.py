"""`{report}`: what came of a grant, or of some years, on one page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

import bibtexparser
import pytest

from tests.conftest import Built, Site, new_site
from tests.pages.conftest import links, texts, words
from tests.rebuilding import rebuild

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

ORPHAN: Final = "---\norphan: true\n---\n"
BIB: Final = """\
@article{late, author = {Jane Doe and Ann Smith}, title = {Late}, journal = {J},
  year = {2025}, month = mar, grant = {maths}, award = {Best paper}, award_date = {2025-06}}
@article{fast, author = {Jane Doe}, title = {Fast}, journal = {J}, year = {2023},
  grant = {maths, trust}}
@misc{open, author = {Ann Smith}, title = {Open}, year = {2023}, grant = {maths}}
@misc{other, author = {Wei Li}, title = {Other}, year = {2023}}
@misc{old, author = {Jane Doe}, title = {Old}, year = {2019}, grant = {trust}}
"""
PEOPLE: Final = """\
- {id: doe-jane, name: Jane Doe, memberships: [{role: lead, from: 2015}]}
- id: smith-ann
  name: Ann Smith
  memberships:
    - {role: phd, from: 2019, to: 2022, grant: trust}
    - {role: postdoc, from: 2022-10, to: 2024-03, grant: maths}
- {id: green-bo, name: Bo Green, memberships: [{role: phd, from: 2024-10, grant: maths}]}
- {id: gone-gil, name: Gil Gone, memberships: [{role: visitor, from: 2016, to: 2017}]}
- {id: li-wei, name: Wei Li}
"""
NEWS: Final = """\
# News

:::{news} 2025-04
:id: late-out
:kind: published
:paper: late
:::

:::{news} 2023-03
:id: opened
:kind: event
:grant: maths

We opened it.
:::

:::{news} 2021
:id: party
:kind: event

We had a party.
:::
"""
FILES: Final[dict[str, str | bytes]] = {
    "publications.bib": BIB,
    "people.yml": PEOPLE,
    "news.md": NEWS,
    "research/grants.yml": (
        "- {id: maths, title: Mathematics, funder: EPSRC, partners: li-wei}\n"
        "- {id: trust, title: Trust, funder: Trust}\n"
        "- {id: idle, title: Idle, funder: Nobody}\n"
    ),
    "research/talks.yml": (
        "- {id: oslo, date: 2025-05, paper: late, event: A seminar}\n"
        "- {id: rome, date: 2023, title: In Rome, event: A school, grant: trust}\n"
        "- {id: bath, date: 2023-02, title: In Bath, event: A seminar, kind: poster}\n"
    ),
    "research/software.yml": (
        "- {id: tool, title: Tool, released: 2023-08, grant: maths}\n"
        "- {id: undated, title: Undated, grant: maths}\n"
    ),
    "research/awards.yml": (
        "- {id: medal, title: Medal, date: 2023-12, people: smith-ann, grant: trust}\n"
    ),
    "research/teaching.yml": (
        "- {id: algebra, year: 2023/24, title: Algebra, role: Lecturer}\n"
        "- {id: analysis, year: 2019/20, title: Analysis, role: Lecturer}\n"
    ),
    "index.md": "# H\n\n```{toctree}\nnews\npublications\npeople\n```\n",
}


class Case(NamedTuple):
    """A report, and the records that it should have of each kind, in order."""

    options: str
    expected: dict[str, list[str]]


MATHS: Final = {
    "publications": ["late", "fast", "open"],
    "talks": ["oslo"],
    "software": ["tool", "undated"],
    "awards": ["late"],
    "people": ["green-bo", "smith-ann"],
    "news": ["late-out", "opened"],
}
REPORTS: Final = {
    "a grant": Case("maths", MATHS),
    "several grants": Case(
        "maths, trust",
        {
            "publications": ["late", "fast", "open", "old"],
            "talks": ["oslo", "rome"],
            "software": ["tool", "undated"],
            "awards": ["late", "medal"],
            "people": ["green-bo", "smith-ann"],
            "news": ["late-out", "opened"],
        },
    ),
    "a year": Case(
        "\n:since: 2023\n:until: 2023",
        {
            "publications": ["fast", "open", "other"],
            "talks": ["rome", "bath"],
            "software": ["tool"],
            "awards": ["medal"],
            "teaching": ["algebra"],
            "people": ["doe-jane", "smith-ann"],
            "news": ["opened"],
        },
    ),
    "a grant and years": Case(
        "maths\n:since: 2024",
        {
            "publications": ["late"],
            "talks": ["oslo"],
            "awards": ["late"],
            "people": ["green-bo", "smith-ann"],
            "news": ["late-out"],
        },
    ),
    "months": Case(
        "\n:since: 2024-04\n:until: 2024-09",
        {"people": ["doe-jane"]},
    ),
    "until a month": Case(
        "trust\n:until: 2019-06",
        {"publications": ["old"], "people": ["smith-ann"]},
    ),
    "everything": Case(
        "",
        {
            "publications": ["late", "fast", "open", "other", "old"],
            "talks": ["oslo", "rome", "bath"],
            "software": ["tool", "undated"],
            "awards": ["late", "medal"],
            "teaching": ["algebra", "analysis"],
            "people": ["doe-jane", "green-bo", "smith-ann", "gone-gil"],
            "news": ["late-out", "opened", "party"],
        },
    ),
    "nothing at all": Case("idle", {}),
    "a time before the group": Case("\n:until: 2000", {}),
}
NAMES: Final = {name: f"report{number}" for number, name in enumerate(REPORTS)}


def page(options: str) -> str:
    """A page with a report."""
    return f"{ORPHAN}# Report\n\n:::{{report}} {options}\n:::\n".replace("} \n", "}\n")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with a page for each report."""
    pages = {f"{NAMES[name]}.md": page(case.options) for name, case in REPORTS.items()}
    return new_site(tmp_path_factory.mktemp("report"), files={**FILES, **pages})


@pytest.fixture(scope="module")
def reports(site: Site) -> Built:
    """The site in HTML."""
    return site.build()


def sections(main: HtmlElement) -> dict[str, HtmlElement]:
    """Id → section of the parts of a report."""
    return {found.get("id"): found for found in main.cssselect("section > section")}


def listed(section: HtmlElement) -> list[str]:
    """Ids of the records of a section, in order; of news those that are linked."""
    found = section.cssselect("[data-key], [data-id]")
    ids = [entry.get("data-key") or entry.get("data-id") for entry in found]
    hrefs = [link.get("href") for link in section.cssselect(".news.brief li > p > a")]
    return ids + [href.rpartition("#news-")[2] for href in hrefs]


def numbers(titles: list[str]) -> dict[str, int]:
    """Words → number of titles such as ``Talks (3)``."""
    found = {}
    for title in titles:
        match = re.fullmatch(r"(.+) \((\d+)\)", title)
        assert match is not None, title
        found[match[1]] = int(match[2])
    return found


# -- what is in it ------------------------------------------------------------------


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_has_what_came_of_it(reports: Built, name: str) -> None:
    """A section for each kind that has something, with all records in order."""
    found = sections(reports.main(NAMES[name]))

    expected = REPORTS[name].expected
    assert {key: listed(section) for key, section in found.items()} == expected
    assert list(found) == list(expected)


@pytest.mark.parametrize("name", REPORTS)
def test_headings_count_their_entries(reports: Built, name: str) -> None:
    """Each heading says how many records there are below it."""
    for section in sections(reports.main(NAMES[name])).values():
        assert list(numbers([words(section[0])]).values()) == [len(listed(section))]


@pytest.mark.parametrize("name", REPORTS)
def test_the_summary_counts_as_the_headings_do(reports: Built, name: str) -> None:
    """The first line has the headings of all records in their order; news come later."""
    main = reports.main(NAMES[name])
    found = sections(main)
    found.pop("news", None)
    titles = [words(section[0]) for section in found.values()]
    lines = texts(main, ".report-counts")

    assert lines == ([" · ".join(titles)] if titles else [])
    if lines:
        assert numbers(lines[0].split(" · ")) == numbers(titles)


@pytest.mark.parametrize("name", REPORTS)
def test_papers_stand_by_type(reports: Built, name: str) -> None:
    """Each type has a line with its number above its papers; they are all papers."""
    papers = sections(reports.main(NAMES[name])).get("publications")
    if papers is None:
        assert "publications" not in REPORTS[name].expected
        return
    rubrics = papers.cssselect(".rubric")
    lists = [rubric.getnext() for rubric in rubrics]

    counted = list(numbers([words(rubric) for rubric in rubrics]).values())
    assert counted == [len(listed(found)) for found in lists]
    types = [
        {entry.get("data-type") for entry in found.cssselect(".paper")}
        for found in lists
    ]
    assert all(len(found) == 1 for found in types)
    assert sorted(key for found in lists for key in listed(found)) == sorted(
        REPORTS[name].expected["publications"]
    )


def test_people_are_those_who_were_there(reports: Built) -> None:
    """Of a grant those whom it paid, of a period those who were members in it."""
    maths = sections(reports.main(NAMES["a grant"]))["people"]
    month = sections(reports.main(NAMES["months"]))["people"]

    assert "li-wei" not in listed(maths)  # a partner is not staff
    assert listed(month) == ["doe-jane"]  # one has left, one has not come yet


def test_a_report_of_nothing_is_empty(reports: Built) -> None:
    """Where nothing came of it there is neither a line nor a file."""
    (section,) = reports.main(NAMES["nothing at all"]).cssselect("section")

    assert [child.tag for child in section] == ["h1"]
    assert not list(reports.outdir.glob(f"{NAMES['nothing at all']}.*bib"))


# -- files --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", [name for name, case in REPORTS.items() if "publications" in case.expected]
)
def test_the_file_has_the_papers(reports: Built, name: str) -> None:
    """The .bib file that is linked has exactly the papers that are listed."""
    papers = sections(reports.main(NAMES[name]))["publications"]
    found = dict(links(papers, ".export a"))
    text = (reports.outdir / found["BibTeX"]).read_text("utf-8")
    library = bibtexparser.parse_string(text)

    assert library.failed_blocks == []
    assert sorted(entry.key for entry in library.entries) == sorted(listed(papers))


def test_two_reports_of_a_page_have_files_of_their_own(
    make_site: Callable[..., Site],
) -> None:
    """The files of each report on a page have its papers."""
    two = page("maths") + ":::{report} trust\n:::\n"
    built = make_site(files={**FILES, "two.md": two}).build()
    keys = []
    for link in built.main("two").cssselect(".export a"):
        if words(link) == "BibTeX":
            text = (built.outdir / link.get("href")).read_text("utf-8")
            library = bibtexparser.parse_string(text)
            keys.append(sorted(entry.key for entry in library.entries))

    assert keys == [["fast", "late", "open"], ["fast", "old"]]
    ids = [found.get("id") for found in built.main("two").cssselect("[id]")]
    assert len(set(ids)) == len(ids)


# -- its place ----------------------------------------------------------------------


def test_a_report_is_not_the_home_of_its_records(
    make_site: Callable[..., Site],
) -> None:
    """Links lead to the full lists, though a report on an earlier page has the records."""
    files = {**FILES, "a-report.md": page("maths")}
    files["index.md"] = (
        "# H\n\n{paper}`fast`\n\n```{toctree}\nnews\npublications\npeople\n```\n"
    )
    built = make_site(files=files).build()

    (link,) = built.main().cssselect("section > p > a")
    assert link.get("href") == "publications.html#paper-fast"


@pytest.mark.parametrize("builder", ["text", "latex", "epub"])
def test_other_formats_are_built_without_a_word(site: Site, builder: str) -> None:
    """A report can be had in every format."""
    site.build(builder, config={"copyright": "us", "version": "1"})


def test_text_has_the_counts(site: Site) -> None:
    """The line of counts is a line of plain text."""
    text = site.build("text").text(NAMES["a grant and years"])

    line = "Publications (1) · Talks and posters (1) · Awards (1) · People (2)"
    assert line in text.splitlines()


# -- mistakes -----------------------------------------------------------------------


def test_mistakes_are_reported_at_their_lines(make_site: Callable[..., Site]) -> None:
    """Unknown grants and wrong dates are reported and left out; the rest is there."""
    wrong = (
        f"{ORPHAN}# Wrong\n\n## One\n\n:::{{report}} math\n:::\n\n"
        "## Two\n\n:::{report} maths, thrust\n:::\n\n"
        "## Three\n\n:::{report} maths\n:since: 2024\n:until: 2023\n:::\n\n"
        "## Four\n\n:::{report} maths\n:until: some day\n:::\n"
    )
    built = make_site(files={**FILES, "wrong.md": wrong}).build(
        warnings=[
            (
                "wrong.md:8: ERROR: {report}: `grant`: there is no grant `math`; did "
                "you mean `maths`? [groupsite.link]"
            ),
            (
                "wrong.md:13: ERROR: {report}: `grant`: there is no grant `thrust`; "
                "did you mean `trust`? [groupsite.link]"
            ),
            (
                "wrong.md:20: ERROR: {report}: `until` (2023) is before `since` (2024) "
                "[groupsite.date]"
            ),
            (
                "wrong.md:26: ERROR: {report}: `until`: 'some day' is not a date: "
                "write YYYY, YYYY-MM or YYYY-MM-DD [groupsite.date]"
            ),
        ]
    )

    main = built.main("wrong")
    assert [child.tag for child in main.get_element_by_id("one")] == ["h2"]
    for name in ("two", "three", "four"):
        found = [
            listed(section)
            for section in main.get_element_by_id(name).cssselect("section > section")
        ]
        assert found == list(MATHS.values()), name


def test_grants_need_not_be_declared(make_site: Callable[..., Site]) -> None:
    """On a site that declares no grants a report is of all that names one, as lists are."""
    files = {
        name: text for name, text in FILES.items() if not name.startswith("research/")
    }
    lists = f"{ORPHAN}# List\n\n:::{{publications}}\n:grant: maths\n:::\n"
    site = make_site(files={**files, "report.md": page("maths"), "list.md": lists})
    built = site.build()

    found = sections(built.main("report"))
    papers = ["late", "fast", "open"]
    assert listed(found["publications"]) == listed(built.main("list")) == papers
    assert listed(found["people"]) == MATHS["people"]


# -- over an earlier build ----------------------------------------------------------


@pytest.fixture
def edited(make_site: Callable[..., Site]) -> Site:
    """A site of its own that was built once."""
    files = {**FILES, "report.md": page("maths"), "year.md": page("\n:since: 2026")}
    site = make_site(files=files)
    site.build()
    return site


def test_a_new_item_is_in_the_report(edited: Site) -> None:
    """News of the grant are there, and in the report of their year."""
    item = ":::{news} 2026-01\n:id: ended\n:kind: event\n:grant: maths\n\nIt ended.\n:::\n\n"
    edited.edit("news.md", ":::{news} 2025-04", f"{item}:::{{news}} 2025-04")
    built = rebuild(edited)

    assert listed(sections(built.main("report"))["news"])[0] == "ended"
    assert listed(sections(built.main("year"))["news"]) == ["ended"]


def test_a_new_paper_is_in_the_report_and_its_file(edited: Site) -> None:
    """A paper that names the grant is counted, listed and in the file."""
    edited.edit(
        "publications.bib", "title = {Other}", "title = {Other}, grant = {maths}"
    )
    built = rebuild(edited)
    main = built.main("report")
    text = (built.outdir / "report.bib").read_text("utf-8")

    assert listed(sections(main)["publications"])[-1] == "other"
    assert texts(main, ".report-counts")[0].startswith("Publications (4)")
    keys = {entry.key for entry in bibtexparser.parse_string(text).entries}
    assert keys == {"late", "fast", "open", "other"}


def test_a_member_who_leaves_the_grant_leaves_the_report(edited: Site) -> None:
    """People are those whom the grant pays now."""
    edited.edit("people.yml", "from: 2024-10, grant: maths", "from: 2024-10")
    built = rebuild(edited)

    assert listed(sections(built.main("report"))["people"]) == ["smith-ann"]


def test_a_last_paper_takes_its_file_away(edited: Site) -> None:
    """Where no paper is left there is no file of papers."""
    text = edited.read("publications.bib").replace("{maths, trust}", "{trust}")
    edited.write("publications.bib", text.replace("grant = {maths}", "note = {}"))
    built = rebuild(edited)

    assert "publications" not in sections(built.main("report"))
    assert not (built.outdir / "report.bib").exists()


def test_a_grant_that_is_gone_is_reported(edited: Site) -> None:
    """A report of a grant that was taken away says so in each build."""
    edited.edit("research/grants.yml", "id: maths", "id: mathematics")
    for name in ("publications.bib", "people.yml", "news.md", "research/software.yml"):
        text = edited.read(name)
        edited.write(name, text.replace("maths", "mathematics"))
    warnings = [
        (
            "report.md:6: ERROR: {report}: `grant`: there is no grant `maths`; did you "
            "mean `mathematics`? [groupsite.link]"
        )
    ]
    built = rebuild(edited, warnings=warnings)
    rebuild(edited, warnings=warnings)

    assert sections(built.main("report")) == {}
