"""The benchmark counts what it builds: what is lost on the way is never measured as fast."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import lxml.html
import pytest

from tests.bench.builds import MODES, BuildError, build, output
from tests.bench.content import Group
from tests.bench.counting import MiscountError, count

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.full


@pytest.fixture(scope="module", params=["plain", "ours"])
def built(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Group]:
    """The pages of 3 news and 2 papers after all edits, and what is in them."""
    source = tmp_path_factory.mktemp("bench") / "site"
    group = Group(request.param, 3, 2)
    group.write(source)
    build(source, group)
    for edit in MODES.values():
        group = edit(group, source)
    build(source, group)
    return output(source), group


@pytest.fixture
def out(built: tuple[Path, Group], tmp_path: Path) -> Path:
    """The pages once more, to be damaged."""
    return shutil.copytree(built[0], tmp_path / "out")


def drop(page: Path, selector: str) -> None:
    """Take the first element of a kind out of a page."""
    tree = lxml.html.parse(page)
    tree.getroot().cssselect(selector)[0].drop_tree()
    tree.write(page, encoding="utf-8", method="html")


def test_edits_are_counted(built: tuple[Path, Group]) -> None:
    """Building what was edited counted the old and the new; nothing newer is there."""
    out, group = built
    assert (group.news, group.papers) == (5, 3)
    for newer, name in (
        (replace(group, news=6), "item-5"),
        (replace(group, papers=4), "paper3"),
    ):
        with pytest.raises(MiscountError, match=f"{group.flavour}: .*missing: {name}"):
            count(out, newer)


@pytest.mark.parametrize("built", ["plain"], indirect=True)
@pytest.mark.parametrize(
    ("page", "element", "found"),
    [
        ("news/2008.html", "#item-0", "news/20*.html: expected 5, found 4"),
        ("publications.html", ".citation", "publications.html: expected 3, found 2"),
        ("people.html", "#person-3", "people.html: expected 12, found 11"),
    ],
)
def test_plain_sphinx_is_counted(
    built: tuple[Path, Group], out: Path, page: str, element: str, found: str
) -> None:
    """Whatever is left out of the pages of plain Sphinx ends the run."""
    drop(out / page, element)
    with pytest.raises(MiscountError, match=re.escape(f"plain: {found}; missing: ")):
        count(out, built[1])


@pytest.mark.parametrize("built", ["ours"], indirect=True)
@pytest.mark.parametrize(
    ("page", "element", "found"),
    [
        ("news/2008.html", ".news-item", "news/20*.html: expected 5, found 4"),
        ("news/index.html", ".news-item", "news/index.html: expected 5, found 4"),
        ("index.html", ".news-item", "index.html: expected 5, found 4"),
        ("publications.html", ".paper", "publications.html: expected 3, found 2"),
        ("people.html", ".person", "people.html: expected 12, found 11"),
    ],
)
def test_our_lists_are_counted(
    built: tuple[Path, Group], out: Path, page: str, element: str, found: str
) -> None:
    """Whatever is left out of our lists ends the run."""
    drop(out / page, element)
    with pytest.raises(MiscountError, match=re.escape(f"ours: {found}; missing: ")):
        count(out, built[1])


def test_all_of_a_long_page_are_counted(tmp_path: Path) -> None:
    """What is lost from the newest years, or from the number of another, ends the run."""
    group = Group("ours-lists", 500, 2)
    group.write(tmp_path / "site")
    build(tmp_path / "site", group)
    page = output(tmp_path / "site") / "news/index.html"
    text = page.read_text("utf-8")
    for damage, message in (
        (lambda: drop(page, ".news-item"), "found 499; missing: item-4"),
        (lambda: drop(page, "#news-2010"), "missing: 2010, 2010, "),
        (
            lambda: page.write_text(
                re.sub(r"\((\d+)\d\)</span>", r"(\1)</span>", text)
            ),
            "missing: ",
        ),
    ):
        damage()
        with pytest.raises(MiscountError, match=message):
            count(page.parents[1], group)
        page.write_text(text, "utf-8")


@pytest.mark.parametrize("built", ["ours"], indirect=True)
@pytest.mark.parametrize("page", ["papers/paper1", "members/person-1"])
def test_pages_are_counted(built: tuple[Path, Group], out: Path, page: str) -> None:
    """A page that is missing, or that shows something else, ends the run."""
    path = out / f"{page}.html"
    path.write_bytes((out / "people.html").read_bytes().replace(b"-1", b"-x"))
    message = f"expected .*; missing: {path.stem}$"
    with pytest.raises(MiscountError, match=message):
        count(out, built[1])
    path.unlink()
    with pytest.raises(MiscountError, match=message):
        count(out, built[1])


@pytest.mark.parametrize("built", ["ours"], indirect=True)
def test_pages_that_nobody_asked_for_are_counted(built: tuple[Path, Group]) -> None:
    """A site of lists with pages is another site than the one to be measured."""
    message = r"papers/\*.html: expected 0, found 3; not expected: paper0"
    with pytest.raises(MiscountError, match=message):
        count(built[0], replace(built[1], flavour="ours-lists"))


@pytest.mark.parametrize("built", ["ours"], indirect=True)
@pytest.mark.parametrize("form", ["json", "atom"])
@pytest.mark.parametrize("id_", ["news/item-", "papers/paper"])
def test_feeds_are_counted(
    built: tuple[Path, Group], out: Path, id_: str, form: str
) -> None:
    """An entry that is in a feed twice does not stand for another."""
    path = out / f"feeds/{id_.partition('/')[0]}.{form}"
    feed = path.read_text("utf-8")
    path.write_text(feed.replace(f":{id_}1", f":{id_}2"), "utf-8")
    message = f"feeds/{path.name}: expected .*; missing: .*1; not expected: .*2"
    with pytest.raises(MiscountError, match=message):
        count(out, built[1])


@pytest.mark.parametrize("built", ["ours"], indirect=True)
def test_the_search_is_counted(built: tuple[Path, Group], out: Path) -> None:
    """What the search cannot find ends the run."""
    path = out / "search-index.js"
    name, _, text = path.read_text("utf-8").partition("=")
    index = json.loads(text.rstrip(";\n"))
    index["entries"].pop()
    path.write_text(f"{name}={json.dumps(index)};\n", "utf-8")
    with pytest.raises(MiscountError, match=r"search-index.js: .*; missing: News$"):
        count(out, built[1])


def test_a_warning_ends_the_run(tmp_path: Path) -> None:
    """News without a date are left out with an error: it is shown."""
    group = Group("ours-lists", 3, 2)
    group.write(tmp_path / "site")
    path = tmp_path / "site/news/2008.md"
    text = path.read_text("utf-8")
    path.write_text(text.replace(":::{news} 2008", ":::{news} once"), "utf-8")
    with pytest.raises(BuildError, match=r"ours-lists: .*\n.*is not a date"):
        build(tmp_path / "site", group)
