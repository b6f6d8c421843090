"""What tests of activities share: a small group that does a bit of everything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

from tests.conftest import Built, level, new_site

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml.html import HtmlElement

ORPHAN: Final = "---\norphan: true\n---\n\n"

BIB: Final = """\
@article{fast,
  author = {Doe, Jane and Smith, Ann and Li, Wei},
  title = {Fast {MRI}},
  journal = {Journal of Tests},
  year = {2024},
  keywords = {MRI},
  grant = {maths},
  code = {https://github.com/group/fast},
  award = {Best paper},
  award_date = {2024-09},
  award_url = {data/best.pdf},
}

@article{deep,
  author = {A. Smith and Someone Else},
  title = {Deep $x^2$ things},
  journal = {Journal of Tests},
  year = {2023},
  keywords = {Bilevel learning},
  grant = {fellowship},
}

@misc{open,
  author = {Jane Doe},
  title = {Open question},
  year = {2022},
}
"""
GRANTS: Final = """\
- id: maths
  short: Maths
  title: Mathematics of Tests
  aliases: [Maths for Tests, M4T]
  funder: EPSRC
  scheme: Programme Grant
  reference: EP/1
  role: Deputy director
  from: 2022-01
  duration: 5 years
  announced: 2021-03
  lead: li-wei
  partners: [li-wei, smith-ann]
  about: It is about tests.
  note: A note.
  links:
    website: https://example.org/maths
    Poster of the launch: {url: files:data/launch.pdf, size: 2 MB}

- id: fellowship
  kind: studentship
  title: A Fellowship
  funder: Trust
  from: 2020-05
  to: 2023

- id: empty
  title: An Old Grant
  funder: University
  announced: 2019
  people: smith-ann
"""
TALKS: Final = """\
- id: oslo
  date: 2024
  paper: fast
  event: Nordic Seminar
  url: https://example.org/nordic
  place: Oslo, Norway
  invited: true
  remote: true
  links:
    slides: {url: files:data/oslo.pdf, size: 3 MB}
    Recording: https://example.org/oslo

- id: poster
  date: 2024-11
  kind: poster
  title: [Two Things, Open question]
  paper: [deep, open]
  people: [doe-jane, smith-ann, li-wei]
  event: Workshop
  award: prize
  note: Joint work.

- id: rome
  date: 2022-06-01
  kind: talk
  title: Of my Own
  people: smith-ann
  event: School
  place: Rome, Italy
  grant: fellowship
  invited: true
"""
TEACHING: Final = """\
- id: algebra-24
  year: 2024/25
  title: Algebra
  role: Lecturer
  institution: University of Bath, UK
  unit: MA1
  level: BSc
  links:
    Notes: files:data/algebra.pdf

- id: algebra-23
  year: 2023/24
  title: Algebra
  role: Lecturer

- id: school
  year: 2023
  title: Summer school
  role: Teaching assistant
  people: [smith-ann, doe-jane]
  note: For a week.

- id: other
  year: 1999/00
  title: Analysis
  role: Lecturer
  people: li-wei
"""
SOFTWARE: Final = """\
- id: fast-code
  paper: fast

- id: tool
  title: The Tool
  paper: deep
  people: [li-wei, smith-ann]
  grant: fellowship
  released: 2020-03
  language: Python
  about: It does what it should.
  tested: [Linux, Mac OS X]
  requires: a compiler
  acknowledgements: [A library, B data]
  note: A note.
  links:
    GitHub: https://github.com/group/tool
    data: {url: https://example.org/data.zip, size: 1 GB}

- id: alone
  title: Alone
  released: 2019
"""
AWARDS: Final = """\
- id: medal
  title: A medal
  date: 2025-01-15
  people: smith-ann
  grant: fellowship
  note: For everything.
  links:
    announcement: https://example.org/medal

- id: prize
  title: Poster prize
  date: 2024-11
  people: [doe-jane, smith-ann]

- id: mine
  title: My award
"""
CV: Final = """\
- id: doe-jane
  employment:
    - {title: Reader, place: University of Bath, from: 2021}
    - {title: Fellow, place: Cambridge, from: 2018, to: 2021, grant: fellowship}
"""
NEWS: Final = """\
# News

:::{news} 2024-07
:id: fast-out
:kind: published
:paper: fast
:::

:::{news} 2023-03
:id: opened
:kind: event
:grant: maths fellowship

We opened it.
:::

:::{news} 2022
:id: unrelated
:kind: talk

A talk.
:::
"""
#: The sources of the group, and a page for each kind of record.
SOURCES: Final[dict[str, str | bytes]] = {
    "publications.bib": BIB,
    "news.md": NEWS,
    "cv.yml": CV,
    "research/grants.yml": GRANTS,
    "research/talks.yml": TALKS,
    "research/teaching.yml": TEACHING,
    "research/software.yml": SOFTWARE,
    "research/awards.yml": AWARDS,
    **{
        f"{name}.md": f"{ORPHAN}# Page\n\n:::{{{name}}}\n:::\n"
        for name in ("grants", "talks", "teaching", "software", "awards")
    },
}


@pytest.fixture(scope="session")
def group(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of the group."""
    site = new_site(tmp_path_factory.mktemp("group"), files=SOURCES)
    people = site.read("people.yml")
    site.write("people.yml", people.replace("from: 2023-05", "from: 2023-05\n" + PAID))
    return site.build()


#: Who pays Bo Green.
PAID: Final = "      grant: maths\n      funding: [LMS]"


class Case(NamedTuple):
    """Options of a list, and what should come of it."""

    options: str
    expected: list[str]


def cases_page(directive: str, cases: Mapping[str, Case]) -> str:
    """A page with a section for each case."""
    sections = []
    for number, case in enumerate(cases.values()):
        options = f"{case.options}\n" if case.options else ""
        sections.append(f"## Case {number}\n\n:::{{{directive}}}\n{options}:::\n")
    return "\n".join([f"{ORPHAN}# Cases\n", *sections])


def case_section(built: Built, cases: Iterable[str], name: str) -> HtmlElement:
    """The section of the case *name* on the page ``cases``."""
    number = list(cases).index(name)
    return built.main("cases").get_element_by_id(f"case-{number}")


def case_messages(directive: str, cases: Mapping[str, Case]) -> list[str]:
    """The messages that cases expect, each for one line of options, with the lines."""
    page = cases_page(directive, cases).splitlines()
    messages = []
    for number, case in enumerate(cases.values()):
        first = page.index(f"## Case {number}") + 4  # a blank line, the fence, options
        messages += [
            f"cases.md:{line}: {level(text)}: {{{directive}}}: {text}"
            for line, text in enumerate(case.expected, start=first)
        ]
    return messages


def words(element: HtmlElement) -> str:
    """The text of an element, its white space collapsed."""
    return " ".join(element.text_content().rstrip("¶").split())


def parts(element: HtmlElement) -> list[tuple[str, str]]:
    """Class, without that of its role, and text of the parts of an entry."""
    return [(part.get("class").split()[-1], words(part)) for part in element]


def ids(element: HtmlElement, css_class: str) -> list[str]:
    """Ids of the records of a class in *element*, in order."""
    found = element.cssselect(f".{css_class}[data-id]")
    return [record.get("data-id") for record in found]


def links(element: HtmlElement) -> list[tuple[str, str]]:
    """Text and address of the links in an element."""
    return [(words(a), a.get("href")) for a in element.cssselect("a[href]")]


def groups(element: HtmlElement, css_class: str) -> dict[str, list[str]]:
    """Ids of sections in *element*, with the heading and the records of each."""
    return {
        section.get("id"): [words(section[0]), *ids(section, css_class)]
        for section in element.cssselect("section > section")
        if section is not element
    }
