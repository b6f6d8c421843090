"""The site's navigation for templates: the first level of the root's toctree.

Behind it are the pages whose front matter says `menu: true`, or gives their name there.
The entry that visitors are in has the pages of its own toctree.
Sphinx copies the whole toctree for every page, which is slow and not needed for the few
entries of a navigation.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx import addnodes

from groupsite.build.domain import groupsite_domain
from groupsite.build.nodes import plain_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from groupsite.build.site import HtmlPage, Site


#: The field in the front matter of a page.
MENU: Final = "menu"


class Entry(NamedTuple):
    """A link in the navigation."""

    title: str
    url: str
    #: Whether it links to the current page.
    current: bool
    #: Whether the current page is in the section that it opens.
    inside: bool
    #: The pages of the section that visitors are in.
    below: tuple[Entry, ...] = ()


def add_navigation(site: Site, page: HtmlPage) -> None:
    """Give templates the entries as ``site_nav``, at ``html-page-context``."""
    pathto = page.context["pathto"]
    links = entries(site.env)
    above = ancestors(site, page.name)
    # the nearest ancestor in the navigation is the page's section
    section = next((name for name in above if name in links), "")

    found = site.graph.memo(
        f"entries below {section}",
        lambda: children(site.env, section) if section else {},
    )
    inner = next((name for name in above if name in found), "")

    def listed(
        titles: Mapping[str, str], inside: str, below: tuple[Entry, ...] = ()
    ) -> tuple[Entry, ...]:
        return tuple(
            Entry(
                title,
                pathto(name),
                name == page.name,
                name == inside,
                below if name == section else (),
            )
            for name, title in titles.items()
        )

    page.context["site_nav"] = listed(links, section, listed(found, inner))


def shown_in_menu(app: Sphinx) -> object:
    """The entries that front matter makes, at ``groupsite-shown-everywhere``."""
    return _from_front_matter(app.env)


def entries(env: BuildEnvironment) -> dict[str, str]:
    """Document → title of each entry: the root's toctrees, then front matter."""

    def find() -> dict[str, str]:
        named = _from_front_matter(env)
        titles = children(env, env.config.root_doc, named)
        # the left one decides on the order, the right one on the titles
        return titles | named | titles

    return groupsite_domain(env).whole_graph.memo("entries of the menu", find)


def children(
    env: BuildEnvironment, docname: str, named: Mapping[str, str] = MappingProxyType({})
) -> dict[str, str]:
    """Document → title of each entry in the toctrees of *docname*.

    :param named: titles to prefer to those of the documents.
    """
    titles: dict[str, str] = {}
    toctrees = (
        env.tocs[docname].findall(addnodes.toctree) if docname in env.tocs else ()
    )
    for toctree in toctrees:
        for title, name in toctree["entries"]:
            if name in env.titles:
                default = named.get(name) or plain_text(env.titles[name])
                titles[name] = title or default
    return titles


def _from_front_matter(env: BuildEnvironment) -> dict[str, str]:
    """Document → title of each page with `MENU`, in the order of their names."""

    def find() -> dict[str, str]:
        titles = {}
        for name, metadata in sorted(env.metadata.items()):
            title = str(metadata.get(MENU, "false")).strip()
            if title.lower() in ("true", ""):
                title = plain_text(env.titles[name])
            if title.lower() != "false":
                titles[name] = title
        return titles

    return groupsite_domain(env).whole_graph.memo("menu", find)


def ancestors(site: Site, pagename: str) -> list[str]:
    """The document, its parent in the toctree, that one's parent, and so on.

    A page in no toctree is a child of the list that shows its record.
    """
    parents = site.graph.memo("parents", lambda: _parents(site.env))
    chain = [pagename]
    if pagename not in parents:
        chain += [name for name in _lists(site, pagename) if name != pagename][:1]
    while chain[-1] in parents and parents[chain[-1]] not in chain:
        chain.append(parents[chain[-1]])
    return chain


def _parents(env: BuildEnvironment) -> dict[str, str]:
    """Document → the one whose toctree has it."""
    return {
        child: parent
        for parent, children in sorted(env.toctree_includes.items())
        for child in children
    }


def _lists(site: Site, pagename: str) -> list[str]:
    """Documents with a full list of the records that a page is about."""
    return [
        home.docname
        for anchor in site.about(pagename)
        for home in site.homes(anchor.kind, anchor.record_id)
        if home.rank == 1
    ]
