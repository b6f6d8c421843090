"""The phrases that a kind of record requires.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from groupsite.model.wording import PHRASES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from groupsite.model.kinds import RecordKind


def missing_phrases(kind: RecordKind[Any]) -> dict[str, str]:
    """The required phrases that a kind does not define: key → what it is for."""
    known = {**PHRASES, **kind.phrases}
    return {key: use for key, use in _needed(kind) if key not in known}


def _needed(kind: RecordKind[Any]) -> Iterator[tuple[str, str]]:
    for page, section in kind.shown_on.items():
        yield section.phrase or f"list.{kind.name}", f"heading of its part of a {page}"
    if kind.search is not None:
        yield f"search.{kind.name}", "what the search calls one of them"
        if f"search.all.{kind.name}" not in kind.phrases:
            yield f"list.{kind.name}", "what the search calls all of them"
    if kind.feed is not None and f"feed.{kind.feed_name}" not in kind.phrases:
        yield f"list.{kind.name}", "title of its feed"
    if kind.list.filters:
        yield f"filter.title.{kind.list.directive}", "title of its filters"
        for name in kind.list.filters:
            yield f"filter.{name}", f"label of its filter `{name}`"
    if kind.list.has_chart:
        yield f"chart.title.{kind.list.directive}", "title of its chart"
