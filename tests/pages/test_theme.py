"""`{theme}`: what the group has done on a topic."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.conftest import ROOTS, Built, level, new_site

if TYPE_CHECKING:
    from lxml.html import HtmlElement


class Case(NamedTuple):
    """A theme on a page, and what should come of it."""

    directive: str
    papers: list[str]
    headings: list[str]
    #: ``LINE: message``; lines count from the directive's first one.
    message: str = ""


BOTH = ["doe2024fast", "smith2023deep"]
YEARS = ["2024 (1)¶", "2023 (1)¶"]
THEMES = {
    "the papers of a topic by year": Case(":::{theme} mri\n:::", BOTH, YEARS),
    "a topic of one paper": Case(
        ":::{theme} bilevel-learning\n:::", ["doe2024fast"], ["2024 (1)¶"]
    ),
    "a limit": Case(":::{theme} mri\n:limit: 1\n:::", ["doe2024fast"], ["2024 (1)¶"]),
    "another grouping": Case(
        ":::{theme} mri\n:group-by: type\n:::",
        BOTH,
        ["Journal articles (1)¶", "Conference papers (1)¶"],
    ),
    "no grouping": Case(":::{theme} mri\n:group-by: none\n:::", BOTH, []),
    "a topic without papers": Case(
        ":::{theme} empty\n:::",
        [],
        [],
        "1: nothing belongs to the topic `empty`: no paper has its label as a keyword [groupsite.link]",
    ),
    "an unknown topic": Case(
        ":::{theme} mir\n:::",
        [],
        [],
        "1: there is no topic `mir`; did you mean `mri`? [groupsite.link]",
    ),
    "no topic": Case(
        ":::{theme}\n:::",
        [],
        [],
        "1: a topic is missing: write {theme} and its id [groupsite.link]",
    ),
    "a label instead of an id": Case(
        ":::{theme} Bilevel learning\n:::",
        [],
        [],
        "1: there is no topic `Bilevel learning`; did you mean `bilevel-learning`? [groupsite.link]",
    ),
    "a wrong limit": Case(
        ":::{theme} mri\n:limit: many\n:::",
        BOTH,
        YEARS,
        "2: `limit` should be a number, or a number of years, not 'many' [groupsite.option]",
    ),
}


def themes() -> str:
    """A page with a section for each theme, and a link to a paper."""
    cases = enumerate(THEMES.values())
    sections = [f"## Case {number}\n\n{case.directive}" for number, case in cases]
    toctree = "```{toctree}\nnews\npublications\npeople\n```"
    return "\n\n".join(["# Home", "{paper}`doe2024fast`", *sections, toctree, ""])


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with the page of all themes."""
    conf = (ROOTS / "basic/conf.py").read_text("utf-8")
    conf = conf.replace('"mri": "MRI"', '"mri": "MRI", "empty": "Empty"')
    files = {"index.md": themes(), "conf.py": conf}
    return new_site(tmp_path_factory.mktemp("theme"), files=files).try_build()


def section(built: Built, name: str) -> HtmlElement:
    """The section of a case."""
    return built.main().get_element_by_id(f"case-{list(THEMES).index(name)}")


@pytest.mark.parametrize("name", THEMES)
def test_a_theme_shows_the_papers_of_its_topic(built: Built, name: str) -> None:
    """A theme lists the papers whose keywords name its topic, newest first."""
    found = section(built, name)

    papers = [paper.get("data-key") for paper in found.cssselect(".paper")]
    headings = [title.text_content() for title in found.cssselect("h3")]
    if papers:  # a topic has people and news through its papers
        assert headings[-2:] == ["People¶", "News (2)¶"]
        headings = headings[:-2]
    assert (papers, headings) == (THEMES[name].papers, THEMES[name].headings)


def test_mistakes_are_reported_at_their_lines(built: Built) -> None:
    """A theme whose topic is not declared is reported, as is a wrong option."""
    page = themes().splitlines()
    expected = []
    for number, case in enumerate(THEMES.values()):
        line, _, text = case.message.partition(": ")
        if text:
            where = page.index(f"## Case {number}") + 2 + int(line)
            message = f"{level(text)}: {{theme}}: {text}"
            expected.append(f"index.md:{where}: {message}")

    assert built.warnings == expected


def test_a_theme_is_not_the_home_of_its_papers(built: Built) -> None:
    """Links lead to the full list, though a theme on an earlier page has the paper."""
    link = built.main().cssselect("p > a.reference")[0]

    assert link.get("href") == "publications.html#paper-doe2024fast"


# -- people, grants and news ----------------------------------------------------------


def test_a_theme_names_its_people(built: Built) -> None:
    """Those who wrote its papers: members first, then others."""
    found = section(built, "the papers of a topic by year")
    (people,) = found.cssselect("section[id^=people]")

    assert [" ".join(p.text_content().split()) for p in people.cssselect("p")] == [
        "Jane Doe and Ann Smith",
        "With Wei Li",
    ]


def test_a_theme_of_a_topic_without_papers_is_empty(built: Built) -> None:
    """No heading stands above nothing."""
    found = section(built, "a topic without papers")

    assert [child.tag for child in found] == ["h2"]


def test_a_theme_has_its_grants_and_its_newest_news(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Grants and news of its papers; five items in full, a line for the others."""
    item = ":::{{news}} 2020-0{0}\n:id: n{0}\n:kind: talk\n:paper: doe2024fast\n\nTalk {0}.\n:::\n"
    news = "\n".join(item.format(number) for number in range(1, 8))
    files: dict[str, str | bytes] = {
        "index.md": "# Home\n\n:::{theme} bilevel-learning\n:::\n\n```{toctree}\nnews\npublications\npeople\n```\n",
        "news.md": f"# News\n\n{news}",
        "research/grants.yml": "- id: maths4dl\n  title: Maths4DL\n  funder: EPSRC\n",
    }
    site = new_site(tmp_path_factory.mktemp("grants"), files=files)
    site.edit(
        "publications.bib",
        "  journal = {Journal",
        "  grant = {maths4dl},\n  journal = {Journal",
    )
    main = site.build().main()

    titles = [found.text_content() for found in main.cssselect("h2")]
    assert titles == ["2024 (1)¶", "People¶", "Grants¶", "News (7)¶"]
    grants = main.cssselect("#grants .grant p")
    assert [grant.text_content() for grant in grants] == ["Maths4DL. EPSRC"]
    shown = main.cssselect("section#news > .news > .news-item")
    assert [item.get("data-id") for item in shown] == ["n7", "n6", "n5", "n4", "n3"]
    (fold,) = main.cssselect("section#news > details")
    assert [summary.text_content() for summary in fold.cssselect("summary")] == [
        "Earlier news (2)"
    ]
    assert [link.get("href") for link in fold.cssselect("a")] == [
        "news.html#news-n2",
        "news.html#news-n1",
    ]


def test_names_of_topics_lead_to_their_theme(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """A topic that has no page, or more than one, is text or leads to the first."""
    files: dict[str, str | bytes] = {
        "a.md": "---\norphan: true\n---\n# A\n\n:::{theme} mri\n:::\n",
        "b.md": "---\norphan: true\n---\n# B\n\n:::{theme} mri\n:::\n",
    }
    site = new_site(tmp_path_factory.mktemp("topics"), files=files)
    built = site.build(config={"groupsite_paper_pages": "papers"})

    (topics,) = built.main("papers/doe2024fast").cssselect("dl.facts dd")
    assert topics.text_content().strip() == "Bilevel learning and MRI"
    assert [link.get("href") for link in topics.cssselect("a")] == ["../a.html"]
