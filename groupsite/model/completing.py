"""Fills in what a record of an activity leaves out because other records have it.

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
    """Return the record, with the site's owner as ``people`` if it names nobody."""
    record = located.record
    if not record.people and graph.get("person", settings.owner) is not None:
        record = replace(record, people=(settings.owner,))
    return record, []


def with_title(located: Located[Any], graph: Records) -> tuple[Any, list[Problem]]:
    """Return the record, titled after its papers if it has no title of its own.

    A record with neither a title nor a paper gets its id as title, and a problem.
    """
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
