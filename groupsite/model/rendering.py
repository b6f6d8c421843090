"""What the functions of a kind see of a build.

A kind is typed against these protocols, and not against what meets them further up:
`groupsite.model.graph`, which knows kinds, and above the model `groupsite.build.context`,
`groupsite.directives.placing`, `groupsite.build.schemaorg`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from docutils import nodes

    from groupsite.model.dates import PartialDate
    from groupsite.model.positions import Located
    from groupsite.model.query import Query
    from groupsite.model.settings import Settings

#: A description in the terms of schema.org: ``{"@type": "Person", "name": …}``.
Thing = dict[str, Any]

T = TypeVar("T")


class Records(Protocol):
    """All records, and the links between them."""

    @property
    def kinds(self) -> Mapping[str, Any]:
        """Each `RecordKind` by its name."""

    def get(self, kind: str, record_id: str) -> Any | None:
        """The record, or None."""

    def located(self, kind: str, record_id: str) -> Located[Any] | None:
        """The record with its position, or None."""

    def ids(self, kind: str) -> list[str]:
        """Ids of all records of *kind*, in the order of their files."""

    def all(self, kind: str) -> list[Any]:
        """All records of *kind* in their kind's order."""

    def linked(self, kind: str, record_id: str, other: str) -> list[str]:
        """Ids of the records of kind *other* that are linked with this one."""

    def select(self, query: Query) -> list[Any]:
        """The records that *query* asks for, in their kind's order."""

    def unknown(self, kind: str, record_id: str) -> str:
        """``there is no paper `x`; did you mean `y`?``."""

    def memo(self, name: str, make: Callable[[], T]) -> T:
        """What *make* makes of these records, made once."""


class Context(Protocol):
    """The records as one document sees them; whatever it asks for is noted under it."""

    #: Sphinx's environment, for what copies parts of other documents.
    env: Any
    docname: str

    @property
    def settings(self) -> Settings:
        """The settings of this build."""

    @property
    def graph(self) -> Records:
        """The file-derived records, for checks; what is shown goes by `select`."""

    def note(self, query: Query) -> None:
        """Note that the document shows the answer of *query*."""

    def select(self, query: Query) -> list[Any]:
        """The answer of *query*, noted under the document."""

    def get(self, kind: str, record_id: str) -> Any | None:
        """One record, noted under the document; None if there is none."""

    def has_page(self, kind: str, record_id: str) -> bool:
        """Whether a record has a page of its own."""

    def reference(
        self, kind: str, record_id: str, *children: nodes.Node, section: str = ""
    ) -> nodes.Element:
        """A link to a record, resolved when all places are known."""

    def date(self, date: PartialDate) -> nodes.Element:
        """A date as people write it, with its form for machines."""

    def span(self, start: PartialDate, end: PartialDate | None) -> str:
        """``2019–2023``, ``since 2024``."""

    def period(
        self,
        start: PartialDate | None,
        end: PartialDate | None,
        begun: str = "period.from",
    ) -> str:
        """``2019–2023``, ``from 2024``, ``until July 2023``."""


class Place(Protocol):
    """Where records stand on a page."""

    @property
    def context(self) -> Context:
        """The records as the document sees them."""

    @property
    def document(self) -> nodes.document:
        """The document."""

    @property
    def is_selection(self) -> bool:
        """Whether other lists show the records better."""

    def inner(self) -> Place:
        """The place of records among what is said of another record."""

    def item(self, kind: str, record: Any, node: nodes.Element) -> nodes.Element:
        """*node* as the occurrence of *record*: its class, its data and its id."""


class Addresses(Protocol):
    """Where everything is; all of it is empty text where the site has no address."""

    @property
    def base(self) -> str:
        """``https://example.org/sub/``, or an empty text."""

    def page(self, docname: str, node_id: str = "") -> str:
        """The address of a document, or of an element in it."""

    def target(self, uri: str) -> str:
        """Where a link of a record leads: ``files:…`` is a file, anything else itself."""

    def record(self, kind: str, record_id: str) -> str:
        """Where the site shows a record best, empty where it is shown nowhere."""

    def identifier(self, kind: str, record_id: str) -> str:
        """An IRI for what a record is about; it stays when the page moves."""


class Things(Protocol):
    """What descriptions of records need to know of each other."""

    @property
    def graph(self) -> Records:
        """All records."""

    @property
    def settings(self) -> Settings:
        """The settings of this build."""

    @property
    def addresses(self) -> Addresses:
        """Where everything is."""

    def name(self, kind: str, record_id: str) -> Thing:
        """A record that is named by another one: type, id, name and address."""

    def names(self, kind: str, ids: Iterable[str]) -> list[Thing]:
        """Several of them, without those that do not exist."""

    def group(self) -> Thing:
        """The group, named; empty where conf.py says nothing of it."""
