"""Matches the names of authors to people.

``M. J. Ehrhardt``, ``Ehrhardt, Matthias`` and ``Matthias J. Ehrhardt`` are one person;
accents, case and dots do not matter. Two people who match equally well are reported,
not guessed at. Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from groupsite.model.names import split_name
from groupsite.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from groupsite.kinds.people.person import Person


@dataclass(frozen=True, slots=True)
class Name:
    """A name, normalised for comparison."""

    family: str
    #: Given names and initials in order; ``C.-B.`` gives two.
    given: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> Name:
        """Parse ``Given Family`` or ``Family, Given``, as BibTeX does."""
        parts = split_name(text)
        return cls.of(parts.family, parts.given)

    @classmethod
    def of(cls, family: str, given: str) -> Name:
        """The name with these parts, normalised."""
        if not family.isupper():
            # "Taub, AH" has two initials, "TAUB, ABE" is just in capitals
            given = re.sub(r"\b[^\W\d_]{2,3}\b", _initials, given)
        words = re.findall(r"\w+", fold(given))
        return cls(" ".join(re.findall(r"\w+", fold(family))), tuple(words))

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name, given names first."""
        return (*self.given, *self.family.split())

    def fits(self, other: Name) -> bool:
        """Whether both may be one person: initials match, middle names are optional."""
        if self.family == other.family:
            return bool(self.given) == bool(other.given) and _fit(
                self.given, other.given
            )
        # BibTeX only guesses where the family name begins: Juan De los Reyes
        longest = max(len(self.family.split()), len(other.family.split()))
        mine, theirs = self.words, other.words
        return (
            len(mine) == len(theirs)
            and mine[-longest:] == theirs[-longest:]
            and _fit(mine[:-longest], theirs[:-longest])
        )


def _initials(word: re.Match[str]) -> str:
    return " ".join(word[0]) if word[0].isupper() else word[0]


def _fit(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether given names agree as far as both are written out."""
    return all(
        a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])
        for a, b in zip(mine, theirs, strict=False)
    )


class NameIndex:
    """Finds people by their declared names."""

    def __init__(self, people: Iterable[Person]) -> None:
        #: By the last word, which belongs to the family name however it is split.
        self._by_last: dict[str, list[tuple[Name, str]]] = defaultdict(list)
        for person in people:
            for text in (person.name, *person.aliases):
                name = Name.parse(text)
                for last in name.words[-1:]:
                    self._by_last[last].append((name, person.id))

    def find(self, name: Name) -> list[str]:
        """Sorted ids of the people who match *name* best: none, one, or several."""
        candidates = self._by_last.get("".join(name.words[-1:]), ())
        exact = {person for known, person in candidates if known.words == name.words}
        fitting = {person for known, person in candidates if known.fits(name)}
        return sorted(exact or fitting)
