"""The composed sentence: title, venue, co-authors by institution, links."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.conftest import ROOTS, Built, new_site

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from tests.conftest import Site

#: The number of co-authors named by default.
MOST = 12
PEOPLE = """\
- id: owner
  name: Olga Owner
  memberships: [{role: lead, from: 2015}]
- id: ann
  name: Ann Alpha
  affiliations: [{place: "Bath, UK", from: 2020}]
- id: bob
  name: Bob Beta
  affiliations:
    - {place: "UCL, UK", from: 2019}
    - {place: "Bath, UK", from: 2024-06}
- id: cat
  name: Cat Gamma
  affiliations: [{place: "Bath, UK", from: 2020}]
- id: dan
  name: Dan Delta
"""
CROWD = " and ".join(f"Given Crowd{n}" for n in range(1, MOST + 3))
BIB = f"""\
@article{{full,
  author = {{Olga Owner and Ann Alpha and Bob Beta and Cat Gamma and Dan Delta and
    Erik Unknown}},
  title = {{The $L^2$ title}}, preprint_title = {{The early title}},
  journal = {{Journal of Tests}}, year = {{2024}},
  doi = {{10.1000/full}}, eprint = {{2401.00001}}, archiveprefix = {{arXiv}},
  html = {{https://publisher.example.org/full}}, pdf = {{https://example.org/full.pdf}},
  code = {{https://example.org/code}},
}}
@misc{{plain, author = {{Ann Alpha and Olga Owner}}, title = {{A plain title}},
  year = {{2024}}, pdf = {{https://example.org/plain.pdf}},
  pubstate = {{published}}}}
@article{{doi, author = {{O. Owner}}, title = {{Alone}}, journal = {{J}}, year = {{2024}},
  doi = {{10.1000/doi}}}}
@article{{crowd, author = {{{CROWD} and Olga Owner}}, title = {{Many}},
  journal = {{J}}, year = {{2024}}}}
@article{{twelve, author = {{{CROWD.rpartition(" and ")[0]} and Olga Owner}},
  title = {{Twelve}}, journal = {{J}}, year = {{2024}}}}
"""


class Case(NamedTuple):
    """An item, and the parts that it composes."""

    item: str
    title: str = ""
    people: str = ""
    links: str = ""


ALL = (
    "With Ann Alpha and Cat Gamma (both Bath, UK), Bob Beta (UCL, UK), Dan Delta, "
    "Erik Unknown"
)
CASES = {
    "a preprint has its title of then, and its arXiv link": Case(
        "2024-01\n:kind: preprint\n:paper: full", "The early title", ALL, "arXiv"
    ),
    "a publication has its final title, its venue and both links": Case(
        "2024-01\n:kind: published\n:paper: full",
        "The L2 title, in Journal of Tests",
        ALL,
        "Publisher · arXiv",
    ),
    "an accepted paper is to appear": Case(
        "2024-01\n:kind: accepted\n:paper: full",
        "The L2 title, to appear in Journal of Tests",
        ALL,
        "Publisher · arXiv",
    ),
    "an author may write another title and another venue": Case(
        "2024-01\n:kind: published\n:paper: full\n:title: A *title*\n:venue: Elsewhere",
        "A *title*, in Elsewhere",
        ALL,
        "Publisher · arXiv",
    ),
    "a title of one's own goes before the one of the preprint": Case(
        "2024-01\n:kind: preprint\n:paper: full\n:title: Another",
        "Another",
        ALL,
        "arXiv",
    ),
    "without a venue nothing is said of it": Case(
        "2024-01\n:kind: published\n:paper: plain",
        "A plain title",
        "With Ann Alpha (Bath, UK)",
        "PDF",
    ),
    "a preprint without a title of its own has the title": Case(
        "2024-01\n:kind: preprint\n:paper: plain",
        "A plain title",
        "With Ann Alpha (Bath, UK)",
        "PDF",
    ),
    "a paper without co-authors names nobody": Case(
        "2024-01\n:kind: published\n:paper: doi", "Alone, in J", "", "DOI"
    ),
    "a preprint with nothing but a DOI links to that": Case(
        "2024-01\n:kind: preprint\n:paper: doi", "Alone", "", "DOI"
    ),
    "an affiliation begins with its month": Case(
        "2024-06\n:kind: preprint\n:paper: full",
        "The early title",
        "With Ann Alpha, Bob Beta and Cat Gamma (all Bath, UK), Dan Delta, Erik Unknown",
        "arXiv",
    ),
    "before all affiliations there is none": Case(
        "2019-05\n:kind: preprint\n:paper: full",
        "The early title",
        "With Ann Alpha, Bob Beta (UCL, UK), Cat Gamma, Dan Delta, Erik Unknown",
        "arXiv",
    ),
    "an affiliation may be said for this item only": Case(
        "2024-01\n:kind: preprint\n:paper: full\n"
        ":at: ann = none; cat = formerly Bath, UK; dan = UCL, UK",
        "The early title",
        "With Ann Alpha, Bob Beta and Dan Delta (both UCL, UK), "
        "Cat Gamma (formerly Bath, UK), Erik Unknown",
        "arXiv",
    ),
    "some co-authors, in the order wanted, and a count": Case(
        "2024-01\n:kind: preprint\n:paper: full\n:people: cat bob",
        "The early title",
        "With Cat Gamma (Bath, UK), Bob Beta (UCL, UK) and 3 others",
        "arXiv",
    ),
    "all but one": Case(
        "2024-01\n:kind: preprint\n:paper: full\n:people: ann bob cat dan",
        "The early title",
        "With Ann Alpha and Cat Gamma (both Bath, UK), Bob Beta (UCL, UK), Dan Delta "
        "and 1 other",
        "arXiv",
    ),
    "the owner is not a co-author": Case(
        "2024-01\n:kind: preprint\n:paper: plain\n:people: owner ann",
        "A plain title",
        "With Ann Alpha (Bath, UK)",
        "PDF",
    ),
    "nobody": Case(
        "2024-01\n:kind: preprint\n:paper: full\n:people: none",
        "The early title",
        "",
        "arXiv",
    ),
    "a long list is cut, the rest counted": Case(
        "2024-01\n:kind: published\n:paper: crowd",
        "Many, in J",
        f"With {', '.join(f'Given Crowd{n}' for n in range(1, MOST + 1))} and 2 others",
    ),
    "a list just short enough is not cut": Case(
        "2024-01\n:kind: published\n:paper: twelve",
        "Twelve, in J",
        f"With {', '.join(f'Given Crowd{n}' for n in range(1, MOST + 2))}",
    ),
    "people of an item that is about no paper": Case(
        "2024-07\n:kind: event\n:people: bob dan ann\n\nWe met.",
        "",
        "With Bob Beta and Ann Alpha (both Bath, UK), Dan Delta",
    ),
    "people of another item, at another place": Case(
        "2024-07\n:kind: event\n:people: dan\n:at: dan = Oslo, Norway\n\nWe met.",
        "",
        "With Dan Delta (Oslo, Norway)",
    ),
    "nobody in an item that is about no paper": Case(
        "2024-07\n:kind: event\n:people: none\n\nWe met."
    ),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with an item for each case, whose id is its number."""
    items = [
        f":::{{news}} {date}\n:id: {number}\n{rest}\n:::"
        for number, case in enumerate(CASES.values())
        for date, _, rest in [case.item.partition("\n")]
    ]
    conf = (ROOTS / "basic/conf.py").read_text("utf-8").replace("doe-jane", "owner")
    files = {
        "conf.py": conf,
        "people.yml": PEOPLE,
        "people.md": "# People\n\n:::{people}\n:::\n",
        "publications.bib": BIB,
        "news.md": "\n\n".join(["# News", *items, ""]),
    }
    return new_site(tmp_path_factory.mktemp("sentence"), files=files).build()


def item(built: Built, name: str) -> HtmlElement:
    """The item of a case."""
    return built.main("news").get_element_by_id(f"news-{list(CASES).index(name)}")


def part(element: HtmlElement, name: str) -> str:
    """The text of a part of an item; empty where there is none."""
    found = [p.text_content() for p in element.cssselect(f".news-{name}")]
    assert len(found) <= 1
    return " ".join("".join(found).split())


@pytest.mark.parametrize("name", CASES)
def test_a_sentence_is_composed_of_the_records(built: Built, name: str) -> None:
    """Title, people and links of an item come from paper, people and options."""
    found = item(built, name)

    expected = CASES[name]
    parts = Case(expected.item, *(part(found, p) for p in ("title", "people", "links")))
    assert parts == expected


def test_links_of_a_sentence_lead_to_the_records(built: Built) -> None:
    """Title, people and rest of a sentence are links; an unknown author is not."""
    name = "some co-authors, in the order wanted, and a count"
    links = item(built, name).cssselect(".news-title a, .news-people a")

    assert [(link.text_content(), link.get("href")) for link in links] == [
        ("The early title", "publications.html#paper-full"),
        ("Cat Gamma", "people.html#person-cat"),
        ("Bob Beta", "people.html#person-bob"),
        ("3 others", "publications.html#paper-full"),
    ]
    everybody = item(built, "a preprint has its title of then, and its arXiv link")
    names = [a.text_content() for a in everybody.cssselect(".news-people a")]
    assert names == ["Ann Alpha", "Cat Gamma", "Bob Beta", "Dan Delta"]


def test_formulas_and_venues_are_marked_up(built: Built) -> None:
    """The title keeps its formula, the venue is emphasised."""
    name = "a publication has its final title, its venue and both links"
    (title,) = item(built, name).cssselect(".news-title")

    assert [math.text_content() for math in title.cssselect("a math")] == ["L2"]
    assert [venue.text for venue in title.cssselect("em")] == ["Journal of Tests"]


def test_addresses_of_a_sentence_are_those_of_the_paper(built: Built) -> None:
    """The links of a publication are the publisher's page and the preprint."""
    name = "a publication has its final title, its venue and both links"
    links = item(built, name).cssselect(".news-links a")

    assert [link.get("href") for link in links] == [
        "https://publisher.example.org/full",
        "https://arxiv.org/abs/2401.00001",
    ]


def test_phrases_are_in_the_settings(make_site: Callable[..., Site]) -> None:
    """A site in another language changes the phrases, the dates follow its language."""
    phrases = {
        "news.published": "Erschienen[ in {venue}]: {title}",
        "with": "mit {people}",
        "and": "und",
        "both": "beide",
        "others": "{count} weiteren",
    }
    site = make_site(
        files={
            "people.yml": PEOPLE,
            "publications.bib": BIB,
            "people.md": "# P\n",
            "news.md": "# N\n\n:::{news} 2024-03\n:kind: published\n:paper: full\n"
            ":people: ann cat\n:::\n\n:::{news} 2024-03\n:kind: published\n"
            ":paper: plain\n:::\n",
        }
    )
    config = {
        "language": "de",
        "groupsite_owner": "owner",
        "groupsite_phrases": phrases,
        "groupsite_news_kinds": {
            "published": {"label": "Neu", "icon": "book", "family": "papers"}
        },
    }
    first, second = site.build(config=config).main("news").cssselect(".news-item")

    assert part(first, "date") == "März 2024"
    assert part(first, "kind") == "Neu"
    assert part(first, "title") == "Erschienen in Journal of Tests: The L2 title"
    assert (
        part(first, "people")
        == "mit Ann Alpha und Cat Gamma (beide Bath, UK) und 3 weiteren"
    )
    assert part(second, "title") == "Erschienen: A plain title"


def test_a_kind_with_a_phrase_composes(make_site: Callable[..., Site]) -> None:
    """A kind of one's own composes its sentence where it has a phrase."""
    config = {
        "groupsite_phrases": {"news.review": "Under review: {title}"},
        "groupsite_news_kinds": {"review": {"label": "Review", "family": "papers"}},
    }
    page = "# N\n\n:::{news} 2024\n:kind: review\n:paper: smith2023deep\n:::\n"
    built = make_site(files={"news.md": page}).build(config=config)

    (found,) = built.main("news").cssselect(".news-item")
    assert part(found, "kind") == "Review"
    assert part(found, "title") == "Under review: Deep things"


def test_without_people_all_authors_are_plain_names(
    make_site: Callable[..., Site],
) -> None:
    """Where nobody is declared, a sentence names all authors as they are printed."""
    news = "# N\n\n:::{news} 2024\n:kind: preprint\n:paper: doe2024fast\n:::\n"
    site = make_site(files={"people.md": "# P\n", "news.md": news})
    built = site.build(config={"groupsite_owner": "", "groupsite_people": ""})

    (found,) = built.main("news").cssselect(".news-people")
    assert found.text_content() == "With Jane Doe, Ann Smith, Wei Li"
    assert not found.cssselect("a")
