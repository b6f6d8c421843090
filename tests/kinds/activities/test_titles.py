"""Titles that are those of papers, and what a record says beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from tests.conftest import Site

ORPHAN = "---\norphan: true\n---\n\n"
BIB = """\
@article{one, author = {Doe, Jane}, title = {Deep things}, journal = {J}, year = 2023}
@article{two, author = {Doe, Jane}, title = {Deep things}, journal = {K}, year = 2024}
"""
GRANTS = """\
- {id: ours, title: Ours, funder: EPSRC, role: PI}
- {id: theirs, title: Theirs, funder: EPSRC, people: [smith-ann, doe-jane]}
"""


def hrefs(element: HtmlElement) -> list[str]:
    """Where the links of an element lead."""
    return [link.get("href") for link in element.cssselect("a")]


def entry(site: Site, page: str, kind: str) -> HtmlElement:
    """The one entry of a page."""
    (found,) = site.build().main(page).cssselect(f"li.{kind}")
    return found


def test_two_papers_of_one_title(make_site: Callable[..., Site]) -> None:
    """A talk on two papers that are called the same has a link to each of them."""
    talk = "- {id: t, date: 2024, event: E, paper: [one, two]}\n"
    site = make_site(
        files={
            "publications.bib": BIB,
            "news.md": "# News\n",
            "research/talks.yml": talk,
            "talks.md": f"{ORPHAN}# Talks\n\n:::{{talks}}\n:::\n",
        }
    )

    assert hrefs(entry(site, "talks", "talk")) == [
        "publications.html#paper-one",
        "publications.html#paper-two",
    ]


def test_talks_and_software_name_their_grants(make_site: Callable[..., Site]) -> None:
    """What was paid by a grant says so, as the grant does."""
    site = make_site(
        files={
            "research/grants.yml": GRANTS,
            "research/talks.yml": (
                "- {id: t, title: T, date: 2024, event: E, grant: ours}\n"
            ),
            "research/software.yml": "- {id: s, title: S, grant: [ours, theirs]}\n",
            "grants.md": f"{ORPHAN}# Grants\n\n:::{{grants}}\n:::\n",
            "talks.md": f"{ORPHAN}# Talks\n\n:::{{talks}}\n:::\n",
            "software.md": f"{ORPHAN}# Software\n\n:::{{software}}\n:::\n",
        }
    )

    assert hrefs(entry(site, "talks", "talk")) == ["grants.html#grant-ours"]
    software = entry(site, "software", "software")
    (grants,) = software.cssselect(".software-grant")
    assert grants.text_content() == "Grant: Ours and Theirs"


def test_grant_of_others_says_whose_it_is(make_site: Callable[..., Site]) -> None:
    """A grant names its people, unless it is the owner's alone."""
    site = make_site(
        files={
            "research/grants.yml": GRANTS,
            "grants.md": f"{ORPHAN}# Grants\n\n:::{{grants}}\n:::\n",
        }
    )
    page = site.build().main("grants")

    ours, theirs = (
        [element.text_content() for element in section.cssselect("dt, dd p")]
        for section in page.cssselect(".grant")
    )
    assert ours == ["Funder", "EPSRC", "Role", "PI"]
    assert theirs == ["Funder", "EPSRC", "Held by", "Ann Smith and Jane Doe"]
