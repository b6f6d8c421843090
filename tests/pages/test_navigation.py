"""The navigation that templates get: the entries of the root, and where a page belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.conftest import new_site

if TYPE_CHECKING:
    from sphinx.application import Sphinx

ROOT: Final = "# Home\n\n```{toctree}\nNews <news/index>\nwork/index\nwork/publications\npeople\n```\n"
FILES: Final[dict[str, str | bytes]] = {
    "index.md": ROOT,
    "news.md": "---\norphan: true\n---\n# Old news\n",
    "publications.md": "---\norphan: true\n---\n# Old\n",
    "news/index.md": "# All news\n\n```{toctree}\n2024\n```\n",
    "news/2024.md": "# 2024\n",
    "work/index.md": "# Our work\n\n```{toctree}\ntheme\n```\n",
    "work/theme.md": "# A theme\n\n:::{theme} mri\n:::\n",
    "work/publications.md": "# Publications\n\n:::{publications}\n:::\n",
}
CONFIG: Final = {
    "groupsite_paper_pages": "work/papers",
    "groupsite_person_pages": "members",
}


@pytest.fixture(scope="module")
def navigation(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    """The entries that each page gets."""
    found: dict[str, list[Any]] = {}

    def on_app(app: Sphinx) -> None:
        def note(
            _app: object,
            name: str,
            _template: str,
            context: dict[str, Any],
            _doctree: object,
        ) -> None:
            found[name] = context["site_nav"]

        app.connect("html-page-context", note, priority=900)

    site = new_site(tmp_path_factory.mktemp("navigation"), files=FILES)
    site.build(config=CONFIG, on_app=on_app)
    return found


def test_the_entries_are_those_of_the_root(navigation: dict[str, list[Any]]) -> None:
    """Titles are as the toctree says, else those of the pages; addresses fit the page."""
    entries = [(entry.title, entry.url) for entry in navigation["index"]]
    deep = [entry.url for entry in navigation["work/theme"]]

    assert entries == [
        ("News", "news/index.html"),
        ("Our work", "work/index.html"),
        ("Publications", "work/publications.html"),
        ("People", "people.html"),
    ]
    assert deep == [
        "../news/index.html",
        "index.html",
        "publications.html",
        "../people.html",
    ]


PLACES: Final = {
    "index": ([], []),
    "news/index": (["News"], ["News"]),
    "news/2024": ([], ["News"]),
    "work/theme": ([], ["Our work"]),
    "work/publications": (["Publications"], ["Publications"]),
    "work/papers/doe2024fast": ([], ["Publications"]),
    "members/smith-ann": ([], ["People"]),
    "search": ([], []),
}


@pytest.mark.parametrize("name", PLACES)
def test_a_page_knows_its_place(navigation: dict[str, list[Any]], name: str) -> None:
    """A page is below what includes it, the page of a record below its full list."""
    entries = navigation[name]
    current = [entry.title for entry in entries if entry.current]
    inside = [entry.title for entry in entries if entry.inside]

    assert (current, inside) == PLACES[name]


def test_a_section_shows_its_pages(navigation: dict[str, list[Any]]) -> None:
    """The entry that visitors are in, and no other, has the pages of its toctree."""
    below = {
        name: {entry.title: list(entry.below) for entry in navigation[name]}
        for name in ("index", "work/index", "work/theme", "people")
    }

    assert not any(
        pages for name in ("index", "people") for pages in below[name].values()
    )
    (theme,) = below["work/theme"].pop("Our work")
    assert theme == ("A theme", "#", True, True, ())
    assert not any(below["work/theme"].values())
    (theme,) = below["work/index"]["Our work"]
    assert theme == ("A theme", "theme.html", False, False, ())
