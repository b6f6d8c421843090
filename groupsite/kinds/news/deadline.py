"""Deadlines of openings: open until then, closed afterwards.

Which of both depends on the day of the site (`Settings.day`), and a page is not read
again for it: pages get the words, and lists their order, when they are written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinx.transforms.post_transforms import SphinxPostTransform

from groupsite.build.domain import groupsite_domain
from groupsite.build.inline import fill
from groupsite.build.nodes import record_date, record_item, record_list, record_part
from groupsite.directives.entries import part
from groupsite.kinds.news.declared import mark_repeated_dates
from groupsite.model.dates import PartialDate

if TYPE_CHECKING:
    from docutils import nodes

    from groupsite.model.rendering import Context

_PART: Final = "news-deadline"
#: Class of an item that is closed.
_CLOSED: Final = "news-closed"


def deadline_part(deadline: PartialDate | None, context: Context) -> list[nodes.Node]:
    """The part of an entry that `JudgeDeadlines` completes; nothing without one."""
    return part(_PART, context.date(deadline)) if deadline else []


class JudgeDeadlines(SphinxPostTransform):
    """Says of items with a deadline whether they are open, and moves closed ones."""

    # after timelines have been filled (3)
    default_priority = 9

    def run(self, **kwargs: Any) -> None:
        """Complete the deadlines of the document, its feeds and timelines included."""
        lists: dict[int, nodes.Element] = {}
        for found in list(self.document.findall(record_part)):
            if _PART in found["classes"] and self._judge(found):
                entry = found.parent
                if isinstance(entry, record_item):
                    entry["classes"].append(_CLOSED)
                    lists[id(entry.parent)] = entry.parent
        for entries in lists.values():
            # a story is told in the order of its events
            if isinstance(entries, record_list) and "story" not in entries["classes"]:
                entries.children.sort(key=_is_closed)
                items = (n for n in entries.children if isinstance(n, record_item))
                mark_repeated_dates(items)

    def _judge(self, found: record_part) -> bool:
        """Write the words around the date.

        :returns: whether the deadline is over.
        """
        settings = groupsite_domain(self.env).settings
        (date,) = found.findall(record_date)
        over = settings.day.certainly_after(PartialDate.parse(date["datetime"]))
        phrase = settings.phrase("deadline.closed" if over else "deadline.open")
        found.children = []
        found += fill(phrase, date=[date])
        return over


def _is_closed(entry: nodes.Node) -> bool:
    return isinstance(entry, record_item) and _CLOSED in entry["classes"]
