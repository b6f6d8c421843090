"""Who is what on which day: members, those to come, former ones, with dates or without."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from groupsite.build.day import stated_day
from tests.conftest import Built, new_site
from tests.output.reading import all_things, graph_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from tests.conftest import Site

PEOPLE = """\
- id: doe-jane
  name: Jane Doe
  memberships: [{role: lead, from: 2015}]

- id: two-tina
  name: Tina Two
  memberships:
    - {role: phd, from: 2022, topic: imaging}
    - {role: research engineer, from: 2024-03, topic: scanners}

- id: plan-pia
  name: Pia Plan
  memberships: [{role: postdoc, from: 2099-05}]

- id: ends-eli
  name: Eli Ends
  memberships: [{role: phd, from: 2020, to: 2099-09}]

- id: now-nora
  name: Nora Now
  memberships: [{role: phd, status: current}]

- id: past-pat
  name: Pat Past
  memberships: [{role: phd, status: former, next: "Lecturer, Elsewhere"}]

- id: half-hal
  name: Hal Half
  memberships: [{role: visitor, to: 2019}]

- id: came-cleo
  name: Cleo Came
  memberships:
    - {role: phd, status: former}
    - {role: postdoc, from: 2018, to: 2019}

- id: side-sia
  name: Sia Side
  affiliations:
    - {place: "Bath, UK", from: 2020}
    - {place: "Oslo, Norway", from: 2020}
"""
PAGE = """\
---
orphan: true
---
# People

## Current

:::{people}
:status: current
:::

## To come

:::{people}
:status: planned
:::

## Former

:::{people}
:status: former
:::

## Others

:::{people}
:status: collaborator
:::

## Roles

:::{people}
:role: research engineer, visitor
:::

## By role

:::{people}
:status: current
:group-by: role
:::
"""
FILES = {"people.yml": PEOPLE, "page.md": PAGE, "news.md": "# News\n"}
CONFIG = {
    "groupsite_today": "2025-06-30",
    "html_baseurl": "https://lab.example.org/",
    "groupsite_organization": {"name": "Example Lab"},
    "groupsite_search": True,
    "groupsite_person_pages": "members",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site on a day in 2025."""
    site = new_site(tmp_path_factory.mktemp("status"), files=FILES)
    site.write("publications.bib", "")
    return site.build(config=CONFIG)


def section(built: Built, name: str) -> HtmlElement:
    """The part of the page below a heading."""
    (found,) = built.main("page").cssselect(f"section#{name}")
    return found


def words(element: HtmlElement) -> str:
    """Its text in one line."""
    return " ".join(element.text_content().split())


def people(built: Built, name: str) -> list[str]:
    """Ids of those below a heading."""
    found = section(built, name).cssselect("[data-id]")
    return [str(element.get("data-id")) for element in found]


def test_the_stated_day_says_who_is_a_member(built: Built) -> None:
    """An end that is yet to come has not come, nor has such a beginning."""
    assert people(built, "current") == ["doe-jane", "two-tina", "ends-eli", "now-nora"]
    assert people(built, "to-come") == ["plan-pia"]
    assert people(built, "former") == ["past-pat", "half-hal", "came-cleo"]
    assert people(built, "others") == ["side-sia"]


def test_another_day_says_otherwise(make_site: Callable[..., Site]) -> None:
    """The setting is read again; no file has changed."""
    site = make_site(files=FILES)
    site.write("publications.bib", "")
    site.build(config=CONFIG)
    later = site.build(config={**CONFIG, "groupsite_today": "2099-10-01"})

    assert "page" in later.read
    assert "plan-pia" in people(later, "current")
    assert "ends-eli" in people(later, "former")


def test_two_roles_stand_on_one_card(built: Built) -> None:
    """The newer one first, each with its topic."""
    (card,) = section(built, "current").cssselect("[data-id=two-tina]")
    parts = [words(part) for part in card.cssselect(".person-role, .person-topic")]

    assert parts == [
        "research engineer since March 2024",
        "scanners",
        "PhD student since 2022",
        "imaging",
    ]


def test_a_member_to_come_is_announced(built: Built) -> None:
    """With the day from which on."""
    (role,) = section(built, "to-come").cssselect(".person-role")
    assert words(role) == "Postdoc from May 2099"


def test_a_date_that_is_not_known_is_not_shown(built: Built) -> None:
    """Neither on a card nor in a table, which says what it knows."""
    (card,) = section(built, "current").cssselect("[data-id=now-nora]")
    rows = {
        row.get("data-id"): [words(cell) for cell in row.cssselect("td")]
        for row in section(built, "former").cssselect("tr[data-id]")
    }

    assert words(card.cssselect(".person-role")[0]) == "PhD student"
    assert rows == {
        "past-pat": ["Pat Past", "PhD student", "", "Lecturer, Elsewhere"],
        "half-hal": ["Hal Half", "Visitor", "until 2019", ""],
        "came-cleo": ["Cleo Came", "PhD student Postdoc, 2018–2019", "until 2019", ""],
    }


def test_affiliations_of_one_date_hold_side_by_side(built: Built) -> None:
    """A collaborator at two places is shown with both."""
    (place,) = section(built, "others").cssselect(".person-place")
    assert words(place).strip(", ") == "Bath, UK; Oslo, Norway"


def test_a_role_may_have_blanks(built: Built) -> None:
    """In the option, and as a heading with an id."""
    assert people(built, "roles") == ["two-tina", "half-hal"]
    headings = [words(h).rstrip("¶") for h in section(built, "by-role").cssselect("h3")]
    assert "research engineer (1)" in headings


def test_the_search_says_no_more_than_is_known(built: Built) -> None:
    """Roles with the years that there are; a line goes on only for who is there."""
    text = (built.outdir / "search-index.js").read_text("utf-8")
    index = json.loads(text.partition("=")[2].rstrip().removesuffix(";"))
    details = {title: detail for _, title, _, detail, _ in index["entries"]}

    assert {name: details[name] for name in DETAILS} == DETAILS


#: What the search shows of people.
DETAILS = {
    "Tina Two": "research engineer, 2024–",
    "Pia Plan": "Postdoc, 2099",
    "Eli Ends": "PhD student, 2020–2099",
    "Nora Now": "PhD student",
    "Pat Past": "PhD student",
    "Hal Half": "Visitor, 2019",
}


@pytest.mark.parametrize(
    ("person", "time"),
    [
        ("past-pat", {"roleName": "PhD student"}),
        ("half-hal", {"roleName": "Visitor", "endDate": "2019"}),
        ("plan-pia", {"roleName": "Postdoc", "startDate": "2099-05"}),
    ],
)
def test_schema_org_has_no_empty_dates(
    built: Built, person: str, time: dict[str, str]
) -> None:
    """A role without dates is one all the same."""
    graph = graph_of(built.outdir / "members" / f"{person}.html")
    roles = [t for t in all_things(graph) if t.get("@type") == "OrganizationRole"]

    assert [{k: v for k, v in r.items() if k[0] != "@"} for r in roles] == [
        {"memberOf": roles[0]["memberOf"], **time}
    ]


@pytest.mark.parametrize("today", ["2025", "2025-13-01", "soon"])
def test_the_day_is_a_day(make_site: Callable[..., Site], today: str) -> None:
    """Anything else is reported and the day is taken from elsewhere."""
    built = make_site().try_build(config={"groupsite_today": today})

    (message,) = built.warnings
    assert "`groupsite_today`" in message
    assert "write YYYY-MM-DD" in message


def test_the_day_of_a_build_may_come_from_outside(
    make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where conf.py does not say it, as reproducible builds do."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "4096224000")  # 2099-10-21
    site = make_site(files=FILES)
    site.write("publications.bib", "")
    built = site.build(config={**CONFIG, "groupsite_today": ""})

    assert "plan-pia" in people(built, "current")


@pytest.mark.parametrize(
    ("epoch", "day"), [("1735689600", "2025-01-01"), ("", "1970-01-02")]
)
def test_without_all_that_the_people_file_says_it(
    make_site: Callable[..., Site],
    monkeypatch: pytest.MonkeyPatch,
    epoch: str,
    day: str,
) -> None:
    """When it was saved last, where no repository knows better."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if epoch:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    site = make_site()
    os.utime(site.srcdir / "people.yml", (86400, 86400))
    days: list[str] = []
    site.build(on_app=lambda app: days.append(str(stated_day(app))))

    assert days == [day]
