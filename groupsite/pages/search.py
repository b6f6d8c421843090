"""The search: people, papers, news and pages by what they are called and say.

Its index is a script that the page of the search loads, so it works from disk and under
the strictest policy. It has an entry for each record that the site shows and for each
page that somebody has written, with their words without accents; ``static/
groupsite-search.js`` looks in it. Switched by `groupsite_search`; Sphinx's own search,
which knows pages only and no accents, is then off.
"""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

from groupsite.build.addresses import is_site
from groupsite.build.domain import groupsite_domain
from groupsite.build.exports import Export
from groupsite.build.nodes import (
    forms,
    plain_text,
    record_item,
    record_part,
    record_row,
)
from groupsite.build.site import site_of
from groupsite.model.text import fold, printable
from groupsite.pages.navigation import entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx

    from groupsite.build.site import HtmlPage, Site
    from groupsite.model.kinds import RecordKind
    from groupsite.model.settings import Settings

PAGE: Final = "search"
INDEX: Final = "search-index.js"
#: How much more a page counts than news: who looks for a theme wants its page.
_PAGE_WEIGHT: Final = 2
_WORD: Final = re.compile(r"[^\W_]{2,}")
#: Words that tell nothing of what a text is about; who types them does not look for them.
_COMMON: Final = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "by",
        "for",
        "from",
        "has",
        "have",
        "in",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "our",
        "that",
        "the",
        "their",
        "they",
        "this",
        "to",
        "was",
        "we",
        "were",
        "which",
        "will",
        "with",
        "you",
        "your",
    ]
)


def use_own_search(app: Sphinx) -> None:
    """At ``builder-inited``: no index of Sphinx's where ours takes its place."""
    builder = app.builder
    ours = is_site(builder) and site_of(app).settings.search
    if ours and isinstance(builder, StandaloneHTMLBuilder):
        builder.search = False
        stemmers = (builder.outdir / "_static").glob("*-stemmer.js")
        for path in (builder.outdir / "searchindex.js", *stemmers):
            path.unlink(missing_ok=True)


def note_text(app: Sphinx, doctree: nodes.document) -> None:
    """At ``doctree-read``: note the words of a document that are not those of records."""
    domain = groupsite_domain(app.env)
    docname = app.env.current_document.docname
    kinds = domain.graph.kinds
    # the page of a record is found by its record
    record = any(kinds[about.kind].search for about in domain.about(docname))
    if domain.settings.search and not record:
        texts = (plain_text(node) for node in doctree.findall(_is_text))
        domain.document(docname).text = " ".join(" ".join(texts).split())


def _is_text(node: nodes.Node) -> bool:
    """Titles and paragraphs outside of entries."""
    if isinstance(node, nodes.title):
        return True
    plain = type(node) is nodes.paragraph or isinstance(node, nodes.term)
    found: Any = node
    while plain and found is not None:
        plain = not isinstance(found, (record_item, record_part, record_row))
        found = found.parent
    return plain


def search_index(app: Sphinx) -> dict[str, Export]:
    """``search-index.js``."""
    site = site_of(app)
    return {INDEX: Export(lambda: _script(site))} if site.settings.search else {}


def _script(site: Site) -> bytes:
    kinds = [kind for kind in site.graph.kinds.values() if kind.search is not None]
    phrase = site.phrase
    found = [*_pages(site)]
    labels: list[tuple[str, float]] = [(phrase("search.page"), _PAGE_WEIGHT)]
    for number, kind in enumerate(kinds, start=1):
        assert kind.search is not None
        labels.append((phrase(f"search.{kind.name}"), kind.search.weight))
        found += _records(site, kind, number)
    every = [phrase("search.all.page"), *(_all_of(k, site.settings) for k in kinds)]
    data = {
        "kinds": labels,
        "all": every,
        "common": sorted(_COMMON),
        "entries": found,
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"window.groupsiteIndex={text};\n".encode()


def _all_of(kind: RecordKind[Any], settings: Settings) -> str:
    """What the search calls all records of a kind."""
    words = settings.phrases.get(f"search.all.{kind.name}")
    return words or settings.phrase(f"list.{kind.name}")


#: Number of the kind, title, address as seen from the page of the search, detail, words
#: of the rest.
_Entry = tuple[int, str, str, str, str]


def _records(site: Site, kind: RecordKind[Any], number: int) -> Iterator[_Entry]:
    """Each record that the site shows, in its kind's order."""
    graph, settings, search = site.graph, site.settings, kind.search
    assert search is not None
    for record in graph.all(kind.name):
        for home in site.homes(kind.name, record.id)[:1]:
            uri = site.app.builder.get_relative_uri(PAGE, home.docname)
            uri += f"#{home.node_id}" if home.node_id else ""
            title = kind.title(record)
            detail = search.detail(record, graph, settings)
            texts = search.words(record, graph, settings)
            words = _words(texts, f"{title} {detail}")
            yield number, printable(title), uri, printable(detail), words


def _pages(site: Site) -> Iterator[_Entry]:
    """Each document that is not the page of a record."""
    env = site.env
    for docname in sorted(env.found_docs):
        data = site.documents.get(docname)
        if data is None or not data.text or data.unindexed:
            continue
        if {"nosearch", "no-search"} & env.metadata[docname].keys():  # Sphinx's own
            continue
        title = " ".join(plain_text(env.titles[docname]).split())
        uri = site.app.builder.get_relative_uri(PAGE, docname)
        yield 0, printable(title), uri, "", _words([data.text], title)


def _words(texts: Iterable[str], said: str) -> str:
    """The words of *texts* without accents, each once, without those of *said*."""
    known = {*_COMMON, *_WORD.findall(fold(said))}
    found = dict.fromkeys(w for text in texts for w in _WORD.findall(fold(text)))
    return " ".join(word for word in found if word not in known)


def search_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """At ``html-collect-pages``: the page that shows what was found."""
    site = site_of(app)
    if not (is_site(app.builder) and site.settings.search):
        return
    phrase = site.phrase
    words = {
        name: html.escape(phrase(f"search.{name}"))
        for name in ("title", "label", "noscript", "none")
    }
    found = forms("found", site.settings.forms("search.found", count="{count}"))
    links = "".join(
        f'<li><a href="{html.escape(app.builder.get_relative_uri(PAGE, name))}">'
        f"{html.escape(title)}</a></li>\n"
        for name, title in entries(app.env).items()
    )
    # made at the end of the build, so that nothing can be said of its content here; it
    # runs while the page is read, and those of the head when that is done
    index = "../" * app.builder.get_target_uri(PAGE).count("/") + INDEX
    body = (
        f"<h1>{words['title']}</h1>\n"
        f"<noscript><p>{words['noscript']}</p>\n<ul>\n{links}</ul></noscript>\n"
        '<form class="search-form" role="search" hidden>\n'
        f'<label for="search-query">{words["label"]}</label>\n'
        '<input id="search-query" name="q" type="search" autocomplete="off">\n'
        "</form>\n"
        f'<p role="status" data-none="{words["none"]}" {found}></p>\n'
        '<ol class="records search-results"></ol>\n'
        f'<script src="{index}"></script>\n'
    )
    yield PAGE, {"title": phrase("search.title"), "body": body}, "page.html"


def add_search_scripts(site: Site, page: HtmlPage) -> None:
    """At ``html-page-context``: what looks in the index, on the page of it only."""
    if page.name == PAGE and site.settings.search:
        for name in ("groupsite-fold.js", "groupsite-search.js"):
            site.app.add_js_file(name, loading_method="defer")
