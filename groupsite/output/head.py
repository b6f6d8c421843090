"""Puts all that machines read into the head of pages (``metatags``).

Of those that show something of ours, and in a site of ours of all. What an author has written for a page (``html_meta`` of MyST) goes before ours. Runs in
forked writers: it only reads.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from groupsite.build.addresses import addresses_of, is_site
from groupsite.build.domain import groupsite_domain
from groupsite.build.exports import exports_of
from groupsite.build.nodes import plain_text
from groupsite.build.schemaorg import Things
from groupsite.directives.placing import format_name
from groupsite.kinds.papers.pdf import pdf_path
from groupsite.model.text import printable
from groupsite.output.description import describe
from groupsite.output.facts import image_of, page_of
from groupsite.output.feeds.files import announced
from groupsite.output.highwire import citation_tags
from groupsite.output.jsonld import as_script, page_graph
from groupsite.output.opengraph import opengraph_tags, twitter_tags
from groupsite.output.page import UNINDEXED
from groupsite.output.sitemap import SITEMAP
from groupsite.pages.navigation import ancestors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docutils import nodes
    from sphinx.application import Sphinx

    from groupsite.build.schemaorg import Thing
    from groupsite.kinds.people.person import Person
    from groupsite.output.page import Page

#: What the author of a page has given, and what it is called.
_META: Final = re.compile(r"<meta [^<>]*>", re.IGNORECASE)
_NAME: Final = re.compile(r"\b(?:name|property)=\"([^\"]+)\"")


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


def shown_in_head(app: Sphinx, docname: str) -> object:
    """At ``groupsite-shown``: what the head of a page shows and the document does not.

    Where it stands, the picture of links; the home page and the page of the group tell
    machines who belongs to the group.
    """
    domain = groupsite_domain(app.env)
    settings, graph = domain.settings, domain.whole_graph
    image = graph.memo("image", lambda: image_of(settings, addresses_of(app)))
    titles = app.env.titles
    above = [titles[n].astext() for n in ancestors(app.env, docname)[1:] if n in titles]
    owner: Person | None = graph.get("person", settings.owner)
    home = domain.homes.get(("person", settings.owner), ())[:1]
    named = owner and owner.display_name
    group = settings.organization
    if docname == app.config.root_doc or (group and group.page == docname):
        people = [p for p in graph.all("person") if p.status == "current"]
        members = [
            (p.id, p.display_name, domain.homes.get(("person", p.id))) for p in people
        ]
        return image, above, home, owner, members
    # news are by the owner where there is no group
    return image, above, None if group else (named, home)


def add_metadata(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """At ``html-page-context``: the head of a page that shows something of ours."""
    if groupsite_domain(app.env).has_directives(pagename):
        _complete(app, pagename, context, doctree)


def add_other_metadata(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """At ``html-page-context``: the head of any other page."""
    if not groupsite_domain(app.env).has_directives(pagename):
        _complete(app, pagename, context, doctree)


def drop_second_viewport(
    app: Sphinx,
    _pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """At ``html-page-context``: Sphinx's template has one, docutils gives another."""
    if is_site(app.builder) and "metatags" in context:
        context["metatags"] = _without_viewport(context["metatags"])


def _complete(
    app: Sphinx,
    pagename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Complete ``metatags``, which every theme writes."""
    if not is_site(app.builder):
        return
    written = context.get("metatags", "")
    given = _given(written)
    tags = list(_site_links(app, context))
    script = ""
    if pagename in UNINDEXED:
        tags = [*_unindexed(app, context), *tags]
        context["pageurl"] = None  # it has no address of its own
    elif doctree is not None:
        page = page_of(app, pagename, doctree)
        alternates = _alternates(app, pagename, context)
        tags = [*_page_tags(app, page), *alternates, *tags]
        if page.url:
            context["pageurl"] = page.url  # which Sphinx writes as canonical
            graph = page_graph(page, _things(app))
            script = f'<script type="application/ld+json">{as_script(graph)}</script>'
    lines = [str(tag) for tag in tags if not _names(tag) & given]
    context["metatags"] = "\n    ".join(filter(None, [written, *lines, script]))


def _without_viewport(metatags: str) -> str:
    kept: list[str] = []
    index = 0
    for tag in _META.finditer(metatags):
        if "viewport" in _NAME.findall(tag[0].lower()):
            kept.append(metatags[index : tag.start()].rstrip())
            index = tag.end()
    return "".join([*kept, metatags[index:]])


def _given(metatags: str) -> set[str]:
    """The names of all *metatags*, in small letters."""
    tags = _META.findall(metatags)
    return {name.lower() for tag in tags for name in _NAME.findall(tag)}


def _unindexed(app: Sphinx, context: dict[str, Any]) -> Iterator[Tag]:
    """What a page says that nobody is to find."""
    yield Tag("meta", {"name": "robots", "content": "noindex"})
    fallback = groupsite_domain(app.env).settings.phrase(
        "description", site=app.config.project
    )
    name = context["pagename"]
    title = context.get("title", name.title())
    if name in app.env.titles:
        title = plain_text(app.env.titles[name])
    description = describe(title, iter(()), fallback)
    yield Tag("meta", {"name": "description", "content": description})


def _names(tag: Tag) -> set[str]:
    """The name of a tag; a property of a picture goes with the picture."""
    name = tag.attributes.get("name", "") or tag.attributes.get("property", "")
    picture = {"og:image"} if name.startswith("og:image:") else set()
    return {name, *picture} - {""}


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
    exports = data.exports if data else {}
    paths = [(path, offer.query.kind) for path, offer in exports.items()]
    for about in domain.about(docname):
        path = domain.pages[about.kind].get(about.record_id)
        paths += [(path, about.kind)] if path else []
    for path, kind in paths:
        for form in kinds[kind].files:
            yield _alternate(
                context,
                f"{path}.{form.ending}",
                form.mime,
                format_name(form, domain.settings),
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
