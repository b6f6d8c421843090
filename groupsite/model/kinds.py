"""`RecordKind`: everything that the rest of the system knows about a kind of record.

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
    Picture,
    R,
    Source,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from groupsite.model.dates import PartialDate
    from groupsite.model.parts import FeedSource, Search, Section
    from groupsite.model.rendering import Records, Thing, Things
    from groupsite.model.settings import Settings


@dataclass(frozen=True, kw_only=True)
class RecordKind(Generic[R]):
    """A kind of record. Only the name is required; each part adds an ability."""

    #: Singular: name of the role, name of the option of lists, prefix of ids.
    name: str
    source: Source[R] = field(default_factory=Source)
    links: Linking[R] = field(default_factory=Linking)
    #: Title of a record in text.
    title: Callable[[R], str] = lambda record: str(record.id)  # type: ignore[attr-defined]
    #: Date of a record, for ``since``, ``until`` and grouping by year.
    date: Callable[[R], PartialDate | None] = lambda _record: None
    #: Sort key; records that compare equal keep the order of their file.
    order: Callable[[R], Any] = lambda _record: 0
    entry: Entry[R] = field(default_factory=Entry)
    list: Listing[R] = field(default_factory=Listing)
    #: Other pages that show its records: ``person``, ``paper``, ``grant``, ``theme``,
    #: ``cv``, ``report`` → the section on such a page.
    shown_on: Mapping[str, Section[R]] = field(default_factory=dict)
    page: Page[R] = field(default_factory=Page)
    #: The picture of a record; None if there are none.
    picture: Picture[R] | None = None
    #: How the search finds its records; None if it does not.
    search: Search[R] | None = None
    #: Describes a record in schema.org terms; id and address are added automatically.
    schema: Callable[[R, Things], Thing] | None = None
    #: Formats in which the site offers records, single ones and lists.
    files: tuple[Format, ...] = ()
    #: The feed of the newest records, if any.
    feed: FeedSource[R] | None = None
    advice: Advice = field(default_factory=Advice)
    #: Phrases of the kind: key → English text. `groupsite.model.needed` lists those
    #: that are required.
    phrases: Mapping[str, str] = field(default_factory=dict)
    #: Translations of them: ``de`` → key → text; ours are in the catalogues.
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    #: What every page of the site shows of its records, such as the date of the last
    #: news.
    everywhere: Callable[[Records], str] | None = None

    @property
    def css_class(self) -> str:
        """CSS class of an entry."""
        return self.list.css_class or self.name

    @property
    def prefix(self) -> str:
        """Prefix of the ids of its groups: ``papers`` in ``papers-2024``."""
        return self.list.prefix or self.list.directive

    @property
    def feed_name(self) -> str:
        """Name of its feed's files; ``""`` without a feed."""
        return (self.feed.name or self.list.directive) if self.feed else ""

    def formats(self, settings: Settings) -> tuple[Format, ...]:
        """The formats that the site offers."""
        return tuple(form for form in self.files if form.offered(settings))

    @property
    def offers_files(self) -> bool:
        """Whether its sections on the pages of others are offered as files."""
        return any(form.everywhere for form in self.files)

    def attributes(self, record: R) -> Mapping[str, str]:
        """Attributes of an entry in HTML, without the prefix ``data-``."""
        if self.entry.attributes is None:
            return {"id": record.id}  # type: ignore[attr-defined]
        return self.entry.attributes(record)


def shown_on(
    page: str, kinds: Iterable[RecordKind[Any]]
) -> list[tuple[RecordKind[Any], Section[Any]]]:
    """The kinds whose records appear on *page*, with their sections, sorted by rank."""
    sections = [(kind, kind.shown_on[page]) for kind in kinds if page in kind.shown_on]
    return sorted(sections, key=lambda pair: pair[1].rank)


def section_name(kind: RecordKind[Any], section: Section[Any]) -> str:
    """What a section with records of *kind* is called by authors, and in ids."""
    return section.node_id or kind.list.directive


def section_names(page: str, kinds: Iterable[RecordKind[Any]]) -> list[str]:
    """The names of the sections with records on *page*."""
    return [section_name(*pair) for pair in shown_on(page, kinds)]
