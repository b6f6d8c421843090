"""Pages of news with slips: each is one message, and all items are there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Built, Site

FIRST: Final = ":::{news} 2026-09\n:id: first\n\nFirst.\n:::\n"
LAST: Final = ":::{news} 2026-01\n:id: last\n:kind: talk\n\nLast.\n:::\n"
INDEX: Final = "# Home\n\n:::{timeline}\n:::\n\n```{toctree}\nnews/2026\npublications\npeople\n```\n"

#: The item in the middle, and what is said of it: lines count from its first one.
SLIPS: Final = {
    "two colons": (
        "::{news} 2026-05\n:id: it\n\nText.\n:::\n",
        "write :::{news} 2026-05, not ::{news} 2026-05",
    ),
    "no braces": (
        ":::news 2026-05\n:id: it\n\nText.\n:::\n",
        "write :::{news} 2026-05, not :::news 2026-05",
    ),
    "another fence at the end": (
        "```{news} 2026-05\n:id: it\n\nText.\n:::\n",
        "the item begins with ``` and ends with ::: (line 13); write ``` there",
    ),
    "never closed": (
        ":::{news} 2026-05\n:id: it\n\nText.\n",
        "the item is never closed; write ::: below its text",
    ),
}


def items(built: Built, page: str) -> list[tuple[str, str]]:
    """Ids and texts of the items of a page."""
    return [
        (item.get("data-id") or "", " ".join(p.text_content() for p in item.cssselect("p")))
        for item in built.main(page).cssselect(".news-item")
    ]  # fmt: skip


ALL: Final = [("first", "First."), ("it", "Text."), ("last", "Last.")]


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_costs_no_item(make_site: Callable[..., Site], name: str) -> None:
    """The item is shown as it was meant, and so are those above and below."""
    text, message = SLIPS[name]
    page = f"# News 2026\n\n{FIRST}\n{text}\n{LAST}"
    site = make_site(files={"news/2026.md": page, "index.md": INDEX})
    line = page[: page.index(text)].count("\n") + 1
    site.remove("news.md")
    built = site.build(
        warnings=[
            f"news/2026.md:{line}: WARNING: {{news}}: {message} [groupsite.mended]"
        ]
    )

    assert items(built, "news/2026") == ALL
    assert items(built, "index") == ALL
    assert built.code == 0


def test_messages_below_a_slip_keep_their_lines(
    make_site: Callable[..., Site],
) -> None:
    """What is wrong further down is reported at the line of the author."""
    page = f"# News\n\n{SLIPS['never closed'][0]}\n:::{{news}} 2026-01\n:kind: tlak\n\nLast.\n:::\n"
    site = make_site(files={"news.md": page})
    warnings = site.try_build().warnings

    assert [warning.split(": ")[0] for warning in warnings] == [
        "news.md:3",
        "news.md:9",
    ]


def test_other_pages_are_left_alone(make_site: Callable[..., Site]) -> None:
    """A page without news may have any fences; its text is not touched."""
    page = "# Other\n\n::: \nText.\n:::\n\n::{note}\n"
    site = make_site(files={"other.md": f"---\norphan: true\n---\n\n{page}"})

    assert site.build().main("other").cssselect("p")[-1].text == "::{note}"


def test_a_new_year_without_a_heading(make_site: Callable[..., Site]) -> None:
    """The page gets the heading that is proposed, so that menus can name it."""
    site = make_site(files={"news/2026.md": f"{FIRST}\n{LAST}", "index.md": INDEX})
    site.remove("news.md")
    message = "news/2026.md:1: WARNING: the page has no heading; begin it with `# News 2026` [groupsite.mended]"
    built = site.build(warnings=[message])

    (heading,) = built.main("news/2026").cssselect("h1")
    assert heading.text == "News 2026"
    links = built.main("index").cssselect(".toctree-l1 > a")
    assert next((link.text, link.get("href")) for link in links) == (
        "News 2026",
        "news/2026.html",
    )
    assert items(built, "news/2026") == [ALL[0], ALL[2]]
    assert items(built, "index") == [ALL[0], ALL[2]]


def test_items_above_the_heading(make_site: Callable[..., Site]) -> None:
    """They are the first below it; one message says so, however many there are."""
    above = FIRST + "\n" + FIRST.replace("first", "second")
    page = f"{above}\n# News 2026\n\n{LAST}"
    site = make_site(files={"news/2026.md": page, "index.md": INDEX})
    site.remove("news.md")
    message = "news/2026.md:1: WARNING: {news}: the item is above the heading of its page, and shown below it; write the heading first [groupsite.mended]"
    built = site.build(warnings=[message])

    (section,) = built.main("news/2026").cssselect("section")
    assert [child.tag for child in section] == ["h1", "ol"]
    assert [item_id for item_id, _ in items(built, "news/2026")] == [
        "first",
        "second",
        "last",
    ]


def test_a_home_page_needs_no_heading(make_site: Callable[..., Site]) -> None:
    """The first page of a site is named by the site."""
    toctree = "\n```{toctree}\nnews\npublications\npeople\n```\n"
    built = make_site(files={"index.md": FIRST + toctree}).build()

    assert not built.main("index").cssselect("h1")
