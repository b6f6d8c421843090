"""The search: what its index knows, where it leads, and Sphinx's own beside it."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html
import pytest

from groupsite.model.text import fold
from tests.conftest import Built, Site, new_site
from tests.pages.conftest import FILES as GROUP
from tests.pages.conftest import PAGES
from tests.rebuilding import rebuild

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from playwright.sync_api import Browser, Page

ORPHAN: Final = "---\norphan: true\n---\n"
ESSAY: Final = """\
# On *Schönlieb* and $x^2$

Élan vital of the zeitgeist[^n], see [the news](news.md). Zeitgeist again.

- A first *bullet*.
- A `literal` word.

Term of a glossary
: Its definition.

> A quotation.

:::{note}
An admonition.
:::

## A second heading

```python
program = 1
```

:::{publications}
:topic: mri
:::

:::{timeline}
:::

[^n]: A footnote.
"""
HIDDEN: Final = """\
---
orphan: true
myst:
  html_meta:
    robots: noindex
---
# Hidden

Nobody is to find this.
"""
FILES: Final[dict[str, str | bytes]] = {
    **GROUP,
    "folder/essay.md": ESSAY.replace("(news.md)", "(../news.md)"),
    "hidden.md": HIDDEN,
    "folder/über uns.md": f"{ORPHAN}# About us\n\nWe are here.\n",
    # no list shows courses: that of somebody without a page has no place
    "research/teaching.yml": str(GROUP["research/teaching.yml"])
    + "- {id: logic, title: Logic, year: 2023, role: tutor, people: li-wei}\n",
    "index.md": str(GROUP["index.md"]).replace("\nmri\n", "\nmri\nfolder/essay\n"),
}
#: Less of it, for tests that build a site of their own.
SMALL: Final[dict[str, str | bytes]] = {
    "essay.md": f"{ORPHAN}{ESSAY}",
    "untitled.md": f"{ORPHAN}Only words.\n",
}
CONFIG: Final[dict[str, Any]] = {**PAGES, "groupsite_search": True}
#: Records that FILES show, by kind.
SHOWN: Final = {
    "Paper": 6,
    "Person": 7,
    "News": 7,
    "Grant": 1,
    "Talk": 2,
    "Software": 1,
    "Award": 2,
    "Course": 1,
}
BUILDERS: Final = ("html", "dirhtml")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with records of all kinds and a page of words."""
    return new_site(tmp_path_factory.mktemp("search"), files=FILES)


@pytest.fixture(scope="module", params=BUILDERS)
def found(site: Site, request: pytest.FixtureRequest) -> Built:
    """The site, with files or with folders for pages."""
    return site.build(request.param, config=CONFIG)


@pytest.fixture(scope="module")
def html(site: Site) -> Built:
    """The site with files for pages."""
    return site.build(config=CONFIG)


class Entry(NamedTuple):
    """What the search knows of a record or a page."""

    kind: str
    title: str
    url: str
    detail: str
    words: list[str]


class Index(NamedTuple):
    """The file that the search looks in."""

    #: Label of each kind, with its weight.
    kinds: list[tuple[str, float]]
    entries: list[Entry]

    def of(self, kind: str) -> list[Entry]:
        """The entries of a kind, by its label."""
        return [entry for entry in self.entries if entry.kind == kind]

    def titled(self, title: str, kind: str = "Page") -> Entry:
        """The one entry with a title."""
        (found,) = (entry for entry in self.of(kind) if entry.title == title)
        return found


def index_of(built: Built) -> Index:
    """The index, read as JSON."""
    text = (built.outdir / "search-index.js").read_text("utf-8")
    before, _, rest = text.partition("=")
    assert before == "window.groupsiteIndex"
    data = json.loads(rest.rstrip().removesuffix(";"))
    assert data.keys() == {"kinds", "all", "common", "entries"}
    assert len(data["all"]) == len(data["kinds"])
    kinds = [(label, weight) for label, weight in data["kinds"]]
    entries = [
        Entry(kinds[number][0], title, url, detail, words.split())
        for number, title, url, detail, words in data["entries"]
    ]
    return Index(kinds, entries)


def page_of(built: Built, name: str) -> Path:
    """The file of a page of either builder."""
    flat = built.outdir / f"{name}.html"
    return flat if flat.is_file() else built.outdir / name / "index.html"


# -- what is found ------------------------------------------------------------------


def test_each_record_with_a_place_is_found(found: Built) -> None:
    """There is one entry for each record that the site shows, and for no other."""
    index = index_of(found)

    records = [entry for entry in index.entries if entry.kind != "Page"]
    assert {
        k: len(index.of(k)) for k in dict.fromkeys(e.kind for e in records)
    } == SHOWN
    assert len({entry.url for entry in records}) == len(records)


def test_each_page_that_is_written_is_found(found: Built) -> None:
    """Pages of records and pages that ask not to be indexed have no entry as pages."""
    titles = [entry.title for entry in index_of(found).of("Page")]

    assert sorted(titles) == [
        "About us",
        "Activities",
        "CV of Jane",
        "Home",
        "Magnetic resonance",
        "News",
        "On Schönlieb and x²",
        "People",
        "Publications",
    ]


def test_a_record_is_found_once(found: Built) -> None:
    """A member with a page is found as a person, at that page."""
    entries = [e for e in index_of(found).entries if e.title == "Jane Doe"]

    assert [entry.kind for entry in entries] == ["Person"]
    assert "members/doe-jane" in entries[0].url


def test_entries_say_what_they_are(found: Built) -> None:
    """A title and a line of who, where and when; no markup and no formula in LaTeX."""
    index = index_of(found)
    details = {(entry.kind, entry.title): entry.detail for entry in index.entries}

    assert details["Paper", "Fast MRI with ℓ₁ norms"] == (
        "Jane Doe, Ann Smith, Wei Li, Cy Brown and Plato · Journal of Tests · 2024"
    )
    assert details["Person", "Jane Doe"] == "Professor of Tests, 2015–"
    assert details["Person", "Wei Li"] == "ETH, Switzerland"
    assert details["News", "We held a workshop."] == "Event, 1 March 2023"
    assert details["Grant", "Maths4DL"] == "EPSRC"


def test_a_line_has_no_gap(found: Built) -> None:
    """What is not known leaves nothing behind in the line of an entry."""
    for entry in index_of(found).entries:
        pieces = re.split("[,·]", entry.detail) if entry.detail else ["none"]
        assert all(piece.strip() for piece in pieces), entry


def test_kinds_have_a_weight(found: Built) -> None:
    """People count most, a page more than a news item."""
    weights = dict(index_of(found).kinds)

    assert max(weights, key=weights.__getitem__) == "Person"
    assert weights["Page"] > weights["News"] > 0


# -- words --------------------------------------------------------------------------


def test_words_are_folded_and_new(found: Built) -> None:
    """Words have no accents and no capitals, stand once, and say more than the title."""
    for entry in index_of(found).entries:
        assert entry.words == [fold(word) for word in entry.words]
        assert all(word.isalnum() and len(word) > 1 for word in entry.words)
        assert len(set(entry.words)) == len(entry.words)
        said = fold(f"{entry.title} {entry.detail}").split()
        assert not {word.strip(".,:;–") for word in said} & set(entry.words)


def test_a_page_is_found_by_its_words(found: Built) -> None:
    """Paragraphs, items, terms, quotations and headings are looked in."""
    words = set(index_of(found).titled("On Schönlieb and x²").words)

    assert words >= {
        "elan", "vital", "zeitgeist", "bullet", "literal", "glossary", "definition",
        "quotation", "admonition", "second", "heading", "footnote",
    }  # fmt: skip
    assert words.isdisjoint({"the", "of", "schonlieb", "program"})


def test_a_page_is_not_found_by_the_records_it_lists(found: Built) -> None:
    """Papers and news are found where they are, not on each page that shows them."""
    words = set(index_of(found).titled("On Schönlieb and x²").words)

    assert words.isdisjoint({"norms", "proceedings", "workshop", "jane", "smith"})


def test_a_table_that_is_written_is_looked_in(make_site: Callable[..., Site]) -> None:
    """The words in a table of an author's are words of the page."""
    table = f"{ORPHAN}# Machines\n\n| Name | Where |\n|---|---|\n| Zenith | Cellar |\n"
    built = make_site(files={"machines.md": table}).build(
        config={"groupsite_search": True}
    )

    assert {"zenith", "cellar"} <= set(index_of(built).titled("Machines").words)


@pytest.mark.parametrize("field", ["nosearch", "no-search"])
def test_a_page_may_ask_not_to_be_found(
    make_site: Callable[..., Site], field: str
) -> None:
    """What keeps a page out of Sphinx's index keeps it out of ours."""
    page = f"---\norphan: true\n{field}: true\n---\n# Secret\n\nZenith.\n"
    built = make_site(files={"secret.md": page}).build(
        config={"groupsite_search": True}
    )

    assert "Secret" not in {entry.title for entry in index_of(built).entries}


def test_records_are_found_by_what_is_not_shown(found: Built) -> None:
    """Abstracts, topics, other names and all authors are looked in."""
    index = index_of(found)
    paper = index.titled("Fast MRI with ℓ₁ norms", "Paper").words
    ann = index.titled("Ann Smith", "Person").words

    assert {"time", "bilevel", "quick", "10", "1000"} <= set(paper)
    assert {"sampling", "lecturer", "bath", "deep"} <= set(ann)


# -- addresses ----------------------------------------------------------------------


def target(built: Built, url: str) -> Path:
    """The file that *url* leads to from the page of the search."""
    here = page_of(built, "search").as_uri()
    path = Path(unquote(urlsplit(urljoin(here, url)).path))
    return path / "index.html" if path.is_dir() else path


def results(page: Page) -> list[tuple[str, str]]:
    """(title, address) of all that the page of the search can show."""
    found: list[tuple[str, str]] = []
    for title in page.evaluate("groupsiteIndex.entries.map(entry => entry[1])"):
        page.locator("#search-query").fill(title)
        links = page.locator(".search-results a")
        found += links.evaluate_all("all => all.map(a => [a.textContent, a.href])")
    return [(text, address) for text, address in dict.fromkeys(map(tuple, found))]


def test_results_lead_to_what_is_there(found: Built, browser: Browser) -> None:
    """Each result is a link to a file of the site, and to a place that the page has."""
    page = browser.new_page()
    page.goto(page_of(found, "search").as_uri())
    links = results(page)
    page.close()

    assert {text for text, _ in links} == {e.title for e in index_of(found).entries}
    for text, address in links:
        url = urlsplit(address)
        path = target(found, address)
        assert path.is_relative_to(found.outdir), (text, address)
        assert path.is_file(), (text, address)
        if url.fragment:
            ids = lxml.html.parse(path).xpath("//@id")
            assert unquote(url.fragment) in ids, (text, address)


# -- the page -----------------------------------------------------------------------


def ways(built: Built) -> list[tuple[str, Path]]:
    """The links for those who run no script: their words and where they lead."""
    root = lxml.html.parse(page_of(built, "search")).getroot()
    links = root.cssselect("noscript a")
    return [(link.text, target(built, link.get("href"))) for link in links]


def test_the_page_leads_everywhere_without_scripts(found: Built) -> None:
    """Whoever runs no script gets a link to each page of the navigation instead."""
    pages = ("news", "publications", "people", "activities", "mri", "folder/essay")

    assert [path for _, path in ways(found)] == [page_of(found, name) for name in pages]


def test_links_have_the_titles_of_pages(found: Built) -> None:
    """A title with a formula is a line that people can read."""
    assert [words for words, _ in ways(found)][-2:] == [
        "Magnetic resonance",
        "On Schönlieb and x²",
    ]


def test_the_page_has_what_it_needs(found: Built) -> None:
    """A labelled field, a line that is read out, a list, and its scripts."""
    path = page_of(found, "search")
    root = lxml.html.parse(path).getroot()

    (field,) = root.cssselect("form.search-form input")
    (label,) = root.cssselect(f"label[for={field.get('id')}]")
    assert (field.get("name"), label.text) == ("q", "People, papers, news, pages")
    (status,) = root.cssselect("p[role=status]")
    assert status.get("data-none") == "Nothing was found."
    assert status.get("data-found") == "{count} found"
    assert len(root.cssselect("ol.search-results")) == 1
    assert [h.text for h in root.cssselect("h1")] == ["Search"]
    sources = [script.get("src") for script in root.cssselect("script[src]")]
    assert len([src for src in sources if src.endswith("search-index.js")]) == 1
    assert all((path.parent / s.partition("?")[0]).is_file() for s in sources)


def test_only_that_page_has_the_index(found: Built) -> None:
    """No other page loads what the search looks in."""
    for path in found.outdir.rglob("*.html"):
        sources = lxml.html.parse(path).xpath("//script/@src")
        searches = [src for src in sources if "search" in src.rpartition("/")[2]]
        assert path == page_of(found, "search") or not [
            src for src in searches if "search-index" in src or "groupsite" in src
        ]


@pytest.mark.parametrize("theme", ["basic", "alabaster", "sphinx_book_theme"])
def test_any_theme_leads_to_the_search(
    make_site: Callable[..., Site], browser: Browser, theme: str
) -> None:
    """What is typed into a theme's own field is looked for in our index."""
    config = {**CONFIG, "html_theme": theme}
    built = make_site(files=SMALL).build(config=config)
    (form, *_) = built.page().cssselect("form[action]")
    (field, *_) = form.cssselect("input[name=q]")
    address = urljoin((built.outdir / "index.html").as_uri(), form.get("action"))
    page = browser.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("requestfailed", lambda request: faults.append(request.url))
    page.goto(f"{address}?{field.get('name')}=workshop")
    titles = page.locator(".search-results a").all_inner_texts()
    page.close()

    assert titles == ["We held a workshop."]
    assert faults == []


# -- Sphinx's own -------------------------------------------------------------------

#: What Sphinx makes for its own search.
INDEX: Final = "searchindex.js"


def own_files(built: Built) -> set[str]:
    """Which of the files of both searches there are."""
    names = {"search-index.js", INDEX}
    return {path.name for path in built.outdir.iterdir()} & names


def test_one_search_is_enough(found: Built) -> None:
    """Where the search is ours, Sphinx makes no index, and no page asks for one."""
    assert own_files(found) == {"search-index.js"}
    for path in found.outdir.rglob("*.html"):
        sources = lxml.html.parse(path).xpath("//script/@src")
        assert [src for src in sources if INDEX in src] == [], path


@pytest.mark.full
@pytest.mark.parametrize("builder", BUILDERS)
def test_the_search_is_switched(make_site: Callable[..., Site], builder: str) -> None:
    """Over an old build each search takes the place of the other, and leaves nothing."""
    site = make_site(files=SMALL)
    off: Mapping[str, Any] = {**CONFIG, "groupsite_search": False}

    assert own_files(site.build(builder, config=off)) == {INDEX}
    assert own_files(rebuild(site, builder, config=CONFIG)) == {"search-index.js"}
    assert own_files(rebuild(site, builder, config=off)) == {INDEX}


def test_the_search_is_off_by_itself(make_site: Callable[..., Site]) -> None:
    """A site that says nothing has Sphinx's search."""
    built = make_site().build()

    assert own_files(built) == {INDEX}
    assert built.page("search").cssselect(".search-form") == []


@pytest.mark.sampled
@pytest.mark.parametrize("builder", ["text", "latex", "epub", "singlehtml"])
def test_other_formats_have_no_search(site: Site, builder: str) -> None:
    """What is no site of pages is built as ever."""
    config = {**CONFIG, "copyright": "us", "version": "1"}
    built = site.build(builder, config=config)

    assert not (built.outdir / "search-index.js").exists()


# -- over an earlier build ----------------------------------------------------------


@pytest.fixture
def edited(make_site: Callable[..., Site]) -> Site:
    """A site of its own that was built once."""
    site = make_site(files=SMALL)
    site.build(config=CONFIG)
    return site


def test_new_words_of_a_page_are_found(edited: Site) -> None:
    """What is written into a page is in the index, what is taken out is not."""
    edited.edit("essay.md", "Zeitgeist again.", "Weltschmerz.")
    edited.edit("essay.md", "A first *bullet*", "A first *dot*")
    built = rebuild(edited, config=CONFIG)

    words = index_of(built).titled("On Schönlieb and x²").words
    assert {"weltschmerz", "dot"} <= set(words)
    assert "bullet" not in words


def test_a_new_name_is_found(edited: Site) -> None:
    """A person is found by the new name, and so are the papers of that person."""
    edited.edit("people.yml", "name: Wei Li", "name: Wei Zhang Li")
    index = index_of(rebuild(edited, config=CONFIG))

    assert [e.title for e in index.of("Person") if "Li" in e.title] == ["Wei Zhang Li"]
    assert "zhang" in index.titled("Fast MRI with ℓ₁ norms", "Paper").words


def test_a_new_item_is_found(edited: Site) -> None:
    """A news item is found at its page."""
    item = ":::{news} 2026-01\n:id: new\n:kind: talk\n\nSomething unheard.\n:::\n\n"
    edited.edit("news.md", ":::{news} 2024-01", f"{item}:::{{news}} 2024-01")
    index = index_of(rebuild(edited, config=CONFIG))

    entry = index.titled("Something unheard.", "News")
    assert (entry.url, entry.detail) == ("news.html#news-new", "Talk, January 2026")


def test_a_page_that_hides_is_not_found_any_more(edited: Site) -> None:
    """A page that asks not to be indexed leaves the index, and comes back."""
    text = edited.read("essay.md")
    edited.write("essay.md", HIDDEN.partition("# ")[0] + ESSAY)
    built = rebuild(edited, config=CONFIG)
    assert "On Schönlieb and x²" not in {e.title for e in index_of(built).of("Page")}

    edited.write("essay.md", text)
    assert index_of(rebuild(edited, config=CONFIG)).titled("On Schönlieb and x²")


def test_a_page_that_is_gone_is_not_found_any_more(edited: Site) -> None:
    """A record and a page that were taken away are not in the index."""
    edited.remove("untitled.md")
    start, end = "- id: green-bo", "- id: li-wei"
    text = edited.read("people.yml")
    edited.write("people.yml", text[: text.index(start)] + text[text.index(end) :])
    built = rebuild(edited, config=CONFIG)

    titles = {entry.title for entry in index_of(built).entries}
    assert titles.isdisjoint({"<no title>", "Bo Green"})


def test_many_processes_find_the_same(make_site: Callable[..., Site]) -> None:
    """The index does not depend on which process has read a page."""
    more = {
        f"more{n}.md": f"{ORPHAN}# More {n}\n\nWord{n} stands here.\n" for n in range(9)
    }
    site = make_site(files={**SMALL, **more})
    one = index_of(site.build(config=CONFIG))
    several = index_of(site.build(config=CONFIG, parallel=2, clean=True))

    assert several == one
    assert len(several.of("Page")) > len(more)


# -- letters ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folding(html: Built, browser: Browser) -> Page:
    """A page that folds words as the search does."""
    page = browser.new_page()
    page.goto((html.outdir / "search.html").as_uri())
    return page


def test_the_script_folds_letters_as_the_index_does(folding: Page) -> None:
    """Whatever letter is typed, it is looked for in the form that the index has."""
    # all that Python's copy of Unicode knows, but for a few with a second small form
    # (Cherokee, old Cyrillic); one on each line
    every = filter(str.isalpha, map(chr, range(sys.maxunicode + 1)))
    letters = [letter for letter in every if letter.casefold() == letter.lower()]
    text = folding.evaluate("text => groupsiteFold(text)", "\n".join(letters))

    assert [
        (letter, folded, fold(letter))
        for letter, folded in zip(letters, text.split("\n"), strict=True)
        if folded != fold(letter)
    ] == []


@pytest.mark.parametrize(
    "word",
    [
        *("Schönlieb", "SCHÖNLIEB", "Straße", "ŁÓDŹ", "Ærø", "İstanbul", "ﬁne", "ℝⁿ"),
        *("ΛΌΓΟΣ", "λόγος", "Ёлка", "हिन्दी", "ภาษาไทย", "한국어", "עִבְרִית"),
    ],
)
def test_a_word_is_folded_alike(folding: Page, word: str) -> None:
    """A word is the same to the script and to the index."""
    assert folding.evaluate("word => groupsiteFold(word)", word) == fold(word)
