"""What the functions of a kind see of a build.

Kinds are typed against these protocols instead of their implementations:
`groupsite.model.graph`, which knows kinds, and above the model,
`groupsite.build.context`, `groupsite.directives.placing`, `groupsite.build.schemaorg`.
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

#: A description in schema.org terms: ``{"@type": "Person", "name": …}``.
Thing = dict[str, Any]

T = TypeVar("T")


class Records(Protocol):
    """All records, and the links between them."""

    @property
    def kinds(self) -> Mapping[str, Any]:
        """Each `RecordKind`, by name."""

    def get(self, kind: str, record_id: str) -> Any | None:
        """The record, or None."""

    def located(self, kind: str, record_id: str) -> Located[Any] | None:
        """The record with its position, or None."""

    def ids(self, kind: str) -> list[str]:
        """Ids of all records of *kind*, in the order of their files."""

    def nameable(self, kind: str) -> list[str]:
        """The same, and ids of those that can be named without being in a list."""

    def all(self, kind: str) -> list[Any]:
        """All records of *kind* in their kind's order."""

    def linked(self, kind: str, record_id: str, other: str) -> list[str]:
        """Ids of the records of kind *other* that are linked to this one."""

    def select(self, query: Query) -> list[Any]:
        """The answer of *query*: its records, in their kind's order."""

    def unknown(self, kind: str, record_id: str) -> str:
        """``there is no paper `x`; did you mean `y`?``."""

    def memo(self, name: str, make: Callable[[], T], of: tuple[str, ...] = ()) -> T:
        """The result of *make*, called only once per *name*.

        :param of: kinds, if it is made of their records alone.
        """


class Context(Protocol):
    """The records as seen by one document; its queries are noted."""

    #: Sphinx's environment, for kinds that copy parts of other documents.
    env: Any
    docname: str

    @property
    def settings(self) -> Settings:
        """The settings of this build."""

    @property
    def graph(self) -> Records:
        """The file-derived records, for checks only; use `select` for what is shown."""

    def note(self, query: Query) -> None:
        """Note that the document shows the answer of *query*."""

    def select(self, query: Query) -> list[Any]:
        """The answer of *query*, which is noted under the document."""

    def get(self, kind: str, record_id: str) -> Any | None:
        """One record, noted under the document; None if it does not exist."""

    def has_page(self, kind: str, record_id: str) -> bool:
        """Whether a record has a page of its own."""

    def markup(self, kind: str, record: Any, field: str) -> list[nodes.Node]:
        """The text in a field of a record as blocks, in the markup of the document."""

    def reference(
        self, kind: str, record_id: str, *children: nodes.Node, section: str = ""
    ) -> nodes.Element:
        """A link to a record, resolved when the homes of all records are known."""

    def date(self, date: PartialDate) -> nodes.Element:
        """A date for people, with its machine-readable form."""

    def span(self, start: PartialDate | None, end: PartialDate | None) -> str:
        """``2019–2023``, ``since 2024`` or ``until 2023``; empty without dates."""

    def period(
        self,
        start: PartialDate | None,
        end: PartialDate | None,
        begun: str = "period.from",
    ) -> str:
        """``2019–2023``, ``from 2024``, ``until July 2023``."""


class Place(Protocol):
    """A place on a page for records."""

    @property
    def context(self) -> Context:
        """The records as seen by the document."""

    @property
    def document(self) -> nodes.document:
        """The document."""

    @property
    def is_selection(self) -> bool:
        """Whether other lists are better homes for the records."""

    def numbered(self, numbers: Mapping[str, int]) -> Place:
        """The same for records that have *numbers*, by id."""

    def inner(self) -> Place:
        """The same for records inside the entry of another one."""

    def item(self, kind: str, record: Any, node: nodes.Element) -> nodes.Element:
        """Turn *node* into an occurrence of *record*, with class, data and id."""


class Addresses(Protocol):
    """Addresses of everything; all of them ``""`` if the site has no address."""

    @property
    def base(self) -> str:
        """``https://example.org/sub/``, or ``""``."""

    def page(self, docname: str, node_id: str = "") -> str:
        """The address of a document, or of an element in it."""

    def target(self, uri: str) -> str:
        """The target of a record's link: ``files:…`` is a file, others stay as is."""

    def record(self, kind: str, record_id: str) -> str:
        """The address of a record's first home; ``""`` if the site shows it nowhere."""

    def identifier(self, kind: str, record_id: str) -> str:
        """An IRI for the subject of a record; permanent, even if its page moves."""


class Things(Protocol):
    """Describes records, and names those that descriptions refer to."""

    @property
    def graph(self) -> Records:
        """All records."""

    @property
    def settings(self) -> Settings:
        """The settings of this build."""

    @property
    def addresses(self) -> Addresses:
        """Addresses of the site."""

    def name(self, kind: str, record_id: str) -> Thing:
        """A reference to a record: its type, id, name and address."""

    def names(self, kind: str, ids: Iterable[str]) -> list[Thing]:
        """References to several records, without those that do not exist."""

    def group(self) -> Thing:
        """A reference to the group; empty if conf.py does not declare it."""
