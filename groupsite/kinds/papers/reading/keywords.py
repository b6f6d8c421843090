"""The topics of the site among the keywords of papers.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from groupsite.kinds.topics import topics_called
from groupsite.model.problems import Problem, Subtype
from groupsite.model.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from groupsite.model.positions import Position
    from groupsite.sources.bibtex.reader import BibEntry


@dataclass
class _Doubt:
    """A keyword that may be meant as a topic, at the first entry that has it."""

    message: str
    position: Position
    #: How many more entries have the keyword.
    others: int = 0


class TopicFinder:
    """Finds topics among the keywords of all entries, and collects what is in doubt.

    :param topics: id → label, as declared in `groupsite_topics`.
    """

    def __init__(self, topics: Mapping[str, str]) -> None:
        self._topics = topics
        self._doubts: dict[str, _Doubt] = {}
        #: Keyword → the topics that it may be, and what may be wrong with it.
        self._known: dict[str, tuple[list[str], str]] = {}

    def find(self, keywords: Iterable[str], entry: BibEntry) -> tuple[str, ...]:
        """Ids of the topics that *keywords* of *entry* name by id or label."""
        topics: dict[str, None] = {}
        for keyword in keywords if self._topics else ():
            if keyword not in self._known:
                matches = topics_called(keyword, self._topics)
                self._known[keyword] = matches, self._doubt(matches, keyword)
            matches, doubt = self._known[keyword]
            topics |= dict.fromkeys(matches[:1])
            if keyword in self._doubts:
                self._doubts[keyword].others += 1
            elif doubt:
                message = f"entry `{entry.key}`: keyword `{keyword}` {doubt}"
                self._doubts[keyword] = _Doubt(message, entry.at("keywords"))
        return tuple(topics)

    def problems(self) -> Iterator[Problem]:
        """One problem for each keyword in doubt: the slip may be in conf.py."""
        for doubt in self._doubts.values():
            count = doubt.others
            others = (
                "another entry has" if count == 1 else f"{count} other entries have"
            )
            message = f"{doubt.message} ({others} it too)" if count else doubt.message
            yield Problem(doubt.position, message, Subtype.TOPIC)

    def _doubt(self, matches: list[str], keyword: str) -> str:
        """What may be wrong with a keyword; ``""`` if nothing is.

        Publishers have keywords of their own, which are no topics.
        """
        if len(matches) > 1:
            ids = " or ".join(f"`{topic}`" for topic in matches)
            return f"may be the topic {ids}; write one of these ids"
        hint = "" if matches else did_you_mean(keyword, self._topics.values())
        return f"is not declared in `groupsite_topics`{hint}" if hint else ""
