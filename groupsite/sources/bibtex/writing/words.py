"""How the words of entries are spelled: types, names of fields, their order.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from groupsite.sources.bibtex.writing.frame import most_common

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from groupsite.sources.bibtex.writing.document import Entry

#: Types whose name is two words, as programs write them that begin words with capitals.
_CAPITALS: Final = {
    "inproceedings": "InProceedings", "incollection": "InCollection",
    "inbook": "InBook", "phdthesis": "PhdThesis", "mastersthesis": "MastersThesis",
    "techreport": "TechReport",
}  # fmt: skip


class Words:
    """The spelling of a file, and the order of its fields."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._types = _Spelling(entry.block.word for entry in entries)
        fields = [[place.name for place in entry.block.fields] for entry in entries]
        self._fields = _Spelling(name for names in fields for name in names)
        self._pairs: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
        sorted_ones = 0
        for entry, written in zip(entries, fields, strict=True):
            names = [name.lower() for name in written]
            sorted_ones += names == sorted(names) and len(names) > 3
            for n, name in enumerate(names):
                pairs = [(name, later) for later in names[n + 1 :]]
                self._pairs[entry.block.type].update(pairs)
                self._pairs[""].update(pairs)
        long = sum(len(names) > 3 for names in fields)
        #: Whether fields stand in the order of the alphabet.
        self.alphabetical = sorted_ones > long / 2 and sorted_ones > 1

    def type(self, word: str) -> str:
        """A type of entry, as this file spells it."""
        return self._types.spelled(word, _CAPITALS.get(word, word.capitalize()))

    def field(self, name: str) -> str:
        """The name of a field, as this file spells it."""
        return self._fields.spelled(name, name.capitalize())

    def ordered(
        self, kind: str, names: Iterable[str], meant: Sequence[str]
    ) -> list[str]:
        """*names* in the order that entries of the type *kind* have in this file.

        :param meant: an order in which names that the file does not know stand behind
            others.
        """
        names = list(names)
        if self.alphabetical:
            return sorted(names)
        left = [name for name in names if name in self._fields]
        done: list[str] = []
        while left:
            # the first of those before which the fewest others should stand
            waiting = [
                sum(self._later(kind, name, other) for other in left) for name in left
            ]
            done.append(left.pop(waiting.index(min(waiting))))
        for n, name in enumerate(meant):
            if name in names and name not in done:
                before = [done.index(other) + 1 for other in meant[:n] if other in done]
                # what is added to an entry comes behind what is there
                first = 0 if len(meant) == len(names) else len(done)
                done.insert(max(before, default=first), name)
        return done

    def _later(self, kind: str, name: str, other: str) -> bool:
        """Whether *name* usually stands behind *other*."""
        for pairs in (self._pairs[kind], self._pairs[""]):
            before, after = pairs[name, other], pairs[other, name]
            if before != after:
                return after > before
        return False


class _Spelling:
    """How words are spelled: as they are found, others in the same case."""

    def __init__(self, words: Iterable[str]) -> None:
        self._written: dict[str, Counter[str]] = defaultdict(Counter)
        cases: list[str] = []
        for word in words:
            self._written[word.lower()][word] += 1
            cases.append(_case(word))
        self._case = most_common(cases, default="lower")

    def __contains__(self, word: str) -> bool:
        return word in self._written

    def spelled(self, word: str, capital: str) -> str:
        """*word*, which is in lower case, or *capital* if words have capitals here."""
        if word in self._written:
            return self._written[word].most_common(1)[0][0]
        if self._case == "upper":
            return word.upper()
        return capital if self._case == "capital" else word


def _case(word: str) -> str:
    if word.islower():
        return "lower"
    return "upper" if word.isupper() and len(word) > 1 else "capital"
