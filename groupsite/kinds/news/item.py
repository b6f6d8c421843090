"""`NewsItem`: what a `{news}` directive declares.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from groupsite.model.pickled import Pickled

if TYPE_CHECKING:
    from groupsite.model.dates import PartialDate


@dataclass(frozen=True, slots=True)
class NewsItem(Pickled):
    """Something that happened, as told in a document."""

    #: Unique across all documents.
    id: str
    date: PartialDate
    #: One of the declared kinds of news, or ``""`` for a plain item.
    kind: str
    #: The document that declares it.
    docname: str
    #: Position in that document, from 0. Not in the repr, which digests are made of:
    #: a new item above changes the number and nothing else.
    number: int = field(repr=False)
    #: Ids of the people it mentions.
    people: tuple[str, ...] = ()
    #: Citation key of the paper it is about, or ``""``.
    paper: str = ""
    #: Ids of grants.
    grants: tuple[str, ...] = ()
    #: Keys (kind, id) of the records that its text links to or cites.
    mentions: tuple[tuple[str, str], ...] = ()
    pinned: bool = False
    #: The last day of an opening; None for an item without a deadline.
    deadline: PartialDate | None = None
    #: Whether the deadline is over on the day of the site, see `judged`.
    closed: bool = False
    #: What happened, as one line of plain text.
    summary: str = ""
    #: Its whole text, as plain text.
    text: str = field(default="", repr=False)
    #: Digest of everything it shows.
    digest: str = ""

    def judged(self, day: PartialDate) -> NewsItem:
        """The item as it is on *day*: a deadline that is only a month lasts to its end."""
        over = self.deadline is not None and day.certainly_after(self.deadline)
        return self if over == self.closed else replace(self, closed=over)
