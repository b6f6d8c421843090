"""Topics: what papers are about, as declared in `groupsite_topics`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from groupsite.core.kinds import Loaded, RecordKind
from groupsite.core.positions import Located, Position

if TYPE_CHECKING:
    from groupsite.core.settings import Settings


@dataclass(frozen=True, slots=True)
class Topic:
    """A declared topic."""

    id: str
    label: str


def _load(settings: Settings) -> Loaded:
    where = Position("conf.py", 1)
    topics = [Topic(topic, label) for topic, label in settings.topics.items()]
    return Loaded([Located(topic, where) for topic in topics], [])


TOPIC = RecordKind(name="topic", load=_load, title=lambda topic: topic.label)
