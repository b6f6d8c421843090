"""What browsers and search engines call the pages of records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.pages.conftest import PAGES, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Built, Site


def title(built: Built, name: str) -> str:
    """What stands in ``<title>``, without the name of the site."""
    (found,) = built.page(name).cssselect("title")
    return words(found).partition(" — ")[0]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("papers/smith2023deep", "Deep things (paper 2023)"),
        ("members/smith-ann", "Ann Smith (profile)"),
        ("white-eve", "Eve at large (profile)"),
        ("mri", "Magnetic resonance"),
        ("index", "Home"),
        ("genindex", "Index"),
    ],
)
def test_a_title_says_what_the_page_is(built: Built, name: str, expected: str) -> None:
    """A paper may be called like a theme, the owner's page like the home page."""
    assert title(built, name) == expected


def test_headings_and_navigation_have_the_bare_title(built: Built) -> None:
    """Only ``<title>`` is longer: visitors see what the page is."""
    heading = built.main("papers/smith2023deep").cssselect("h1")

    assert [words(found) for found in heading] == ["Deep things"]


def test_a_title_without_a_year_has_no_gap(make_site: Callable[..., Site]) -> None:
    """An undated paper is a paper; other words are the site's own."""
    entry = "@misc{plato, author = {Plato}, title = {Timaeus}, date = {?}}\n"
    files = {"publications.bib": entry, "news.md": "# News\n"}
    site = make_site(files=files)
    message = (
        "publications.bib:1: ERROR: entry `plato`: `date`: '?' is not a date: write "
        "YYYY, YYYY-MM or YYYY-MM-DD [groupsite.date]"
    )
    built = site.build(config=PAGES, warnings=[message])
    assert title(built, "papers/plato") == "Timaeus (paper)"

    phrases = {"title.paper": "", "title.person": "who is who"}
    built = site.build(
        config={**PAGES, "groupsite_phrases": phrases}, warnings=[message]
    )
    assert title(built, "papers/plato") == "Timaeus"
    assert title(built, "members/doe-jane") == "Jane Doe (who is who)"
