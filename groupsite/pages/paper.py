"""`{paper}`: everything about one paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from groupsite.build.inline import fill, separated
from groupsite.build.nodes import record_item, record_list
from groupsite.directives.entries import facts, joined, names, part, phrased
from groupsite.directives.options import Use
from groupsite.directives.placing import format_name
from groupsite.directives.related import (
    later,
    related,
    related_records,
    section_title,
)
from groupsite.kinds.papers.kind import PAPER
from groupsite.kinds.papers.likeness import Reason, related_papers
from groupsite.kinds.papers.showing.authors import author_nodes
from groupsite.kinds.papers.showing.entry import (
    CITE,
    address_nodes,
    info_part,
)
from groupsite.kinds.papers.showing.howtocite import citation_nodes
from groupsite.kinds.papers.showing.look import badge, preview
from groupsite.kinds.papers.showing.texts import passage_nodes
from groupsite.kinds.papers.showing.venue import venue_nodes
from groupsite.model.kinds import shown_on
from groupsite.model.query import Query
from groupsite.pages.record import RecordPage

if TYPE_CHECKING:
    from groupsite.build.context import DocumentContext
    from groupsite.kinds.papers.paper import Paper
    from groupsite.model.kinds import RecordKind
    from groupsite.model.parts import Section


class PaperPage(RecordPage):
    """The page of a paper: what it is, how to cite it, its history, related papers."""

    kind = PAPER
    argument = Use("key of the paper", "primjer2025few")

    def body(self, record: Paper) -> list[nodes.Node]:
        """Return the blocks of the page that are not empty."""
        context = self.context
        addresses = address_nodes(record, context.settings)
        return [
            *part("paper-authors", *author_nodes(record, context, whole=True)),
            *part(
                "paper-venue",
                *badge(record, context.settings),
                *venue_nodes(record, context, own_page=True),
            ),
            *info_part(record),
            *part("paper-links", *separated(addresses, " · ")),
            *preview(record, "large", context),
            *self._abstract(record),
            *facts(self._facts(record)),
            *self._cite(record),
            *self._stories(record),
            *self._related(record),
        ]

    def _abstract(self, paper: Paper) -> list[nodes.Node]:
        blocks = passage_nodes(paper.abstract, paper)
        return self.section("abstract", self._phrase("abstract"), blocks)

    def _facts(self, paper: Paper) -> dict[str, list[nodes.Node]]:
        """Terms and values: topics, grants, then records of other kinds."""
        context = self.context
        topics = names("topic", paper.topics, context)
        keywords = [] if paper.topics else joined(paper.keywords)
        return {
            self._phrase("topics"): topics or keywords,
            self._phrase("grants"): names("grant", paper.grants, context),
            **{
                section_title(kind, section, context.settings): self._mentioned(
                    kind, section, paper.id
                )
                for kind, section in self._sections()
                if kind.list.placeholder is None
            },
        }

    def _sections(self) -> list[tuple[RecordKind[Any], Section[Any]]]:
        return shown_on(self.kind.name, self.context.graph.kinds.values())

    def _mentioned(
        self, kind: RecordKind[Any], section: Section[Any], key: str
    ) -> list[nodes.Node]:
        """The records linked to the paper, in one line."""
        context = self.context
        records = related_records(kind, section, self.kind.name, key, context)
        if section.mention is None:
            return names(kind.name, [record.id for record in records], context)
        return joined([section.mention(record, context) for record in records], "; ")

    def _cite(self, paper: Paper) -> list[nodes.Node]:
        """The citation, and the BibTeX as text and as a file."""
        source = nodes.literal_block(paper.bibtex, paper.bibtex, language="none")
        source["classes"].append("bibtex")
        content: list[nodes.Node] = [
            nodes.paragraph("", "", *citation_nodes(paper, self.context)),
            *([source] if paper.look.bibtex else []),
        ]
        if page := self.context.domain.pages.get("paper", {}).get(paper.id):
            content += self._downloads(page)
        return self.section(CITE, self._phrase("cite"), content)

    def _downloads(self, page: str) -> list[nodes.Node]:
        """Links to the paper's files, with labels for the button that a script adds."""
        settings = self.context.settings
        links: list[nodes.Node] = [
            nodes.reference(
                "",
                format_name(form, settings),
                refuri=f"site:{page}.{form.ending}",
                internal=True,
            )
            for form in PAPER.formats(settings)
        ]
        content = fill(settings.phrase("export"), formats=separated(links, " · "))
        lines = part("bibtex-file", *content)
        for line in lines:
            assert isinstance(line, nodes.Element)
            line["data"] = {
                name: self._phrase(name) for name in ("copy", "copied", "failed")
            }
        return lines

    def _stories(self, paper: Paper) -> list[nodes.Element]:
        """Placeholders for what is known only when all documents are read: its news."""
        return [
            later(
                kind, section, related(kind, section, "paper", paper.id), self.context
            )
            for kind, section in self._sections()
            if kind.list.placeholder is not None
        ]

    def _related(self, paper: Paper) -> list[nodes.Node]:
        """Related papers, and what they have in common with this one."""
        context = self.context
        context.select(Query("paper", (("like", (paper.id,)),)))
        related = related_papers(context.graph, paper.id)
        if related:  # which authors count as frequent depends on all papers
            both = (
                ("frequent", (paper.id,)),
                ("paper", tuple(other.id for other, _ in related)),
            )
            context.select(Query("person", both))
        items = [
            record_item("", *_like(other, reason, context), classes=["related-paper"])
            for other, reason in related
        ]
        content = [record_list("", *items, classes=["related"])] if items else []
        return self.section("related", self._phrase("related"), content)

    def _phrase(self, name: str) -> str:
        return self.context.settings.phrase(f"page.{name}")


def _like(other: Paper, reason: Reason, context: DocumentContext) -> list[nodes.Node]:
    """Title and year of a related paper, and why it is related."""
    title: list[nodes.Node] = [context.reference("paper", other.id)]
    year = nodes.Text(f" ({other.year})") if other.year else nodes.Text("")
    why = [
        phrased(
            "related.topics", context, topics=names("topic", reason.topics, context)
        ),
        phrased(
            "related.people", context, people=names("person", reason.people, context)
        ),
    ]
    return [
        *part("related-title", *title, year),
        *part("related-reason", *joined(why, "; ")),
    ]
