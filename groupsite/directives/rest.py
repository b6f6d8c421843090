"""The rest of a list that shows only its first records.

If a page of the site lists all records of the kind, and visitors can choose there whose
they are, a link leads to it, with the choice made. Otherwise the rest is folded. Which of
both is known when all documents have been read, but for a list in several pages, which is
known before: there is a link to each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform

from groupsite.build.contributions import WholeList
from groupsite.build.domain import groupsite_domain
from groupsite.build.nodes import record_more, record_part
from groupsite.directives.filtering import can_filter
from groupsite.directives.parts import chosen_parts, split_with
from groupsite.model.query import Query

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sphinx.application import Sphinx

    from groupsite.build.domain import GroupsiteDomain
    from groupsite.directives.options import RecordDirective
    from groupsite.model.kinds import RecordKind


class record_rest(nodes.container):
    """The rest of a list of `kind` whose records are related to `value` by `name`."""


def note_whole_list(
    directive: RecordDirective, query: Query, filters: Sequence[str]
) -> None:
    """Note that a document has the list of *query*, if that is all of its kind."""
    context = directive.context
    if query == Query(query.kind) and filters:
        lists = context.domain.document(context.docname).lists
        lists.append(WholeList(query.kind, tuple(filters)))


class Choice(NamedTuple):
    """The records of a kind that visitors see when they choose *value* in a filter."""

    kind: RecordKind[Any]
    #: Of the filter.
    name: str
    value: str
    records: Sequence[Any]


def rest(
    directive: RecordDirective,
    chosen: Choice,
    words: str,
    content: Callable[[], Sequence[nodes.Node]],
) -> nodes.Element:
    """What a list leaves out of *chosen*, to be linked, or folded behind *words*.

    :param content: makes the entries, for which a list in several pages has no need.
    """
    context = directive.context
    kind, name, value, records = chosen
    context.domain.document(context.docname).rests[kind.name, name] = None
    if split := split_with(context.domain, kind, name):
        parts = chosen_parts(split, records, kind, (name, value))
        every = context.settings.phrase("rest.parts", count=len(records))
        shown = [nodes.Text(f"{every} "), *parts]
        return record_part("", "", *shown, classes=["record-rest"])
    attributes = {"kind": kind.name, "name": name, "value": value, "words": words}
    return record_rest("", *content(), **attributes)


class LinkRests(SphinxPostTransform):
    """Replaces each rest by a link, or folds it."""

    # before Sphinx's resolver of references (10): what is not shown need not be resolved
    default_priority = 8

    def run(self, **kwargs: Any) -> None:
        """Replace all rests of the document."""
        for node in list(self.document.findall(record_rest)):
            address = self._address(node)
            if address:
                link = nodes.reference("", node["words"], refuri=address, internal=True)
                shown = record_part("", "", link, classes=["record-rest"])
                node.replace_self(shown)
            else:
                more = record_more("", *node.children, summary=node["words"])
                node.replace_self(more)

    def _address(self, node: record_rest) -> str:
        """The address of the list with its filter set, or ``""``."""
        builder = self.env._app.builder  # noqa: SLF001  as in FillTimelines
        if not can_filter(builder):
            return ""
        here = self.env.current_document.docname
        for docname in homes(groupsite_domain(self.env), node["kind"], node["name"]):
            try:
                address = builder.get_relative_uri(here, docname)
            except NoUri:  # this format leaves that page out
                continue
            return f"{address}?{urlencode({node['name']: node['value']})}"
        return ""


def homes(domain: GroupsiteDomain, kind: str, name: str) -> Iterator[str]:
    """Documents that list all records of *kind* with the filter *name*."""
    for docname, data in sorted(domain.documents.items()):
        if any(kind == found.kind and name in found.filters for found in data.lists):
            yield docname


def shown_rests(app: Sphinx, docname: str) -> object:
    """Where the rests of a document lead, at ``groupsite-shown``."""
    domain = groupsite_domain(app.env)
    data = domain.documents.get(docname)
    return [[*homes(domain, *rest)] for rest in (data.rests if data else ())]
