"""What a record of an activity need not say, since other records do.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from groupsite.model.problems import Problem, Subtype

if TYPE_CHECKING:
    from groupsite.model.positions import Located
    from groupsite.model.rendering import Records
    from groupsite.model.settings import Settings


def with_owner(
    located: Located[Any], graph: Records, settings: Settings
) -> tuple[Any, list[Problem]]:
    """The record; it is the owner's where it names no ``people``."""
    record = located.record
    if not record.people and graph.get("person", settings.owner) is not None:
        record = replace(record, people=(settings.owner,))
    return record, []


def with_title(located: Located[Any], graph: Records) -> tuple[Any, list[Problem]]:
    """The record, with the titles of its papers where it has none of its own."""
    record = located.record
    if any(record.title):
        return record, []
    papers = [graph.get("paper", key) for key in record.paper]
    titles = tuple(paper.title.plain for paper in papers if paper is not None)
    problems = []
    if not record.paper:
        message = f"`{record.id}`: `title` is missing; write it, or name the `paper`"
        problems.append(Problem(located.at("title"), message, Subtype.FIELD))
    return replace(record, title=titles or (record.id,)), problems
