"""Calls authors as people.yml does, where it is certain who they are. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groupsite.kinds.people.identities import Identities
from groupsite.kinds.people.names import Name, NameIndex
from groupsite.model.names import split_name
from groupsite.online.work import Contributor

if TYPE_CHECKING:
    from collections.abc import Iterable

    from groupsite.kinds.people.person import Person


class KnownPeople:
    """The people of a site."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._people = {person.id: person for person in people}
        self._names = NameIndex(self._people.values())
        self._identities = Identities(self._people.values())

    def called(self, one: Contributor) -> Contributor:
        """*one* by the name in people.yml, if that is certain; else as it is.

        Who has changed the family name keeps on this work the one it has appeared under.
        One initial is not enough: there may be others.
        """
        person = self._person(one)
        if person is None:
            return one
        own = split_name(person.name)
        called = Contributor(own.family, own.given, own.suffix or one.suffix, one.orcid)
        shown, listed = _name(one), _name(called)
        same = shown.words[-1:] == listed.words[-1:] or shown.fits(listed)
        return called if same else one

    def person(self, one: Contributor) -> str:
        """The id of the person, if it is certain who *one* is; else ``""``."""
        person = self._person(one)
        return person.id if person else ""

    def _person(self, one: Contributor) -> Person | None:
        if one.group:
            return None
        if one.orcid and (found := self._identities.person(one.orcid)):
            return self._people[found]
        name = _name(one)
        candidates = self._names.find(name)
        if len(candidates) != 1:
            return None
        if one.orcid and self._identities.has(candidates[0], "orcid"):
            return None  # somebody else of that name
        person = self._people[candidates[0]]
        full = [Name.parse(n) for n in (person.name, *person.aliases)]
        certain = any(_is_written_out(name, other) for other in full)
        return person if certain else None


def _name(one: Contributor) -> Name:
    return Name.of(one.family, one.given, one.suffix)


def _is_written_out(name: Name, other: Name) -> bool:
    """Whether both have the same given name in full, or all initials, two at least."""
    if name.given == other.given:
        return True
    if {word for word in name.given if len(word) > 1} & set(other.given):
        return True
    initials = all(
        long.startswith(short)
        for short, long in zip(name.given, other.given, strict=False)
    )
    return initials and len(name.given) == len(other.given) > 1
