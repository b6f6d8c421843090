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
    """Something that happened, as told in a document."""

    #: Unique across all documents.
    id: str
    date: PartialDate
    #: One of the declared kinds of news.
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
    #: What happened, as one line of plain text.
    summary: str = ""
    #: Its whole text, as plain text.
    text: str = field(default="", repr=False)
    #: Digest of everything it shows.
    digest: str = ""
