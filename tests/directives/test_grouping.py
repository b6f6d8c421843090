"""Groups of lists, groups in groups, and numbers through all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupsite.directives.grouping import Branch, grouped, numbers
from groupsite.model.kinds import RecordKind
from groupsite.model.parts import Group, Listing
from tests.conftest import Site, new_site
from tests.drawing import drawn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.html import HtmlElement


@dataclass(frozen=True)
class Thing:
    """A record with a colour and some shapes."""

    id: str
    colour: str
    shapes: tuple[str, ...] = ()


KIND = RecordKind[Any](
    name="thing",
    list=Listing(
        directive="things",
        groups={
            "colour": lambda thing, _: Group(thing.colour, thing.colour.title()),
            "shape": lambda thing, _: [
                Group(shape, shape, (int(shape == "none"), shape))
                for shape in thing.shapes or ("none",)
            ],
        },
    ),
)
THINGS = [
    Thing("a", "red", ("round", "big")),
    Thing("b", "blue"),
    Thing("c", "red", ("big",)),
    Thing("d", "blue", ("round",)),
]
NOWHERE: Any = None


def outline(branches: list[Branch]) -> list[Any]:
    """The ids of the groups, each with its groups or with its records."""
    return [
        (b.group.id, outline(b.branches) or "".join(r.id for r in b.records))
        for b in branches
    ]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], []),
        (["colour"], [("red", "ac"), ("blue", "bd")]),
        (["shape"], [("big", "ac"), ("round", "ad"), ("none", "b")]),
        (
            ["colour", "shape"],
            [
                ("red", [("big", "ac"), ("round", "a")]),
                ("blue", [("round", "d"), ("none", "b")]),
            ],
        ),
    ],
)
def test_groups_stand_in_their_order(names: list[str], expected: list[Any]) -> None:
    """By rank, else by their first record; a record is in each of its groups."""
    assert outline(grouped(KIND, names, THINGS, NOWHERE)) == expected


@pytest.mark.parametrize(
    ("numbering", "expected"),
    [
        ("", {}),
        ("ascending", {"a": 1, "c": 2, "d": 3, "b": 4}),
        ("descending", {"a": 4, "c": 3, "d": 2, "b": 1}),
    ],
)
def test_numbers_go_through_all_groups(
    numbering: str, expected: dict[str, int]
) -> None:
    """In the order of the page; what is shown twice has one number."""
    branches = grouped(KIND, ["shape"], THINGS, NOWHERE)

    assert numbers(branches, THINGS, numbering) == expected


things = st.builds(
    Thing,
    id=st.text("abcdef", min_size=1, max_size=3),
    colour=st.sampled_from(["red", "blue", "green"]),
    shapes=st.lists(st.sampled_from(["round", "big", "flat"]), unique=True).map(tuple),
)


def last(branches: list[Branch], records: list[Any]) -> Iterator[list[Any]]:
    """The lists on the page, in order."""
    if not branches:
        yield records
    for branch in branches:
        yield from last(branch.branches, branch.records)


@given(
    records=st.lists(things, unique_by=lambda thing: thing.id),
    names=st.permutations(["colour", "shape"]),
    depth=st.integers(0, 2),
)
@drawn(100)
def test_any_list_has_each_number_once(
    records: list[Thing], names: list[str], depth: int
) -> None:
    """From 1 to the number of records, in the order of the page; backwards as well."""
    branches = grouped(KIND, names[:depth], records, NOWHERE)
    up = numbers(branches, records, "ascending")
    down = numbers(branches, records, "descending")
    shown = [r.id for members in last(branches, records) for r in members]

    assert {*shown} == {r.id for r in records}
    assert [up[i] for i in dict.fromkeys(shown)] == [*range(1, len(records) + 1)]
    assert {up[i] + down[i] for i in shown} <= {len(records) + 1}


BIB = """\
@article{one, author = {Jane Doe}, title = {One}, journal = {J}, year = 2024}
@misc{two, author = {Jane Doe}, title = {Two}, year = 2024, eprint = {2401.00001}}
@article{three, author = {Jane Doe}, title = {Three}, journal = {J}, year = 2022}
"""
PAGES = {
    "publications.md": """\
# Papers

:::{publications}
:group-by: year type
:numbered: descending
:filter: type
:::

## Plainly

:::{publications}
:numbered:
:group-by: none
:::

## In a card

> :::{publications}
> :numbered:
> :group-by: type
> :::

## Wrongly

:::{publications}
:numbered: backwards
:group-by: type
:::
""",
    "cv.md": "---\norphan: true\n---\n\n# CV\n\n:::{cv} doe-jane\n:numbered: descending\n:::\n",
    "report.md": "---\norphan: true\n---\n\n# Report\n\n:::{report}\n:numbered:\n:::\n",
}
MESSAGE = (
    "publications.md:26: ERROR: {publications}: `numbered`: there is no order "
    "`backwards`; write one of ascending, descending [groupsite.option]"
)


@pytest.fixture(scope="module")
def srcdir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources of a site with numbered lists."""
    files = {"publications.bib": BIB, "news.md": "# News\n", **PAGES}
    return new_site(tmp_path_factory.mktemp("numbered"), files=files).srcdir


@pytest.fixture(scope="module")
def site(srcdir: Path) -> dict[str, HtmlElement]:
    """Its pages."""
    built = Site(srcdir).try_build()
    assert built.warnings == [MESSAGE]
    return {name: built.main(name) for name in ("publications", "cv", "report")}


def numbered(element: HtmlElement) -> list[tuple[str | None, str | None]]:
    """Number and title of each paper."""
    return [
        (li.get("value"), li.cssselect(".paper-title")[0].text_content())
        for li in element.cssselect("li.paper")
    ]


def test_numbers_run_through_groups_in_groups(site: dict[str, HtmlElement]) -> None:
    """As numbers of the items, so that a filter does not change them."""
    main = site["publications"]
    first = main.cssselect("h1")[0].getparent()
    assert first is not None
    sections = [s for s in first if (s.get("id") or "").startswith("papers-")]

    assert [
        [s.get("id"), *(inner.get("id") for inner in s.cssselect("section > section"))]
        for s in sections
    ] == [
        ["papers-2024", "papers-2024-article", "papers-2024-preprint"],
        ["papers-2022", "papers-2022-article"],
    ]
    assert [n for s in sections for n in numbered(s)] == [
        ("3", "One"),
        ("2", "Two"),
        ("1", "Three"),
    ]
    levels = [e.tag for s in sections for e in s.iter("h1", "h2", "h3", "h4")]
    assert levels == ["h2", "h3", "h3", "h2", "h3"]


def test_a_list_may_be_numbered_without_groups(site: dict[str, HtmlElement]) -> None:
    """From 1; in places without headings, and not in an order that there is not."""
    plainly = site["publications"].get_element_by_id("plainly")
    (the_list,) = plainly.cssselect("ol.records")

    assert numbered(plainly) == [("1", "Two"), ("2", "One"), ("3", "Three")]
    assert "numbered" in the_list.get("class").split()
    assert the_list.get("reversed") is None
    card = site["publications"].get_element_by_id("in-a-card")
    assert numbered(card) == [("1", "One"), ("2", "Three"), ("3", "Two")]
    wrongly = site["publications"].get_element_by_id("wrongly")
    assert [number for number, _ in numbered(wrongly)] == [None] * 3


@pytest.mark.parametrize(
    ("page", "expected"), [("cv", ["3", "2", "1"]), ("report", ["1", "2", "3"])]
)
def test_the_papers_of_other_pages_are_numbered(
    site: dict[str, HtmlElement], page: str, expected: list[str]
) -> None:
    """Through the types of papers, which stand in their order."""
    found = numbered(site[page])

    assert [number for number, _ in found] == expected
    assert [title for _, title in found] == ["One", "Three", "Two"]
    descending = [ol.get("reversed") for ol in site[page].cssselect("ol.publications")]
    assert any(descending) == (page == "cv")


def test_numbers_stand_in_other_formats(srcdir: Path) -> None:
    """Before the text of the entry."""
    text = Site(srcdir).try_build("text").text("cv")

    assert [w for w in ("3. One", "2. Three", "1. Two") if w in text] == [
        "3. One",
        "2. Three",
        "1. Two",
    ]
