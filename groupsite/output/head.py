"""Adds machine-readable metadata to the heads of pages (``metatags``).

In a whole project all pages get it, in others those that show records. The facts of
the page are gathered first (`facts`), then turned into tags and JSON-LD. Runs in forked
writers, so it only reads.
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
    """Complete the head of a page that shows records, at ``html-page-context``."""
    if site.has_directives(page.name):
        _complete(site, page)


def add_other_metadata(site: Site, page: HtmlPage) -> None:
    """Complete the head of any other page, at ``html-page-context``."""
    if not site.has_directives(page.name):
        _complete(site, page)


def _complete(site: Site, page: HtmlPage) -> None:
    """Complete ``metatags``, which every theme outputs."""
    if not is_site(site.app.builder):
        return
    facts = page_of(site, page)
    if facts.url or facts.robots:  # pages hidden from search have no address
        page.context["pageurl"] = facts.url or None  # Sphinx's canonical address
    lines = completed(page.context.get("metatags", ""), head_tags(facts))
    if facts.url:
        lines.append(page_script(facts, site.things))
    page.context["metatags"] = "\n    ".join(lines)
