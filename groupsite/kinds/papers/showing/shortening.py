"""Shortens long lists of authors: those of the group are always named.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from groupsite.kinds.papers.paper import Author
    from groupsite.model.rendering import Records
    from groupsite.model.settings import Settings


class Run(NamedTuple):
    """Neighbours in a list that are all shown or all hidden."""

    shown: bool
    places: tuple[int, ...]


def visible(count: int, always: Iterable[int], most: int) -> set[int]:
    """The places of those to show in a list of *count*: the first one, then the next.

    :param always: places that are shown anyway, even if they are more than *most*.
    :param most: how many to show; 0 for all. A single one is never left out.
    """
    every = set(range(count))
    if most < 1:
        return every
    shown = {*range(min(count, 1)), *always}
    for place in range(count):
        if len(shown) >= most:
            break
        shown.add(place)
    return shown if count - len(shown) > 1 else every


def runs(count: int, shown: set[int]) -> list[Run]:
    """The list in its order, as runs of what is shown and what is not."""
    groups = groupby(range(count), key=shown.__contains__)
    return [Run(is_shown, tuple(places)) for is_shown, places in groups]


def named(
    authors: Sequence[Author], most: int, records: Records, settings: Settings
) -> set[int]:
    """The places of the authors to name: the owner, members, and the first ones."""
    ours = [
        place
        for place, author in enumerate(authors)
        if is_ours(author, records, settings)
    ]
    return visible(len(authors), ours, most)


def is_ours(author: Author, records: Records, settings: Settings) -> bool:
    """Whether the author is the owner, or is or has been a member."""
    if not author.person:
        return False
    person = records.get("person", author.person)
    member = person is not None and person.status != "collaborator"
    return member or author.person == settings.owner
