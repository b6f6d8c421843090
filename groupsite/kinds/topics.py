"""Topics: what papers are about, as declared in `groupsite_topics`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from groupsite.model.kinds import RecordKind
from groupsite.model.parts import Loaded, Source
from groupsite.model.positions import Located, Position
from groupsite.model.text import spelling

if TYPE_CHECKING:
    from collections.abc import Mapping

    from groupsite.model.settings import Settings


@dataclass(frozen=True, slots=True)
class Topic:
    """A declared topic."""

    id: str
    label: str


def _load(settings: Settings) -> Loaded:
    where = Position("conf.py", 1)
    topics = [Topic(topic, label) for topic, label in settings.topics.items()]
    return Loaded([Located(topic, where) for topic in topics], [])


def topics_called(word: str, topics: Mapping[str, str]) -> list[str]:
    """Ids of the topics that *word* names: by id, label, or another spelling of either.

    Several ids if it is ambiguous.

    :param topics: id → label.
    """
    if word in topics:
        return [word]
    wanted = spelling(word)
    alike = [t for t in topics if wanted in (spelling(t), spelling(topics[t]))]
    return [topic for topic in alike if topics[topic] == word] or alike


TOPIC: RecordKind[Topic] = RecordKind(
    name="topic", source=Source(load=_load), title=lambda topic: topic.label
)
