"""`{theme}`: what the group has done on a topic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from groupsite.build.contributions import Anchor
from groupsite.directives.headings import titled
from groupsite.directives.lists import SHARED, RecordList
from groupsite.directives.options import Use, option_spec
from groupsite.directives.placing import Placing
from groupsite.directives.related import later, related, section_content, section_title
from groupsite.kinds.papers.kind import PAPER
from groupsite.model.kinds import shown_on
from groupsite.model.problems import Subtype
from groupsite.model.query import Query

if TYPE_CHECKING:
    from docutils import nodes

    from groupsite.model.kinds import RecordKind
    from groupsite.model.parts import Section


class Theme(RecordList):
    """The papers on a topic, newest first, and other records linked to it."""

    required_arguments = 0
    optional_arguments = 1
    final_argument_whitespace = True
    kind = PAPER
    argument = Use("id of the topic", "imaging")
    uses: ClassVar = {
        "group-by": SHARED["group-by"]._replace(example="type"),
        **{name: SHARED[name] for name in ("limit", "name")},
    }
    option_spec: ClassVar = option_spec(uses)

    def run(self) -> list[nodes.Node]:
        """Return the papers, then people and records of other kinds, news last."""
        topic, missing = self.topic, "a topic is missing: write {theme} and its id"
        if self.record("topic", missing) is None:
            return []
        anchor = Anchor("topic", topic, "", 0)
        self.context.domain.note_anchor(self.context.docname, anchor)
        if not self._is_worked_on(topic):
            message = (
                f"nothing belongs to the topic `{topic}`: no paper has its label as a "
                "keyword"
            )
            self.warn(message, Subtype.LINK)
        return [*super().run(), *self._others(topic)]

    def offers_files(self) -> bool:
        """Always offer files: readers interested in a topic may want to cite it."""
        return True

    def _is_worked_on(self, topic: str) -> bool:
        where = (("topic", (topic,)),)
        others = (k.name for k, _ in self._sections() if k.list.placeholder is None)
        kinds = (PAPER.name, *others)
        return any(self.context.select(Query(kind, where)) for kind in kinds)

    def _sections(self) -> list[tuple[RecordKind[Any], Section[Any]]]:
        return shown_on("theme", self.context.graph.kinds.values())

    @property
    def topic(self) -> str:
        """The id of the topic in the argument, or ``""``."""
        return self.arguments[0].strip() if self.arguments else ""

    def _others(self, topic: str) -> list[nodes.Node]:
        """A section for each other kind with records on the topic."""
        context, document = self.context, self.state.document
        place = Placing(context, document, 2)
        result: list[nodes.Node] = []
        for kind, section in self._sections():
            query = related(kind, section, "topic", topic)
            if kind.list.placeholder is not None:
                result.append(later(kind, section, query, context))
                continue
            title = section_title(kind, section, context.settings)
            content = section_content(kind, section, context.select(query), place)
            node_id = section.node_id or kind.list.directive
            result += titled(node_id, title, content, document)
        return result

    def query(self) -> Query:
        """Return the query for the papers on the topic."""
        return Query(PAPER.name, (("topic", (self.topic,)),), limit=self.limit())
