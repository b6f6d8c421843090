"""Software: its list and its options, links to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import Built, new_site
from tests.kinds.activities.conftest import (
    BIB,
    ORPHAN,
    SOURCES,
    Case,
    case_messages,
    case_section,
    cases_page,
    ids,
    links,
    parts,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from tests.conftest import Site

ALL = ["fast-code", "tool", "alone"]
SELECTIONS = {
    "everything, in the order of the file": Case("", ALL),
    "a paper": Case(":paper: fast", ["fast-code"]),
    "an author of the paper": Case(":person: doe-jane", ["fast-code"]),
    "an author of its own, and one of the paper": Case(
        ":person: smith-ann", ["fast-code", "tool"]
    ),
    "a grant": Case(":grant: fellowship", ["tool"]),
    "a grant, by the paper": Case(":grant: maths", ["fast-code"]),
    "one of two grants": Case(":grant: maths fellowship", ["fast-code", "tool"]),
    "a topic, by the paper": Case(":topic: bilevel-learning", ["tool"]),
    "since, which leaves out what has no date": Case(":since: 2020", ["tool"]),
    "until": Case(":until: 2019", ["alone"]),
    "a number": Case(":limit: 1", ["fast-code"]),
    "several options": Case(":person: li-wei\n:topic: mri", ["fast-code"]),
}
MISTAKES = {
    "a grouping": Case(
        ":group-by: year",
        ["`group-by`: there is no value `year`; write none [groupsite.option]"],
    ),
    "an unknown paper": Case(
        ":paper: fats",
        ["`paper`: there is no paper `fats`; did you mean `fast`? [groupsite.link]"],
    ),
}
CASES = MISTAKES | SELECTIONS


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A page with a list for each case."""
    files = {**SOURCES, "cases.md": cases_page("software", CASES)}
    site = new_site(tmp_path_factory.mktemp("software"), files=files)
    return site.build(warnings=case_messages("software", MISTAKES))


@pytest.fixture(scope="module")
def software(group: Built) -> HtmlElement:
    """The page of all software."""
    return group.main("software")


def test_software_is_one_list(software: HtmlElement) -> None:
    """Programs stand in the order of the file, each with an id."""
    items = software.cssselect("ol.software > li.software")

    assert [(item.get("id"), item.get("data-id")) for item in items] == [
        (f"software-{name}", name) for name in ALL
    ]


ENTRIES = {
    "fast-code": [
        ("software-title", "Fast MRI"),
        ("software-people", "Paper by Jane Doe, Ann Smith and Wei Li"),
        ("software-links", "GitHub"),
    ],
    "tool": [
        ("software-title", "The Tool"),
        ("software-people", "Wei Li and Ann Smith"),
        ("software-about", "It does what it should."),
        ("software-facts", "Python · Released March 2020"),
        ("software-paper", "Paper: Deep x2 things"),
        ("software-grant", "Grant: A Fellowship"),
        ("software-tested", "Tested on Linux; Mac OS X"),
        ("software-requires", "Needs a compiler"),
        ("software-acknowledgements", "Acknowledgements: A library; B data"),
        ("software-note", "A note."),
        ("software-links", "GitHub · Data (1 GB)"),
    ],
    "alone": [("software-title", "Alone"), ("software-facts", "Released 2019")],
}


@pytest.mark.parametrize("name", ENTRIES)
def test_an_entry_has_all_that_is_known(software: HtmlElement, name: str) -> None:
    """An entry has what the record says; title, authors and links may be the paper's."""
    assert parts(software.get_element_by_id(f"software-{name}")) == ENTRIES[name]


LINKS = {
    "fast-code": [
        ("Fast MRI", "publications.html#paper-fast"),
        ("Jane Doe", "people.html#person-doe-jane"),
        ("Ann Smith", "people.html#person-smith-ann"),
        ("Wei Li", "https://example.org/wei"),
        ("GitHub", "https://github.com/group/fast"),
    ],
    "tool": [
        ("Wei Li", "https://example.org/wei"),
        ("Ann Smith", "people.html#person-smith-ann"),
        ("Deep x2 things", "publications.html#paper-deep"),
        ("A Fellowship", "grants.html#grant-fellowship"),
        ("GitHub", "https://github.com/group/tool"),
        ("Data (1 GB)", "https://example.org/data.zip"),
    ],
    "alone": [],
}


@pytest.mark.parametrize("name", LINKS)
def test_what_an_entry_names_is_linked(software: HtmlElement, name: str) -> None:
    """Papers, people and addresses are links."""
    assert links(software.get_element_by_id(f"software-{name}")) == LINKS[name]


def test_the_release_is_a_date(software: HtmlElement) -> None:
    """When it was released is for machines too."""
    times = software.cssselect(".software-facts time")

    assert [time.get("datetime") for time in times] == ["2020-03", "2019"]


def test_the_paper_gives_all_it_has(make_site: Callable[..., Site]) -> None:
    """Authors who are not declared are named; several repositories are told apart."""
    site = make_site(
        files={
            "publications.bib": BIB.replace(
                "  keywords = {Bilevel learning},",
                "  keywords = {Bilevel learning},\n"
                "  code = {https://github.com/a/b https://github.com/c/d code/e.zip},",
            ),
            "news.md": "# News\n",
            "research/software.yml": "- id: x\n  paper: deep\n  people: []\n",
            "software.md": f"{ORPHAN}# Software\n\n:::{{software}}\n:::\n",
        }
    )
    (item,) = site.build().main("software").cssselect("li.software")

    assert parts(item)[1] == (
        "software-people",
        "Paper by A. Smith and Someone Else",
    )
    assert links(item)[2:] == [
        ("GitHub (a/b)", "https://github.com/a/b"),
        ("GitHub (c/d)", "https://github.com/c/d"),
        ("Code (e.zip)", "code/e.zip"),
    ]


def test_no_link_of_several_papers_is_lost(make_site: Callable[..., Site]) -> None:
    """Repositories of two papers on one host are told apart by numbers."""
    code = "  keywords = {Bilevel learning},\n  code = {https://github.com/group/deep},"
    site = make_site(
        files={
            "publications.bib": BIB.replace("  keywords = {Bilevel learning},", code),
            "news.md": "# News\n",
            "research/software.yml": "- id: x\n  title: X\n  paper: [fast, deep]\n",
            "software.md": f"{ORPHAN}# Software\n\n:::{{software}}\n:::\n",
        }
    )
    (found,) = site.build().main("software").cssselect("li.software .software-links")

    assert links(found) == [
        ("GitHub, 1", "https://github.com/group/fast"),
        ("GitHub, 2", "https://github.com/group/deep"),
    ]


# -- options and the role ---------------------------------------------------------


@pytest.mark.parametrize("name", SELECTIONS)
def test_options_select_software(cases: Built, name: str) -> None:
    """A list shows what all of its options want."""
    section = case_section(cases, CASES, name)

    assert ids(section, "software") == SELECTIONS[name].expected


@pytest.mark.parametrize("name", MISTAKES)
def test_wrong_options_lose_nothing(cases: Built, name: str) -> None:
    """A wrong value is as good as none; its message is expected where it is built."""
    assert ids(case_section(cases, CASES, name), "software") == ALL


def test_the_role_links_to_software(make_site: Callable[..., Site]) -> None:
    """A link has the title, or a text of its own; an unknown program is reported."""
    page = f"{ORPHAN}# Page\n\n{{software}}`tool`, {{software}}`it <fast-code>`, {{software}}`tol`\n"
    built = make_site(files={**SOURCES, "page.md": page}).build(
        warnings=[
            "page.md:7: ERROR: {software}: there is no software `tol`; did you mean `tool`? [groupsite.link]"
        ]
    )

    assert links(built.main("page").cssselect("p")[0]) == [
        ("The Tool", "software.html#software-tool"),
        ("it", "software.html#software-fast-code"),
    ]
