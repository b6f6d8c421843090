"""Papers in a feed: authors, venue, abstract, links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from groupsite.build.inline import separated
from groupsite.kinds.papers.showing.authors import author_nodes
from groupsite.kinds.papers.showing.entry import (
    address_nodes,
)
from groupsite.kinds.papers.showing.texts import passage_nodes
from groupsite.kinds.papers.showing.venue import venue_nodes
from groupsite.model.parts import FeedSource

if TYPE_CHECKING:
    from groupsite.kinds.papers.paper import Paper
    from groupsite.model.dates import PartialDate
    from groupsite.model.rendering import Context, Records
    from groupsite.model.settings import Settings


def _dates(paper: Paper, graph: Records) -> tuple[PartialDate, PartialDate] | None:
    """The dates of the first and the last news of a paper, or its own date twice.

    Most entries know only the year; news knows the month.
    """
    news = (graph.get("news", i) for i in graph.linked("paper", paper.id, "news"))
    dates = [item.date for item in news if item is not None]
    if dates:
        return min(dates), max(dates)
    return (paper.date, paper.date) if paper.date else None


def _content(
    paper: Paper, context: Context, _document: nodes.document
) -> list[nodes.Node]:
    links = separated(address_nodes(paper, context.settings), " · ")
    lines = [
        author_nodes(paper, context, brief=True),
        venue_nodes(paper, context),
    ]
    return [
        *(nodes.paragraph("", "", *line) for line in lines if line),
        *passage_nodes(paper.abstract, paper),
        *([nodes.paragraph("", "", *links)] if links else []),
    ]


def _topics(paper: Paper, settings: Settings) -> tuple[str, ...]:
    return tuple(settings.topics[topic] for topic in paper.topics)


PAPER_FEED: FeedSource[Paper] = FeedSource(
    name="papers",
    dates=_dates,
    title=lambda paper, _settings: paper.title.plain,
    content=_content,
    authors=lambda paper: [author.name for author in paper.authors],
    tags=_topics,
)
