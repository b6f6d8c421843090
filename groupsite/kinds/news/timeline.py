"""`{timeline}`: news of other documents, newest first.

News is complete only when all documents have been read, so the directive leaves a
placeholder that a post-transform fills, in every build and for every format.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from groupsite.build.context import DocumentContext
from groupsite.build.inline import separated
from groupsite.build.nodes import record_item, record_list, record_more, record_part
from groupsite.directives.entries import text_part
from groupsite.directives.filtering import filter_form, filter_values
from groupsite.directives.grouping import grouped
from groupsite.directives.headings import flattened, free_id, heading, holds_sections
from groupsite.directives.related import counted_rubric
from groupsite.kinds.news.copies import Copies, timeline
from groupsite.kinds.news.declared import mark_repeated_dates
from groupsite.kinds.news.excerpt import shorten
from groupsite.kinds.news.layouts import lines, newest, story, without_grants
from groupsite.kinds.news.links import earlier_news, year_links
from groupsite.model.decades import newest_years
from groupsite.model.query import Query

if TYPE_CHECKING:
    from collections.abc import Iterator

    from groupsite.kinds.news.copies import Copied
    from groupsite.kinds.news.item import NewsItem
    from groupsite.model.decades import Span
    from groupsite.model.parts import ListRequest
    from groupsite.model.rendering import Context


def placeholder(context: Context, request: ListRequest) -> timeline:
    """A placeholder for `FillTimelines`; its queries are noted."""
    query = request.query
    context.note(query)
    if query.limit.partition(" ")[2] or request.style:
        # what the limit leaves out is linked
        context.note(query._replace(limit=""))
    return timeline(
        query=query,
        grouping=request.grouping,
        prefix=request.prefix,
        title=request.title,
        style=request.style,
        filters=request.filters,
        open=request.open,
    )


class FillTimelines(SphinxPostTransform):
    """Replaces placeholders with copies of the items."""

    # before all that looks at a document, and resolves the links of the copies
    default_priority = 3

    @property
    def context(self) -> DocumentContext:
        """The records as the document sees them."""
        return DocumentContext(self.env, self.env.current_document.docname)

    def select(self, query: Query) -> list[NewsItem]:
        """The answer of *query*, which the directive has noted."""
        return self.context.domain.whole_graph.select(query)

    def run(self, **kwargs: Any) -> None:
        """Fill all timelines of the document."""
        for node in list(self.document.findall(timeline)):
            node.replace_self([*self.labels(node), *self.filled(node)])

    def labels(self, node: timeline) -> list[nodes.Node]:
        """The labels above a placeholder, as a node that stays when it is replaced."""
        if not node["ids"]:
            return []
        label = nodes.target("", "", ids=node["ids"], names=node["names"])
        node["ids"], node["names"] = [], []
        self.document.ids |= dict.fromkeys(label["ids"], label)
        return [label]

    def filled(self, node: timeline) -> list[nodes.Node]:
        """The nodes that replace a placeholder."""
        context, query = self.context, Query(*node["query"])
        news = self.select(query)
        result: list[nodes.Node] = []
        if node["style"]:
            return self.styled(news, node)
        # what another limit leaves out is not part of the list
        by_years = query.limit.partition(" ")[2]
        every = self.select(query._replace(limit="")) if by_years else news
        span = self.span(news) if node["grouping"] else None
        shown = [item for item in news if span is None or item.date.year >= span.first]
        ids = {item.id for item in shown}
        left_out = [item for item in every if item.id not in ids]
        if node["filters"] and news:
            kind, graph = context.graph.kinds["news"], context.domain.whole_graph
            names, settings = node["filters"], context.settings
            years = span.label if span else ""
            result.append(filter_form(kind, shown, names, graph, settings, years))
        if not news:
            result += node.children  # what the author says then
        elif node["grouping"]:
            sections = [*self.groups(shown, node)]
            if span:
                sections.append(self.years(left_out, every, node))
            for section in sections:
                nested = not holds_sections(node.parent)
                result += flattened(section) if nested else [section]
        else:
            if node["title"]:
                result.append(counted_rubric(node["title"], len(news)))
            result += self.items(news, node)
        if not span:
            result += earlier_news(left_out, (), context)
        return result

    def styled(self, news: list[NewsItem], node: timeline) -> list[nodes.Node]:
        """A section with a story or the newest items; nothing if there are none."""
        query = Query(*node["query"])
        if not news:
            return []
        title = node["title"]
        content = self.content(news, node, query)
        if node["style"] != "story":
            title += f" ({len(self.select(query._replace(limit='')))})"
        node_id = "story" if node["style"] == "story" else "news"
        section = heading(title, free_id(node_id, self.document))
        section += content
        self.document.ids[section["ids"][0]] = section
        return [section] if holds_sections(node.parent) else flattened(section)

    def content(
        self, news: list[NewsItem], node: timeline, query: Query
    ) -> list[nodes.Node]:
        """What goes below the heading of a style."""
        context = self.context
        if node["style"] == "brief":
            return [lines(news, context)]
        copied = self.copies(news)
        if node["style"] == "story":
            paper = context.graph.get("paper", dict(query.where)["paper"][0])
            mark_repeated_dates(copy for _, copy in reversed(copied))
            return [story(copied, paper.title.plain if paper else "", context.docname)]
        every = self.select(query._replace(limit=""))
        mark_repeated_dates(copy for _, copy in copied)
        return newest(copied, every[len(news) :], context)

    def groups(self, news: list[NewsItem], node: timeline) -> Iterator[nodes.section]:
        """A section per year, newest first; pinned items come first in their year."""
        context = self.context
        kind = context.graph.kinds["news"]
        branches = grouped(kind, [node["grouping"]], news, context)
        branches.sort(key=lambda branch: branch.group, reverse=True)
        for number, (group, members, _) in enumerate(branches):
            node_id = free_id(f"{node['prefix']}news-{group.id}", self.document)
            section = heading(f"{group.title} ({len(members)})", node_id)
            self.document.ids[node_id] = section
            items = self.items(members, node)
            if node["open"] and number >= node["open"]:
                words = context.settings.phrase("unfold", count=len(members))
                items = [record_more("", *items, summary=words)]
            section += items
            yield section

    def span(self, news: list[NewsItem]) -> Span | None:
        """The years that a page shows of a list that is too long for it."""
        limit = self.context.settings.split_lists
        if not limit or len(news) <= limit:
            return None
        span = newest_years(Counter(item.date.year for item in news), limit)
        return span if span.number < len(news) else None

    def years(
        self, left_out: list[NewsItem], every: list[NewsItem], node: timeline
    ) -> nodes.section:
        """Links to the years that the page leaves out, with the ids of their sections."""
        prefix = f"{node['prefix']}news"
        title = self.context.settings.phrase("list.earlier")
        section = heading(title, free_id(f"{prefix}-earlier", self.document))
        self.document.ids[section["ids"][0]] = section
        links = year_links(left_out, every, self.context.docname)
        for year, link in links.items():
            link["ids"].append(free_id(f"{prefix}-{year}", self.document))
            self.document.ids[link["ids"][0]] = link
        content = separated([*links.values()], " · ")
        section += record_part("", "", *content, classes=["list-parts"])
        return section

    def items(self, news: list[NewsItem], node: timeline) -> list[nodes.Node]:
        """Copies of the items' entries, as a list."""
        copied = self.copies(news)
        if any(name == "grant" for name, _ in Query(*node["query"]).where):
            without_grants(copied)
        context = self.context
        kind = context.graph.kinds["news"]
        for item, copy in copied:
            more = filter_values(kind, item, node["filters"], context.settings)
            copy["data"] |= more
            if item.pinned:
                _say_pinned(copy, context.settings.phrase("pinned"))
        copies = [copy for _, copy in copied]
        mark_repeated_dates(copies)
        return [record_list("", *copies, classes=["news"])] if copies else []

    def copies(self, news: list[NewsItem]) -> list[Copied]:
        """Each item with a copy of its entry for this page, long ones as an excerpt."""
        context, builder = self.context, self.env._app.builder  # noqa: SLF001  as there
        copied = Copies(self.env, self.document, context.docname).all(news)
        for item, copy in copied:
            shorten(item, copy, context, builder)
        return copied


def _say_pinned(copy: record_item, words: str) -> None:
    """Say why an item stands before newer ones, behind its kind."""
    for found in copy.findall(record_part):
        if "news-kind" in found["classes"]:
            found.append(nodes.Text(f" · {words}"))
            return
    copy[1:1] = text_part("news-kind", words)
