"""A record that is lost is said once: nothing that names it is reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Site

PEOPLE = """\
- id: doe-jane
  name: Jane Doe
  memberships: [{role: lead, from: 2015, grant: big, supervisors: lost-lou}]
- id: lost-lou
  name: [Lou, Lost]
"""
BIB = "@article{lost2024, author = {Jane Doe}, journal = {J}, year = {2024}}\n"
GRANTS = "- id: big\n  funder: F\n"
TALKS = "- id: talk\n  title: T\n  paper: lost2024\n  people: lost-lou\n"
PAGE = """\
---
orphan: true
---
# Page

{person}`lost-lou`, {paper}`lost2024`, {cite}`lost2024`

:::{publications}
:person: lost-lou doe-jane
:grant: big
:::

:::{report} big
:::

:::{cv} lost-lou
:::

:::{coauthors} lost-lou
:::

:::{person} lost-lou
:::

:::{paper} lost2024
:::
"""
NEWS = """\
# News

:::{news} 2024
:kind: published
:paper: lost2024
:people: lost-lou
:at: lost-lou = Bath, UK
:grant: big

Text.
:::
"""
FILES = {
    "people.yml": PEOPLE,
    "publications.bib": BIB,
    "research/grants.yml": GRANTS,
    "research/talks.yml": TALKS,
    "cv.yml": "- id: lost-lou\n",
    "page.md": PAGE,
    "news.md": NEWS,
}
LOST = [
    "people.yml:5: ERROR: `lost-lou`: `name` should be a text [groupsite.yaml]",
    "publications.bib:1: ERROR: entry `lost2024`: `title` is missing, the entry was left out [groupsite.field]",
    "research/grants.yml:1: ERROR: `big`: `title` is missing [groupsite.field]",
]


def test_nothing_that_follows_is_reported(make_site: Callable[..., Site]) -> None:
    """Lists, roles, pages, news, other records and settings name lost ones in peace."""
    site = make_site(files=FILES)
    site.build(config={"groupsite_owner": "lost-lou"}, warnings=LOST)


def test_what_is_there_no_more_is_reported(make_site: Callable[..., Site]) -> None:
    """Once a lost record is deleted, those that name it are told; nobody else is read."""
    site = make_site(files={**FILES, "publications.bib": "", "news.md": "# News\n"})
    page = "---\norphan: true\n---\n# Page\n\n{person}`lost-lou`\n"
    site.write("page.md", page)
    site.write("research/talks.yml", "")
    site.write("cv.yml", "")
    site.write("people.yml", PEOPLE.replace(", supervisors: lost-lou", ""))
    site.build(warnings=[LOST[0], LOST[2]])
    site.edit("people.yml", "- id: lost-lou\n  name: [Lou, Lost]\n", "")
    message = (
        "page.md:6: ERROR: {person}: there is no person `lost-lou` [groupsite.link]"
    )
    built = site.build(warnings=[LOST[2], message])

    assert built.read == {"page"}


@pytest.mark.parametrize("written", ["Lou_Odd", "lou odd"])
def test_an_id_is_found_as_it_is_written(
    make_site: Callable[..., Site], written: str
) -> None:
    """One message, at its line; whatever names it by the same word finds it."""
    people = f"- id: {written}\n  name: Lou Odd\n  memberships: [{{role: phd, from: 2020}}]\n"
    page = (
        "---\norphan: true\n---\n# Page\n\n"
        f"{{person}}`{written}`\n\n:::{{people}}\n:person: {written}\n:::\n\n"
        f":::{{cv}} {written}\n:::\n"
    )
    talks = f"- id: t\n  title: T\n  people: {written}\n"
    news = (
        f"# News\n\n:::{{news}} 2024\n:kind: event\n:people: {written}\n\nText.\n:::\n"
    )
    site = make_site(
        files={
            "people.yml": people,
            "publications.bib": "",
            "page.md": page,
            "news.md": news,
            "research/talks.yml": talks,
            "cv.yml": f"- id: {written}\n",
        }
    )
    built = site.try_build(
        config={"groupsite_owner": "", "groupsite_person_pages": "members"}
    )

    assert [warning.split(": ")[0] for warning in built.warnings] == [
        "cv.yml:1",
        "people.yml:1",
    ]
    main = built.main("page")
    (card,) = main.cssselect(".people [data-id]")
    assert card.get("data-id") == "-".join(written.split())
    (link,) = main.cssselect("p > a")
    assert link.text_content() == "Lou Odd"
    assert (built.outdir / link.get("href").partition("#")[0]).is_file()
