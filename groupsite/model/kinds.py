"""`RecordKind`: everything the rest of the system has to know of a kind of record.

A kind (person, paper, news item, …) is a module that defines one `RecordKind`, and one
line in :mod:`groupsite`. Graph, domain, lists, roles and checks are generic over it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from docutils import nodes

    from groupsite.build.context import Context
    from groupsite.build.schemaorg import Thing, Things
    from groupsite.directives.placing import Placing
    from groupsite.model.dates import PartialDate
    from groupsite.model.graph import Graph
    from groupsite.model.positions import Located
    from groupsite.model.problems import Problem
    from groupsite.model.query import Query
    from groupsite.model.settings import Settings


class Edge(NamedTuple):
    """A link of a record to another one, by kind and id."""

    kind: str
    id: str
    #: The field that holds the link, for the line of a message.
    field: str


class Group(NamedTuple):
    """A heading that records of a list stand under."""

    #: End of the heading's id: ``2024`` in ``papers-2024``.
    id: str
    title: str


class Format(NamedTuple):
    """A file format for records."""

    #: End of the file's name, without its point.
    ending: str
    #: Media type, as in a link of type ``alternate``.
    mime: str
    make: Callable[[Iterable[Any]], bytes]


class FeedSource(NamedTuple):
    """What a feed of the newest records of a kind has of each of them."""

    #: Name of the feed's files.
    name: str
    #: When it became known, and when it last changed; None for what has no date. The
    #: graph has news as well.
    dates: Callable[[Any, Graph], tuple[PartialDate, PartialDate] | None]
    title: Callable[[Any, Settings], str]
    #: What it says in full, with links that are not resolved yet.
    content: Callable[[Any, Context, nodes.document], list[nodes.Node]]
    authors: Callable[[Any], Iterable[str]]
    tags: Callable[[Any, Settings], Iterable[str]]


class Loaded(NamedTuple):
    """What a loader returns: the good records, and what is wrong with the others."""

    records: list[Located[Any]]
    problems: list[Problem]


class Facet(NamedTuple):
    """Something that visitors can choose records by."""

    #: Values that a record has, words without blanks.
    values: Callable[[Any, Settings], Iterable[str]]
    #: What a value is called.
    label: Callable[[str, Graph, Settings], str]
    #: Whether each record has exactly one value, so that parts add up to a whole.
    one: bool = False


class Finding(NamedTuple):
    """What the search shows and knows of a record, beside its title."""

    #: How much more it counts than others that fit as well.
    weight: float
    #: Who, where, when: a line of plain text.
    detail: Callable[[Any, Graph, Settings], str]
    #: Texts that are looked in and not shown.
    words: Callable[[Any, Graph, Settings], Iterable[str]]


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


def _no_source(_settings: Settings) -> Loaded:
    return Loaded([], [])


@dataclass(frozen=True, kw_only=True)
class RecordKind:
    """One kind of record. Only the name is needed; each field adds an ability."""

    #: Singular: the role's name, the option of lists, the prefix of ids.
    name: str
    #: The directive that lists records of this kind; no directive where empty.
    directive: str = ""
    #: Whether a role of the kind's name links to records.
    has_role: bool = False
    #: Name of its groups in ids (``papers-2024``); the directive's name where empty.
    group_prefix: str = ""
    #: Class of an entry in HTML; the name where empty.
    css_class: str = ""
    #: Whether links lead to the record's own address rather than to a list that
    #: shows it.
    prefers_own_address: bool = False
    #: Kinds that records linked to one of these are related to as well: what is
    #: linked to a paper belongs to the topics of that paper.
    passes_on: frozenset[str] = frozenset()
    #: Kinds to which these records are related by links of their own only: a talk on
    #: a paper is not a talk of all its authors.
    direct: frozenset[str] = frozenset()
    #: Whether ids may be named while no record of this kind is declared at all.
    open: bool = False

    #: Reads the sources, once in each build.
    load: Callable[[Settings], Loaded] = _no_source
    #: Records that follow from those of other kinds (the award of a paper).
    derive: Callable[[Graph], Iterable[Located[Any]]] = lambda _graph: ()
    #: Completes a record once all kinds are loaded (an author becomes a person).
    complete: (
        Callable[[Located[Any], Graph, Settings], tuple[Any, list[Problem]]] | None
    ) = None
    #: What is wrong with the records as a whole.
    check: Callable[[Graph, Settings], Iterable[Problem]] = lambda _graph, _settings: ()
    #: What could be better, on a day (``YYYY-MM-DD``); never blocks a build.
    advise: Callable[[Graph, Settings, str], Iterable[Problem]] = (
        lambda _graph, _settings, _today: ()
    )
    #: The records that a record names.
    edges: Callable[[Any], Iterable[Edge]] = lambda _record: ()
    #: Keys (kind, id) of records that it shows without being related to them.
    mentions: Callable[[Any], Iterable[tuple[str, str]]] = lambda _record: ()
    #: How a record is called in text.
    title: Callable[[Any], str] = lambda record: str(record.id)
    #: The same as nodes, where a plain title is not enough (formulas).
    title_nodes: Callable[[Any], list[nodes.Node]] | None = None
    #: Address of its own, outside of this site.
    address: Callable[[Any], str] = lambda _record: ""
    #: When, for ``since``, ``until`` and groups by year.
    date: Callable[[Any], PartialDate | None] = lambda _record: None
    #: Sort key; records that compare equal keep the order of their file.
    order: Callable[[Any], Any] = lambda _record: 0
    #: Options of its list beside the shared ones: name → values a record has.
    facets: Mapping[str, Callable[[Any], Iterable[str]]] = field(default_factory=dict)
    #: Questions that pages ask and authors do not: name → ids of the answer to a
    #: value (the papers that are ``like`` one).
    questions: Mapping[str, Callable[[Graph, str], Iterable[str]]] = field(
        default_factory=dict
    )
    #: Values of a facet that are allowed although no record has them.
    facet_values: Callable[[str, Settings], set[str]] = lambda _name, _settings: set()
    #: Facets that are written without a value (``:selected:``).
    flags: frozenset[str] = frozenset()
    #: Values of ``group-by``: name → the group of a record.
    groups: Mapping[str, Callable[[Any, Context], Group]] = field(default_factory=dict)
    #: What visitors can filter a list by: name → values and their labels.
    filters: Mapping[str, Facet] = field(default_factory=dict)
    #: ``group-by`` where an author says nothing.
    default_group: str = ""
    #: An entry's attributes in HTML, without ``data-``.
    attributes: Callable[[Any], Mapping[str, str]] = lambda record: {"id": record.id}
    #: The content of an entry in a list.
    entry: Callable[[Any, Context], list[nodes.Node]] = lambda _record, _context: []
    #: The same in one paragraph, for pages that show records of many kinds.
    brief: Callable[[Any, Context], list[nodes.Node]] | None = None
    #: What stands for a list whose records are not known while a document is read;
    #: it notes the query.
    placeholder: Callable[[Context, ListRequest], nodes.Element] | None = None
    #: Lays out records otherwise than as a list.
    layout: Callable[[RecordKind, list[Any], Placing], list[nodes.Node]] | None = None
    #: Folder of the page of a record, empty for none; it is generated where nobody
    #: has written it, and holds the directive of the kind's name.
    page_folder: Callable[[Any, Settings], str] = lambda _record, _settings: ""
    #: How schema.org describes a record; its id and its address come by themselves.
    schema: Callable[[Any, Things], Thing] | None = None
    #: How the search finds its records; None where it does not.
    finding: Finding | None = None
    #: File formats in which a site offers these records, one by one and as lists.
    formats: tuple[Format, ...] = ()
    #: A feed of the newest records.
    feed: FeedSource | None = None
    #: What every page of the site shows of these records (the date of the last news).
    everywhere: Callable[[Graph], str] | None = None
