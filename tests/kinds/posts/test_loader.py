"""Posts are read from their files, without building anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from groupsite.kinds.posts.loader import load_posts
from groupsite.model.dates import PartialDate
from tests.conftest import bare_settings

if TYPE_CHECKING:
    from pathlib import Path

    from groupsite.kinds.posts.post import Post
    from groupsite.model.parts import Loaded


def load(folder: Path, text: str, name: str = "2026-03-01-x.md") -> Loaded:
    """The posts in a folder with one file."""
    path = folder / "posts" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return load_posts(bare_settings(folder, posts="posts"))


def post(folder: Path, text: str, name: str = "2026-03-01-x.md") -> Post:
    """The only post, of which nothing is wrong."""
    loaded = load(folder, text, name)
    assert loaded.problems == []
    (located,) = loaded.records
    record: Post = located.record
    return record


def messages(loaded: Loaded) -> list[str]:
    """Messages as authors see them."""
    return [f"{p.position}: {p.message} [{p.subtype}]" for p in loaded.problems]


def test_everything_is_in_the_front_matter(tmp_path: Path) -> None:
    """Keys that are meant for others are left to them."""
    found = post(
        tmp_path,
        "---\ntitle: A title\ndate: 2026-03-02T12:00:00Z\nauthors: [doe-jane]\n"
        "tags: one\nexcerpt: In short.\norphan: true\nhtml_meta:\n  description: x\n"
        "---\n\nText.\n",
    )
    assert found.id == "2026-03-01-x"
    assert found.docname == "posts/2026-03-01-x"
    assert found.title == "A title"
    assert found.date == PartialDate(2026, 3, 2)
    assert found.authors == ("doe-jane",)
    assert found.tags == ("one",)
    assert found.excerpt == "In short."


def test_nothing_is_in_the_front_matter(tmp_path: Path) -> None:
    """The file and its text say all that is needed."""
    found = post(tmp_path, "# The title\n\nThe text.\n")
    assert (found.title, str(found.date), found.excerpt) == (
        "The title",
        "2026-03-01",
        "The text.",
    )


@pytest.mark.parametrize(
    ("name", "date", "title"),
    [
        ("2026-03-on-widgets.md", "2026-03", "On widgets"),
        ("2026-03-01-Über_alles.md", "2026-03-01", "Über alles"),
        ("2026-03-01.md", "2026-03-01", "2026-03-01"),
    ],
)
def test_the_name_of_the_file_says_when(
    tmp_path: Path, name: str, date: str, title: str
) -> None:
    """And, where nothing else does, what it is called."""
    found = post(tmp_path, "", name)
    assert (str(found.date), found.title) == (date, title)


def test_the_page_that_lists_them_is_no_post(tmp_path: Path) -> None:
    """There may be an index."""
    assert load(tmp_path, "# Posts", "index.md") == ([], [], frozenset())


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (
            "# A",
            "a.md",
            [
                (
                    "posts/a.md:1: a post needs a date: write `date: 2026-03-01` into its "
                    "front matter, or call the file `2026-03-01-a.md` [date]"
                )
            ],
        ),
        (
            "---\ntitle: A\ndate: May\n---\n",
            "2026-03-01-a.md",
            [
                (
                    "posts/2026-03-01-a.md:3: `date`: 'May' is not a date: write YYYY, "
                    "YYYY-MM or YYYY-MM-DD [date]"
                )
            ],
        ),
        (
            "---\ntitle: A\nimage: none.png\n---\n",
            "2026-03-01-a.md",
            [
                (
                    "posts/2026-03-01-a.md:3: `2026-03-01-a`: there is no file 'none.png' "
                    "beside this one [field]"
                )
            ],
        ),
        (
            "---\n- a list\n---\n",
            "2026-03-01-a.md",
            [
                (
                    "posts/2026-03-01-a.md:2: front matter should be keys with values, "
                    "`title: …` [yaml]"
                )
            ],
        ),
    ],
)
def test_a_slip_costs_as_little_as_possible(
    tmp_path: Path, text: str, name: str, expected: list[str]
) -> None:
    """It is told with its line; only a post without a date is lost."""
    loaded = load(tmp_path, text, name)
    assert messages(loaded) == expected
    lost = {"a"} if name == "a.md" else set()
    assert loaded.lost == lost
    assert len(loaded.records) == 1 - len(lost)


def test_front_matter_that_is_no_yaml_is_told(tmp_path: Path) -> None:
    """With its line; the post is there."""
    loaded = load(tmp_path, "---\ntitle: [a\ntags: b\n---\n# A\n")
    (problem,) = loaded.problems
    assert problem.message.startswith("this front matter is not valid YAML")
    assert [located.record.title for located in loaded.records] == ["A"]
