"""What holds for the content of any site: ``make test-content``.

Nothing here knows a group. `GROUPSITE_SITE` is the folder of the site.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import pytest
import yaml

from tests.browser import broken_rules, served
from tests.content.building import PLACES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.content.conftest import Checked

pytestmark = pytest.mark.full

#: Files of records, and what their entries on pages are called.
RECORDS: Final = {
    "people.yml": "person",
    "grants.yml": "grant",
    "talks.yml": "talk",
    "teaching.yml": "course",
    "software.yml": "software",
    "awards.yml": "award",
}
#: What a page loads by itself.
LOADED: Final = (
    "script[src], img[src], iframe[src], source[src], video[src], audio[src], "
    "source[srcset], object[data], embed[src], link[rel~=stylesheet], link[rel~=icon], "
    "link[rel~=preload], link[rel~=prefetch], link[rel~=preconnect]"
)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.folder)
def test_the_build_has_no_errors(site: Checked, place: object) -> None:
    """Nothing that was written is missing, or leads to nothing."""
    folder = site.here if place is PLACES[0] else site.there
    said = (folder / "messages").read_text("utf-8")

    assert not said, f"\n{said}"


def test_the_site_is_the_same_everywhere(site: Checked) -> None:
    """Folder, time zone, locale, hash seed, clock and umask leave no trace."""
    here = {name: path.read_bytes() for name, path in site.files.items()}
    out = site.there / "out"
    there = {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file()
    }

    assert "index.html" in here
    assert [n for n in here.keys() | there.keys() if here.get(n) != there.get(n)] == []


# -- records --------------------------------------------------------------------------


def written(source: Path) -> Iterator[tuple[str, str]]:
    """(kind, id) of the records in the files of *source*, read without our code."""
    for path in sorted(source.rglob("*.yml")):
        kind = RECORDS.get(path.name)
        for record in (
            yaml.load(path.read_bytes(), yaml.BaseLoader) or [] if kind else ()
        ):
            yield str(kind), record["id"]
    for path in sorted(source.rglob("*.bib")):
        text = path.read_text("utf-8")
        parents = {
            key.lower() for key in re.findall(r"(?i)crossref *= *.([^}\"]+)", text)
        }
        for entry in re.split(r"^(?=@)", text, flags=re.MULTILINE):
            found = re.match(r"@(\w+) *\{ *([^,\s]+) *,", entry)
            if (
                found
                and found[1].lower() not in ("comment", "string", "preamble")
                and found[2].lower() not in parents
                and "skipbib" not in entry
            ):
                yield "paper", found[2]


def test_every_record_is_on_the_site(site: Checked) -> None:
    """People, papers, grants, talks, courses, software and awards are all shown."""
    shown = {
        (kind, element.get("data-id") or element.get("data-key"))
        for page in site.documents.values()
        for element in page.cssselect("[data-id], [data-key]")
        for kind in element.get("class", "").split()
    }

    assert sorted({*written(site.here / "source")} - shown) == []


def test_every_news_item_is_on_the_site(site: Checked) -> None:
    """There are as many items of each date as are written."""
    fence = re.compile(r"^(?::{3,}|`{3,})\{news\} *(\S+)", re.MULTILINE)
    source = site.here / "source"
    dates = Counter(
        date
        for name in site.documents
        if (path := source / name).with_suffix(".md").is_file()
        for date in fence.findall(path.with_suffix(".md").read_text("utf-8"))
    )

    items = {
        item.get("data-id"): item.cssselect("time")[0].get("datetime")
        for page in site.documents.values()
        for item in page.cssselect(".news-item")
    }
    assert Counter(items.values()) == dates


# -- pages ----------------------------------------------------------------------------


def test_every_page_is_html_without_errors(site: Checked) -> None:
    """A strict parser (WHATWG) finds nothing that it has to mend."""
    parser = html5lib.HTMLParser(strict=False)
    faults = {}
    for name in site.pages:
        parser.parse(site.files[name].read_text("utf-8"))
        if parser.errors:
            faults[name] = parser.errors
    assert faults == {}


def test_ids_are_unique(site: Checked) -> None:
    """On no page an id occurs twice."""
    for name, page in site.pages.items():
        ids = Counter(page.xpath("//@id"))
        assert [found for found, count in ids.items() if count > 1] == [], name


def test_every_page_has_a_title_a_language_and_one_heading(site: Checked) -> None:
    """No two pages have the same title; below a heading comes the next level."""
    titles = Counter(p.findtext("head/title") for p in site.documents.values())
    assert [title for title, count in titles.items() if count > 1] == []
    for name, page in site.documents.items():
        assert page.get("lang"), name
        headings = page.cssselect("h1, h2, h3, h4, h5, h6")
        levels = [int(heading.tag[1]) for heading in headings]
        assert levels.count(1) == 1, name
        assert headings[levels.index(1)].text_content().strip(), name
        assert all(below - above <= 1 for above, below in pairwise(levels)), name


def test_pictures_have_alternative_texts(site: Checked) -> None:
    """Each picture has a text for those who cannot see it, if only an empty one."""
    assert [
        n for n, page in site.pages.items() if page.cssselect("img:not([alt])")
    ] == []


def test_no_page_shows_markup(site: Checked) -> None:
    """No fence, role or command of LaTeX is left in the text of a page."""
    markup = re.compile(r":::|\{(?:person|paper|cite|news|ref|doc)\}`|\]\(|\\[a-z]+\{")
    for name, page in site.documents.items():
        (main,) = page.cssselect("main")
        code = {*main.cssselect("pre, code, annotation")}
        texts = (
            text
            for text in main.xpath(".//text()")
            if code.isdisjoint([text.getparent(), *text.getparent().iterancestors()])
        )
        assert [text for text in texts if markup.search(text)] == [], name


def test_links_lead_somewhere(site: Checked) -> None:
    """Each link and each resource of the site exists, anchors included."""
    ids = {
        name: {*page.xpath("//@id | //a/@name")} for name, page in site.pages.items()
    }
    dead = []
    for name, page in site.pages.items():
        for _element, _attribute, link, _position in page.iterlinks():
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            path = unquote(urlsplit(urljoin(f"{site.base}{name}", link)).path)
            path = path.removeprefix(site.base)
            path += "index.html" if not path or path.endswith("/") else ""
            anchor = unquote(parts.fragment)
            lost = anchor and path in ids and anchor not in ids[path]
            if path not in site.files or lost:
                dead.append((name, link))
    assert dead == []


def test_nothing_is_loaded_from_elsewhere(site: Checked) -> None:
    """Scripts, pictures, styles and fonts are the site's own."""
    for name, page in site.pages.items():
        for element in page.cssselect(LOADED):
            names = ("src", "srcset", "href", "data")
            address = next(filter(None, map(element.get, names)))
            assert not urlsplit(address).netloc, (name, address)
    for name, path in site.files.items():
        text = path.read_text("utf-8") if name.endswith(".css") else ""
        assert not re.search(r"(?:url\(|@import)\s*['\"]?\s*(?:https?:)?//", text), name


def sample(site: Checked) -> list[str]:
    """Pages that have together every class there is, and so pages of every kind."""
    classes = {
        name: {found for value in page.xpath("//@class") for found in value.split()}
        for name, page in site.documents.items()
    }
    chosen = [name for name in classes if name.endswith("index.html")]
    left = set[str]().union(*classes.values())
    left -= set[str]().union(*(classes[name] for name in chosen))
    while left:
        best = max(classes, key=lambda name: len(classes[name] & left))
        chosen.append(best)
        left -= classes[best]
    return chosen


@pytest.mark.parametrize("width", [375, 1280])
def test_no_rule_of_accessibility_is_broken(
    site: Checked, browser: Browser, width: int
) -> None:
    """A page of every kind breaks no rule of axe, in the light or in the dark."""
    broken = {}
    with served(site.out) as address:
        for name in sample(site):
            page = browser.new_page(viewport={"width": width, "height": 800})
            page.goto(address + name)
            if found := broken_rules(page):
                broken[name] = found
            page.close()
    assert broken == {}
