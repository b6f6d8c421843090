"""A site in German: nothing that we say on its pages, in its feeds or its search is English.

What is looked for comes from the table of phrases, so that a new one is covered once it
has its German; the content of the site (`roots/german`) is German.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

import lxml.etree
import lxml.html
import pytest

from groupsite.extension import KINDS
from groupsite.model.language import news_kinds, phrases
from groupsite.model.wording import NEWS_KINDS
from tests.catalogs import WORDS
from tests.conftest import REPOSITORY, new_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement
    from playwright.sync_api import Browser, Page

    from tests.conftest import Built

GERMAN: Final = phrases("de", {}, KINDS) | {
    f"kind.{name}": kind["label"] for name, kind in news_kinds("de").items()
}
ENGLISH: Final = WORDS | {
    f"kind.{name}": kind["label"] for name, kind in NEWS_KINDS.items()
}
#: Words of English sentences that are no words in German ones.
TELLING: Final = "the of and with by from since until to for or this there led your"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site."""
    return new_site(tmp_path_factory.mktemp("german"), "german").build()


@pytest.fixture(scope="module")
def said(built: Built) -> str:
    """All texts of the site, each on a line."""
    texts: list[str] = []
    for path in sorted(built.outdir.rglob("*.html")):
        name = path.relative_to(built.outdir).with_suffix("").as_posix()
        if name != "genindex":  # Sphinx's
            texts += _head(built.page(name))
            texts += _texts(built.page(name).body)
    for path in sorted(built.outdir.glob("feeds/*.atom")):
        for node in lxml.etree.parse(path).iter(
            "{*}title", "{*}content", "{*}category"
        ):
            texts.append(str(node.get("term", "")))
            texts += _texts(lxml.html.fromstring(f"<div>{node.text or ''}</div>"))
    index = (built.outdir / "search-index.js").read_text("utf-8").partition("=")[2]
    data = json.loads(index.strip().removesuffix(";"))
    texts += [label for label, _ in data["kinds"]] + data["all"]
    texts += [
        text for _, title, _, detail, _ in data["entries"] for text in (title, detail)
    ]
    return "\n".join(texts)


def _head(page: HtmlElement) -> Iterator[str]:
    yield page.findtext(".//title") or ""
    yield from page.xpath("//link/@title")
    yield from page.xpath(
        "//meta[@name='description' or @property='og:title']/@content"
    )


def _texts(body: HtmlElement) -> Iterator[str]:
    """What is read, but for sources of BibTeX, and what scripts show."""
    yield from body.xpath(".//text()[not(ancestor::pre or ancestor::script)]")
    yield from body.xpath(".//@aria-label | .//@alt")
    scripted = ("copy", "copied", "failed", "none", "count", "found")
    for name in (*scripted, "light", "dark", "auto", "close", "previous", "next"):
        yield from body.xpath(f".//@*[starts-with(name(), 'data-{name}')]")


def pieces(phrase: str) -> list[str]:
    """What a phrase says around its fields."""
    found = re.split(r"\{\w+\}|[\[\]]", phrase)
    return [piece.strip(" ,:;.()") for piece in found if piece.strip(" ,:;.()")]


def stands_in(words: str, text: str) -> bool:
    """Whether *words* are whole words of *text*."""
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


def only_english() -> dict[str, list[str]]:
    """Key → what the phrase says in English and no phrase says in German."""
    german = "\n".join(GERMAN.values())
    found = {
        key: [piece for piece in pieces(text) if not stands_in(piece, german)]
        for key, text in ENGLISH.items()
        if text != GERMAN[key]
    }
    return {key: told for key, told in found.items() if told}


def test_no_phrase_is_english(said: str) -> None:
    """Not one piece of one phrase, wherever it could stand."""
    told = only_english()
    english = [
        f"{key}: {piece}"
        for key, found in told.items()
        for piece in found
        if stands_in(piece, said)
    ]

    assert english == []
    assert len(told) > len(ENGLISH) / 2


def test_no_word_is_english(said: str) -> None:
    """Nor is there anything that is in no table."""
    lines = [
        line for line in said.splitlines() if set(line.split()) & set(TELLING.split())
    ]

    assert lines == []


def test_the_site_says_nearly_everything(said: str) -> None:
    """Phrases that could not be seen here would be looked for in vain."""
    unsaid = [
        key
        for key, text in GERMAN.items()
        if not all(stands_in(piece, said) for piece in pieces(text))
    ]

    assert len(unsaid) < len(GERMAN) / 20, unsaid


# -- scripts ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    """A page of a browser."""
    return browser.new_page()


def test_the_search_speaks_german(built: Built, page: Page) -> None:
    """It knows what all records of a kind are called, and says how many it has found."""
    page.goto((built.outdir / "search.html").as_uri())
    page.locator("#search-query").fill("Vorträge")

    kinds = page.locator(".search-results li span").all_text_contents()
    assert sum(kind.startswith("Vortrag ·") for kind in kinds) == 7
    assert page.locator("[role=status]").text_content() == f"{len(kinds)} Treffer"


def test_a_filter_speaks_german(built: Built, page: Page) -> None:
    """It says how many of all entries it shows."""
    page.goto((built.outdir / "gruppe/index.html").as_uri())
    page.locator(".record-filter summary").click()
    page.locator("select[name=role]").select_option("phd")

    assert page.locator("[role=status]").text_content() == "1 von 6 angezeigt"


@pytest.mark.parametrize(
    ("language", "count", "form"),
    [
        ("pl", 1, "one"),
        ("pl", 3, "few"),
        ("pl", 5, "general"),
        ("de", 1, "one"),
        ("de", 3, "general"),
        ("pt-BR", 0, "one"),
        ("ja", 1, "general"),
        ("", 3, "general"),
    ],
)
def test_a_script_chooses_the_form(
    page: Page, language: str, count: int, form: str
) -> None:
    """The number decides as the language of the page has it; what has no form is general."""
    page.goto("about:blank")  # the site allows no scripts from elsewhere
    page.set_content(
        f"<html lang='{language}'><p data-found='general' data-found-one='one' "
        "data-found-few='few'></p>"
    )
    page.add_script_tag(path=REPOSITORY / "groupsite/static/groupsite-fold.js")

    chosen = "n => groupsiteForm(document.querySelector('p'), 'found', n)"
    assert page.evaluate(chosen, count) == form
