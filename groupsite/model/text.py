"""Small helpers for plain text: folding, spellings, slugs, words, near misses.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import difflib
import re
import textwrap
import unicodedata
from bisect import bisect
from collections import Counter
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: Letters that Unicode does not decompose into a base letter and a mark.
_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o",
        "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th",
        "Þ": "th", "ı": "i",
    }
)  # fmt: skip

#: Nothing longer is a slip of the pen, and finding what is near would take minutes.
_LONGEST_WORD: Final = 200
#: Comparing a word with one name takes microseconds, and there may be thousands of both.
_MOST_COMPARED: Final = 200
#: What makes one emoji of several, and the colours of their skin.
_JOINER: Final = "\u200d"
_SKINS: Final = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_UNPRINTABLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """*text* without accents and case, so that two spellings compare equal."""
    decomposed = unicodedata.normalize("NFKD", text)
    letters = "".join(c for c in decomposed if unicodedata.category(c)[0] != "M")
    return letters.translate(_LETTERS).casefold()


@lru_cache(maxsize=8192)
def spelling(text: str) -> str:
    """The same for all spellings of one text, in whatever script, and for no others.

    Case, accents, signs and blanks do not count, as in a `slug`; letters of all scripts
    do, and the marks that are vowels or other sounds there (कमल, कमला; か, が).
    """
    decomposed = unicodedata.normalize("NFKD", text)
    letters = "".join(c for c in decomposed if not _is_accent(c))
    whole = unicodedata.normalize("NFC", letters.translate(_LETTERS).casefold())
    words = "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in whole)
    # of signs alone there is nothing but the signs to tell them by
    return "-".join(words.split()) or " ".join(whole.split())


def _is_accent(character: str) -> bool:
    """Whether a mark may be left out: an overlay, a Semitic vowel point, an accent."""
    place = unicodedata.combining(character)
    return place == 1 or 10 <= place < 84 or place >= 200


def slug(text: str, *, words: int | None = None) -> str:
    """*text* as a part of an address: ``a-z``, ``0-9`` and single hyphens.

    :param words: keep this many words at the most.
    """
    parts = re.findall(r"[a-z0-9]+", fold(text))
    return "-".join(parts[:words])


def shortened(text: str, length: int) -> str:
    """*text* in one line of *length* characters, cut between words.

    Within one where little would be left: many scripts have no blanks.
    """
    line = " ".join(text.split())
    words = textwrap.shorten(line[: 2 * length], length, placeholder=" …")
    if len(line) <= length or len(words) > length // 2:
        return words
    end = length - 1
    while end and _is_tied(line[end - 1], line[end]):
        end -= 1
    return f"{line[: end or length - 1].rstrip()}…"


def _is_tied(before: str, character: str) -> bool:
    """Whether two characters are a part of one: letter and mark, a family of emoji."""
    return (
        unicodedata.category(character)[0] == "M"
        or _JOINER in (before, character)
        or character in _SKINS
    )


def printable(text: str) -> str:
    """*text* without what no file of a site can hold or should.

    Control characters (but tabs and ends of lines), halves of surrogates and
    non-characters, which XML 1.0 forbids; overrides and isolates of the writing
    direction, which turn what follows them around (Unicode Technical Report 36, 3.2).
    """
    return _UNPRINTABLE.sub("", text)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``; did you mean `x`?`` for the nearest of *known*, or an empty string."""
    if len(word) > _LONGEST_WORD:
        return ""
    names = _names(frozenset(known))
    near = difflib.get_close_matches(word, names.around(word), n=1, cutoff=0.6)
    found = near[0] if near else names.with_part(fold(word))
    return f"; did you mean `{found}`?" if found else ""


class _Names:
    """Names among which one may be meant; asked for many words."""

    def __init__(self, names: frozenset[str]) -> None:
        self._names = sorted(names)

    def around(self, word: str) -> list[str]:
        """All names; of many those that begin or end most like *word*."""
        if len(self._names) <= _MOST_COMPARED:
            return self._names
        ends = (name[::-1] for name in _around(self._backwards, word[::-1]))
        return [*_around(self._names, word), *ends]

    def with_part(self, part: str) -> str:
        """The first name with a part that was typed alone: ``scott`` of ``scott-seb``."""
        return next(
            (
                name
                for name, folded, parts in self._folded
                if part in parts or (len(part) > 2 and part in folded)
            ),
            "",
        )

    @cached_property
    def _backwards(self) -> list[str]:
        return sorted(name[::-1] for name in self._names)

    @cached_property
    def _folded(self) -> list[tuple[str, str, list[str]]]:
        return [(name, fold(name), slug(name).split("-")) for name in self._names]


_names = lru_cache(maxsize=16)(_Names)


def _around(names: list[str], word: str) -> list[str]:
    """Those beside the place that *word* would have in sorted *names*."""
    place, half = bisect(names, word), _MOST_COMPARED // 4
    return names[max(0, place - half) : place + half]


def instead(word: str, known: Iterable[str]) -> str:
    """What to write in the place of *word*: the nearest of few *known*, else all of them."""
    known = sorted(set(known))
    several = "one of " if len(known) > 1 else ""
    every = f"; write {several}{', '.join(known)}" if known else ""
    return did_you_mean(word, known) or every


def numbered(labels: Sequence[str]) -> list[str]:
    """*labels* that differ: ``a, 1``, ``b``, ``a, 2``."""
    often, seen, result = Counter(labels), Counter[str](), []
    for label in labels:
        seen[label] += 1
        result.append(f"{label}, {seen[label]}" if often[label] > 1 else label)
    return result


def join_words(words: list[str], conjunction: str) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"
