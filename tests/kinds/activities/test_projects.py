"""Projects: their cards, their pages, their status on the day of the site."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import pytest

from tests.conftest import Built, new_site
from tests.pictures import photo

if TYPE_CHECKING:
    from lxml.html import HtmlElement

PROJECTS: Final = """\
- id: later
  title: Later
  from: 2030

- id: now
  title: Now
  image: a.jpg
  alt: A square
  from: 2024-01
  people: [smith-ann, doe-jane]
  partners: li-wei
  paper: doe2024fast
  topic: mri
  summary: What we do.
  text: |
    See {paper}`doe2024fast`.
  links: {Code: "https://example.org/code"}

- id: before
  title: Before
  to: 2023-12
  people: smith-ann

- id: stated
  title: Stated
  from: 2024
  status: completed
"""
PAGE: Final = """\
---
orphan: true
---
# Projects

:::{projects}
:filter:
:::

## Listed

:::{projects}
:layout: list
:status: active
:name: listed
:::

## By status

:::{projects}
:group-by: status
:name: grouped
:::

{project}`now`
"""
CONFIG: Final = {
    "groupsite_today": "2024-06-15",
    "html_baseurl": "https://example.org/",
    "groupsite_person_pages": "group",
    "groupsite_paper_pages": "papers",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site, without a message."""
    files = {
        "research/projects.yml": PROJECTS.encode(),
        "research/a.jpg": photo(),
        "projects.md": PAGE.encode(),
        "cv.md": b"---\norphan: true\n---\n# CV\n\n:::{cv} smith-ann\n:::\n",
        "mri.md": b"---\norphan: true\n---\n# MRI\n\n:::{theme} mri\n:::\n",
    }
    site = new_site(tmp_path_factory.mktemp("projects"), files=files)
    return site.build(config=CONFIG)


def texts(root: HtmlElement, selector: str) -> list[str]:
    """What the elements say."""
    found = (e.text_content().replace("¶", "") for e in root.cssselect(selector))
    return [" ".join(text.split()) for text in found]


def test_what_goes_on_is_first(built: Built) -> None:
    """Then what is planned, then what is over; the dates say it, or the author."""
    main = built.main("projects")
    cards = main.cssselect(".record-cards")[0]
    status = [li.get("data-status") for li in cards.cssselect("li")]
    assert texts(cards, ".project-title") == ["Now", "Later", "Before", "Stated"]
    assert status == ["active", "planned", "completed", "completed"]
    assert texts(cards, ".project-time") == [
        "since January 2024",
        "from 2030 · Planned",
        "until December 2023 · Completed",
        "since 2024 · Completed",
    ]


def test_a_card_has_a_picture_and_a_link(built: Built) -> None:
    """With what the picture shows."""
    (image,) = built.main("projects").cssselect("#project-now img")
    assert image.get("alt") == "A square"
    (link,) = built.main("projects").cssselect("#project-now .project-title a")
    assert link.get("href") == "research/projects/now.html"


def test_a_list_is_another_layout(built: Built) -> None:
    """With the same entries."""
    (section,) = built.main("projects").cssselect("#listed")
    assert section.cssselect(".record-cards") == []
    assert texts(section, "ol.projects .project-title") == ["Now"]


def test_groups_stand_in_the_order_of_the_status(built: Built) -> None:
    """Each with its count."""
    assert texts(built.main("projects"), "#by-status h3") == [
        "Active (1)",
        "Planned (1)",
        "Completed (2)",
    ]


def test_a_page_has_all_that_is_known(built: Built) -> None:
    """And what came out of the project."""
    main = built.main("research/projects/now")
    assert texts(main, ".facts dt") == [
        "Status",
        "Period",
        "People",
        "Partners",
        "Topics",
        "Links",
    ]
    assert len(main.cssselect(".project-text a[href$='papers/doe2024fast.html']")) == 1
    assert texts(main, "h2") == ["Publications (1)"]


@pytest.mark.parametrize(
    ("page", "selector"),
    [
        ("group/smith-ann", "#projects .project"),
        ("papers/doe2024fast", ".facts a[href*='projects/now']"),
        ("mri", "#projects .project"),
        ("cv", "#cv-projects .project"),
    ],
)
def test_pages_of_others_name_it(built: Built, page: str, selector: str) -> None:
    """Those of people, papers and topics, and CVs."""
    assert built.main(page).cssselect(selector)


def test_a_project_of_nobody_is_the_owners(built: Built) -> None:
    """As all activities are."""
    names = texts(built.main("group/doe-jane"), "#projects .record-title")
    assert names == ["Now", "Later", "Stated"]


def test_machines_are_told_that_it_is_research(built: Built) -> None:
    """With its members."""
    (script,) = built.page("research/projects/now").cssselect(
        "script[type='application/ld+json']"
    )
    graph = json.loads(script.text_content())["@graph"]
    (thing,) = [t for t in graph if t["@type"] == "ResearchProject"]
    assert [m["name"] for m in thing["member"]] == ["Ann Smith", "Jane Doe", "Wei Li"]
