"""The Sphinx domain `groupsite`: contributions of documents, and homes of records.

The graph of file-derived records is made in every build and lives on the domain object.
Contributions of documents (queries, news, anchors of records) are kept in `data` by
document, so that clearing is a `pop` and merging a loop.
"""

from __future__ import annotations

from itertools import chain, count
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from groupsite.build.contributions import Anchor, DocumentData
from groupsite.build.diagnostics import report
from groupsite.build.version import code_version
from groupsite.model.problems import Problem, Subtype

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from groupsite.build.contributions import Offer
    from groupsite.build.scaling import Copy
    from groupsite.model.decades import Split
    from groupsite.model.graph import Graph, Key
    from groupsite.model.positions import Located
    from groupsite.model.query import Query
    from groupsite.model.settings import Settings


class Home(NamedTuple):
    """A place where the site shows a record; links lead to the first one."""

    rank: int
    docname: str
    node_id: str


class GroupsiteDomain(Domain):
    """People, papers, news and the links between them."""

    name = "groupsite"
    label = "Research group"
    data_version = code_version()
    initial_data: ClassVar[dict[str, Any]] = {"documents": {}}

    #: The settings of this build, set before anything is read.
    settings: Settings
    #: File-derived records, set before anything is read.
    graph: Graph
    #: Kind → id → name of the document, for records with a page of their own.
    pages: Mapping[str, Mapping[str, str]]
    #: Document → the long list of which it has a part.
    splits: Mapping[str, Split]
    #: Kind → path of a picture, from the sources → name of a size → what pages show; no
    #: sizes if it cannot be read.
    pictures: dict[str, dict[str, dict[str, Copy]]]
    #: Digest of all records, of settings and of when documents were read; ``""`` before
    #: the last one has been read.
    basis: str

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.pictures = {}
        self.splits = {}
        self.basis = ""
        self._whole: Graph | None = None
        self._homes: dict[Key, list[Home]] | None = None

    # -- what documents contributed -----------------------------------------------

    @property
    def documents(self) -> dict[str, DocumentData]:
        """Contributions by document name."""
        return cast("dict[str, DocumentData]", self.data["documents"])

    def document(self, docname: str) -> DocumentData:
        """The contribution of *docname*, to be extended."""
        found = self.documents.get(docname)
        if found is None:  # asked for each thing that a document contributes
            found = self.documents[docname] = DocumentData()
        return found

    def has_directives(self, docname: str) -> bool:
        """Whether *docname* has directives of ours."""
        return docname in self.documents and self.documents[docname].has_directives

    def note_query(self, docname: str, query: Query) -> None:
        """Note that *docname* shows the answer of *query*."""
        self.document(docname).queries[query] = None

    def note_anchor(self, docname: str, anchor: Anchor) -> None:
        """Note that *docname* shows a record, as a target for links."""
        self.document(docname).anchors.append(anchor)

    def note_export(self, docname: str, path: str, offer: Offer) -> str:
        """Note that *docname* offers the answer of a query as files.

        :param path: of the files, without extension.
        :returns: the path for the files: *path*, or with a number if that is taken.
        """
        exports = self.document(docname).exports
        free = next(p for p in chain([path], _numbered(path)) if p not in exports)
        exports[free] = offer
        return free

    def note_record(self, docname: str, kind: str, record: Located[Any]) -> None:
        """Note a record declared by *docname*."""
        self.document(docname).records.setdefault(kind, []).append(record)

    def clear_doc(self, docname: str) -> None:
        """Forget the contribution of *docname*, which is gone or read again."""
        self.documents.pop(docname, None)
        self.forget_derived()

    def merge_domaindata(
        self, docnames: AbstractSet[str], otherdata: dict[str, Any]
    ) -> None:
        """Take over the contributions of *docnames* from another process."""
        for docname in docnames:
            if docname in otherdata["documents"]:
                self.documents[docname] = otherdata["documents"][docname]
        self.forget_derived()

    # -- derived from all contributions, made on access ---------------------------

    def forget_derived(self) -> None:
        """Drop the whole graph and the homes; they are made again on next access."""
        self._whole = None
        self._homes = None

    @property
    def whole_graph(self) -> Graph:
        """The graph including document-derived records; complete after reading."""
        if self._whole is None:
            by_kind: dict[str, list[Located[Any]]] = {}
            for _, data in sorted(self.documents.items()):
                for kind, records in data.records.items():
                    by_kind.setdefault(kind, []).extend(records)
            self._whole = self.graph
            for kind, records in by_kind.items():
                self._whole = self._whole.extended(kind, self._completed(kind, records))
        return self._whole

    def _completed(self, kind: str, records: list[Located[Any]]) -> list[Located[Any]]:
        """Records of documents as their kind completes them, in this build."""
        complete = self.graph.kinds[kind].source.complete
        if complete is None:
            return records
        pairs = ((r, complete(r, self.graph, self.settings)) for r in records)
        return [located.having(record) for located, (record, _) in pairs]

    @property
    def homes(self) -> dict[Key, list[Home]]:
        """Homes of the records on the site, best first; complete after reading."""
        if self._homes is None:
            homes: dict[Key, list[Home]] = {}
            for docname, data in self.documents.items():
                for anchor in data.anchors:
                    home = Home(anchor.rank, docname, anchor.node_id)
                    homes.setdefault((anchor.kind, anchor.record_id), []).append(home)
            for places in homes.values():
                places.sort()
            self._homes = homes
        return self._homes

    def check_consistency(self) -> None:
        """Report records declared by two documents; runs when something was read."""
        seen: dict[Key, Located[Any]] = {}
        for data in (data for _, data in sorted(self.documents.items())):
            for kind, records in data.records.items():
                for located in records:
                    first = seen.setdefault((kind, located.record.id), located)
                    if first is not located:
                        message = (
                            f"{kind} `{located.record.id}` exists already, in "
                            f"{first.position}; timelines only show that one, "
                            "give this one another `:id:`"
                        )
                        report(Problem(located.position, message, Subtype.DUPLICATE))

    def about(self, docname: str) -> list[Anchor]:
        """The records that a document as a whole is about."""
        data = self.documents.get(docname)
        return [
            anchor for anchor in (data.anchors if data else ()) if not anchor.node_id
        ]

    # -- links --------------------------------------------------------------------

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """Link to the record's page, to its own address, or to a list that shows it."""
        home = self._home(builder, (typ, target))
        address = node.get("address", "")
        kind = self.graph.kinds.get(typ)
        if address and (
            home is None or (home.rank > 0 and kind and kind.page.prefers_address)
        ):
            words = _words(contnode)
            return nodes.reference("", "", *words, refuri=address, internal=False)
        if home is None:
            return None
        if home.docname == fromdocname and (
            not (home.node_id or node.get("section")) or _inside(node, home.node_id)
        ):
            return None  # an entry or a page does not link to itself
        node_id = home.node_id or node.get("section", "")
        place = (home.docname, node_id)
        return make_refnode(builder, fromdocname, *place, _words(contnode))

    def _home(self, builder: Builder, key: Key) -> Home | None:
        """The best home of a record among the documents that *builder* includes."""
        for home in self.homes.get(key, ()):
            try:
                builder.get_target_uri(home.docname)
            except NoUri:  # this format leaves that page out
                continue
            return home
        return None

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Resolve nothing: ids are not unique across kinds, this would be a guess."""
        return []

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """All records that can be linked to, for the intersphinx of other projects."""
        graph = self.whole_graph
        for (kind, record_id), (home, *_) in self.homes.items():
            record = graph.get(kind, record_id)
            if record is not None and kind in self.object_types:
                title = graph.kinds[kind].title(record)
                yield record_id, title, kind, home.docname, home.node_id, -1


def object_type(kind: str) -> ObjType:
    """The object type for a kind of record, with a role of the same name."""
    return ObjType(kind, kind)


def groupsite_domain(env: BuildEnvironment) -> GroupsiteDomain:
    """Our domain in *env*."""
    return cast("GroupsiteDomain", env.get_domain(GroupsiteDomain.name))


def leave_text(
    _app: Sphinx, _env: BuildEnvironment, node: pending_xref, contnode: nodes.Node
) -> nodes.Node | None:
    """Leave a link to a record that is shown nowhere as text; its id was checked."""
    if node.get("refdomain") != GroupsiteDomain.name:
        return None
    return text_of(node, contnode)


def text_of(link: pending_xref, contnode: nodes.Node) -> nodes.Node:
    """What a link to nothing becomes, with the classes that the link has."""
    if isinstance(contnode, nodes.Text) and link["classes"]:
        return nodes.inline("", "", contnode)
    return contnode


def _words(contnode: nodes.Node) -> list[nodes.Node]:
    """What a link shows: text, or all in the element around it."""
    return contnode.children if isinstance(contnode, nodes.Element) else [contnode]


def _numbered(path: str) -> Iterator[str]:
    return (f"{path}-{number}" for number in count(2))


def _inside(node: nodes.Node, node_id: str) -> bool:
    """Whether *node* is in the element with the id *node_id*."""
    parent = node.parent
    while parent is not None:
        if node_id in parent.get("ids", ()):
            return True
        parent = parent.parent
    return False
