"""Who is meant by an author's name: matching by declared names.

``M. J. Ehrhardt``, ``Ehrhardt, Matthias`` and ``Matthias J. Ehrhardt`` are one person;
accents, case and dots do not count. Two people that fit equally well are reported, never
guessed. Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from groupsite.core.names import split_name
from groupsite.core.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from groupsite.people.record import Person


@dataclass(frozen=True, slots=True)
class Name:
    """A name folded for comparison."""

    family: str
    #: Given names and initials in order; ``C.-B.`` gives two.
    given: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> Name:
        """Read ``Given Family`` or ``Family, Given`` as BibTeX does."""
        parts = split_name(text)
        return cls.of(parts.family, parts.given)

    @classmethod
    def of(cls, family: str, given: str) -> Name:
        """The name with these parts."""
        words = re.findall(r"\w+", fold(given))
        return cls(" ".join(re.findall(r"\w+", fold(family))), tuple(words))

    def fits(self, other: Name) -> bool:
        """Whether both may be one person: initials fit, middle names may lack."""
        if self.family != other.family or not self.given or not other.given:
            return self.family == other.family and self.given == other.given
        return all(
            a.startswith(b) if len(b) == 1 else (len(a) == 1 and b[0] == a) or a == b
            for a, b in zip(self.given, other.given, strict=False)
        )


class NameIndex:
    """Finds people by the names that are declared for them."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._by_family: dict[str, list[tuple[Name, str]]] = defaultdict(list)
        for person in people:
            for text in (person.name, *person.aliases):
                name = Name.parse(text)
                self._by_family[name.family].append((name, person.id))

    def find(self, name: Name) -> list[str]:
        """Ids of the people whom *name* fits best: one, none, or several."""
        candidates = self._by_family.get(name.family, ())
        exact = {person for known, person in candidates if known == name}
        if len(exact) == 1:
            return list(exact)
        return sorted({person for known, person in candidates if known.fits(name)})
