"""Style sheets and scripts: served without comments, whole, and where they are needed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest
from docutils.utils.code_analyzer import Lexer

from tests.conftest import REPOSITORY, Built, Site, new_site
from tests.rebuilding import rebuild

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

STATIC: Final = REPOSITORY / "groupsite/static"
SCRIPTS: Final = sorted(path.name for path in STATIC.glob("*.js"))
#: The last one is made by the build.
SHEETS: Final = [
    # what is about some records comes after what is about all of them
    "groupsite.css",
    *(
        f"groupsite-{name}.css"
        for name in ("people", "cards", "chart", "media", "icons")
    ),
]
SOURCES: Final = sorted(path.name for path in STATIC.glob("*.*"))
ORPHAN: Final = "---\norphan: true\n---\n"
FILTERED: Final = "# P\n\n:::{publications}\n:filter:\n:::\n"
FILES: Final[dict[str, str | bytes]] = {
    "publications.md": FILTERED,
    "timeline.md": f"{ORPHAN}# T\n\n:::{{timeline}}\n:filter: kind\n:::\n",
    "coauthors.md": f"{ORPHAN}# C\n\n:::{{coauthors}}\n:::\n",
    "both.md": f"{ORPHAN}{FILTERED}\n:::{{coauthors}}\n:::\n",
    "files.md": ORPHAN + FILTERED.replace(":filter:", ":filter:\n:export:"),
    "plain.md": (
        f"{ORPHAN}# Plain\n\nWords.\n\n```python\nx = 1\n```\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n:::{publications}\n:chart:\n:::\n"
    ),
    "empty.md": f"{ORPHAN}# E\n\n:::{{publications}}\n:filter:\n:state: submitted\n:::\n",
}
CONFIG: Final = {
    "groupsite_paper_pages": "papers",
    "groupsite_person_pages": "members",
    "groupsite_search": True,
}
FILTER: Final = ["groupsite-fold.js", "groupsite-filter.js"]
NEEDS: Final = {
    "index": [],
    "plain": [],
    "empty": [],
    "people": [],
    "404": [],
    "genindex": [],
    "members/doe-jane": [],
    "publications": FILTER,
    "timeline": FILTER,
    "coauthors": ["groupsite-table.js"],
    "both": [*FILTER, "groupsite-table.js"],
    "files": ["groupsite-export.js", *FILTER],
    "papers/doe2024fast": ["groupsite-copy.js"],
    "search": ["groupsite-fold.js", "groupsite-search.js"],
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with pages that need scripts and pages that do not."""
    return new_site(tmp_path_factory.mktemp("assets"), files=FILES)


@pytest.fixture(scope="module")
def built(site: Site) -> Built:
    """The site in HTML."""
    return site.build(config=CONFIG)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    """An empty page, to ask the browser what it makes of a text."""
    return browser.new_page()


def source(name: str) -> str:
    """A file as people read it."""
    return (STATIC / name).read_text("utf-8")


def served(built: Built, name: str) -> str:
    """The same as the site has it."""
    return (built.outdir / "_static" / name).read_text("utf-8")


def tokens(name: str, text: str) -> list[tuple[list[str], str]]:
    """(classes, text) of the tokens of a style sheet or a script, by Pygments."""
    language = "css" if name.endswith(".css") else "javascript"
    return list(Lexer(text, language, tokennames="long"))


def code(name: str, text: str) -> str:
    """All that counts: no comments, and no white space outside of strings."""
    kept = [
        token if "string" in classes else "".join(token.split())
        for classes, token in tokens(name, text)
        if "comment" not in classes
    ]
    return "".join(kept)


# -- what is served -----------------------------------------------------------------


@pytest.mark.parametrize("name", [*SCRIPTS, *SHEETS])
def test_nothing_is_served_for_readers_of_code(built: Built, name: str) -> None:
    """A file has code and no comment."""
    found = tokens(name, served(built, name))

    assert found
    assert [text for classes, text in found if "comment" in classes] == []


@pytest.mark.parametrize("name", SOURCES)
def test_white_space_is_not_served(built: Built, name: str) -> None:
    """A file has no empty line and no line that is indented."""
    lines = served(built, name).splitlines()

    assert lines == [line.strip() for line in lines if line.strip()]


@pytest.mark.parametrize("name", SOURCES)
def test_sources_have_comments(name: str) -> None:
    """What the tests of comments look for is there to be found."""
    assert any("comment" in classes for classes, _ in tokens(name, source(name)))


@pytest.mark.parametrize("name", SOURCES)
def test_all_code_is_served(built: Built, name: str) -> None:
    """Apart from comments and white space a file is what people have written."""
    assert code(name, served(built, name)) == code(name, source(name))


def test_a_style_sheet_means_the_same(built: Built, page: Page) -> None:
    """A browser reads the same selectors and declarations as in the source."""
    rules = (
        "text => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text);"
        " return [...sheet.cssRules].map(rule => rule.cssText); }"
    )
    expected, found = (
        [
            re.sub(r",\s+", ",", " ".join(rule.split()))
            for rule in page.evaluate(rules, text)
        ]
        for text in (source("groupsite.css"), served(built, "groupsite.css"))
    )

    assert len(expected) > 50
    assert found == expected


@pytest.mark.parametrize("name", SHEETS)
def test_a_style_sheet_has_no_rule_that_is_lost(
    built: Built, page: Page, name: str
) -> None:
    """A browser understands as many rules as there are blocks."""
    count = (
        "text => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text);"
        " const all = rules => [...rules].reduce("
        "(sum, rule) => sum + 1 + all(rule.cssRules ?? []), 0);"
        " return all(sheet.cssRules); }"
    )
    text = served(built, name)
    blocks = sum(t.count("{") for c, t in tokens(name, text) if "string" not in c)

    assert page.evaluate(count, text) == blocks


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_can_be_read(built: Built, page: Page, name: str) -> None:
    """A browser finds no fault in what a script says."""
    page.evaluate("text => { new Function(text); }", served(built, name))


def test_only_sites_have_static_files(make_site: Callable[..., Site]) -> None:
    """Formats that no browser shows get neither style sheets nor scripts."""
    built = make_site(files=FILES).build("text", config=CONFIG)

    assert {path.suffix for path in built.outdir.rglob("*") if path.is_file()} == {
        ".txt"
    }


# -- where --------------------------------------------------------------------------


def scripts(built: Built, name: str) -> list[str]:
    """The scripts of ours on a page, in order."""
    found = [script.get("src") for script in built.page(name).cssselect("script[src]")]
    names = [src.partition("?")[0].rpartition("/")[2] for src in found]
    return [name for name in names if name.startswith("groupsite")]


@pytest.mark.parametrize("name", NEEDS)
def test_a_page_gets_what_it_needs(built: Built, name: str) -> None:
    """A page has the scripts that do something on it, in the order they need."""
    assert scripts(built, name) == NEEDS[name]


@pytest.mark.parametrize("name", NEEDS)
def test_scripts_are_there_and_do_not_wait(built: Built, name: str) -> None:
    """Each script is a file of the site, and holds up no page that is being read."""
    for script in built.page(name).cssselect("script[src*='_static/groupsite']"):
        path = built.outdir / name / ".." / script.get("src").partition("?")[0]
        assert path.resolve().is_file()
        assert script.get("defer") is not None


@pytest.mark.parametrize("name", NEEDS)
def test_every_page_has_the_style_sheets(built: Built, name: str) -> None:
    """The style sheets are on all pages."""
    links = built.page(name).cssselect("link[rel=stylesheet]")
    names = [link.get("href").partition("?")[0].rpartition("/")[2] for link in links]

    assert [name for name in names if name in SHEETS] == SHEETS


def test_a_source_without_a_file_has_no_button(make_site: Callable[..., Site]) -> None:
    """Where papers have no pages there is no button that copies, and no script for it."""
    text = f"{ORPHAN}# Own\n\n:::{{paper}} doe2024fast\n:::\n"
    built = make_site(files={"own.md": text}).build()

    assert built.main("own").cssselect(".bibtex-file") == []
    assert scripts(built, "own") == []


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml"])
def test_other_sites_get_them_too(site: Site, builder: str) -> None:
    """All formats of pages for browsers have the scripts."""
    built = site.build(builder, config=CONFIG)
    name = "publications/index" if builder == "dirhtml" else "index"

    assert scripts(built, name) == FILTER


def test_the_font_for_formulas_is_no_part_of_an_e_book(site: Site) -> None:
    """A page finds it beside its style sheet; an e-book has neither."""
    font = "stix-two-math.woff2"
    built = site.build(config=CONFIG)
    assert f'url("{font}")' in served(built, "groupsite.css")
    assert (built.outdir / "_static" / font).read_bytes()[:4] == b"wOF2"

    book = site.build(
        "epub", config={**CONFIG, "copyright": "2024, Doe", "version": "1"}
    )
    assert "@font-face" not in served(book, "groupsite.css")
    assert not (book.outdir / "_static" / font).exists()


def test_a_script_goes_with_its_use(make_site: Callable[..., Site]) -> None:
    """A page whose filter is taken away has no script any more."""
    site = make_site(files=FILES)
    site.build(config=CONFIG)
    site.edit("publications.md", ":filter:\n", "")
    site.edit(
        "coauthors.md",
        ":::{coauthors}",
        ":::{publications}\n:filter:\n:::\n\n:::{coauthors}",
    )
    built = rebuild(site, config=CONFIG)

    assert scripts(built, "publications") == []
    assert scripts(built, "coauthors") == NEEDS["both"]


@pytest.mark.parametrize("name", [name for name, needs in NEEDS.items() if needs])
def test_a_page_runs(built: Built, browser: Browser, name: str) -> None:
    """Opened from disk, a page finds its files, and its controls are shown."""
    page = browser.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("requestfailed", lambda request: faults.append(request.url))
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    page.goto((built.outdir / f"{name}.html").as_uri())
    shown = page.locator(
        ".record-filter, .search-form, .bibtex-copy, table.sortable th button"
    )
    visible = [control.is_visible() for control in shown.all()]
    page.close()

    assert faults == []
    assert visible
    assert all(visible)
