"""The parts that a kind of record is made of; each of them adds an ability.

All are generic over the record. A `RecordKind` (:mod:`groupsite.model.kinds`) puts them
together and has defaults for those that a kind does without.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from docutils import nodes

    from groupsite.model.dates import PartialDate
    from groupsite.model.positions import Located
    from groupsite.model.problems import Problem
    from groupsite.model.query import Query
    from groupsite.model.rendering import Context, Place, Records
    from groupsite.model.settings import Settings

#: A record.
R = TypeVar("R")


class Loaded(NamedTuple):
    """What a loader returns: the good records, and what is wrong with the others."""

    records: list[Located[Any]]
    problems: list[Problem]


def _no_source(_settings: Settings) -> Loaded:
    return Loaded([], [])


@dataclass(frozen=True, kw_only=True)
class Source(Generic[R]):
    """Where records come from."""

    #: Reads the files, once in each build.
    load: Callable[[Settings], Loaded] = _no_source
    #: Records that follow from those of other kinds (the award of a paper).
    derive: Callable[[Records], Iterable[Located[R]]] = lambda _graph: ()
    #: Completes a record once all kinds are loaded (an author becomes a person).
    complete: (
        Callable[[Located[R], Records, Settings], tuple[R, list[Problem]]] | None
    ) = None


class Edge(NamedTuple):
    """A link of a record to another one, by kind and id."""

    kind: str
    id: str
    #: The field that holds the link, for the line of a message.
    field: str


@dataclass(frozen=True, kw_only=True)
class Linking(Generic[R]):
    """How records are tied to those of other kinds."""

    #: Whether a role of the kind's name links to records.
    role: bool = False
    #: The records that a record names.
    edges: Callable[[R], Iterable[Edge]] = lambda _record: ()
    #: Keys (kind, id) of records that it shows without being related to them.
    mentions: Callable[[R], Iterable[tuple[str, str]]] = lambda _record: ()
    #: Kinds that records linked to one of these are related to as well: what is linked
    #: to a paper belongs to the topics of that paper.
    passes_on: frozenset[str] = frozenset()
    #: Kinds to which these records are related by links of their own only: a talk on a
    #: paper is not a talk of all its authors.
    direct: frozenset[str] = frozenset()
    #: Whether ids may be named while no record of this kind is declared at all.
    open: bool = False
    #: Questions that pages ask and authors do not: name → ids of the answer to a value
    #: (the papers that are ``like`` one).
    questions: Mapping[str, Callable[[Records, str], Iterable[str]]] = field(
        default_factory=dict
    )


@dataclass(frozen=True, kw_only=True)
class Entry(Generic[R]):
    """How a record is shown."""

    #: The content of an entry in a list.
    content: Callable[[R, Context], list[nodes.Node]] = lambda _record, _context: []
    #: The same in one paragraph, for pages that show records of many kinds.
    brief: Callable[[R, Context], list[nodes.Node]] | None = None
    #: The title as nodes, where plain text is not enough (formulas).
    title: Callable[[R], list[nodes.Node]] | None = None
    #: Attributes of an entry in HTML, without ``data-``; its id where none are given.
    attributes: Callable[[R], Mapping[str, str]] | None = None


class Group(NamedTuple):
    """A heading that records of a list stand under."""

    #: End of the heading's id: ``2024`` in ``papers-2024``.
    id: str
    title: str


@dataclass(frozen=True)
class Option(Generic[R]):
    """An option of a list, by which authors choose records."""

    #: Values that a record has.
    values: Callable[[R], Iterable[str]]
    #: Values that are allowed although no record has them.
    allowed: Callable[[Settings], Iterable[str]] = lambda _settings: ()
    #: Whether it is written without a value (``:selected:``).
    flag: bool = False


@dataclass(frozen=True)
class Filter(Generic[R]):
    """Something that visitors choose records of a list by."""

    #: Values that a record has, words without blanks.
    values: Callable[[R, Settings], Iterable[str]]
    #: What a value is called.
    label: Callable[[str, Records, Settings], str]
    #: Whether each record has exactly one value, so that parts add up to a whole.
    one: bool = False


class ListRequest(NamedTuple):
    """A list that is filled once all documents are read."""

    query: Query
    #: Name of a grouping, empty for none.
    grouping: str = ""
    #: What sets the ids of its groups apart from those of other lists of the page.
    prefix: str = ""
    #: Heading of a list that is left out where it is empty.
    title: str = ""
    #: How the records are laid out, empty for a plain list.
    style: str = ""
    #: Names of the filters that visitors get.
    filters: tuple[str, ...] = ()
    #: So many of its groups are open, the others unfold; 0 for all.
    open: int = 0


@dataclass(frozen=True, kw_only=True)
class Listing(Generic[R]):
    """The directive that lists records, and how it does."""

    #: Its name; no directive where empty.
    directive: str = ""
    #: Options beside those that any list has.
    options: Mapping[str, Option[R]] = field(default_factory=dict)
    #: Values of ``group-by``: name → the group of a record.
    groups: Mapping[str, Callable[[R, Context], Group]] = field(default_factory=dict)
    #: ``group-by`` where an author says nothing.
    default_group: str = ""
    #: Name of the groups in ids (``papers-2024``); the directive's where empty.
    prefix: str = ""
    #: What visitors can filter by.
    filters: Mapping[str, Filter[R]] = field(default_factory=dict)
    #: Class of an entry in HTML; the kind's name where empty.
    css_class: str = ""
    #: What stands for a list whose records are not known while a document is read; it
    #: notes the query.
    placeholder: Callable[[Context, ListRequest], nodes.Element] | None = None
    #: Lays out records otherwise than as a list.
    layout: Callable[[list[R], Place], list[nodes.Node]] | None = None

    @property
    def has_chart(self) -> bool:
        """Whether its years can be drawn as bars, divided by a filter."""
        divided = any(by.one for by in self.filters.values())
        return "year" in self.groups and divided and self.placeholder is None


@dataclass(frozen=True, kw_only=True)
class Section(Generic[R]):
    """Where records appear on a page about something else, in which order, and how."""

    #: Its place among the sections of the page, the lowest first.
    rank: int
    #: Key of the heading's phrase; ``list.NAME`` of the kind where empty.
    phrase: str = ""
    #: End of the heading's id; the name of the list's directive where empty.
    node_id: str = ""
    #: What ties the records to the page, where that is not the kind the page is about.
    relation: str = ""
    #: Options that the records have besides: name → values.
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    #: Whether an author may limit them to those ``since`` a date.
    since: bool = False
    #: At most so many, 0 for all.
    limit: int = 0
    #: Name of a grouping, empty for none.
    group: str = ""
    #: Layout of a list that is filled later, see `ListRequest`.
    style: str = ""
    #: A record in a few words, where a page names all of them in one line; a link with
    #: its title by default.
    mention: Callable[[R, Context], list[nodes.Node]] | None = None
    #: Lays out the records otherwise than as a paragraph each.
    content: Callable[[list[R], Place], list[nodes.Node]] | None = None
    #: Whether a record is part of a period and of one of some grants, where its date and
    #: its links do not say so.
    belongs: (
        Callable[[R, PartialDate | None, PartialDate | None, set[str]], bool] | None
    ) = None


@dataclass(frozen=True, kw_only=True)
class Page(Generic[R]):
    """Where a record is at home."""

    #: Folder of the page of a record, empty for none; it is generated where nobody has
    #: written it, and holds the directive of the kind's name.
    folder: Callable[[R, Settings], str] | None = None
    #: What stands below its title, before the sections of other kinds; by default the
    #: same as in a list.
    body: Callable[[R, Context], list[nodes.Node]] | None = None
    #: Address of its own, outside of this site.
    address: Callable[[R], str] = lambda _record: ""
    #: Whether links lead there rather than to a list that shows the record.
    prefers_address: bool = False


@dataclass(frozen=True)
class Search(Generic[R]):
    """What the search shows and knows of a record, beside its title."""

    #: How much more it counts than others that fit as well.
    weight: float
    #: Who, where, when: a line of plain text.
    detail: Callable[[R, Records, Settings], str]
    #: Texts that are looked in and not shown.
    words: Callable[[R, Records, Settings], Iterable[str]]


class Format(NamedTuple):
    """A file format for records."""

    #: End of the file's name, without its point.
    ending: str
    #: Media type, as in a link of type ``alternate``.
    mime: str
    make: Callable[[Iterable[Any]], bytes]


@dataclass(frozen=True, kw_only=True)
class FeedSource(Generic[R]):
    """What a feed of the newest records has of each of them."""

    #: Name of the feed's files; that of the list's directive where empty.
    name: str = ""
    #: When it became known, and when it last changed; None for what has no date. The
    #: graph has news as well. By default the record's date.
    dates: Callable[[R, Records], tuple[PartialDate, PartialDate] | None] | None = None
    #: By default the record's title.
    title: Callable[[R, Settings], str] | None = None
    #: What it says in full, with links that are not resolved yet; by default its entry.
    content: Callable[[R, Context, nodes.document], list[nodes.Node]] | None = None
    authors: Callable[[R], Iterable[str]] = lambda _record: ()
    tags: Callable[[R, Settings], Iterable[str]] = lambda _record, _settings: ()


@dataclass(frozen=True, kw_only=True)
class Advice:
    """What authors are told of the records as a whole."""

    #: What is wrong with them.
    check: Callable[[Records, Settings], Iterable[Problem]] = lambda _graph, _settings: ()
    #: What could be better, on a day (``YYYY-MM-DD``); never blocks a build.
    advise: Callable[[Records, Settings, str], Iterable[Problem]] = (
        lambda _graph, _settings, _today: ()
    )
