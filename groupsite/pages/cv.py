"""`{cv}`: a person's CV, compiled from all records."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes

from groupsite.build.contributions import Anchor
from groupsite.build.nodes import record_sign
from groupsite.directives.headings import free_id, titled
from groupsite.directives.options import NUMBERED, RecordDirective, Use, option_spec
from groupsite.directives.placing import Placing
from groupsite.directives.related import related, section_content, section_title
from groupsite.model.kinds import section_name, section_names, shown_on
from groupsite.model.vitas import NARRATIVE, WRITTEN, all_sections
from groupsite.pages.cvnames import ORDER, SIGN, mark_names, mark_order, weaken_owner
from groupsite.pages.stations import narrative_parts, stations_list

if TYPE_CHECKING:
    from docutils.nodes import Element

    from groupsite.build.context import DocumentContext
    from groupsite.kinds.people.cv import Curriculum
    from groupsite.model.kinds import RecordKind
    from groupsite.model.parts import Section


class vita_link(nodes.Invisible, nodes.Element):
    """The place for links to the CV of `person` as files, see `output.cvpdf`.

    Its children, `vita_rest`, are sections that the page does not show.
    """


class vita_rest(nodes.General, nodes.Element):
    """A section of a CV that only files show, with its title and its content."""


class vita_mention(nodes.Invisible, nodes.inline):
    """The place for a link to the CV of `person` as a file, on another page.

    Its children stand before the link.
    """


class Cv(RecordDirective):
    """Employment and education, followed by what other records contribute."""

    required_arguments = 0  # our own message reports a missing person
    optional_arguments = 1
    final_argument_whitespace = True
    argument = Use("id of the person", "doe-jane")
    uses: ClassVar = {
        "sections": Use(
            "the sections in their order, instead of those of `groupsite_cv`",
            "employment education publications",
        ),
        "since": Use("the first year of talks", "2020"),
        "numbered": NUMBERED,
    }
    option_spec: ClassVar = option_spec(uses)

    def run(self) -> list[nodes.Node]:
        """Return a place for links, and a section for each part that is not empty."""
        missing = "a person is missing: write {cv} and a person's id"
        found = self.record("person", missing)
        if found is None:
            return []
        anchor = Anchor("cv", found.id, "", 0)
        self.context.domain.note_anchor(self.context.docname, anchor)
        document = self.state.document
        has_title = next(document.findall(nodes.title), None) is not None
        parts = self._parts(found.id)
        if has_title:
            return parts
        # of a stub
        title = self.context.settings.phrase("cv.of", name=found.display_name)
        section = nodes.section("", nodes.title(title, title), *parts)
        section["ids"].append(free_id(f"cv-{found.id}", document))
        document.note_explicit_target(section)
        return [section]

    def _parts(self, person: str) -> list[nodes.Node]:
        """The place for links, and the sections that are not empty."""
        document = self.state.document
        maker = _Maker(self, person)
        known = all_sections(section_names("cv", self.context.graph.kinds.values()))
        names = self.known("sections", self.words("sections", known), known, "section")
        names = names or self.context.settings.cv.sections
        names = names or tuple(name for name in known if name != NARRATIVE)
        sections: list[nodes.Node] = []
        for name in names:
            title, content = maker.section(name, hidden=False)
            made = titled(f"cv-{name}", title, content, document)
            for section in made:
                section["cv"] = name  # type: ignore[index]
            sections += made
        rest = []
        for name in known:
            if name not in names:
                title, content = maker.section(name, hidden=True)
                heading = nodes.title(title, title)
                rest += [vita_rest("", heading, *content, cv=name)] if content else []
        ids = [node["ids"][0] for node in sections if isinstance(node, nodes.section)]
        position = str(self.position())
        link = vita_link("", *rest, person=person, sections=ids, position=position)
        return [link, *sections]


class _Maker:
    """Makes the sections of a person's CV."""

    def __init__(self, directive: Cv, person: str) -> None:
        self._directive = directive
        self._person = person
        self._context: DocumentContext = directive.context
        self._since, self._numbering = directive.date("since"), directive.numbering()
        self._curriculum: Curriculum | None = self._context.get("cv", person)
        graph = self._context.graph
        self._drawn = {
            section_name(*pair): pair for pair in shown_on("cv", graph.kinds.values())
        }
        supervised = self._drawn.get("supervision")
        self._supervised: set[str] = set()
        if supervised:
            query = related(*supervised, "person", person)
            self._supervised = {record.id for record in self._context.select(query)}

    def section(self, name: str, *, hidden: bool) -> tuple[str, list[nodes.Node]]:
        """The title and the content of a section; no content if it is empty.

        :param hidden: whether the page does not show it.
        """
        if name in self._drawn:
            return self._records(*self._drawn[name], hidden=hidden)
        phrase = self._context.settings.phrase(f"cv.{name}")
        written = getattr(self._curriculum, name) if self._curriculum else ()
        if not written:
            return phrase, []
        if name in WRITTEN:
            return phrase, [stations_list(name, written, self._context)]
        parse = self._directive.parse_text_to_nodes
        return phrase, narrative_parts(written, self._context, parse)

    def _records(
        self, kind: RecordKind[Any], section: Section[Any], *, hidden: bool
    ) -> tuple[str, list[nodes.Node]]:
        """The records of a kind."""
        context = self._context
        settings = context.settings
        query = related(kind, section, "person", self._person)
        title = section_title(kind, section, settings)
        if section.where and section_name(kind, section) in settings.cv.all:
            query = related(kind, replace(section, where=()), "person", self._person)
            title = settings.phrase(f"list.{kind.name}")
        query = query._replace(since=self._since if section.since else "")
        place = _Place(context, self._directive.state.document, kind, section)
        place.hidden = hidden
        records = context.select(query)
        content = section_content(kind, section, records, place, self._numbering)
        if kind.name == "paper":
            content = self._named(content)
        return title, content

    def _named(self, content: list[nodes.Node]) -> list[nodes.Node]:
        """Papers whose authors stand out, below what that means."""
        settings = self._context.settings
        record = self._context.get("person", self._person)
        label = settings.phrase("cv.supervised", name=record and record.display_name)
        if self._person != settings.owner:
            weaken_owner(content)
        order = settings.phrase("alphabetical")
        meanings = {
            SIGN: label * mark_names(content, self._person, self._supervised, label),
            ORDER: order * mark_order(content, order),
        }
        legend = nodes.paragraph(classes=["cv-legend"])
        for sign, meaning in meanings.items():
            if meaning:
                between = nodes.Text(", ") if legend.children else nodes.Text("")
                mark = record_sign("", sign, label="")
                legend += [between, mark, nodes.Text(f" {meaning}")]
        return [legend, *content] if legend.children else content


class _Place(Placing):
    """Places the records of a section; files are told what they need to choose some."""

    #: Whether the page does not show them, so that they are nowhere at home.
    hidden = False

    def __init__(
        self,
        context: DocumentContext,
        document: nodes.document,
        kind: RecordKind[Any],
        section: Section[Any],
    ) -> None:
        super().__init__(context, document, 2)
        self._kind, self._section = kind, section

    def item(self, kind: str, record: Any, node: Element) -> Element:
        """Turn *node* into an occurrence of *record*."""
        last = self._section.last or self._kind.date
        node["last"] = last(record)
        if option := self._kind.list.options.get("selected"):
            node["selected"] = any(option.values(record))
        if self.hidden:
            return self.describe(kind, record, node)
        return super().item(kind, record, node)
