"""A long list in several pages: its parts, and the links between them.

Which lists are split is known before documents are read (`GroupsiteDomain.splits`). The
page of the list shows the first part and leads to all others; a stub with the directive
alone shows another part, with the options of the list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urlencode

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from groupsite.build.inline import separated
from groupsite.build.nodes import record_part
from groupsite.directives.filtering import can_filter
from groupsite.directives.grouping import ASCENDING
from groupsite.directives.headings import free_id, heading
from groupsite.directives.options import values_in
from groupsite.model.query import Query
from groupsite.model.text import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from groupsite.build.domain import GroupsiteDomain
    from groupsite.directives.options import RecordDirective
    from groupsite.model.decades import Part, Split
    from groupsite.model.kinds import RecordKind

#: Options that leave a list whole.
_WHOLE: Final = frozenset(
    ["group-by", "name", "empty", "export", "filter", "chart", "layout", "numbered"]
)
#: Option for the page of the list alone: its files have all records.
_EXPORT: Final = "export"
#: Key under which the document's split list is noted.
_CLAIMED: Final = "groupsite-split"


class part_link(nodes.inline):
    """A link to the page `docname`, or to `node_id` there.

    In a format with filters, the list there is filtered by `chosen`, a name and a value.
    """


def can_be_split(kind: RecordKind[Any], options: Mapping[str, str]) -> bool:
    """Whether a list with *options* has all records of *kind*, year by year."""
    named = values_in(options.get("group-by", kind.list.default_group))
    groups = [name for name in named if name in kind.list.groups]
    return _WHOLE.issuperset(options) and groups[:1] == ["year"]


class Piece(NamedTuple):
    """What a page shows of a list that is split."""

    kind: RecordKind[Any]
    split: Split
    part: Part

    @property
    def is_first(self) -> bool:
        """Whether the page is that of the list."""
        return self.part == self.split.parts[0]

    @property
    def options(self) -> dict[str, str]:
        """The options of the list, for its other parts."""
        return {n: value for n, value in self.split.options if n != _EXPORT}

    def query(self) -> Query:
        """The query for the records; those without a date are in the first part."""
        span = self.part.span
        since = f"{span.first:04}"
        if self.is_first:
            return Query(self.kind.name, since=since, undated=True)
        return Query(self.kind.name, since=since, until=f"{span.last:04}")

    def numbered(self, numbers: Mapping[str, int], order: str) -> Mapping[str, int]:
        """*numbers* of a part as those in the whole list."""
        before, after = self.split.outside(self.part)
        more = before if order == ASCENDING else after
        return {record_id: number + more for record_id, number in numbers.items()}

    def around(
        self, content: list[nodes.Node], directive: RecordDirective, prefix: str
    ) -> list[nodes.Node]:
        """*content* of the page, with links to the other parts.

        :param prefix: of ids of the list's headings, see `RecordList.list_prefix`.
        """
        document, line = directive.state.document, self._line()
        if self.is_first:
            self._note_years(line, document, prefix)
            return [line, *content, self._earlier(directive)]
        settings = directive.context.settings
        title = f"{settings.phrase(f'list.{self.kind.name}')} {self.part.span.label}"
        section = nodes.section("", nodes.title(title, title), line, *content)
        section["ids"].append(free_id(slug(title), document))
        document.note_explicit_target(section)
        section += self._line()
        return [section]

    def _line(self) -> nodes.Element:
        """Links to all parts, with the numbers of their records on the first page."""
        links: list[nodes.Node] = []
        for part in self.split.parts:
            is_here, words = part == self.part, part.span.label
            # to be read again for each paper of other years would take long
            if is_here or self.is_first:
                words += f" ({part.number})"
            if is_here:
                links.append(nodes.strong("", words))
            else:
                links.append(part_link("", words, docname=part.docname, node_id=""))
        return record_part("", "", *separated(links, " · "), classes=["list-parts"])

    def _note_years(
        self, line: nodes.Element, document: nodes.document, prefix: str
    ) -> None:
        """Let what led to the headings of earlier years lead to the links in *line*.

        These are above the entries, which are laid out when they are scrolled to.
        """
        links = line.findall(part_link)
        for part, link in zip(self.split.parts[1:], links, strict=True):
            for year, _ in part.span.years:
                node_id = f"{prefix}{self.kind.prefix}-{year}"
                link["ids"].append(free_id(node_id, document))
                document.note_explicit_target(link)

    def _earlier(self, directive: RecordDirective) -> nodes.section:
        """The years of the other parts, and their pages."""
        document, settings = directive.state.document, directive.context.settings
        prefix = self.kind.prefix
        title = settings.phrase("list.earlier")
        section = heading(title, free_id(f"{prefix}-earlier", document))
        document.note_explicit_target(section)
        lines = nodes.bullet_list(classes=["list-earlier"])
        for part in self.split.parts[1:]:
            years: list[nodes.Node] = []
            for year, _ in part.span.years:
                node_id = f"{prefix}-{year}"
                years.append(
                    part_link("", str(year), docname=part.docname, node_id=node_id)
                )
            words = f"{part.span.label} ({part.number})"
            whole = part_link("", words, docname=part.docname, node_id="")
            content = (whole, nodes.Text(": "), *separated(years, " · "))
            lines += nodes.list_item("", nodes.paragraph("", "", *content))
        section += [lines, self._toctree()]
        return section

    def _toctree(self) -> nodes.Element:
        """The other parts as pages below this one; books have them in its place."""
        names = [part.docname for part in self.split.parts[1:]]
        labels = [part.span.label for part in self.split.parts[1:]]
        toctree = addnodes.toctree(
            parent=self.part.docname,
            entries=[*zip(labels, names, strict=True)],
            includefiles=names,
            maxdepth=1,
            caption=None,
            glob=False,
            hidden=True,
            includehidden=False,
            numbered=0,
            titlesonly=True,
        )
        return nodes.compound("", toctree, classes=["toctree-wrapper"])


def piece_of(directive: RecordDirective, kind: RecordKind[Any]) -> Piece | None:
    """What the page shows of the list of *directive*; None for all of it.

    A page has one list that is split: the first one that can be.
    """
    docname = directive.context.docname
    split = directive.context.domain.splits.get(docname)
    if split is None or _CLAIMED in directive.env.temp_data:
        return None
    is_list = {split.directive} == {directive.name.split(":")[-1], kind.list.directive}
    if not is_list or not can_be_split(kind, directive.options):
        return None
    directive.env.temp_data[_CLAIMED] = True
    return Piece(kind, split, split.part(docname))


def split_with(
    domain: GroupsiteDomain, kind: RecordKind[Any], name: str
) -> Split | None:
    """A list of *kind* in several pages, each with the filter *name*."""
    for _, split in sorted(domain.splits.items()):
        filters = dict(split.options).get("filter")
        if split.directive != kind.list.directive or filters is None:
            continue
        if name in (values_in(filters) or kind.list.filters):
            return split
    return None


def chosen_parts(
    split: Split, records: Iterable[Any], kind: RecordKind[Any], chosen: tuple[str, str]
) -> list[nodes.Node]:
    """Links to the parts that have some of *records*, with how many.

    :param chosen: name of a filter, and its value for these records.
    """
    dates = map(kind.date, records)
    shares = split.shares(date.year if date else None for date in dates)
    links = []
    for part, number in shares:
        attributes = {"docname": part.docname, "node_id": "", "chosen": chosen}
        links.append(part_link("", f"{part.span.label} ({number})", **attributes))
    return separated(links, " · ")


class LinkParts(SphinxPostTransform):
    """Makes links to other pages of lists, where the format has these pages."""

    # before Sphinx's resolver of references (10), as the other links of ours
    default_priority = 8

    def run(self, **kwargs: Any) -> None:
        """Replace all such links of the document."""
        builder = self.env._app.builder  # noqa: SLF001  as in FillTimelines
        here = self.env.current_document.docname
        for node in list(self.document.findall(part_link)):
            content = nodes.inline("", "", *node.children)
            shown: nodes.Element = content
            try:
                builder.get_relative_uri(here, node["docname"])
            except NoUri:  # this format leaves that page out
                pass
            else:
                target = (builder, here, node["docname"], node["node_id"])
                shown = make_refnode(*target, content)
                if "chosen" in node and can_filter(builder):
                    shown["refuri"] += f"?{urlencode([node['chosen']])}"
            node.replace_self(shown)
