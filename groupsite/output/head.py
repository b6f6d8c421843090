"""Puts all that machines read into the head of pages (``metatags``).

Of those that show something of ours, and in a site of ours of all. Straight on: the facts
of the page (`facts`), then tags and JSON-LD made of them. Runs in forked writers: it only
reads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from groupsite.build.addresses import is_site
from groupsite.output.facts import page_of
from groupsite.output.jsonld import page_script
from groupsite.output.tags import completed, head_tags

if TYPE_CHECKING:
    from groupsite.build.site import HtmlPage, Site


def add_metadata(site: Site, page: HtmlPage) -> None:
    """At ``html-page-context``: the head of a page that shows something of ours."""
    if site.has_directives(page.name):
        _complete(site, page)


def add_other_metadata(site: Site, page: HtmlPage) -> None:
    """At ``html-page-context``: the head of any other page."""
    if not site.has_directives(page.name):
        _complete(site, page)


def _complete(site: Site, page: HtmlPage) -> None:
    """Complete ``metatags``, which every theme writes."""
    if not is_site(site.app.builder):
        return
    said = page_of(site, page)
    if said.url or said.robots:  # what is not to be found has no address
        page.context["pageurl"] = said.url or None  # which Sphinx writes as canonical
    lines = completed(page.context.get("metatags", ""), head_tags(said))
    if said.url:
        lines.append(page_script(said, site.things))
    page.context["metatags"] = "\n    ".join(lines)
