"""Cooperates with sphinxcontrib-bibtex.

Its parser stops at the first error in a file, so we fill its cache with our entries and
it never parses. Its `{cite}` resolves only what a `{bibliography}` lists, so other
citations become links to our papers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from docutils import nodes
from pybtex.database import BibliographyData, Entry
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import get_node_line
from sphinxcontrib.bibtex.bibfile import BibData, BibFile, get_mtime
from sphinxcontrib.bibtex.citation_target import parse_citation_targets

from groupsite.build.context import DocumentContext
from groupsite.build.diagnostics import report
from groupsite.build.domain import groupsite_domain
from groupsite.build.inline import separated
from groupsite.model.names import bibtex_name, split_names
from groupsite.model.problems import Problem, Subtype
from groupsite.model.settings import position_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinxcontrib.bibtex.domain import BibtexDomain

    from groupsite.kinds.papers.paper import Paper
    from groupsite.model.graph import Graph
    from groupsite.sources.bibtex.reader import BibEntry

#: Roles of sphinxcontrib-bibtex that show names and year, only names, or only years.
_TEXTUAL: Final = frozenset({"t", "ts", "ct", "cts"})
_NAMES: Final = frozenset(
    {"author", "authors", "authorpar", "authorpars", "cauthor", "cauthors"}
)
_YEARS: Final = frozenset({"year", "yearpar"})
#: Roles that use brackets.
_IN_BRACKETS: Final = frozenset(
    {"p", "ps", "labelpar", "yearpar", "authorpar", "authorpars"}
)


#: Attribute of a citation that has been reported to name an unknown paper.
_REPORTED: Final = "groupsite-reported"


class _Entries(Mapping[str, Entry]):
    """pybtex's entries, made on access.

    They are never pickled with Sphinx's environment; each build fills them in again.
    """

    def __init__(self, graph: Graph | None = None) -> None:
        self._graph = graph

    def __getitem__(self, key: str) -> Entry:
        located = self._graph.located("paper", key) if self._graph else None
        if located is None:
            raise KeyError(key)
        return _pybtex_entry(located.source)

    def __iter__(self) -> Iterator[str]:
        return iter(self._graph.nameable("paper") if self._graph else ())

    def __len__(self) -> int:
        return len(self._graph.nameable("paper")) if self._graph else 0

    def __reduce__(self) -> tuple[type[_Entries], tuple[()]]:
        return (_Entries, ())


def _pybtex_entry(source: BibEntry) -> Entry:
    fields = {name: field.value for name, field in source.fields.items()}
    persons: dict[str, list[Any]] = {}
    for role in ("author", "editor"):
        names = split_names(fields.pop(role, ""))
        if names:
            parsed = (bibtex_name(name) for name in names)
            persons[role] = [name for name in parsed if name is not None]
    entry = Entry(source.type, fields=fields, persons=persons)
    entry.key = source.key
    return entry


def has_own_bibtex(app: Sphinx) -> bool:
    """Whether the project itself loads sphinxcontrib-bibtex, before we do."""
    name = "sphinxcontrib.bibtex"
    return name in app.config.extensions or name in app.extensions


def fill_bibtex_cache(app: Sphinx) -> None:
    """Give sphinxcontrib-bibtex our entries, so that it considers its cache up to date.

    Runs at ``builder-inited``, before its own handler.
    """
    ours = groupsite_domain(app.env)
    graph, settings = ours.graph, ours.settings
    domain = cast("BibtexDomain", app.env.get_domain("cite"))
    keys: dict[str, dict[str, None]] = {}
    for key in graph.nameable("paper"):
        located = graph.located("paper", key)
        assert located is not None
        keys.setdefault(located.position.path, {})[key] = None
    names = {Path(app.srcdir, n).resolve(): declared for n, declared in keys.items()}
    files = {
        path: BibFile(mtime=get_mtime(path), keys=names.get(path, {}))
        for path in settings.bibfiles
    }
    for name, path in zip(app.config.bibtex_bibfiles, settings.bibfiles, strict=True):
        if not path.is_file():
            position = position_of("bibtex_bibfiles", settings.confdir, name)
            message = f"`bibtex_bibfiles`: there is no file {str(name)!r}"
            report(Problem(position, message, Subtype.CONFIG))
    data = BibliographyData()
    data.entries = _Entries(graph)
    domain.data["bibdata"] = BibData(app.config.bibtex_encoding, files, data)


class _Citation(NamedTuple):
    key: str
    pre: str
    post: str


def _citations(node: addnodes.pending_xref) -> list[_Citation]:
    targets = parse_citation_targets(node["reftarget"])
    return [_Citation(target.key, target.pre, target.post) for target in targets]


def _may_have_prefix(key: str, graph: Graph) -> bool:
    """Whether *key* may have the ``keyprefix`` of a `{bibliography}`, not known yet."""
    return any(key.endswith(known) for known in graph.nameable("paper"))


class NoteCitations(SphinxTransform):
    """Notes which papers a document cites.

    Other citations belong to a bibliography of the project's own.
    """

    default_priority = 870

    def apply(self, **kwargs: Any) -> None:
        """Note all citations in the document."""
        context = DocumentContext(self.env, self.env.current_document.docname)
        for node in self.document.findall(addnodes.pending_xref):
            if node.get("refdomain") != "cite":
                continue
            for citation in _citations(node):
                if context.get("paper", citation.key) is None:
                    self.unknown(node, citation.key, context)

    def unknown(
        self, node: addnodes.pending_xref, key: str, context: DocumentContext
    ) -> None:
        """Leave the key to sphinxcontrib-bibtex."""


class CheckCitations(NoteCitations):
    """Also reports unknown papers, for projects without a bibliography of their own."""

    def unknown(
        self, node: addnodes.pending_xref, key: str, context: DocumentContext
    ) -> None:
        """Report the key, unless a `{bibliography}` with a prefix may resolve it."""
        if not _may_have_prefix(key, context.graph):
            node[_REPORTED] = True
            if message := context.graph.unknown("paper", key):
                source = self.env.doc2path(context.docname)
                line = get_node_line(node) or 1
                context.warn(f"{{cite}}: {message}", Subtype.LINK, f"{source}:{line}")


class LinkCitations(SphinxPostTransform):
    """Turns citations that no `{bibliography}` lists into links to our papers."""

    # after bibtex has listed its entries (5), before Sphinx resolves references (10)
    default_priority = 9

    def run(self, **kwargs: Any) -> None:
        """Replace the citations that sphinxcontrib-bibtex would not resolve."""
        bibtex = cast("BibtexDomain", self.env.get_domain("cite"))
        listed = {
            citation.key
            for citation in bibtex.citations
            if bibtex.bibliographies[citation.bibliography_key].list_ == "citation"
        }
        context = DocumentContext(self.env, self.env.current_document.docname)
        for node in list(self.document.findall(addnodes.pending_xref)):
            if node.get("refdomain") == "cite":
                citations = _citations(node)
                unlisted = {citation.key for citation in citations} - listed
                unknown = unlisted.difference(context.graph.nameable("paper"))
                ours = not unknown or _REPORTED in node
                if (
                    unlisted
                    and ours
                    and not any(_may_have_prefix(key, context.graph) for key in unknown)
                ):
                    # a node of its own, to keep the id that other links lead to
                    links = _links(citations, context, node["reftype"])
                    node.replace_self(nodes.inline("", "", *links))


def _links(
    citations: list[_Citation], context: DocumentContext, role: str
) -> list[nodes.Node]:
    """``Ehrhardt et al. (2024)`` or ``(Ehrhardt et al., 2024; Scott, 2023)``."""
    if role == "empty":
        return []
    pieces: list[nodes.Node] = []
    for citation in citations:
        paper = context.graph.get("paper", citation.key)
        if paper is None:
            pieces.append(nodes.inline("", citation.key, classes=["unknown"]))
            continue
        words = nodes.Text(_words(paper, context, role))
        link = context.reference("paper", paper.id, words)
        before = [nodes.Text(f"{citation.pre} ")] if citation.pre else []
        after = [nodes.Text(f", {citation.post}")] if citation.post else []
        pieces.append(nodes.inline("", "", *before, link, *after))
    between = "; " if role in _IN_BRACKETS else ", "
    inner = separated(pieces, between)
    if role in _IN_BRACKETS:
        return [nodes.Text("("), *inner, nodes.Text(")")]
    return inner


def _words(paper: Paper, context: DocumentContext, role: str) -> str:
    """The text that a role shows for a paper: short authors, year, or both."""
    who, year = _short_authors(paper, context), paper.year
    if role in _NAMES or not year:
        return who
    if role in _YEARS:
        return year
    return f"{who} ({year})" if role in _TEXTUAL else f"{who}, {year}"


def _short_authors(paper: Paper, context: DocumentContext) -> str:
    """One or two family names, or the first and ``et al.``; a book's editors."""
    names = [author.family for author in paper.authors or paper.editors]
    phrase = context.settings.phrase
    if not names:
        return paper.title.plain
    if len(names) > 2 or paper.and_others:
        return f"{names[0]} {phrase('cite.others')}"
    return f" {phrase('and')} ".join(names)
