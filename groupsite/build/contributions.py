"""The contributions of documents to the graph, kept by Sphinx between builds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from groupsite.model.positions import Located, Position
    from groupsite.model.query import Query

#: Modification time in ns, and size in bytes of a file.
Stamp = tuple[int, int]


class Anchor(NamedTuple):
    """A place where a record is shown."""

    kind: str
    record_id: str
    #: ``""`` for the whole document.
    node_id: str
    #: 0 for the record's own page, 1 for a full list, 2 for a list of a selection.
    rank: int


class Offer(NamedTuple):
    """A list that a document offers as files."""

    query: Query
    #: Where the directive of the list is.
    position: Position


class WholeList(NamedTuple):
    """A list of all records of a kind, with filters for visitors."""

    kind: str
    filters: tuple[str, ...]


@dataclass(slots=True)
class DocumentData:
    """What one document contributed when it was read."""

    #: Whether it has directives of ours.
    has_directives: bool = False
    #: All its queries to the graph; a dict to keep their order.
    queries: dict[Query, None] = field(default_factory=dict)
    #: Digest of the file-derived answers when it was read; None if not known yet.
    digest: bytes | None = None
    #: The files that it was read from, as they were then.
    files_read: dict[str, Stamp] = field(default_factory=dict)
    #: Whether it links to targets in other domains, whose titles it shows.
    links: bool = False
    #: Whether it caused a warning when it was read.
    warned: bool = False
    #: Document-derived records by kind: news.
    records: dict[str, list[Located[Any]]] = field(default_factory=dict)
    anchors: list[Anchor] = field(default_factory=list)
    #: Lists that it offers as files, by path without extension.
    exports: dict[str, Offer] = field(default_factory=dict)
    lists: list[WholeList] = field(default_factory=list)
    #: Kinds of lists that it cuts, each with the relation that selects their records.
    rests: dict[tuple[str, str], None] = field(default_factory=dict)
    #: Its own text, without that of records.
    text: str = ""
    #: Whether it asks search engines not to index it.
    unindexed: bool = False
    #: Citations in it: digest of everything that matters → line.
    citations: dict[str, str] = field(default_factory=dict)
    #: People whose CVs it shows, each with the path of the file that has it.
    vitas: dict[str, str] = field(default_factory=dict)
    #: Links to files of the build: path → line number.
    files: dict[str, int] = field(default_factory=dict)

    @property
    def depends(self) -> bool:
        """Whether its page changes with records, as it lists or names some."""
        return self.has_directives or bool(self.queries)
