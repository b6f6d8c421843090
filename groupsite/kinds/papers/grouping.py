"""The groups of lists of papers: by year, type, topic, person, and venue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from groupsite.model.parts import Group
from groupsite.model.text import fold, spelling

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from groupsite.kinds.papers.paper import Paper
    from groupsite.model.rendering import Context, Records
    from groupsite.model.settings import Settings

#: The order of types, unless a site has its own.
_TYPES: Final = (
    "article", "inproceedings", "book", "incollection", "proceedings", "periodical",
    "editorial", "phdthesis", "mastersthesis", "thesis", "techreport", "manual",
    "booklet", "patent", "software", "dataset", "preprint", "unpublished", "magazine",
    "newspaper", "talk", "slides", "poster", "video", "audio", "interview", "webpage",
)  # fmt: skip
#: Types for what is nothing else, after those that nobody has named.
_VAGUE: Final = ("misc", "miscellaneous")
#: Rank of the group for what belongs to no other.
_LAST: Final = (10**6, "")


def type_words(name: str, settings: Settings) -> str:
    """The phrase for a type, or the author's own words."""
    return settings.phrases.get(f"type.{name}") or name.replace("-", " ")


def _year(paper: Paper, context: Context) -> Group:
    if paper.year:
        return Group(paper.year, paper.year)
    if paper.is_coming:
        return Group("coming", context.settings.phrase("year.coming"))
    return Group("none", context.settings.phrase("year.none"))


def _type(paper: Paper, context: Context) -> Group:
    """The group by type; a type and state may have a label of their own."""
    settings = context.settings
    label = settings.phrases.get(f"type.{paper.type}.{paper.state}")
    known = dict.fromkeys((*settings.types, *_TYPES))
    unknown = len(known) + _VAGUE.count(paper.type)
    rank = {name: n for n, name in enumerate(known)}.get(paper.type, unknown)
    return Group(paper.type, label or type_words(paper.type, settings), (rank, ""))


def _topics(paper: Paper, context: Context) -> Sequence[Group]:
    """A group for each topic, in the order of conf.py."""
    labels = context.settings.topics
    order = list(labels)
    found = [Group(t, labels[t], (order.index(t), "")) for t in paper.topics]
    return found or [_rest("topic", context)]


def _people(paper: Paper, context: Context) -> Sequence[Group]:
    """A group for each author who is or was in the group, as people are listed."""
    members = context.graph.memo("members in order", lambda: _members(context.graph))
    found = [
        Group(person, members[person].display_name, (list(members).index(person), ""))
        for person in paper.people
        if person in members
    ]
    return found or [_rest("person", context)]


def _members(graph: Records) -> Mapping[str, Any]:
    people = graph.all("person")
    return {p.id: p for p in people if p.status != "collaborator"}


def _venue(paper: Paper, context: Context) -> Group:
    """The group of a journal or book; in the order of the alphabet."""
    if not paper.venue:
        return _rest("venue", context)
    return Group(spelling(paper.venue), paper.venue, (0, fold(paper.venue)))


def _rest(name: str, context: Context) -> Group:
    return Group("none", context.settings.phrase(f"group.{name}.none"), _LAST)


GROUPS: Final[Mapping[str, Callable[[Paper, Context], Group | Sequence[Group]]]] = {
    "year": _year,
    "type": _type,
    "topic": _topics,
    "person": _people,
    "venue": _venue,
}
