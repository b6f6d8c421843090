"""Items of news written by a program, as their author would have written them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

from groupsite.kinds.news.announcing import Announced, Announcement, announce
from groupsite.model.dates import PartialDate
from groupsite.sources.markdown.fences import mend_fences
from tests.conftest import new_site
from tests.sites import LAB

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


PAGE: Final = """\
# News 2025

:::{news} 2025-06
:id: 2025-06-b
:kind: talk

A talk.
:::

(label)=
% a remark
:::{news} 2025-06
:id: 2025-06-a
:kind: preprint
:paper: old
:::

:::{news} 2025-01
:id: 2025-01-a

Text.
:::
"""


def news(date: str, kind: str = "published", paper: str = "doe2024x") -> Announcement:
    """What is to be announced."""
    return Announcement(kind, paper, PartialDate.parse(date))


def block(date: str, item: str, fence: str = ":::") -> str:
    """The item as it is written."""
    return (
        f"{fence}{{news}} {date}\n:id: {item}\n:kind: published\n:paper: doe2024x\n"
        f"{fence}\n"
    )


def added(before: str, after: str) -> str:
    """What *after* has more, in one piece, made of whole lines."""
    more = len(after) - len(before)
    places = [n for n in range(len(before) + 1) if after[n + more :] == before[n:]]
    whole = [
        n for n in places if after[:n] == before[:n] and after[:n][-1:] in ("", "\n")
    ]
    return after[whole[-1] :][:more]


def done(files: Mapping[str, str], item: Announcement) -> tuple[Announced, str]:
    """The result, and the text of the page with the item."""
    result = announce(files, item)
    text = result.texts[result.path]
    assert re.split("\r?\n", text)[result.line - 1].endswith(f"{{news}} {item.date}")
    assert mend_fences(text.replace("\r\n", "\n"))[1] == []
    return result, text


@pytest.mark.parametrize(
    ("date", "item", "above"),
    [
        ("2025-07", "2025-07-a", ":::{news} 2025-06\n:id: 2025-06-b"),
        ("2025-06", "2025-06-c", ":::{news} 2025-06\n:id: 2025-06-b"),
        ("2025-05", "2025-05-a", ":::{news} 2025-01"),
        ("2025-01", "2025-01-b", ":::{news} 2025-01"),
    ],
)
def test_the_newest_comes_first(date: str, item: str, above: str) -> None:
    """An item goes to the top of its month, with an id as the others."""
    result, text = done({"news/2025.md": PAGE}, news(date))

    new = f"{block(date, item)}\n"
    assert text == PAGE.replace(above, new + above, 1)
    assert (result.path, result.id) == ("news/2025.md", item)


def test_what_belongs_to_an_item_stays_with_it() -> None:
    """A label and a remark are not parted from their item; the oldest comes last."""
    page = PAGE.replace("2025-06", "2025-03", 1)
    _, text = done({"news/2025.md": page}, news("2025-06"))
    assert added(page, text) == f"{block('2025-06', '2025-06-c')}\n"
    assert text.index("2025-06-c") < text.index("(label)=")

    page = PAGE.replace("2025-01", "2025-02")
    _, text = done({"news/2025.md": page}, news("2025-01"))
    assert text == f"{page}\n{block('2025-01', '2025-01-a')}"


def test_the_oldest_may_come_first() -> None:
    """Where later items stand below, a new one goes below those of its month."""
    page = "# News 2025\n\n" + "\n".join(
        block(date, f"i{n}").replace("doe2024x", f"p{n}")
        for n, date in enumerate(["2025-01", "2025-03", "2025-03", "2025-04"])
    )
    _, text = done({"2025.md": page}, news("2025-03"))
    new = block("2025-03", "2025-03-published-doe2024x")
    assert text == page.replace(":::{news} 2025-04", f"{new}\n:::{{news}} 2025-04")
    assert done({"2025.md": page}, news("2025-05"))[1].endswith(
        f"\n\n{block('2025-05', '2025-05-published-doe2024x')}"
    )


@pytest.mark.parametrize("fence", ["::::", "```", "~~~~"])
@pytest.mark.parametrize("eol", ["\n", "\r\n"])
def test_fence_and_line_ends_are_those_of_the_page(fence: str, eol: str) -> None:
    """Items as this page has them, with as many blank lines between."""
    page = PAGE.replace(":::\n", f"{fence}\n").replace(":::{", f"{fence}{{")
    page = page.replace("\n\n\n", "\n\n").replace(f"{fence}\n\n", f"{fence}\n\n\n")
    result, text = done({"news/2025.md": page.replace("\n", eol)}, news("2025-07"))

    new = f"{block('2025-07', '2025-07-a', fence)}\n\n".replace("\n", eol)
    assert added(page.replace("\n", eol), text) == new
    assert result.line == 3


def test_days_are_written_where_others_have_them() -> None:
    """The day is left out if most items have none."""
    item = news("2025-07-14")
    assert announce({"news/2025.md": PAGE}, item).id == "2025-07-a"

    days = re.sub(r"(\{news\} 2025-\d\d)", r"\1-02", PAGE)
    result, text = done({"news/2025.md": days}, item)
    assert f"{block('2025-07-14', '2025-07-14-published-doe2024x')}\n" in text
    assert result.id == "2025-07-14-published-doe2024x"


def test_a_second_run_changes_nothing() -> None:
    """One item for a kind and a paper, wherever it stands."""
    first, text = done({"news/2025.md": PAGE}, news("2025-05"))
    again = announce({"news/2025.md": text, "news/2024.md": ""}, news("2025-08"))

    assert again == Announced({}, "news/2025.md", first.line, first.id)


def test_items_that_are_shown_as_code_are_none() -> None:
    """Examples in documentation are not news."""
    page = f"# Docs\n\n````markdown\n{PAGE}````\n"
    result = announce({"docs/2025.md": page}, news("2025-07"))

    assert result.path == "docs/2025.md"  # the page of that year, without an item
    assert result.texts["docs/2025.md"].endswith(
        f"````\n\n{block('2025-07', '2025-07-published-doe2024x')}"
    )


def test_the_first_item_of_all() -> None:
    """A site without news gets a page for the year."""
    result, text = done({"index.md": "# Home\n"}, news("2025-07"))

    assert result.path == "news/2025.md"
    assert text == f"# News 2025\n\n{block('2025-07', '2025-07-published-doe2024x')}"


def test_one_page_for_all_years() -> None:
    """A page that has no year in its name gets the news of all."""
    result, text = done({"news.md": PAGE, "index.md": ""}, news("2026-01"))

    assert result.path == "news.md"
    assert added(PAGE, text) == f"{block('2026-01', '2026-01-a')}\n"


def test_a_new_year_begins_as_the_one_before() -> None:
    """Front matter, label and heading are those of the newest page, with the new year."""
    old = f"---\nmaxdepth: 1\n---\n(news-2025)=\n{PAGE}"
    older = PAGE.replace("2025", "2024").replace("# News", "# Older news of")
    result, text = done({"n/2025.md": old, "n/2024.md": older}, news("2026-01"))

    assert result.path == "n/2026.md"
    assert text == (
        "---\nmaxdepth: 1\n---\n(news-2026)=\n# News 2026\n\n"
        f"{block('2026-01', '2026-01-a')}"
    )
    result, text = done({"n/2025.md": old, "n/2023.md": older}, news("2024-01"))
    assert result.path == "n/2024.md"
    assert text.startswith("# Older news of 2024\n")


@pytest.mark.parametrize(
    ("path", "entries", "new"),
    [
        ("news/index.md", ["2025", "2024"], ["2026", "2025", "2024"]),
        ("news/index.md", ["2024.md", "2025.md"], ["2024.md", "2025.md", "2026.md"]),
        ("news/index.md", ["x", "2025"], ["x", "2026", "2025"]),
        ("index.md", ["a", "news/2025", "b"], ["a", "news/2026", "news/2025", "b"]),
        ("index.md", ["/news/2025"], ["/news/2026", "/news/2025"]),
        (
            "index.md",
            ["Of 2025 <news/2025>", "Of 2024 <news/2024>"],
            ["Of 2026 <news/2026>", "Of 2025 <news/2025>", "Of 2024 <news/2024>"],
        ),
        ("news/index.md", [":glob:", "", "20*"], None),
        ("news/index.md", ["other"], None),
    ],
)
def test_a_new_page_is_added_to_its_toctree(
    path: str, entries: list[str], new: list[str] | None
) -> None:
    """Where pages are listed by name, in the order of the list; once."""

    def toctree(lines: list[str]) -> str:
        return "\n".join(["# N", "", "```{toctree}", ":hidden:", *lines, "```", ""])

    files = {"news/2025.md": PAGE, path: toctree(entries)}
    result = announce(files, news("2026-01"))

    assert result.texts.keys() == ({"news/2026.md", path} if new else {"news/2026.md"})
    if new:
        assert result.texts[path] == toctree(new)


@pytest.mark.parametrize(
    "item",
    [
        Announcement("published", "", PartialDate(2025)),
        Announcement("published", "a\n:::", PartialDate(2025)),
        Announcement("a b", "a", PartialDate(2025)),
        Announcement("", "a", PartialDate(2025)),
        Announcement("published", "a", PartialDate(2025), "a b"),
    ],
)
def test_what_cannot_be_an_option_is_refused(item: Announcement) -> None:
    """Nothing is written that the page would not hold as it is."""
    with pytest.raises(ValueError, match=r"cannot be the (kind|paper|id) of an item"):
        announce({"news/2025.md": PAGE}, item)


def test_ids_are_unique() -> None:
    """An id that another item has is not used again; keys may hold what ids may not."""
    files = {"news/2024.md": PAGE.replace("2025-06-b", "2025-07-published-a-b")}
    files["news/2024.md"] = re.sub(r":id: 2025-0\d-a\n", "", files["news/2024.md"])
    result = announce(files, news("2025-07", paper="a:b"))

    assert result.id == "2025-07-published-a-b-b"


def test_a_site_shows_the_item(tmp_path: Path) -> None:
    """The item is read as it was meant, on its page."""
    pages = {
        f"news/{path.name}": path.read_text("utf-8")
        for path in (LAB / "news").glob("*.md")
    }
    result = announce(pages, news("2027-02", paper="doe2024fast"))
    text = result.texts[result.path]
    site = new_site(tmp_path, "basic", {"more.md": f"---\norphan: true\n---\n\n{text}"})
    (item,) = site.build().main("more").cssselect(".news-item")

    assert result.path == "news/2027.md"
    assert text.startswith("# News 2027\n\n:::{news} 2027-02\n")
    assert item.get("id") == f"news-{result.id}"
    assert item.cssselect(".news-kind")[0].text_content() == "Paper published"
