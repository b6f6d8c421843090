"""`{theme}`: what the group has done on a topic."""

from __future__ import annotations

from typing import ClassVar

from groupsite.core.problems import Subtype
from groupsite.listing import RecordList
from groupsite.options import option_spec
from groupsite.papers.kind import PAPER
from groupsite.query import Query


class Theme(RecordList):
    """The papers of a topic, newest first."""

    required_arguments = 0
    optional_arguments = 1
    final_argument_whitespace = True
    kind = PAPER
    option_spec: ClassVar = option_spec(["group-by", "limit", "name"])

    def query(self) -> Query:
        """The papers of the topic that is named."""
        topic = self.arguments[0].strip() if self.arguments else ""
        graph = self.context.graph
        if graph.get("topic", topic) is None:
            message = graph.unknown("topic", topic)
            if not topic:
                message = "a topic is missing: write {theme} and its id"
            self.warn(message, Subtype.LINK)
        return Query(PAPER.name, (("topic", (topic,)),), limit=self.limit())
