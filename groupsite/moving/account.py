"""The books of a move: what was found, what has become of it, what is left.

A reader opens each thing that it finds (a page, an entry, an element of a list) as a
`Thing`, and takes its facts from that. All facts are counted when the thing is opened, and
each has one state at any time, so that what is found is what has moved and what is left.
Pure.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from groupsite.model.dates import DateError, PartialDate
from groupsite.model.identifiers import (
    SCHEMES,
    address_fault,
    has_no_scheme,
    orcid_fault,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

#: Where a fact stands in its thing: ``("links", "orcid")``, ``("courses", 0)``.
Where = tuple[str | int, ...]
#: The key of the text below the front matter of a page.
TEXT: Final = "(text)"
_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


class State(Enum):
    """What has become of a fact."""

    LEFT = "left"
    MOVED = "moved"
    #: No fact about the group: how the old system showed something.
    LOOK = "look"


@dataclass
class Fact:
    """A value of an old site that is not empty."""

    value: str | bool
    state: State = State.LEFT
    #: Why it is left, if that is not that nothing here has a place for it.
    why: str = ""


class Count(NamedTuple):
    """How much there was of something."""

    found: int
    moved: int
    left: int


@dataclass
class Thing:
    """Something that was found: a person, a paper, a page, a picture."""

    #: ``people``, ``papers``, ``news``, ``pages``, …
    kind: str
    #: The file of the old site.
    path: str
    #: Where in that file; empty for all of it.
    label: str
    facts: dict[Where, Fact]
    #: What has become of it: ``group/people.yml: rivera-ana``.
    into: list[str] = field(default_factory=list)
    #: Why nothing has.
    why: str = ""
    #: Whether it came with the old system: an example of what that can do.
    example: bool = False

    def became(self, *places: str) -> None:
        """Say what has become of it."""
        self.into += [place for place in places if place not in self.into]

    def leave(self, why: str) -> None:
        """Say why nothing becomes of it, unless that is known."""
        self.why = self.why or why

    @property
    def counted(self) -> Iterator[tuple[Where, Fact]]:
        """Its facts; all of them are left if nothing has become of it."""
        for where, fact in self.facts.items():
            if self.example:
                yield where, Fact(fact.value, State.LOOK)
            elif fact.state is State.MOVED and not self.into:
                yield where, Fact(fact.value, State.LEFT, self.why or fact.why)
            else:
                yield where, fact

    def returned(self, name: str, why: str) -> None:
        """Take back a key that has been moved: it cannot stand where it was to go."""
        for where, fact in self.facts.items():
            if where[:1] == (name,) and fact.state is State.MOVED:
                fact.state, fact.why = State.LEFT, why


class Fields:
    """The keys of a mapping in a thing, each of which is taken, dropped, or left."""

    def __init__(self, thing: Thing, data: Mapping[str, Any], at: Where = ()) -> None:
        self.thing = thing
        self._data = data
        self._at = at

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def peek(self, name: str) -> Any:
        """The value of a key, which stays where it is."""
        return self._data.get(name)

    def take(self, name: str) -> Any:
        """The value of a key, as it is: all in it has moved."""
        self._mark((name,), State.MOVED)
        return self._data.get(name)

    def item(self, name: str, number: int, why: str = "") -> None:
        """Say that an element of a list has moved, or why it has not."""
        self._mark((name, number), State.LEFT if why else State.MOVED, why)

    def text(self, *names: str) -> str:
        """The text of the first of some keys that has one, in one piece."""
        for name in names:
            value = self._data.get(name)
            if isinstance(value, str) and value.strip():
                self._mark((name,), State.MOVED)
                return value.strip()
        return ""

    def texts(self, name: str) -> list[str]:
        """The texts of a list, or a single one."""
        value = self._data.get(name)
        if isinstance(value, str):
            return [text] if (text := self.text(name)) else []
        found = []
        for number, item in enumerate(value if isinstance(value, list) else ()):
            if isinstance(item, str) and item.strip():
                self._mark((name, number), State.MOVED)
                found.append(item.strip())
        return found

    def truth(self, name: str) -> bool:
        """Whether a key is true."""
        value = self._data.get(name)
        if value is None:
            return False
        self._mark((name,), State.MOVED)
        return value is True or str(value).lower() in ("true", "1", "yes")

    def map(self, name: str) -> Fields:
        """The keys of a mapping in this one; none if it is something else."""
        value = self._data.get(name)
        return Fields(
            self.thing, value if isinstance(value, dict) else {}, (*self._at, name)
        )

    def maps(self, name: str) -> list[Fields]:
        """The mappings of a list."""
        value = self._data.get(name)
        return [
            Fields(self.thing, item, (*self._at, name, number))
            for number, item in enumerate(value if isinstance(value, list) else ())
            if isinstance(item, dict)
        ]

    def date(self, *names: str) -> str:
        """A date as ours are written, as precise as it is; another one is left."""
        for name in names:
            value = self._data.get(name)
            if isinstance(value, str) and value.strip():
                if written := date_of(value):
                    self._mark((name,), State.MOVED)
                    return written
                self.leave(name, "no date that can be read")
        return ""

    def address(self, *names: str) -> str:
        """An address on the web; another one is left."""
        for name in names:
            value = self._data.get(name)
            if isinstance(value, str) and value.strip():
                text = web_address(value)
                if text:
                    self._mark((name,), State.MOVED)
                    return text
                self.leave(name, "no address on the web")
        return ""

    def email(self, *names: str) -> str:
        """An address of e-mail; another one is left."""
        for name in names:
            value = self._data.get(name)
            if isinstance(value, str) and value.strip():
                if _EMAIL.fullmatch(value.strip()):
                    self._mark((name,), State.MOVED)
                    return value.strip()
                self.leave(name, "no address of e-mail")
        return ""

    def orcid(self, *names: str) -> str:
        """An ORCID iD; another one is left."""
        for name in names:
            value = self._data.get(name)
            if isinstance(value, str) and value.strip():
                text = value.strip().rstrip("/").rpartition("/")[2]
                fault = orcid_fault(text)
                if not fault:
                    self._mark((name,), State.MOVED)
                    return text
                self.leave(name, fault)
        return ""

    def look(self, *names: str) -> None:
        """Say that keys are no facts: they tell how the old system shows a page."""
        for name in names:
            self._mark((name,), State.LOOK)

    def leave(self, name: str, why: str) -> None:
        """Say why a key stays where it is."""
        self._mark((name,), State.LEFT, why)

    def leave_rest(self, why: str) -> None:
        """Say why all that has not been taken stays where it is."""
        for _, fact in self._below(()):
            if fact.state is State.LEFT and not fact.why:
                fact.why = why

    def has_reason(self, name: str) -> bool:
        """Whether somebody has said why a key stays where it is."""
        return any(fact.why for _, fact in self._below((name,)))

    def rest(self) -> list[str]:
        """The keys that nobody has taken, or not wholly."""
        size = len(self._at)
        left = [w for w, fact in self._below(()) if fact.state is State.LEFT]
        return list(dict.fromkeys(str(where[size]) for where in left))

    def _mark(self, below: Where, state: State, why: str = "") -> None:
        for _, fact in self._below(below):
            # what has moved is a fact, whoever says that all else is none
            if state is not State.LOOK or (fact.state is State.LEFT and not fact.why):
                fact.state, fact.why = state, why

    def _below(self, below: Where) -> Iterator[tuple[Where, Fact]]:
        """The facts at a place in this mapping, without a look at any others."""
        value: Any = self._data
        for key in below:
            if isinstance(value, list) and isinstance(key, int):
                value = value[key]
            else:
                value = value.get(key)
        for where, _ in _facts(value, (*self._at, *below)):
            yield where, self.thing.facts[where]


class Account:
    """The books of one move."""

    def __init__(self) -> None:
        self.things: list[Thing] = []
        #: What was assumed where the old site does not say it: (file, what).
        self.guesses: list[tuple[str, str]] = []
        #: What else authors should know: (file, what).
        self.notes: list[tuple[str, str]] = []
        #: Files that are no content but part of the old system.
        self.machinery: list[str] = []

    def thing(
        self,
        kind: str,
        path: str,
        data: Mapping[str, Any] | None = None,
        *,
        label: str = "",
        text: str = "",
    ) -> Fields:
        """Open something that was found; returns its keys.

        :param text: the text of a page, the fact `TEXT`.
        """
        values = dict(data or {})
        if text.strip():
            values[TEXT] = text
        thing = Thing(kind, path, label, dict(_facts(values, ())))
        self.things.append(thing)
        return Fields(thing, values)

    def guess(self, path: str, what: str) -> None:
        """Note an assumption, once."""
        if (path, what) not in self.guesses:
            self.guesses.append((path, what))

    def note(self, path: str, what: str) -> None:
        """Note what is worth a look, once."""
        if (path, what) not in self.notes:
            self.notes.append((path, what))

    @property
    def paths(self) -> frozenset[str]:
        """All files that something has been found in."""
        return frozenset(thing.path for thing in self.things)

    def counts(self) -> dict[str, tuple[Count, Count]]:
        """Of each kind, how many things there were, and how many facts."""
        by_kind: dict[str, list[Thing]] = {}
        for thing in self.own:
            by_kind.setdefault(thing.kind, []).append(thing)
        return {k: (_things(some), _facts_of(some)) for k, some in by_kind.items()}

    def total(self) -> tuple[Count, Count]:
        """How many things and facts there were at all."""
        return _things(self.own), _facts_of(self.own)

    @property
    def own(self) -> list[Thing]:
        """All things but the examples of the old system."""
        return [thing for thing in self.things if not thing.example]


def _things(things: Sequence[Thing]) -> Count:
    moved = sum(bool(thing.into) for thing in things)
    return Count(len(things), moved, len(things) - moved)


def _facts_of(things: Iterable[Thing]) -> Count:
    states = Counter(fact.state for thing in things for _, fact in thing.counted)
    moved, left = states[State.MOVED], states[State.LEFT]
    return Count(moved + left, moved, left)


def _facts(value: Any, at: Where) -> Iterator[tuple[Where, Fact]]:
    """All values in *value* that are not empty."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _facts(item, (*at, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _facts(item, (*at, number))
    elif isinstance(value, bool) or (isinstance(value, str) and value.strip()):
        yield at, Fact(value)


def date_of(text: str) -> str:
    """A date at the beginning of *text* as ours are written, or ``""``."""
    head = text.strip().replace("/", "-")
    parts = head.partition("T")[0].split()[:1]
    numbers = parts[0].split("-") if parts else []
    if not 1 <= len(numbers) <= 3 or not all(n.isdecimal() for n in numbers):
        return ""
    written = "-".join([numbers[0], *(n.zfill(2) for n in numbers[1:])])
    try:
        return str(PartialDate.parse(written))
    except DateError:
        return ""


def web_address(text: str) -> str:
    """*text* as an address on the web, or ``""`` if it is none."""
    text = text.strip()
    if has_no_scheme(text):
        text = f"https://{text}"
    elif text.startswith("//"):
        text = f"https:{text}"
    return text if text and not address_fault(text, SCHEMES) else ""
