"""Roles that link to records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import Built, new_site

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Site

PAGE = """\
# Roles

{paper}`doe2024fast`

{paper}`our *fast* paper <doe2024fast>`

{person}`smith-ann`

{person}`Ann <smith-ann>`

{person}`li-wei`

{person}`bare-bo`

{person}`doe-jane`

{groupsite:paper}`smith2023deep`

{paper}`doe2025open`
"""

PEOPLE = """\
- id: bare-bo
  name: Bare, Bo
"""

PUBLICATIONS = """\
# Publications

:::{publications}
:type: article inproceedings
:::
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site whose page `roles` has a paragraph for each role; not all is listed."""
    site = new_site(tmp_path_factory.mktemp("roles"))
    site.write("people.yml", site.read("people.yml") + PEOPLE)
    people = "# People\n\n:::{people}\n:status: current former\n:::\n"
    site.write("people.md", people)
    site.write("publications.md", PUBLICATIONS)
    site.write("roles.md", "---\norphan: true\n---\n" + PAGE)
    return site.build()


def link(built: Built, number: int) -> tuple[str, str]:
    """Text and address of the link in a paragraph of the page; no address if none."""
    paragraph = built.main("roles").cssselect("section > p")[number]
    addresses = [found.get("href") for found in paragraph.cssselect("a")]
    assert len(addresses) <= 1
    return paragraph.text_content(), "".join(addresses)


LINKS = {
    "the title of a paper is the text, its formulas drawn": (
        0,
        ("Fast MRI with ℓ1 norms", "publications.html#paper-doe2024fast"),
    ),
    "a text of one's own is taken as it stands": (
        1,
        ("our *fast* paper", "publications.html#paper-doe2024fast"),
    ),
    "a person without a page of their own is linked to the list": (
        2,
        ("Ann Smith", "people.html#person-smith-ann"),
    ),
    "a person may be called by another name": (
        3,
        ("Ann", "people.html#person-smith-ann"),
    ),
    "a person who is listed nowhere is linked to their home page": (
        4,
        ("Wei Li", "https://example.org/wei"),
    ),
    "a person without any address is left as text": (5, ("Bo Bare", "")),
    "the owner is linked to the list: the home page is this site": (
        6,
        ("Jane Doe", "people.html#person-doe-jane"),
    ),
    "the name of the domain may be written": (
        7,
        ("Deep things", "publications.html#paper-smith2023deep"),
    ),
    "a paper that no list shows is linked to its address": (
        8,
        ("An open question", "https://arxiv.org/abs/2501.00001"),
    ),
}


@pytest.mark.parametrize("name", LINKS)
def test_a_role_links_to_where_its_record_is(built: Built, name: str) -> None:
    """A role shows the record's title or the author's words, and links to its home."""
    number, expected = LINKS[name]

    assert link(built, number) == expected


def test_formulas_of_titles_are_drawn_in_links(built: Built) -> None:
    """The formula in a paper's title is MathML in the link as well."""
    (index,) = built.main("roles").cssselect("section > p:nth-of-type(1) a math msub")

    assert index.text_content() == "ℓ1"


UNKNOWN = {
    "a near miss is named": (
        "{paper}`doe2024fats`",
        "{paper}: there is no paper `doe2024fats`; did you mean `doe2024fast`?",
        "doe2024fats",
    ),
    "a part of an id is enough for a hint": (
        "{person}`smith`",
        "{person}: there is no person `smith`; did you mean `smith-ann`?",
        "smith",
    ),
    "nothing is near": (
        "{person}`Zoë <zzz>`",
        "{person}: there is no person `zzz`",
        "Zoë",
    ),
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_an_unknown_id_is_reported_and_its_text_stays(
    make_site: Callable[..., Site], name: str
) -> None:
    """A role with an unknown id is reported at its line; readers see its text."""
    role, message, text = UNKNOWN[name]
    page = f"# Home\n\nA line.\n\nThis is {role}, who is\nnot known.\n"
    toctree = "\n```{toctree}\nnews\npublications\npeople\n```\n"
    built = make_site(files={"index.md": page + toctree}).build(
        warnings=[f"index.md:5: ERROR: {message} [groupsite.link]"]
    )

    (unknown,) = built.main().cssselect("span.unknown")
    assert unknown.text == text
    assert not unknown.cssselect("a")


def test_roles_work_in_restructuredtext(make_site: Callable[..., Site]) -> None:
    """The same roles serve reStructuredText, and report its lines."""
    page = (
        ":orphan:\n\nPage\n====\n\n:person:`Ann <smith-ann>` and\n"
        ":groupsite:person:`smith`.\n"
    )
    built = make_site(files={"page.rst": page}).build(
        warnings=[
            "page.rst:6: ERROR: {person}: there is no person `smith`; did you mean `smith-ann`? [groupsite.link]"
        ]
    )

    (found,) = built.main("page").cssselect("p > a")
    assert (found.text_content(), found.get("href")) == (
        "Ann",
        "people.html#person-smith-ann",
    )


def test_an_entry_does_not_link_to_itself(make_site: Callable[..., Site]) -> None:
    """A name in its own entry is not a link: it would lead nowhere else."""
    main = make_site().build().main("people")

    (row,) = main.cssselect("tr[data-id=smith-ann]")
    assert not row.cssselect("td:first-child a")
    assert row.cssselect("td:first-child")[0].text_content() == "Ann Smith"
