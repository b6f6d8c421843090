"""Matches the names of authors to people.

``M. J. Ehrhardt``, ``Ehrhardt, Matthias`` and ``Matthias J. Ehrhardt`` are one person;
accents, case and dots do not matter, ``Müller`` may be written ``Mueller``. Two people
who match equally well are reported, not guessed at.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Final

from groupsite.model.names import split_name
from groupsite.model.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from groupsite.kinds.people.person import Person

#: Letters that may be written as two, beside the one without its accent.
TWO: Final = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "đ": "dj"}
_ONE: Final = re.compile(f"[^{''.join(TWO)}]+")
#: Maximum number of such letters in a word for which all spellings are tried.
_MOST: Final = 4
#: Names in these scripts have the family name first and often no blank: 王小明.
_FAMILY_FIRST: Final = re.compile(
    "[\\s,々〆\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+"
)
#: What tells father and son apart.
_GENERATION: Final = re.compile(r"jr|sr|i{1,3}|i?v")
#: How DBLP tells people of one name apart: ``Wei Li 0002``.
NUMBERED: Final = re.compile(r"(?P<name>.*\D)\s+(?P<number>\d{4})")


@dataclass(frozen=True, slots=True)
class Name:
    """A name, normalised for comparison."""

    family: str
    #: Given names and initials in order; ``C.-B.`` gives two.
    given: tuple[str, ...]
    #: All words with letters such as ``ä`` as they are; empty if there are none.
    accented: tuple[str, ...] = ()
    #: ``jr``, ``iii``; titles and degrees are no part of a name.
    generation: str = ""

    @classmethod
    def parse(cls, text: str) -> Name:
        """Parse ``Given Family`` or ``Family, Given``, as BibTeX does."""
        if _FAMILY_FIRST.fullmatch(text):
            return cls.of(text, "")
        parts = split_name(text)
        return cls.of(parts.family, parts.given, parts.suffix)

    @classmethod
    def of(cls, family: str, given: str, suffix: str = "") -> Name:
        """The name with these parts, normalised."""
        if _FAMILY_FIRST.fullmatch(family + given):
            letters = unicodedata.normalize("NFKC", family + given)
            return cls("".join(re.findall(r"\w+", letters)), ())
        if not family.isupper():
            # "Taub, AH" has two initials, "TAUB, ABE" is just in capitals
            given = re.sub(r"\b[^\W\d_]{2,3}\b", _initials, given)
        first, last = _words(given), _words(family)
        whole = (*_accented(given), *_accented(family))
        generation = "".join(_words(suffix))
        return cls(
            " ".join(last),
            first,
            () if whole == (*first, *last) else whole,
            generation if _GENERATION.fullmatch(generation) else "",
        )

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name, given names first."""
        return (*self.given, *self.family.split())

    @property
    def keys(self) -> set[str]:
        """Ends of the name; those of two that fit each other have one in common.

        The last word belongs to the family name however it is split.
        """
        spelt = self._spelt
        ends = spelt[-1:], spelt[len(self.given) :]
        return set().union(*map(_glued, ends))

    @property
    def drawer(self) -> tuple[str, str]:
        """What names share that may fit, for sorting thousands into small groups."""
        words = self.words
        last = "".join(words[-1:])
        for one, two in TWO.items():
            last = last.replace(two, fold(one))
        return "".join(words[:1])[:1], last

    @property
    def _spelt(self) -> list[frozenset[str]]:
        """All spellings of each word."""
        return list(map(_spellings, self.accented or self.words))

    def nearness(self, other: Name) -> int:
        """How much speaks for one person: 0 for nothing, 1 if the names `fits`.

        More if they are the same, if they are also spelt the same, and if also ``Jr``.
        """
        if not self.fits(other):
            return 0
        if self.words != other.words:
            return 1 + _same(self._spelt, other._spelt)
        return 3 + (self.generation == other.generation)

    def fits(self, other: Name) -> bool:
        """Whether both may be one person: initials match, middle names are optional."""
        if self.generation and other.generation not in ("", self.generation):
            return False
        mine, theirs = self._spelt, other._spelt
        families = mine[len(self.given) :], theirs[len(other.given) :]
        if not _glued(families[0]).isdisjoint(_glued(families[1])):
            return bool(self.given) == bool(other.given) and _fit(
                mine[: len(self.given)], theirs[: len(other.given)]
            )
        # BibTeX only guesses where the family name begins: Juan De los Reyes
        longest = max(map(len, families))
        return (
            len(mine) == len(theirs)
            and _same(mine[-longest:], theirs[-longest:])
            and _fit(mine[:-longest], theirs[:-longest])
        )


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", fold(text)))


def _accented(text: str) -> list[str]:
    """The words of *text*, folded except for letters that may be written as two."""
    letters = unicodedata.normalize("NFC", text).lower()
    return re.findall(r"\w+", _ONE.sub(lambda match: fold(match[0]), letters))


@lru_cache(maxsize=8192)
def _spellings(word: str) -> frozenset[str]:
    """``muller`` and ``mueller`` for ``müller``."""
    if not 0 < sum(map(word.count, TWO)) <= _MOST:
        return frozenset({fold(word)})
    letters = ((fold(c), TWO[c]) if c in TWO else (c,) for c in word)
    return frozenset(map("".join, product(*letters)))


def _initials(word: re.Match[str]) -> str:
    return " ".join(word[0]) if word[0].isupper() else word[0]


def _same(mine: Sequence[frozenset[str]], theirs: Sequence[frozenset[str]]) -> bool:
    """Whether these are the same words: ``Müller`` and ``Mueller``."""
    return len(mine) == len(theirs) and not any(map(frozenset.isdisjoint, mine, theirs))


def _glued(words: Sequence[frozenset[str]]) -> frozenset[str]:
    """All spellings of the words as one: ``vandenberg``, ``xiaoming``."""
    few = words if sum(len(word) > 1 for word in words) <= _MOST else map(_first, words)
    return frozenset(map("".join, product(*few)))


def _first(spellings: frozenset[str]) -> frozenset[str]:
    return frozenset({min(spellings, key=len)})


def _fit(mine: Sequence[frozenset[str]], theirs: Sequence[frozenset[str]]) -> bool:
    """Whether given names agree as far as both are written out."""
    return all(
        not a.isdisjoint(b) or _is_initial(a, b) or _is_initial(b, a)
        for a, b in zip(mine, theirs, strict=False)
    ) or not _glued(mine).isdisjoint(_glued(theirs))


def _is_initial(short: frozenset[str], long: frozenset[str]) -> bool:
    """``J`` or ``Ö`` of the name *long*."""
    return any(
        name.startswith(letter) for letter in short if len(letter) == 1 for name in long
    )


class NameIndex:
    """Finds people by their declared names."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._known: dict[str, list[tuple[Name, str]]] = defaultdict(list)
        self._near: dict[Name, dict[str, int]] = {}
        #: Words of a name → those who have it, and those who have it twice.
        self._bearers: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self._claimants: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for person in people:
            own = Name.parse(person.name)
            aliases = [a for a in person.aliases if not NUMBERED.fullmatch(a)]
            names = [own, *map(Name.parse, aliases)]
            for name in names:
                self._bearers[name.words].add(person.id)
                for key in name.keys:
                    self._known[key].append((name, person.id))
            if any(alias.words == own.words for alias in names[1:]):
                self._claimants[own.words].add(person.id)

    def find(self, name: Name) -> list[str]:
        """Sorted ids of the people who match *name* best: none, one, or several.

        Of several people of one name, the one whose aliases repeat it is meant.
        """
        near = self.near(name)
        best = max(near.values(), default=0)
        found = {person for person, value in near.items() if value == best}
        return sorted(self._meant(found))

    def near(self, name: Name) -> dict[str, int]:
        """The people whom *name* may mean, and its `Name.nearness` to theirs."""
        near = self._near.get(name)
        if near is None:  # most names are on many papers
            near = self._near[name] = {}
            known = {pair for key in name.keys for pair in self._known.get(key, ())}
            for declared, person in known:
                if value := declared.nearness(name):
                    near[person] = max(value, near.get(person, 0))
        return near

    def is_shared(self, name: Name, people: Iterable[str]) -> bool:
        """Whether all *people* have *name* itself, not only one that fits."""
        return self._bearers[name.words].issuperset(people)

    def _meant(self, found: set[str]) -> set[str]:
        """*found*, or the only one of them who claims a name that all of them have."""
        claims = (
            claimants
            for words, claimants in self._claimants.items()
            if len(claimants) == 1 and found <= self._bearers[words]
        )
        return next((c for c in claims if len(found) > 1 and c <= found), found)
