"""`RecordKind`: everything the rest of the system has to know of a kind of record.

A kind (person, paper, news item, …) is a module that defines one `RecordKind`. Graph,
domain, lists, roles, pages, files and checks are generic over it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic

from groupsite.model.parts import (
    Advice,
    Entry,
    Format,
    Linking,
    Listing,
    Page,
    R,
    Source,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from groupsite.model.dates import PartialDate
    from groupsite.model.parts import FeedSource, Search, Section
    from groupsite.model.rendering import Records, Thing, Things


@dataclass(frozen=True, kw_only=True)
class RecordKind(Generic[R]):
    """One kind of record. Only the name is needed; each part adds an ability."""

    #: Singular: the role's name, the option of lists, the prefix of ids.
    name: str
    source: Source[R] = field(default_factory=Source)
    links: Linking[R] = field(default_factory=Linking)
    #: How a record is called in text.
    title: Callable[[R], str] = lambda record: str(record.id)  # type: ignore[attr-defined]
    #: When, for ``since``, ``until`` and groups by year.
    date: Callable[[R], PartialDate | None] = lambda _record: None
    #: Sort key; records that compare equal keep the order of their file.
    order: Callable[[R], Any] = lambda _record: 0
    entry: Entry[R] = field(default_factory=Entry)
    list: Listing[R] = field(default_factory=Listing)
    #: Where its records appear besides: ``person``, ``paper``, ``grant``, ``theme``,
    #: ``cv``, ``report`` → the section of that page.
    shown_on: Mapping[str, Section[R]] = field(default_factory=dict)
    page: Page[R] = field(default_factory=Page)
    #: How the search finds records; None where it does not.
    search: Search[R] | None = None
    #: How schema.org describes a record; its id and its address come by themselves.
    schema: Callable[[R, Things], Thing] | None = None
    #: Formats in which a site offers records, one by one and as lists.
    files: tuple[Format, ...] = ()
    #: A feed of the newest records.
    feed: FeedSource[R] | None = None
    advice: Advice = field(default_factory=Advice)
    #: What visitors read of the kind and nobody has written: key → English. What is
    #: needed is in `groupsite.model.needed`.
    phrases: Mapping[str, str] = field(default_factory=dict)
    #: The same in other languages: ``de`` → key → text; ours are in the catalogues.
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    #: What every page of the site shows of these records (the date of the last news).
    everywhere: Callable[[Records], str] | None = None

    @property
    def css_class(self) -> str:
        """Class of an entry in HTML."""
        return self.list.css_class or self.name

    @property
    def prefix(self) -> str:
        """Name of its groups in ids: ``papers-2024``."""
        return self.list.prefix or self.list.directive

    @property
    def feed_name(self) -> str:
        """Name of its feed's files, empty without a feed."""
        return (self.feed.name or self.list.directive) if self.feed else ""

    def attributes(self, record: R) -> Mapping[str, str]:
        """Attributes of an entry in HTML, without ``data-``."""
        if self.entry.attributes is None:
            return {"id": record.id}  # type: ignore[attr-defined]
        return self.entry.attributes(record)


def shown_on(
    page: str, kinds: Iterable[RecordKind[Any]]
) -> list[tuple[RecordKind[Any], Section[Any]]]:
    """The kinds whose records appear on *page*, with their sections, in order."""
    found = [(kind, kind.shown_on[page]) for kind in kinds if page in kind.shown_on]
    return sorted(found, key=lambda pair: pair[1].rank)
