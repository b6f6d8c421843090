"""Pages that are new: in the menu, or told how to get there; nothing is ignored."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from tests.conftest import Site
from tests.sites import LAB

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Built

TOLD: Final = (
    "contact.md:1: WARNING: no menu leads to this page; begin it with the three lines "
    "`---`, `menu: true`, `---` to put it there, or name it in the toctree of another "
    "page; if links to it are enough, write `orphan: true` in the same way "
    "[groupsite.menu]"
)
WHOLE: Final = {"groupsite_whole_project": True, "groupsite_owner": ""}


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    """A whole project with a page that is new."""
    files = {
        "index.md": "# Home\n\n```{toctree}\nnews\n```\n",
        "news.md": "# News\n",
        "contact.md": "# Contact\n",
    }
    site = make_site(files=files)
    for name in ("publications.md", "people.md"):
        site.remove(name)
    return site


def build(site: Site, *warnings: str, **config: object) -> Built:
    """Build the project."""
    return site.build(warnings=warnings, config={**WHOLE, **config})


def begun(text: str) -> str:
    """The new page, with front matter."""
    return f"---\n{text}\n---\n\n# Contact\n"


def test_a_page_without_a_menu_is_told_what_to_write(site: Site) -> None:
    """Once, in each build until it is mended; the page is there and the build is well."""
    built = build(site, TOLD)

    assert built.code == 0
    assert built.main("contact").cssselect("h1")[0].text_content().startswith("Contact")
    assert build(site, TOLD).read == {"contact"}


@pytest.mark.parametrize(
    "text", ["menu: true", "menu: Find us", "orphan: true", "menu: false"]
)
def test_a_page_that_does_so_is_told_nothing(site: Site, text: str) -> None:
    """Whether it is in the menu or only linked."""
    site.write("contact.md", begun(text))

    build(site)


def test_a_page_of_the_footer_needs_no_menu(site: Site) -> None:
    """Every page leads there."""
    build(site, groupsite_footer=["contact"])


def test_reStructuredText_has_other_fields(site: Site) -> None:  # noqa: N802
    """The message says what its author would write."""
    site.remove("contact.md")
    site.write("contact.rst", "Contact\n=======\n")

    told = (
        "contact.rst:1: WARNING: no menu leads to this page; begin it with "
        "`:menu: true` to put it there, or name it in the toctree of another page; if "
        "links to it are enough, write `:orphan: true` in the same way [groupsite.menu]"
    )
    build(site, told)
    site.write("contact.rst", ":menu: true\n\nContact\n=======\n")
    build(site)


@pytest.mark.parametrize("name", ["toc.not_included", "toc", "groupsite.menu"])
def test_who_does_not_want_to_know_is_told_nothing(site: Site, name: str) -> None:
    """By the name that Sphinx gives it, too."""
    build(site, suppress_warnings=[name])


def test_in_other_projects_sphinx_has_the_word(site: Site) -> None:
    """Whoever documents something else has other menus."""
    lost = (
        "contact.md: WARNING: document isn't included in any toctree [toc.not_included]"
    )
    site.build(warnings=[lost], config={**WHOLE, "groupsite_whole_project": False})


NAMES: Final = {
    "contact.markdown": "contact.md",
    "contact.MD": "contact.md",
    "contact.md.txt": "contact.md",
    "group/where.mkd": "where.md",
}


@pytest.mark.parametrize("name", NAMES)
def test_markdown_of_another_ending_is_reported(site: Site, name: str) -> None:
    """It would be ignored without a word."""
    site.write("contact.md", begun("menu: true"))
    site.write(name, "# Contact\n")
    told = (
        f"{name}:1: ERROR: this file is no page of the site: call it `{NAMES[name]}` "
        "[groupsite.page]"
    )

    assert build(site, told).code == 1
    assert build(site, told).code == 1


IGNORED: Final = (
    "README.md",
    "CONTRIBUTING.md",
    "LICENSE.md",
    "_draft.md",
    "files/notes.markdown",
    ".github/template.md",
)


@pytest.fixture
def lab(tmp_path: Path) -> Site:
    """The made-up group, with our theme."""
    return Site(Path(shutil.copytree(LAB, tmp_path / "lab")))


def menu(built: Built, name: str = "index") -> list[tuple[str, str]]:
    """The entries of the menu on a page: name and address."""
    links = built.page(name).cssselect(".site-nav a")
    return [(a.text_content().strip(), a.get("href")) for a in links]


def test_front_matter_puts_a_page_into_the_menu(lab: Site) -> None:
    """Below what the toctree names, on all pages; files about a repository stay out."""
    for name in IGNORED:
        lab.write(name, "# No page\n")
    before = menu(lab.build())
    lab.write("contact.md", begun("menu: true"))
    lab.write("about/us.md", "---\nmenu: Who we are\n---\n# Us\n")
    built = lab.build()

    added = [("Who we are", "about/us.html"), ("Contact", "contact.html")]
    assert menu(built) == [*before, *added]
    assert ("Contact", "../contact.html") in menu(built, "news/index")
    pages = {path.stem for path in built.outdir.rglob("*.html")}
    assert not pages & {"README", "CONTRIBUTING", "LICENSE", "_draft", "template"}


def test_the_menu_follows_front_matter(lab: Site) -> None:
    """All pages are written again when the name of one in the menu changes."""
    lab.write("contact.md", begun("menu: Find us"))
    lab.build()
    lab.write("contact.md", begun("menu: Visit us"))
    built = lab.build()

    assert built.read == {"contact"}
    assert ("Visit us", "contact.html") in menu(built)
    assert ("Visit us", "../contact.html") in menu(built, "news/2023")


def test_the_toctree_decides_on_the_order(lab: Site) -> None:
    """A page in both has the name that front matter gives it."""
    lab.write("contact.md", begun("menu: Find us"))
    lab.edit("index.md", "News <news/index>\n", "contact\nNews <news/index>\n")

    assert menu(lab.build())[:2] == [
        ("Find us", "contact.html"),
        ("News", "news/index.html"),
    ]
