"""Links to items of news where they are declared, and to years of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from groupsite.build.domain import GroupsiteDomain
from groupsite.build.inline import separated
from groupsite.build.nodes import record_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from groupsite.kinds.news.item import NewsItem
    from groupsite.model.rendering import Context


def item_link(item: NewsItem, text: str, docname: str) -> addnodes.pending_xref:
    """A link from the document *docname* to an item where it is declared."""
    return addnodes.pending_xref(
        "",
        nodes.Text(text),
        refdomain=GroupsiteDomain.name,
        reftype="news",
        reftarget=item.id,
        refdoc=docname,
        refexplicit=True,
        refwarn=False,
    )


def year_links(
    left_out: Iterable[NewsItem], every: Iterable[NewsItem], docname: str
) -> dict[int, nodes.inline]:
    """Year → a link to it and the number of its items, the newest year first.

    A link leads to the document that declares most of them: to its top, or to the first
    of them if it declares other years, too.

    :param left_out: the items of these years.
    :param every: all items of the list; without them, links lead to documents. Nothing
        else may decide where they lead: the page is written again when these change.
    :param docname: the document that the links are for.
    """
    declared: dict[str, set[int]] = {}
    for item in every:
        declared.setdefault(item.docname, set()).add(item.date.year)
    years: dict[int, list[NewsItem]] = {}
    for item in left_out:
        years.setdefault(item.date.year, []).append(item)
    links = {}
    for year, items in sorted(years.items(), reverse=True):
        [(there, _)] = Counter(item.docname for item in items).most_common(1)
        link = _page_link(there, str(year), docname)
        if len(declared.get(there, ())) > 1:
            first = next(item for item in items if item.docname == there)
            link = item_link(first, str(year), docname)
        links[year] = nodes.inline("", "", link, nodes.Text(f" ({len(items)})"))
    return links


def earlier_news(
    left_out: Iterable[NewsItem], every: Iterable[NewsItem], context: Context
) -> list[nodes.Node]:
    """A line with links to years, see `year_links`; nothing without any."""
    links: Sequence[nodes.Node] = [
        *year_links(left_out, every, context.docname).values()
    ]
    if not links:
        return []
    words = nodes.Text(f"{context.settings.phrase('earlier')}: ")
    content = (words, *separated(links, " · "))
    return [record_part("", "", *content, classes=["news-earlier"])]


def _page_link(there: str, text: str, docname: str) -> addnodes.pending_xref:
    return addnodes.pending_xref(
        "",
        nodes.Text(text),
        refdomain="std",
        reftype="doc",
        reftarget=f"/{there}",
        refdoc=docname,
        refexplicit=True,
        refwarn=True,
    )
