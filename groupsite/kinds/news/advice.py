"""Suggestions for the news, shown by `make check` only.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from groupsite.kinds.papers.advice import is_recent
from groupsite.model.problems import Problem, Subtype

if TYPE_CHECKING:
    from collections.abc import Iterator

    from groupsite.model.rendering import Records
    from groupsite.model.settings import Settings


def news_advice(graph: Records, settings: Settings, today: str) -> Iterator[Problem]:
    """Report papers published since the first news item without news of their own."""
    news = graph.all("news")
    if not news:
        return
    first = min(item.date.year for item in news)
    announced = {item.paper for item in news if item.kind == "published"}
    for key in graph.ids("paper"):
        located = graph.located("paper", key)
        assert located is not None
        paper = located.record
        since = paper.date is not None and paper.date.year >= first
        recent = since and is_recent(paper, settings, today)
        # a talk or a web page is not news of its own
        printed = paper.state == "published" and paper.entry_type != "misc"
        if recent and printed and key not in announced:
            message = f"entry `{key}`: no news item of kind `published` is about it"
            yield Problem(located.position, message, Subtype.NEWS)
