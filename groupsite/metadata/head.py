"""Puts all that machines read into the head of each page (``metatags``).

What an author has written for a page (``html_meta`` of MyST) goes before ours. Runs in
forked writers: it only reads.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from groupsite.addresses import addresses_of, is_site
from groupsite.core.text import printable
from groupsite.domain import groupsite_domain
from groupsite.exports import exports_of
from groupsite.feeds.files import announced
from groupsite.metadata.description import describe
from groupsite.metadata.facts import page_of
from groupsite.metadata.highwire import citation_tags
from groupsite.metadata.jsonld import as_script, page_graph
from groupsite.metadata.opengraph import opengraph_tags, twitter_tags
from groupsite.metadata.sitemap import SITEMAP
from groupsite.pages.notfound import PAGE as NOT_FOUND
from groupsite.papers.pdf import pdf_path
from groupsite.schema import Things

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docutils import nodes
    from sphinx.application import Sphinx

    from groupsite.metadata.page import Page
    from groupsite.people.record import Person
    from groupsite.schema import Thing

#: Names and properties that the author of a page has given.
_GIVEN: Final = re.compile(r"<meta [^>]*?\b(?:name|property)=\"([^\"]+)\"")
#: Pages that are made by builders, and found by searching or by chance.
_UNINDEXED: Final = ("search", "genindex", NOT_FOUND)
_VIEWPORT: Final = re.compile(r"\s*<meta name=\"viewport\"[^>]*>")


class Tag(NamedTuple):
    """An element of the head."""

    #: ``meta`` or ``link``.
    element: str
    attributes: dict[str, str]

    def __str__(self) -> str:
        """The element as HTML; its values cannot end it."""
        values = {
            name: html.escape(" ".join(printable(value).split()))
            for name, value in self.attributes.items()
        }
        pairs = (f'{name}="{value}"' for name, value in values.items())
        return f"<{self.element} {' '.join(pairs)}>"


def only_in_head(app: Sphinx, docname: str) -> object:
    """What the head of a page shows of records that the page itself does not show.

    The home page and the page of the group tell machines who belongs to the group.
    """
    domain = groupsite_domain(app.env)
    group = domain.settings.organization
    owner: Person | None = domain.graph.get("person", domain.settings.owner)
    if docname != app.config.root_doc and not (group and group.page == docname):
        if group is not None or owner is None:
            return None
        # news are by the owner where there is no group
        return owner.display_name, domain.homes.get(("person", owner.id), ())[:1]
    people = domain.graph.all("person")
    members = [(p.id, p.display_name) for p in people if p.status == "current"]
    homes = [domain.homes.get(("person", i), ())[:1] for i, _ in members]
    return members, homes, owner


def add_metadata(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """At ``html-page-context``: complete ``metatags``, which every theme writes."""
    if not is_site(app.builder):
        return
    # Sphinx's template has a viewport of its own, docutils gives a second one
    written = _VIEWPORT.sub("", context.get("metatags", ""))
    tags = list(_site_links(app, context))
    script = ""
    if pagename in _UNINDEXED:
        tags = [*_unindexed(app, context), *tags]
    elif doctree is not None:
        page = page_of(app, pagename, doctree)
        alternates = _alternates(app, pagename, context)
        tags = [*_page_tags(app, page), *alternates, *tags]
        if page.url:
            context["pageurl"] = page.url  # which Sphinx writes as canonical
            graph = page_graph(page, _things(app))
            script = f'<script type="application/ld+json">{as_script(graph)}</script>'
    given = set(_GIVEN.findall(written))
    lines = [str(tag) for tag in tags if not _names(tag) & given]
    context["metatags"] = "\n    ".join(filter(None, [written, *lines, script]))


def _unindexed(app: Sphinx, context: dict[str, Any]) -> Iterator[Tag]:
    """What a page says that nobody is to find."""
    yield Tag("meta", {"name": "robots", "content": "noindex"})
    fallback = groupsite_domain(app.env).settings.phrase(
        "description", site=app.config.project
    )
    title = context.get("title", context["pagename"].title())
    description = describe(title, iter(()), fallback)
    yield Tag("meta", {"name": "description", "content": description})


def _names(tag: Tag) -> set[str]:
    return {tag.attributes.get("name", ""), tag.attributes.get("property", "")} - {""}


def _things(app: Sphinx) -> Things:
    domain = groupsite_domain(app.env)
    return Things(domain.whole_graph, domain.settings, addresses_of(app))


def _page_tags(app: Sphinx, page: Page) -> Iterator[Tag]:
    """What the page says of itself."""
    yield Tag("meta", {"name": "description", "content": page.description})
    if not page.url:
        return
    subject: Thing = {}
    if page.subject is not None:
        kind, record_id = page.subject
        subject = _things(app).describe("person" if kind == "cv" else kind, record_id)
    for name, content in opengraph_tags(page, subject):
        yield Tag("meta", {"property": name, "content": content})
    for name, content in twitter_tags(page):
        yield Tag("meta", {"name": name, "content": content})
    if page.subject is not None and page.subject[0] == "paper":
        yield from _named(_citation(app, page))


def _named(pairs: Iterable[tuple[str, str]]) -> Iterator[Tag]:
    return (Tag("meta", {"name": name, "content": text}) for name, text in pairs)


def _citation(app: Sphinx, page: Page) -> list[tuple[str, str]]:
    """Citation tags of the paper that a page is about."""
    assert page.subject is not None
    domain = groupsite_domain(app.env)
    paper: Any = domain.graph.get(*page.subject)
    pdf = pdf_path(domain.pages["paper"].get(paper.id, ""))
    return citation_tags(
        paper,
        page=page.url,
        pdf=addresses_of(app).file(pdf) if pdf in exports_of(app.env) else "",
        language=page.language,
    )


def _alternates(app: Sphinx, docname: str, context: dict[str, Any]) -> Iterator[Tag]:
    """The page's record, and its lists, as files."""
    domain = groupsite_domain(app.env)
    kinds = domain.graph.kinds
    data = domain.documents.get(docname)
    paths = [(path, query.kind) for path, query in data.exports.items()] if data else []
    for about in domain.about(docname):
        path = domain.pages[about.kind].get(about.record_id)
        paths += [(path, about.kind)] if path else []
    for path, kind in paths:
        for form in kinds[kind].formats:
            yield _alternate(
                context,
                f"{path}.{form.ending}",
                form.mime,
                domain.settings.phrase(f"format.{form.ending}"),
            )


def _alternate(context: dict[str, Any], path: str, mime: str, title: str) -> Tag:
    href = context["pathto"](path, 1)
    return Tag("link", {"rel": "alternate", "type": mime, "title": title, "href": href})


def _site_links(app: Sphinx, context: dict[str, Any]) -> Iterator[Tag]:
    """Feeds and the map of the site, which every page names."""
    for feed in announced(app):
        yield _alternate(context, feed.path, feed.mime, feed.title)
    if SITEMAP in exports_of(app.env):
        href = context["pathto"](SITEMAP, 1)
        yield Tag("link", {"rel": "sitemap", "type": "application/xml", "href": href})
