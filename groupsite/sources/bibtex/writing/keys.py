"""Keys of new entries, made as the other keys of a file are.

A key is made of parts: the family of the first author, or several; the year; words of
the title. How they are joined, and in which case they are, is tried with the entries
that are there.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import count, islice, product
from string import ascii_lowercase
from typing import TYPE_CHECKING, Final, NamedTuple

from groupsite.model.names import bibtex_name, split_names
from groupsite.model.text import fold
from groupsite.sources.bibtex.latex import decode_plain
from groupsite.sources.bibtex.writing.document import year_of
from groupsite.sources.bibtex.writing.frame import most_common

if TYPE_CHECKING:
    from collections.abc import (
        Callable,
        Collection,
        Iterable,
        Iterator,
        Mapping,
        Sequence,
    )

    #: Words in lower case → what a key has of them, each as a word of its own.
    Pick = Callable[[Sequence[str]], list[str]]

#: Maximum number of entries whose keys are looked at, from the newest one.
_MOST: Final = 100
#: Maximum length of a word, in characters.
_LONGEST: Final = 40
#: Words that keys leave out.
_SMALL: Final = frozenset({
    "a", "an", "and", "are", "as", "at", "by", "for", "from", "in", "into", "is", "its",
    "of", "on", "or", "the", "to", "via", "with", "das", "der", "die", "ein", "eine",
    "im", "und", "el", "il", "la", "le", "les", "los", "un", "une",
})  # fmt: skip
_WORD: Final = re.compile(r"[a-z0-9]+")
_NUMBERED: Final = re.compile(r"([!-~]*?)(\d{1,9})", re.ASCII)
#: What BibTeX's own style `alpha` does with four authors and more.
_FEW: Final = 3


class Work(NamedTuple):
    """What keys are made of; each word in ASCII, in lower case."""

    #: Family names of the authors.
    families: tuple[str, ...]
    #: The last word of the family name of the first author.
    last: str
    year: str
    #: All words of the title; those with a hyphen are several.
    title: tuple[str, ...]
    #: The same with such words joined.
    joined: tuple[str, ...]
    #: Words of the title in capitals.
    acronyms: frozenset[str]


class _Pattern(NamedTuple):
    """How a key is made."""

    #: Names of `_PARTS`, in order.
    parts: tuple[str, ...]
    #: What stands before each part but the first one.
    joints: tuple[str, ...]
    #: Case of each part: ``lower``, ``upper``, ``camel`` (Doe, DoeRoe).
    cases: tuple[str, ...]
    #: What stands between the words of each part; None where no key tells.
    inner: tuple[str | None, ...]
    #: Number of letters at the end, even where there is no other such key.
    suffix: int = 0


def work_of(fields: Mapping[str, str]) -> Work:
    """What a key can be made of, given the fields of an entry."""
    people = split_names(fields.get("author") or fields.get("editor") or "")
    families = [_family(person) for person in people if person.lower() != "others"]
    known = [family for family in families if family]
    plain = decode_plain(fields.get("title", ""))
    return Work(
        tuple("".join(words) for words in known),
        known[0][-1] if known else "",
        str(year_of(fields.get("year", ""), fields.get("date", "")) or ""),
        _words(plain),
        _words(re.sub(r"[-–'’]", "", plain)),
        frozenset(
            word
            for found in re.findall(r"\w{2,}", plain)
            if found.isupper()
            for word in _words(found)
        ),
    )


def make_key(
    fields: Mapping[str, str],
    entries: Iterable[tuple[str, Mapping[str, str]]],
    taken: Collection[str],
) -> str:
    """A key for *fields*, of ASCII, made as those of *entries*.

    :param entries: keys and fields of the file, in its order.
    :param taken: keys that it must not be, in any case.
    """
    used = {key.casefold() for key in taken}
    known = list(islice(entries, _MOST))
    if number := _next_number(known):
        prefix, digits = number
        names = (f"{prefix}{n:0{len(digits)}}" for n in count(int(digits) + 1))
        return next(name for name in names if name.casefold() not in used)
    work = work_of(fields)
    pattern = _learned([(key, work_of(found)) for key, found in known])
    base = _made(pattern, work)
    if not any(c.isalpha() for c in base):
        base = f"{'-'.join(islice(work.title, 1)) or 'work'}{work.year}"
    if f"{base}a".casefold() in used:  # the first one has been given a letter, too
        used.add(base.casefold())
    names = (base + ending for ending in _endings(pattern.suffix))
    return next(name for name in names if name.casefold() not in used)


def _words(plain: str) -> tuple[str, ...]:
    return tuple(word[:_LONGEST] for word in _WORD.findall(fold(plain)))


def _family(person: str) -> list[str]:
    name = bibtex_name(person)
    if name is None:
        return []
    parts = [*name.prelast_names, *name.last_names]
    return list(_words(re.sub(r"['’]", "", decode_plain(" ".join(parts)))))


def _next_number(
    known: Sequence[tuple[str, Mapping[str, str]]],
) -> tuple[str, str] | None:
    """Prefix and highest number of keys that are nothing but numbered: ``ref7``."""
    numbered = []
    for key, fields in known:
        year = work_of(fields).year
        match = _NUMBERED.fullmatch(key)
        if match and match[2] not in (year, year[2:]):
            numbered.append((match[1], match[2]))
    if len(numbered) < max(3, 0.8 * len(known)):
        return None
    prefix, times = Counter(prefix for prefix, _ in numbered).most_common(1)[0]
    if times < 0.8 * len(known):
        return None
    return prefix, max((n for p, n in numbered if p == prefix), key=int)


# -- parts -------------------------------------------------------------------------


def _first_words(number: int, words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in _SMALL][:number]


def _alpha(families: Sequence[str]) -> list[str]:
    """``Doe`` for one author, ``DR`` for two, ``DRS+`` for many."""
    if len(families) == 1:
        return [families[0][:3]]
    few = families if len(families) <= _FEW + 1 else families[:_FEW]
    return [family[0] for family in few]


def _et_al(ending: Sequence[str], families: Sequence[str]) -> list[str]:
    several = list(ending) if len(families) > 2 else list(families[1:2])
    return [*families[:1], *several]


#: What a part takes from a work; simple ones first.
_PARTS: Final[Mapping[str, Callable[[Work], list[str]]]] = {
    "first author": lambda w: list(w.families[:1]),
    "last name": lambda w: [w.last] if w.last else [],
    "three authors": lambda w: list(w.families[:3]),
    "two authors or et al.": lambda w: _et_al(["et", "al"], w.families),
    "author and et al.": lambda w: [
        *w.families[:1],
        *(["et", "al"] if w.families[1:] else []),
    ],
    "all authors": lambda w: list(w.families),
    "alpha": lambda w: _alpha(w.families) if w.families else [],
    "year": lambda w: [w.year] if w.year else [],
    "short year": lambda w: [w.year[2:]] if w.year else [],
    "title word": lambda w: _first_words(1, w.joined),
    "title start": lambda w: _first_words(1, w.title),
    "very first word": lambda w: list(w.title[:1]),
    "two words": lambda w: _first_words(2, w.title),
    "three words": lambda w: _first_words(3, w.title),
    "four words": lambda w: _first_words(4, w.title),
}
_AUTHORS: Final = tuple(_PARTS)[:7]
_YEARS: Final = ("year", "short year")
_TITLES: Final = tuple(_PARTS)[9:]
_DEFAULT: Final = _Pattern(
    ("first author", "year", "title word"), ("", ""), ("lower",) * 3, (None,) * 3
)
#: All that is tried.
_ORDERS: Final = [
    *((author, year) for author in _AUTHORS for year in _YEARS),
    *((year, author) for author in _AUTHORS for year in _YEARS),
    *product(_AUTHORS, _YEARS, _TITLES),
    *product(_AUTHORS, _TITLES, _YEARS),
    *product(_YEARS, _AUTHORS, _TITLES),
    *product(_AUTHORS, _TITLES),
]


# -- patterns ----------------------------------------------------------------------


def _learned(known: Sequence[tuple[str, Work]]) -> _Pattern:
    """The pattern that most keys have, the first of several; or the default."""
    votes: Counter[_Pattern] = Counter()
    found: dict[_Pattern, list[_Pattern]] = {}
    for key, work in known:
        parts = {name: part(work) for name, part in _PARTS.items()}
        for order in _ORDERS:
            words = [parts[name] for name in order]
            seen = _seen(key, order, words) if all(words) else None
            if seen is not None:
                bare = seen._replace(inner=(), suffix=0)
                votes[bare] += 1
                found.setdefault(bare, []).append(seen)
    if not votes:
        return _DEFAULT
    best = max(
        votes, key=lambda pattern: (votes[pattern], -_ORDERS.index(pattern.parts))
    )
    if votes[best] < len(known) / 3:
        return _DEFAULT
    inner = zip(*(seen.inner for seen in found[best]), strict=True)
    return best._replace(
        inner=tuple(
            most_common([joint for joint in joints if joint is not None], default="")
            for joints in inner
        ),
        suffix=most_common([seen.suffix for seen in found[best]], default=0),
    )


def _seen(
    key: str, order: tuple[str, ...], words: Sequence[Sequence[str]]
) -> _Pattern | None:
    """How *key* is made of *words*, the parts of *order*; None if it is not."""
    if not key.isascii():
        return None
    lower = key.lower()
    at = 0
    joints: list[str] = []
    inner: list[str | None] = []
    cases: list[str] = []
    for part in words:
        between: list[str] = []
        written: list[str] = []
        for word in part:
            start = at
            while at < len(key) and not lower[at].isalnum():
                at += 1
            if not lower.startswith(word, at):
                return None
            between.append(key[start:at])
            written.append(key[at : at + len(word)])
            at += len(word)
        joints.append(between[0])
        if len({*between[1:]}) > 1:
            return None
        inner.append(between[1] if between[1:] else None)
        cases.append(_case(written))
    rest = key[at:]
    if joints[0] or len(rest) > 2 or not (not rest or rest.isalpha()):
        return None
    return _Pattern(order, tuple(joints[1:]), tuple(cases), tuple(inner), len(rest))


def _case(written: Sequence[str]) -> str:
    if all(word == word.lower() for word in written):
        return "lower"
    long = [word for word in written if len(word) > 1]
    return "upper" if long and all(word.isupper() for word in long) else "camel"


def _made(pattern: _Pattern, work: Work) -> str:
    """The key of *work* without a suffix."""
    key = ""
    for n, name in enumerate(pattern.parts):
        words = _PARTS[name](work)
        if not words:
            continue
        if pattern.cases[n] == "upper":
            words = [word.upper() for word in words]
        elif pattern.cases[n] == "camel":
            acronyms = work.acronyms if name in _TITLES else ()
            words = [w.upper() if w in acronyms else w.capitalize() for w in words]
        joint = pattern.joints[n - 1] if key and n else ""
        key += joint + (pattern.inner[n] or "").join(words)
    return key


def _endings(letters: int) -> Iterator[str]:
    """Nothing, then ``a`` to ``z``, ``aa`` and so on; at once as many *letters*."""
    if not letters:
        yield ""
    for number in count(letters or 1):
        yield from map("".join, product(ascii_lowercase, repeat=number))
