"""`{theme}`: what the group has done on a topic."""

from __future__ import annotations

from typing import ClassVar, Final

from docutils import nodes

from groupsite.build.contributions import Anchor
from groupsite.directives.entries import names, phrased
from groupsite.directives.headings import titled
from groupsite.directives.lists import RecordList
from groupsite.directives.options import option_spec
from groupsite.directives.placing import Placing
from groupsite.directives.related import brief_list
from groupsite.kinds.papers.kind import PAPER
from groupsite.model.parts import ListRequest
from groupsite.model.problems import Subtype
from groupsite.model.query import Query

#: So many news are shown in full.
_NEWS: Final = 5


class Theme(RecordList):
    """The papers of a topic, newest first."""

    required_arguments = 0
    optional_arguments = 1
    final_argument_whitespace = True
    kind = PAPER
    option_spec: ClassVar = option_spec(["group-by", "limit", "name"])

    def run(self) -> list[nodes.Node]:
        """The papers, then who and what else belongs to the topic, newest news last."""
        topic = self.topic
        if self.context.get("topic", topic) is None:
            message = self.context.graph.unknown("topic", topic)
            if not topic:
                message = "a topic is missing: write {theme} and its id"
            self.warn(message, Subtype.LINK)
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
        """Always: who reads of a topic may want to cite it."""
        return True

    def _is_worked_on(self, topic: str) -> bool:
        where = (("topic", (topic,)),)
        kinds = ("paper", "person", "grant")
        return any(self.context.select(Query(kind, where)) for kind in kinds)

    @property
    def topic(self) -> str:
        """The topic that is named."""
        return self.arguments[0].strip() if self.arguments else ""

    def _others(self, topic: str) -> list[nodes.Node]:
        """People, grants and news."""
        context, document = self.context, self.state.document
        phrase = context.settings.phrase
        people = context.select(Query("person", (("topic", (topic,)),)))
        members = [p.id for p in people if p.memberships]
        others = [p.id for p in people if not p.memberships]
        lines = [
            nodes.paragraph("", "", *found)
            for found in (
                names("person", members, context),
                phrased(
                    "theme.others", context, people=names("person", others, context)
                ),
            )
            if found
        ]
        place = Placing(context, document, 2)
        grants = context.select(Query("grant", (("topic", (topic,)),)))
        kind = context.graph.kinds["grant"]
        listed = [brief_list(kind, grants, place)] if grants else []
        news = Query("news", (("topic", (topic,)),), limit=str(_NEWS))
        placeholder = context.graph.kinds["news"].list.placeholder
        assert placeholder is not None
        title = phrase("list.news")
        return [
            *titled("people", phrase("theme.people"), lines, document),
            *titled("grants", phrase("theme.grants"), listed, document),
            placeholder(context, ListRequest(news, title=title, style="newest")),
        ]

    def query(self) -> Query:
        """The query for the papers of the topic."""
        return Query(PAPER.name, (("topic", (self.topic,)),), limit=self.limit())
