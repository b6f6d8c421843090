"""Layouts for news on the pages of other records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from groupsite.build.nodes import (
    plain_text,
    record_item,
    record_list,
    record_more,
    record_part,
)
from groupsite.kinds.news.links import earlier_news, item_link

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from groupsite.kinds.news.copies import Copied
    from groupsite.kinds.news.item import NewsItem
    from groupsite.model.rendering import Context

#: Maximum number of earlier items with a line each: nobody reads more of them, and the
#: head of a department is in thousands of items.
_LINES: Final = 100


def story(copied: Sequence[Copied], title: str, docname: str) -> record_list:
    """The history of a paper, from its first news item to its last.

    Each step says when and what; the page has the title and the links already. Only the
    newest step says who wrote it where.

    :param title: the current title of the paper; a step shows its title if it differs.
    :param docname: the document that the list is for.
    """
    steps = [copy for _, copy in reversed(copied)]
    with_people = next((s for s in reversed(steps) if _part(s, "news-people")), None)
    for (item, _), step in zip(reversed(copied), steps, strict=True):
        kind = _part(step, "news-kind")
        if kind is not None:
            words = kind.astext()
            kind.children = []
            kind += item_link(item, words, docname)
        link = next(_named(step, "news-paper-title"), None)
        if link is not None and plain_text(link) == title:
            _drop(step, "news-title")
        _drop(step, "news-links")
        _drop(step, "news-paper")
        if step is not with_people:
            _drop(step, "news-people")
    return record_list("", *steps, classes=["news", "story"])


def newest(
    shown: Sequence[Copied], earlier: Sequence[NewsItem], context: Context
) -> list[nodes.Node]:
    """The newest items in full, earlier ones folded away: one line each, then years."""
    result: list[nodes.Node] = [
        record_list("", *(copy for _, copy in shown), classes=["news"])
    ]
    if earlier:
        words = f"{context.settings.phrase('earlier')} ({len(earlier)})"
        every = [*(item for item, _ in shown), *earlier]
        folded = [
            lines(earlier[:_LINES], context),
            *earlier_news(earlier[_LINES:], every, context),
        ]
        result.append(record_more("", *folded, summary=words))
    return result


def lines(items: Sequence[NewsItem], context: Context) -> record_list:
    """One line per item: what happened, and when."""
    over = context.settings.phrase("deadline.over")
    entries = [
        record_item(
            "",
            nodes.paragraph(
                "",
                "",
                item_link(item, item.summary, context.docname),
                nodes.Text(" ("),
                context.date(item.date),
                nodes.Text(f", {over})" if item.closed else ")"),
            ),
        )
        for item in items
    ]
    return record_list("", *entries, classes=["news", "brief"])


def without_grants(copied: Sequence[Copied]) -> None:
    """Drop the grant, which the heading above the items names already."""
    for _, copy in copied:
        _drop(copy, "news-grant")


def _named(node: nodes.Element, name: str) -> Iterator[nodes.Element]:
    return (n for n in node.findall(nodes.Element) if name in n.get("classes", ()))


def _part(node: nodes.Element, name: str) -> nodes.Element | None:
    return next((n for n in _named(node, name) if isinstance(n, record_part)), None)


def _drop(node: nodes.Element, name: str) -> None:
    part = _part(node, name)
    if part is not None:
        part.parent.remove(part)
