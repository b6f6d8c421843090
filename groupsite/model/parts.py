"""The parts of a kind of record; each adds an ability.

All are generic over the record. A `RecordKind` (:mod:`groupsite.model.kinds`) combines
them and has defaults for those that a kind does not need.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

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
    """The result of a loader: the records, and problems in their files."""

    records: list[Located[Any]]
    problems: list[Problem]
    #: Ids of records that were left out; nobody is told that these do not exist.
    lost: frozenset[str] = frozenset()


def _no_source(_settings: Settings) -> Loaded:
    return Loaded([], [])


@dataclass(frozen=True, kw_only=True)
class Source(Generic[R]):
    """Where records come from."""

    #: Reads the files, once per build.
    load: Callable[[Settings], Loaded] = _no_source
    #: Whether a record is one of the site's. Others can be named, and no list, page,
    #: feed, file or search has them: works of others that the site cites.
    listed: Callable[[R], bool] = lambda _record: True
    #: Derives records from those of other kinds, such as the award of a paper.
    derive: Callable[[Records], Iterable[Located[R]]] = lambda _graph: ()
    #: Completes a record when all kinds are loaded: an author becomes a person.
    complete: (
        Callable[[Located[R], Records, Settings], tuple[R, list[Problem]]] | None
    ) = None


class Edge(NamedTuple):
    """A link from one record to another, by kind and id."""

    kind: str
    id: str
    #: The field with the link, for the line number of a message.
    field: str


class Question(NamedTuple):
    """What records are asked beyond their links and options."""

    #: Ids of the records that answer it for a value.
    answers: Callable[[Records, str], Iterable[str]]
    #: Kinds of all records that the answer is made of.
    of: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Linking(Generic[R]):
    """How records are linked to those of other kinds."""

    #: Whether there is a role, named like the kind, to link to records.
    role: bool = False
    #: The links of a record to other records.
    edges: Callable[[R], Iterable[Edge]] = lambda _record: ()
    #: Keys (kind, id) of records that it shows without being related to them.
    mentions: Callable[[R], Iterable[tuple[str, str]]] = lambda _record: ()
    #: Kinds whose relations are inherited: what is linked to a paper belongs to the
    #: paper's topics, too.
    passes_on: frozenset[str] = frozenset()
    #: Kinds to which records are only related by their own links: a talk on a paper is
    #: not a talk by all its authors.
    direct: frozenset[str] = frozenset()
    #: Whether ids may be used while no record of this kind is declared.
    open: bool = False
    #: Queries for pages, not for authors, by name, such as the papers ``like`` one.
    questions: Mapping[str, Question] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Entry(Generic[R]):
    """How a record is shown."""

    #: The content of an entry in a list.
    content: Callable[[R, Context], list[nodes.Node]] = lambda _record, _context: []
    #: The same in one paragraph, for pages with records of many kinds.
    brief: Callable[[R, Context], list[nodes.Node]] | None = None
    #: The title as nodes, for titles that are more than plain text (formulas).
    title: Callable[[R], list[nodes.Node]] | None = None
    #: Attributes of an entry in HTML, without the prefix ``data-``; by default, the id.
    attributes: Callable[[R], Mapping[str, str]] | None = None


class Group(NamedTuple):
    """A group of records in a list, with a heading."""

    #: Suffix of the heading's id: ``2024`` in ``papers-2024``.
    id: str
    title: str
    #: Its place among the groups, lowest first; those of one rank stand in the order of
    #: their first records.
    rank: tuple[int, str] = (0, "")


@dataclass(frozen=True)
class Option(Generic[R]):
    """An option of a list, for authors to select records."""

    #: Values of a record.
    values: Callable[[R], Iterable[str]]
    #: Further values that are valid even if no record has them.
    allowed: Callable[[Settings], Iterable[str]] = lambda _settings: ()
    #: Whether it is written without a value (``:selected:``).
    flag: bool = False
    #: What the documentation says of it, and a value that some record may have.
    meaning: str = ""
    example: str = ""


@dataclass(frozen=True)
class Filter(Generic[R]):
    """A filter of a list, for visitors to select records."""

    #: Values of a record, without blanks.
    values: Callable[[R, Settings], Iterable[str]]
    #: Label of a value.
    label: Callable[[str, Records, Settings], str]
    #: Whether each record has exactly one value, so that counts add up.
    one: bool = False


class ListRequest(NamedTuple):
    """A list that is filled when all documents have been read."""

    query: Query
    #: Name of a grouping; ``""`` for none.
    grouping: str = ""
    #: Prefix that distinguishes the ids of its groups from other lists on the page.
    prefix: str = ""
    #: Heading, which is left out if the list is empty.
    title: str = ""
    #: Name of a layout; ``""`` for a plain list.
    style: str = ""
    #: Names of the filters for visitors.
    filters: tuple[str, ...] = ()
    #: Number of groups that are unfolded at first; 0 means all.
    open: int = 0


@dataclass(frozen=True, kw_only=True)
class Listing(Generic[R]):
    """The directive that lists records."""

    #: Its name; if empty, there is no directive.
    directive: str = ""
    #: Options in addition to those of every list.
    options: Mapping[str, Option[R]] = field(default_factory=dict)
    #: Groupings, the values of ``group-by``: name → function for the group of a record,
    #: or for several of them.
    groups: Mapping[str, Callable[[R, Context], Group | Sequence[Group]]] = field(
        default_factory=dict
    )
    #: Grouping if there is no ``group-by``.
    default_group: str = ""
    #: Prefix of the ids of groups (``papers-2024``); by default, the directive's name.
    prefix: str = ""
    #: Filters for visitors.
    filters: Mapping[str, Filter[R]] = field(default_factory=dict)
    #: The last day on which a record is still to come, such as that of a talk. Lists of
    #: kinds that set it have the options ``upcoming`` and ``past``.
    until: Callable[[R], PartialDate | None] | None = None
    #: CSS class of an entry; by default, the name of the kind.
    css_class: str = ""
    #: Makes the placeholder of a list whose records are not known while a document is
    #: read, and notes the query.
    placeholder: Callable[[Context, ListRequest], nodes.Element] | None = None
    #: Lays out records differently from a plain list.
    layout: Callable[[list[R], Place], list[nodes.Node]] | None = None
    #: Further layouts, the values of ``layout``; None is the plain list.
    layouts: Mapping[str, Callable[[list[R], Place], list[nodes.Node]] | None] = field(
        default_factory=dict
    )

    def layout_of(
        self, name: str
    ) -> Callable[[list[R], Place], list[nodes.Node]] | None:
        """The layout called *name*, or else the usual one; None is the plain list."""
        return self.layouts.get(name, self.layout)

    @property
    def has_chart(self) -> bool:
        """Whether its years can be shown as bars, divided by a filter."""
        divided = any(filter_.one for filter_ in self.filters.values())
        return "year" in self.groups and divided and self.placeholder is None

    @property
    def has_numbers(self) -> bool:
        """Whether its records can be numbered: they are a plain list."""
        return self.layout is None and self.placeholder is None


@dataclass(frozen=True, kw_only=True)
class Section(Generic[R]):
    """A section with records on a page about something else."""

    #: Position among the sections of the page, lowest first.
    rank: int
    #: Key of the heading's phrase; by default, ``list.NAME`` of the kind.
    phrase: str = ""
    #: Suffix of the heading's id; by default, the name of the list's directive.
    node_id: str = ""
    #: Relation of the records to the page; by default, the kind that the page is about.
    relation: str = ""
    #: Further options to select records: name → values.
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    #: Whether an author may limit them with ``since``.
    since: bool = False
    #: Maximum number of records; 0 means all.
    limit: int = 0
    #: Name of a grouping; ``""`` for none.
    group: str = ""
    #: Whether an author may have them numbered with ``numbered``.
    numbered: bool = False
    #: Layout of a list that is filled later, see `ListRequest`.
    style: str = ""
    #: A record in one paragraph, if not as on other pages.
    brief: Callable[[R, Context], list[nodes.Node]] | None = None
    #: The last date of a record, for CVs of recent years; by default its date, and None
    #: for what goes on.
    last: Callable[[R], PartialDate | None] | None = None
    #: A record in a few words, for pages that name all of them in one line; by default,
    #: a link with its title.
    mention: Callable[[R, Context], list[nodes.Node]] | None = None
    #: Lays out records differently from a paragraph each.
    content: Callable[[list[R], Place], list[nodes.Node]] | None = None
    #: Whether a record belongs to a period and to one of some grants, if its date and
    #: links do not tell.
    belongs: (
        Callable[[R, PartialDate | None, PartialDate | None, set[str]], bool] | None
    ) = None


@dataclass(frozen=True, kw_only=True)
class Page(Generic[R]):
    """The page of a record."""

    #: Folder of a record's page, ``""`` for no page. The page is a stub, unless
    #: somebody has written it, with the directive named like the kind.
    folder: Callable[[R, Settings], str] | None = None
    #: Ends the names of documents, after the ids of records.
    ending: str = ""
    #: Kind of the record with the same id that it is about; if there is none, there is no
    #: page.
    about: str = ""
    #: Whether any document with the directive and the id is the page, so that there is
    #: no stub.
    anywhere: bool = False
    #: Content below the title, before the sections of other kinds; by default, the
    #: content of an entry in a list.
    body: Callable[[R, Context], list[nodes.Node]] | None = None
    #: Address of the record on another site, or ``""``.
    address: Callable[[R], str] = lambda _record: ""
    #: Whether links prefer that address to a list that shows the record.
    prefers_address: bool = False
    #: The id of a record in an example of the documentation.
    example: str = ""


@dataclass(frozen=True)
class Search(Generic[R]):
    """What the search shows and indexes of a record, besides its title."""

    #: Weight relative to other results that match as well.
    weight: float
    #: A line of plain text: who, where, when.
    detail: Callable[[R, Records, Settings], str]
    #: Further texts that are searched, but not shown.
    words: Callable[[R, Records, Settings], Iterable[str]]


class Size(NamedTuple):
    """How large a picture is shown, at most, in pixels of a page."""

    #: Distinguishes the sizes of a picture, and ends the names of its copies.
    name: str
    width: int
    height: int
    #: Whether its middle is cut to that shape; otherwise all of it is shown.
    cropped: bool = False


@dataclass(frozen=True, kw_only=True)
class Picture(Generic[R]):
    """The picture of a record, of which the build makes copies."""

    #: Its path, relative to the sources; ``""`` if there is none.
    path: Callable[[R, Settings], str]
    #: The field that names it, for the line number of a message.
    field: str
    sizes: tuple[Size, ...]


class Format(NamedTuple):
    """A file format for records."""

    #: File extension without the dot.
    ending: str
    #: Media type, for links of type ``alternate``; ``""`` for no such links.
    mime: str
    #: Makes the file of some records, or of their pieces. The folder keeps what builds
    #: have made, such as citations.
    make: Callable[[Iterable[Any], Settings, Path], bytes]
    #: Whether the site has the format.
    offered: Callable[[Settings], bool] = lambda _settings: True
    #: Whether all pages that show records offer it, and not only lists with `export`.
    everywhere: bool = True
    #: What a record is in each file, made of it and the settings alone: it is kept for
    #: other files and the next build. By default, files are made of records.
    piece: Callable[[Any, Settings, Path], str] | None = None


@dataclass(frozen=True, kw_only=True)
class FeedSource(Generic[R]):
    """The content of a feed of the newest records."""

    #: Name of the feed's files; by default, that of the list's directive.
    name: str = ""
    #: Dates of first publication and last change, or None if it has none; by default,
    #: the record's date. The graph includes news.
    dates: Callable[[R, Records], tuple[PartialDate, PartialDate] | None] | None = None
    #: Title of an item; by default, the record's title.
    title: Callable[[R, Settings], str] | None = None
    #: Content of an item with unresolved links; by default, the record's entry.
    content: Callable[[R, Context, nodes.document], list[nodes.Node]] | None = None
    authors: Callable[[R], Iterable[str]] = lambda _record: ()
    tags: Callable[[R, Settings], Iterable[str]] = lambda _record, _settings: ()


@dataclass(frozen=True, kw_only=True)
class Advice:
    """Messages to authors about all records of a kind."""

    #: What is wrong with them.
    check: Callable[[Records, Settings], Iterable[Problem]] = lambda _graph, _settings: ()
    #: What could be better, on a given day (``YYYY-MM-DD``); never fails a build.
    advise: Callable[[Records, Settings, str], Iterable[Problem]] = (
        lambda _graph, _settings, _today: ()
    )
