"""Who is meant by an identity: an id of the people file, an ORCID iD, a number of DBLP.

DBLP tells people of one name apart by numbers, ``Wei Li 0002``, and gives the second
of them the profile ``64/6025-2``. Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from groupsite.kinds.people.names import NUMBERED, Name
from groupsite.kinds.people.person import PROFILE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from groupsite.kinds.people.person import Person

#: The identity of somebody who is nobody in the people file.
OTHER: Final = "other"
_ORCID: Final = re.compile(
    r"(?:https?://(?:www\.)?orcid\.org/)?((?:\d{4}-){3}\d{3}[\dXx])/?"
)

#: What issues identities; ``id`` are those of the people file.
Issuer = Literal["orcid", "dblp", "id"]


def issuer(identity: str) -> Issuer:
    """Who has issued *identity*."""
    if _ORCID.fullmatch(identity):
        return "orcid"
    if NUMBERED.fullmatch(identity) or PROFILE.fullmatch(identity):
        return "dblp"
    return "id"


class Identities:
    """Finds people by their identities."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._people: dict[str, str] = {}
        self._issuers: dict[str, set[Issuer]] = {}
        for person in people:
            for identity in (person.id, *_known(person)):
                self._people.setdefault(_key(identity), person.id)
                self._issuers.setdefault(person.id, set()).add(issuer(identity))

    def person(self, identity: str) -> str:
        """The id of the person who has *identity*; ``""`` for nobody."""
        return self._people.get(_key(identity), "")

    def has(self, person: str, by: Issuer) -> bool:
        """Whether *person* has an identity of that sort."""
        return by in self._issuers.get(person, ())

    @property
    def ids(self) -> list[str]:
        """The ids of all people."""
        return list(self._issuers)


def _known(person: Person) -> Iterator[str]:
    """The identities of a person, except the id."""
    names = (person.name, *person.aliases)
    yield from (name for name in names if NUMBERED.fullmatch(name))
    if person.links.orcid:
        yield person.links.orcid
    profile = PROFILE.fullmatch(person.links.dblp)
    if profile:
        yield profile[1]
        if profile[2]:
            yield from (f"{name} {profile[2][1:]:0>4}" for name in names)


def _key(identity: str) -> str:
    """The same for all spellings of an identity."""
    for pattern in (_ORCID, PROFILE):
        if match := pattern.fullmatch(identity):
            return match[1].upper()
    if match := NUMBERED.fullmatch(identity):
        return " ".join([*Name.parse(match["name"]).words, match["number"]])
    return identity
