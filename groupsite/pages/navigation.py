"""The site's navigation for templates: the first level of the root's toctree.

Sphinx copies the whole toctree for every page, which is slow and not needed for the few
entries of a navigation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx import addnodes

from groupsite.build.nodes import plain_text

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from groupsite.build.site import HtmlPage, Site


class Entry(NamedTuple):
    """A link in the navigation."""

    title: str
    url: str
    #: Whether it links to the current page.
    current: bool
    #: Whether the current page is in the section that it opens.
    inside: bool


def add_navigation(site: Site, page: HtmlPage) -> None:
    """Give templates the entries as ``site_nav``, at ``html-page-context``."""
    pathto = page.context["pathto"]
    links = entries(site.env)
    above = ancestors(site, page.name)
    # the nearest ancestor in the navigation is the page's section
    section = next((name for name in above if name in links), "")
    page.context["site_nav"] = [
        Entry(title, pathto(name), name == page.name, name == section)
        for name, title in links.items()
    ]


def entries(env: BuildEnvironment) -> dict[str, str]:
    """Document → title of each entry in the root's toctrees."""
    titles: dict[str, str] = {}
    root = env.config.root_doc
    if root not in env.tocs:
        return titles
    for toctree in env.tocs[root].findall(addnodes.toctree):
        for title, name in toctree["entries"]:
            if name in env.titles:
                titles[name] = title or plain_text(env.titles[name])
    return titles


def ancestors(site: Site, pagename: str) -> list[str]:
    """The document, its parent in the toctree, that one's parent, and so on.

    A page in no toctree is a child of the list that shows its record.
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
    """Documents with a full list of the records that a page is about."""
    return [
        home.docname
        for anchor in site.about(pagename)
        for home in site.homes(anchor.kind, anchor.record_id)
        if home.rank == 1
    ]
