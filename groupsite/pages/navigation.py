"""The site's navigation, for templates: the first level of the toctree of the root.

Sphinx makes a copy of the whole toctree for every page; the few entries of a site's
navigation do not need that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx import addnodes

from groupsite.build.nodes import plain_text

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from groupsite.build.site import HtmlPage, Site


class Entry(NamedTuple):
    """A link of the navigation."""

    title: str
    url: str
    #: Whether it leads to this very page.
    current: bool
    #: Whether this page belongs to it.
    inside: bool


def add_navigation(site: Site, page: HtmlPage) -> None:
    """At ``html-page-context``: give templates the entries as ``site_nav``."""
    pathto = page.context["pathto"]
    links = entries(site.env)
    above = ancestors(site, page.name)
    # of those that a page belongs to the nearest one
    section = next((name for name in above if name in links), "")
    page.context["site_nav"] = [
        Entry(title, pathto(name), name == page.name, name == section)
        for name, title in links.items()
    ]


def entries(env: BuildEnvironment) -> dict[str, str]:
    """Document → title, as the root's toctrees say."""
    found: dict[str, str] = {}
    root = env.config.root_doc
    if root not in env.tocs:
        return found
    for toctree in env.tocs[root].findall(addnodes.toctree):
        for title, name in toctree["entries"]:
            if name in env.titles:
                found[name] = title or plain_text(env.titles[name])
    return found


def ancestors(site: Site, pagename: str) -> list[str]:
    """The document, what includes it, what includes that, … .

    A page that no toctree has is below the list of its record.
    """
    parents = {
        child: parent
        for parent, children in sorted(site.env.toctree_includes.items())
        for child in children
    }
    chain = [pagename]
    if pagename not in parents:
        chain += [name for name in _lists(site, pagename) if name != pagename][:1]
    while chain[-1] in parents and parents[chain[-1]] not in chain:
        chain.append(parents[chain[-1]])
    return chain


def _lists(site: Site, pagename: str) -> list[str]:
    """The documents with a full list of the records that a page is about."""
    return [
        home.docname
        for anchor in site.about(pagename)
        for home in site.homes(anchor.kind, anchor.record_id)
        if home.rank == 1
    ]
