"""What documents contribute to the graph, kept by Sphinx from build to build."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from groupsite.model.positions import Located, Position
    from groupsite.model.query import Query

#: When a file was changed, and its size.
Stamp = tuple[int, int]


class Anchor(NamedTuple):
    """A place where a record is shown."""

    kind: str
    record_id: str
    #: Empty for the whole document.
    node_id: str
    #: 0 for the record's own page, 1 for a full list, 2 for a list of a selection.
    rank: int


class Offer(NamedTuple):
    """A list that a document offers as files."""

    query: Query
    #: Where the document shows it.
    position: Position


@dataclass(slots=True)
class DocumentData:
    """What one document contributed when it was read."""

    #: Whether it has directives of ours, and with them something that they show.
    has_directives: bool = False
    #: All that the document asked of the graph; a dict for its order.
    queries: dict[Query, None] = field(default_factory=dict)
    #: Digest of the file-derived answers when it was read; None until it is known.
    digest: bytes | None = None
    #: The files that it was read from, as they were then.
    files_read: dict[str, Stamp] = field(default_factory=dict)
    #: Whether it has links to places of other domains, which it calls by their titles.
    links: bool = False
    #: Whether it caused a warning when it was read.
    warned: bool = False
    #: Document-derived records by kind: news.
    records: dict[str, list[Located[Any]]] = field(default_factory=dict)
    anchors: list[Anchor] = field(default_factory=list)
    #: Lists that it offers as files, by their paths without an ending.
    exports: dict[str, Offer] = field(default_factory=dict)
    #: Its own words, apart from those of records.
    text: str = ""
    #: Whether it asks not to be indexed.
    unindexed: bool = False
    #: How papers are cited in it: digest of all that matters → line.
    citations: dict[str, str] = field(default_factory=dict)
    #: Files of the build that it links to: path → line.
    files: dict[str, int] = field(default_factory=dict)

    @property
    def depends(self) -> bool:
        """Whether its page changes with records: it lists or names some."""
        return self.has_directives or bool(self.queries)
