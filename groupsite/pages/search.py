"""The search for people, papers, news and pages.

Its index is a script loaded by the search page, so it works without a server and under
the strictest policy. The index has an entry for each record that the site shows and
each page that somebody wrote, with the words of each, without accents; ``static/
groupsite-search.js`` searches it. Enabled by `groupsite_search`, it replaces Sphinx's
own search, which covers only pages and is sensitive to accents.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
from functools import partial
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
from groupsite.build.pieces import pieces_of
from groupsite.build.site import site_of
from groupsite.model.text import fold, printable
from groupsite.pages.navigation import entries

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.application import Sphinx

    from groupsite.build.site import HtmlPage, Site
    from groupsite.model.kinds import RecordKind
    from groupsite.model.settings import Settings

PAGE: Final = "search"
INDEX: Final = "search-index.js"
#: Weight of pages; news has 1. Somebody looking for a theme wants its page first.
_PAGE_WEIGHT: Final = 2
_WORD: Final = re.compile(r"[^\W_]{2,}")
#: Words that say nothing about a text, which the search ignores.
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
    """Drop Sphinx's index if ours replaces it, at ``builder-inited``."""
    builder = app.builder
    ours = is_site(builder) and site_of(app).settings.search
    if ours and isinstance(builder, StandaloneHTMLBuilder):
        builder.search = False
        stemmers = (builder.outdir / "_static").glob("*-stemmer.js")
        for path in (builder.outdir / "searchindex.js", *stemmers):
            path.unlink(missing_ok=True)


def note_text(app: Sphinx, doctree: nodes.document) -> None:
    """Note the words of a document outside its records, at ``doctree-read``."""
    domain = groupsite_domain(app.env)
    docname = app.env.current_document.docname
    kinds = domain.graph.kinds
    # the page of a record is indexed by its record
    record = any(kinds[about.kind].search for about in domain.about(docname))
    if domain.settings.search and not record:
        texts = (plain_text(node) for node in doctree.findall(_is_text))
        domain.document(docname).text = " ".join(" ".join(texts).split())


def _is_text(node: nodes.Node) -> bool:
    """Whether *node* is a title, a paragraph or a term outside entries."""
    if isinstance(node, nodes.title):
        return True
    plain = type(node) is nodes.paragraph or isinstance(node, nodes.term)
    ancestor: Any = node
    while plain and ancestor is not None:
        plain = not isinstance(ancestor, (record_item, record_part, record_row))
        ancestor = ancestor.parent
    return plain


def search_index(app: Sphinx) -> dict[str, Export]:
    """The index as an export: ``search-index.js``."""
    site = site_of(app)
    if not site.settings.search:
        return {}
    return {INDEX: Export(partial(_script, site), site.basis)}


def _script(site: Site) -> bytes:
    kinds = [kind for kind in site.graph.kinds.values() if kind.search is not None]
    phrase = site.phrase
    index_entries = [*_pages(site)]
    labels: list[tuple[str, float]] = [(phrase("search.page"), _PAGE_WEIGHT)]
    for number, kind in enumerate(kinds, start=1):
        assert kind.search is not None
        labels.append((phrase(f"search.{kind.name}"), kind.search.weight))
        index_entries += _records(site, kind, number)
    every = [phrase("search.all.page"), *(_all_of(k, site.settings) for k in kinds)]
    data = {
        "kinds": labels,
        "all": every,
        "common": sorted(_COMMON),
        "entries": index_entries,
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"window.groupsiteIndex={text};\n".encode()


def _all_of(kind: RecordKind[Any], settings: Settings) -> str:
    """The label for "all" records of a kind."""
    words = settings.phrases.get(f"search.all.{kind.name}")
    return words or settings.phrase(f"list.{kind.name}")


#: Number of the kind, title, address relative to the search page, detail, other words.
_Entry = tuple[int, str, str, str, str]


def _records(site: Site, kind: RecordKind[Any], number: int) -> Iterator[_Entry]:
    """Entries for the records that the site shows, in the order of their kind."""
    graph, settings, search = site.graph, site.settings, kind.search
    assert search is not None
    pieces = pieces_of(groupsite_domain(site.env))
    for record in graph.all(kind.name):
        for home in site.homes(kind.name, record.id)[:1]:
            uri = site.app.builder.get_relative_uri(PAGE, home.docname)
            uri += f"#{home.node_id}" if home.node_id else ""
            title = kind.title(record)
            detail = search.detail(record, graph, settings)
            texts = [f"{title} {detail}", *search.words(record, graph, settings)]
            made_of = hashlib.blake2b(
                "\0".join(texts).encode(), digest_size=16
            ).digest()
            words = pieces.of(
                (kind.name, "search", record.id), made_of, partial(_words, texts)
            )
            yield number, printable(title), uri, printable(detail), words


def _pages(site: Site) -> Iterator[_Entry]:
    """Entries for the documents that are not pages of records."""
    env = site.env
    for docname in sorted(env.found_docs):
        data = site.documents.get(docname)
        if data is None or not data.text or data.unindexed:
            continue
        if {"nosearch", "no-search"} & env.metadata[docname].keys():  # as in Sphinx's
            continue
        title = " ".join(plain_text(env.titles[docname]).split())
        uri = site.app.builder.get_relative_uri(PAGE, docname)
        yield 0, printable(title), uri, "", _words([title, data.text])


def _words(texts: Sequence[str]) -> str:
    """The words of *texts* not in the first one, without accents or duplicates."""
    shown, *others = texts
    known = {*_COMMON, *_WORD.findall(fold(shown))}
    words = dict.fromkeys(w for text in others for w in _WORD.findall(fold(text)))
    return " ".join(word for word in words if word not in known)


def search_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The search page with its form, at ``html-collect-pages``."""
    site = site_of(app)
    if not (is_site(app.builder) and site.settings.search):
        return
    phrase = site.phrase
    words = {
        name: html.escape(phrase(f"search.{name}"))
        for name in ("title", "label", "noscript", "none")
    }
    counts = forms("found", site.settings.forms("search.found", count="{count}"))
    links = "".join(
        f'<li><a href="{html.escape(app.builder.get_relative_uri(PAGE, name))}">'
        f"{html.escape(title)}</a></li>\n"
        for name, title in entries(app.env).items()
    )
    # loaded by a plain script while the page is read; scripts in the head, which are
    # deferred, run after it. It is written last, so no digest of it is known here
    index = "../" * app.builder.get_target_uri(PAGE).count("/") + INDEX
    body = (
        f"<h1>{words['title']}</h1>\n"
        f"<noscript><p>{words['noscript']}</p>\n<ul>\n{links}</ul></noscript>\n"
        '<form class="search-form" role="search">\n'
        f'<label for="search-query">{words["label"]}</label>\n'
        '<input id="search-query" name="q" type="search" autocomplete="off">\n'
        "</form>\n"
        f'<p role="status" data-none="{words["none"]}" {counts}></p>\n'
        '<ol class="records search-results"></ol>\n'
        f'<script src="{index}"></script>\n'
    )
    yield PAGE, {"title": phrase("search.title"), "body": body}, "page.html"


def add_search_scripts(site: Site, page: HtmlPage) -> None:
    """Add the scripts of the search to its page, at ``html-page-context``."""
    if page.name == PAGE and site.settings.search:
        for name in ("groupsite-fold.js", "groupsite-search.js"):
            site.app.add_js_file(name, loading_method="defer")
