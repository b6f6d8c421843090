"""People as visitors see them: cards, a table, collaborators."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from groupsite.build.context import human_period
from groupsite.model.dates import PartialDate
from tests.conftest import Built, new_site
from tests.pictures import PIXEL, opened, photo

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from tests.conftest import Site

PEOPLE = """\
- id: lead-olga
  name: Olga Lead
  position: Professor of Tests
  email: olga@example.org
  memberships: [{role: lead, from: 2015}]
  affiliations: [{place: "Bath, UK", from: 2015}]
  links:
    homepage: https://example.org/olga
    orcid: 0000-0002-1825-0097
    scholar: abc
    github: olga
    other: [https://example.org/club]

- id: photo-paul
  name: Photo, Paul
  photo: photos/paul.png
  memberships: [{role: postdoc, from: 2023-05, topic: imaging}]

- id: de-la-cruz-maria
  name: de la Cruz, María
  memberships:
    - role: phd
      from: 2024
      supervisors: [lead-olga, away-ali, bare-bo]
      lead_supervisor: away-ali
  links:
    homepage: https://example.org/maria

- id: own-role
  name: X Æ
  memberships: [{role: Imaging officer, from: 2020-02-01, supervisors: lead-olga}]

- id: twice-tom
  name: Tom Twice
  memberships:
    - {role: phd, from: 2016, to: 2020, next: Postdoc here}
    - {role: postdoc, from: 2020, to: 2022, next: "Lecturer, Elsewhere"}

- id: guest-gil
  name: Gil Guest
  affiliations: [{place: "Oslo, Norway", from: 2010}]
  memberships:
    - role: visitor
      from: 2019-06
      to: 2019-07
      topic: tomography
      supervisors: [lead-olga, away-ali]
      funding: [LMS, IMI, EPSRC]
      note: A note.

- id: home-hana
  name: Hana Home
  affiliations: [{place: "Bath, UK", from: 2010}]
  memberships: [{role: summer, from: 2018, to: 2018}]

- id: away-ali
  name: Ali Away
  affiliations:
    - {place: "UCL, UK", from: 2022}
    - {place: "ETH, Switzerland", from: 2018}
  links:
    homepage: https://example.org/ali

- id: bare-bo
  name: Bo Bare
"""
BIB = """\
@article{older, author = {A. Away and Olga Lead}, title = {Older $x^2$ paper},
  journal = {J}, year = {2020}}
@article{newer, author = {Ali Away}, title = {Newer paper}, journal = {J}, year = {2024}}
@article{other, author = {Olga Lead}, title = {Other paper}, journal = {J}, year = {2024}}
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with people of all sorts, listed on one page."""
    files: dict[str, str | bytes] = {
        "people.yml": PEOPLE,
        "photos/paul.png": photo(form="PNG"),
        "publications.bib": BIB,
        "news.md": "# News\n",
        "people.md": "# People\n\n:::{people}\n:::\n",
        "olga.md": "---\norphan: true\n---\n# Olga Lead\n\n:::{people}\n"
        ":person: lead-olga\n:::\n",
    }
    site = new_site(tmp_path_factory.mktemp("people"), files=files)
    return site.build(config={"groupsite_owner": "lead-olga"})


@pytest.fixture(scope="module")
def people(built: Built) -> HtmlElement:
    """The page of all people."""
    return built.main("people")


def parts(element: HtmlElement) -> list[tuple[str, str]]:
    """Name and text of the parts in an entry that have a class of ours."""
    return [
        (part.get("class"), " ".join(part.text_content().split()))
        for part in element.cssselect("[class^='person-']")
        if part.tag != "img"
    ]


def test_people_stand_by_their_status(people: HtmlElement) -> None:
    """Current members are cards, former ones rows, collaborators a list by name."""
    shown = {
        block.get("class"): [p.get("data-id") for p in block.cssselect(".person")]
        for block in people.cssselect(".people")
    }

    assert shown == {
        "people cards records": [
            "lead-olga",
            "photo-paul",
            "de-la-cruz-maria",
            "own-role",
        ],
        "people former docutils align-default": ["twice-tom", "guest-gil", "home-hana"],
        "people collaborators records": ["away-ali", "bare-bo"],
    }


def test_every_person_can_be_linked_to(people: HtmlElement) -> None:
    """Cards, rows and items have an id, a data-id and a monogram."""
    shown = people.cssselect(".person")

    assert all(p.get("id") == f"person-{p.get('data-id')}" for p in shown)
    assert {p.get("data-id"): p.get("data-monogram") for p in shown} == {
        "lead-olga": "OL",
        "photo-paul": "PP",
        "de-la-cruz-maria": "MC",
        "own-role": "XÆ",
        "twice-tom": "TT",
        "guest-gil": "GG",
        "home-hana": "HH",
        "away-ali": "AA",
        "bare-bo": "BB",
    }


CARDS = {
    "lead-olga": [
        ("person-name", "Olga Lead"),
        ("person-role", "Professor of Tests"),
        (
            "person-links",
            "E-mail Google Scholar ORCID GitHub Further page",
        ),
    ],
    "photo-paul": [
        ("person-name", "Paul Photo"),
        ("person-role", "Postdoc since May 2023"),
        ("person-topic", "imaging"),
    ],
    "de-la-cruz-maria": [
        ("person-name", "María de la Cruz"),
        ("person-role", "PhD student since 2024"),
        (
            "person-supervisors",
            "Supervised by Olga Lead, Ali Away (lead) and Bo Bare",
        ),
        ("person-links", "Home page"),
    ],
    "own-role": [
        ("person-name", "X Æ"),
        ("person-role", "Imaging officer since 1 February 2020"),
    ],
}


@pytest.mark.parametrize("person", CARDS)
def test_a_card_says_who_somebody_is(people: HtmlElement, person: str) -> None:
    """A card has name, role with its beginning, topic and supervisors."""
    assert parts(people.get_element_by_id(f"person-{person}")) == CARDS[person]


def test_profiles_of_the_lead_are_linked(people: HtmlElement) -> None:
    """The lead's card links to e-mail and profiles; the home page is this site."""
    links = people.cssselect("#person-lead-olga .person-links a")

    assert [link.get("href") for link in links] == [
        "mailto:olga%40example.org",
        "https://scholar.google.com/citations?user=abc",
        "https://orcid.org/0000-0002-1825-0097",
        "https://github.com/olga",
        "https://example.org/club",
    ]


def test_names_and_supervisors_are_linked(people: HtmlElement) -> None:
    """Names lead to people's own pages, where they have one."""
    links = people.cssselect("#person-de-la-cruz-maria a")

    assert [link.get("href") for link in links] == [
        "https://example.org/maria",
        "#person-lead-olga",
        "https://example.org/ali",
        "#person-bare-bo",
        "https://example.org/maria",
    ]


def test_an_unknown_supervisor_is_reported_and_named(
    make_site: Callable[..., Site],
) -> None:
    """A supervisor who is not declared is reported, and stands there by the id."""
    site = make_site()
    site.edit("people.yml", "[doe-jane, li-wei]", "[doe-jane, li-wi]")
    built = site.build(
        warnings=[
            "people.yml:22: ERROR: person `smith-ann`: there is no person `li-wi`; did you mean `li-wei`? [groupsite.link]"
        ]
    )

    (supervisors,) = built.main("people").cssselect(".person-supervisors")
    assert supervisors.text_content() == "Supervised by Jane Doe (lead) and li-wi"
    assert len(supervisors.cssselect("a")) == 1


def test_a_photo_is_shown_beside_the_name(built: Built, people: HtmlElement) -> None:
    """A photo, beside the people file, has no text of its own: the name is there."""
    (image,) = people.cssselect("img.person-photo")

    assert image.get("alt") == ""
    assert (image.get("width"), image.get("height")) == ("80", "80")
    assert "person-photo-paul" in [parent.get("id") for parent in image.iterancestors()]


def test_a_missing_photo_is_reported(make_site: Callable[..., Site]) -> None:
    """A photo that is not there is reported with its path; the card stays."""
    site = make_site()
    site.edit("people.yml", "  name: Bo Green\n", "  name: Bo Green\n  photo: bo.jpg\n")
    built = site.build(
        warnings=[
            "people.yml:31: ERROR: `green-bo`: there is no file 'bo.jpg' beside this one [groupsite.field]"
        ]
    )

    assert built.main("people").cssselect("#person-green-bo .person-name")


def test_a_photo_is_looked_for_beside_the_people_file(
    make_site: Callable[..., Site],
) -> None:
    """The path of a photo counts from the folder of the people file."""
    people = "- id: bo\n  name: Bo\n  photo: bo.png\n  memberships: [{role: phd, from: 2020}]\n"
    files = {"group/people.yml": people, "group/bo.png": PIXEL, "news.md": "# N\n"}
    config = {"groupsite_people": "group/people.yml", "groupsite_owner": ""}
    built = make_site(files=files).build(config=config)

    (image,) = built.main("people").cssselect("img")
    assert opened((built.outdir / image.get("src")).read_bytes()).size == (1, 1)


def test_a_page_with_the_name_does_not_say_it_again(built: Built) -> None:
    """A card below a heading with the person's name leaves it out."""
    (card,) = built.main("olga").cssselect(".person")

    assert [name for name, _ in parts(card)] == ["person-role", "person-links"]


# -- former members ---------------------------------------------------------------

ROWS = {
    "twice-tom": (
        "Tom Twice",
        ["PhD student, 2016–2020", "Postdoc, 2020–2022"],
        "2016–2022",
        "Lecturer, Elsewhere",
    ),
    "guest-gil": (
        "Gil Guest",
        [
            "Visitor",
            "Oslo, Norway",
            "tomography",
            "Funded by LMS, IMI and EPSRC",
            "A note.",
            "Supervised by Olga Lead and Ali Away",
        ],
        "Jun–Jul 2019",
        "",
    ),
    "home-hana": ("Hana Home", ["Summer student"], "2018", ""),
}


@pytest.mark.parametrize("person", ROWS)
def test_a_row_says_who_somebody_was(people: HtmlElement, person: str) -> None:
    """A row has name, role and what belongs to it, years and what came then."""
    cells = people.get_element_by_id(f"person-{person}").cssselect("td")

    name, role, years, then = ROWS[person]
    assert [part.text_content() for part in cells[1]] == role
    assert [cells[n].text_content().strip() for n in (0, 2, 3)] == [name, years, then]


def test_columns_are_named(people: HtmlElement) -> None:
    """The table of former members has a head."""
    heads = [th.text_content() for th in people.cssselect("table.former th")]

    assert heads == ["Name", "Role", "Years", "Then"]


PERIODS = [
    ("2019", "2023", "2019–2023"),
    ("2019", "2019", "2019"),
    ("2019-06", "2019-07", "Jun–Jul 2019"),
    ("2019-06", "2019-06", "Jun 2019"),
    ("2019-06", "2020-01", "Jun 2019–Jan 2020"),
    ("2019-06-03", "2019-06-28", "3–28 Jun 2019"),
    ("2019-06", "2020", "2019–2020"),
]


@pytest.mark.parametrize(("start", "end", "expected"), PERIODS)
def test_periods_are_as_precise_as_both_ends(
    start: str, end: str, expected: str
) -> None:
    """A period says months where both ends have them, else years, and one date once."""
    dates = (PartialDate.parse(start), PartialDate.parse(end))

    assert human_period(*dates, "en") == expected


# -- collaborators ----------------------------------------------------------------


def test_a_collaborator_has_a_place_and_papers(people: HtmlElement) -> None:
    """A collaborator has the latest place and the papers with the group, newest first."""
    item = people.get_element_by_id("person-away-ali")

    assert parts(item)[:2] == [
        ("person-name", "Ali Away, UCL, UK"),
        ("person-place", ", UCL, UK"),
    ]
    papers = item.cssselect(".person-papers li")
    assert [paper.text_content() for paper in papers] == [
        "Newer paper (2024)",
        "Older x2 paper (2020)",
    ]
    assert [link.get("href") for link in item.cssselect(".person-papers a")] == [
        "publications.html#paper-newer",
        "publications.html#paper-older",
    ]


def test_a_collaborator_may_be_just_a_name(people: HtmlElement) -> None:
    """Without place, papers and address a collaborator is a name."""
    item = people.get_element_by_id("person-bare-bo")

    assert item.text_content().strip() == "Bo Bare"
    assert not item.cssselect("a, ul")


# -- other formats ----------------------------------------------------------------


def test_people_in_text(make_site: Callable[..., Site]) -> None:
    """In plain text cards are items, and the table is a table."""
    built = make_site().build("text")
    lines = [line.strip() for line in built.text("people").splitlines()]

    assert lines[3:10] == [
        "* Jane Doe",
        "",
        "Professor of Tests",
        "",
        "E-mail · ORCID",
        "",
        "* Bo Green",
    ]
    (head,) = [line for line in lines if line.startswith("| Name")]
    assert [cell.strip() for cell in head.strip("|").split("|")] == [
        "Name",
        "Role",
        "Years",
        "Then",
    ]
