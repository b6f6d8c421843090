"""Puts all that machines read into the head of pages (``metatags``).

Of those that show something of ours, and in a site of ours of all. Straight on: the facts
of the page (`facts`), then tags and JSON-LD made of them. Runs in forked writers: it only
reads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from groupsite.build.addresses import is_site
from groupsite.build.domain import groupsite_domain
from groupsite.build.site import site_of
from groupsite.output.facts import page_of
from groupsite.output.jsonld import page_script
from groupsite.output.tags import completed, head_tags, without_viewport

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


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
        context["metatags"] = without_viewport(context["metatags"])


def _complete(
    app: Sphinx,
    pagename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Complete ``metatags``, which every theme writes."""
    if not is_site(app.builder):
        return
    site = site_of(app)
    page = page_of(site, pagename, context, doctree)
    if page.url or page.robots:  # who is not to be found has no address
        context["pageurl"] = page.url or None  # which Sphinx writes as canonical
    lines = completed(context.get("metatags", ""), head_tags(page))
    if page.url:
        lines.append(page_script(page, site.things))
    context["metatags"] = "\n    ".join(lines)
