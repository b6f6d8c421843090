"""`NewsItem`: what a `{news}` directive declares.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from groupsite.model.dates import PartialDate


@dataclass(frozen=True, slots=True)
class NewsItem:
    """Something that happened, as a document tells it."""

    #: Unique over all documents.
    id: str
    date: PartialDate
    #: One of the declared kinds.
    kind: str
    #: The document that declares it, and its place there, counted from 0.
    docname: str
    #: Not a part of what it shows: a new item above moves it and changes nothing else.
    number: int = field(repr=False)
    #: Ids of the people it names.
    people: tuple[str, ...] = ()
    #: Citation key of the paper it is about, or an empty string.
    paper: str = ""
    #: Ids of grants.
    grants: tuple[str, ...] = ()
    #: Keys (kind, id) of the records that its text links to or cites.
    mentions: tuple[tuple[str, str], ...] = ()
    pinned: bool = False
    #: One line of plain text: what happened.
    summary: str = ""
    #: All that it says, as plain text.
    text: str = field(default="", repr=False)
    #: Digest of everything it shows.
    digest: str = ""
