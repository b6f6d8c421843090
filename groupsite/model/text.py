"""Helpers for plain text: folding, spelling, slugs, shortening, suggestions.

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

#: Maximum length of a word that suggestions are made for, in characters: longer ones
#: are not typing errors, and comparing them takes minutes.
_LONGEST_WORD: Final = 200
#: Maximum number of names compared with a word: there may be thousands of both.
_MOST_COMPARED: Final = 200
#: Joins several emoji into one.
_JOINER: Final = "\u200d"
#: Modifiers for the skin colour of emoji.
_SKINS: Final = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_UNPRINTABLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)

#: Characters beyond ASCII: few, mostly.
_FOREIGN: Final = re.compile(r"[^\x00-\x7f]+")
#: The end of a sentence, or of an abbreviation.
_ENDED: Final = re.compile(r"[.?!…][”’»“\"')]*$")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """*text* without accents and in one case, to compare names."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text)
    letters = _FOREIGN.sub(_without_marks, decomposed)
    return letters.translate(_LETTERS).casefold()


def _without_marks(characters: re.Match[str]) -> str:
    return "".join(c for c in characters[0] if unicodedata.category(c)[0] != "M")


@lru_cache(maxsize=8192)
def spelling(text: str) -> str:
    """A key that is equal for all spellings of a text, in any script.

    Case, accents, punctuation and blanks are ignored, as in a `slug`; letters of all
    scripts matter, and so do marks that are vowels or other sounds (कमल, कमला; か, が).
    """
    decomposed = unicodedata.normalize("NFKD", text)
    letters = "".join(c for c in decomposed if not _is_accent(c))
    whole = unicodedata.normalize("NFC", letters.translate(_LETTERS).casefold())
    words = "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in whole)
    # text of punctuation only is distinguished by that
    return "-".join(words.split()) or " ".join(whole.split())


def _is_accent(character: str) -> bool:
    """Whether a mark can be dropped: an overlay, a Semitic vowel point, an accent."""
    place = unicodedata.combining(character)
    return place == 1 or 10 <= place < 84 or place >= 200


def slug(text: str, *, words: int | None = None) -> str:
    """*text* as part of an address: ``a-z``, ``0-9`` and single hyphens.

    :param words: maximum number of words to keep.
    """
    parts = re.findall(r"[a-z0-9]+", fold(text))
    return "-".join(parts[:words])


def hyphenated(text: str) -> str:
    """*text* as one word, as what is written in lists and addresses has to be."""
    return "-".join(text.split())


def shortened(text: str, length: int) -> str:
    """*text* in one line of at most *length* characters, cut between words.

    Cut within a word if little would be left: many scripts have no blanks.
    """
    line = " ".join(text.split())
    words = textwrap.shorten(
        line[: 2 * length], length, placeholder=" …", break_on_hyphens=False
    )
    if len(line) <= length or len(words) > length // 2:
        return words
    end = length - 1
    while end and _is_tied(line[end - 1], line[end]):
        end -= 1
    return f"{line[: end or length - 1].rstrip()}…"


def _is_tied(before: str, character: str) -> bool:
    """Whether two characters belong together: letter and mark, parts of an emoji."""
    return (
        unicodedata.category(character)[0] == "M"
        or _JOINER in (before, character)
        or character in _SKINS
    )


def printable(text: str) -> str:
    """*text* without characters that no file of a site can or should contain.

    Control characters (except tabs and line ends), surrogates and non-characters, which
    XML 1.0 forbids; overrides and isolates of the writing direction, which reverse the
    text after them (Unicode Technical Report 36, 3.2).
    """
    return _UNPRINTABLE.sub("", text)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``; did you mean `x`?`` for the closest of *known*, or ``""``."""
    if len(word) > _LONGEST_WORD:
        return ""
    names = _names(frozenset(known))
    near = difflib.get_close_matches(word, names.around(word), n=1, cutoff=0.6)
    closest = near[0] if near else names.with_part(fold(word))
    return f"; did you mean `{closest}`?" if closest else ""


class _Names:
    """Names that can be suggested, prepared for many words."""

    def __init__(self, names: frozenset[str]) -> None:
        self._names = sorted(names)

    def around(self, word: str) -> list[str]:
        """All names; if there are many, those that begin or end most like *word*."""
        if len(self._names) <= _MOST_COMPARED:
            return self._names
        ends = (name[::-1] for name in _around(self._backwards, word[::-1]))
        return [*_around(self._names, word), *ends]

    def with_part(self, part: str) -> str:
        """The first name containing *part*: ``scott-seb`` for ``scott``, or ``""``."""
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
    """The names around the position of *word* in sorted *names*."""
    place, half = bisect(names, word), _MOST_COMPARED // 4
    return names[max(0, place - half) : place + half]


def instead(word: str, known: Iterable[str]) -> str:
    """A hint for *word*: the closest of few *known* values, or all of them."""
    known = sorted(set(known))
    several = "one of " if len(known) > 1 else ""
    every = f"; write {several}{', '.join(known)}" if known else ""
    return did_you_mean(word, known) or every


def numbered(labels: Sequence[str]) -> list[str]:
    """*labels* with numbers if they are not unique: ``a, 1``, ``b``, ``a, 2``."""
    totals, seen, result = Counter(labels), Counter[str](), []
    for label in labels:
        seen[label] += 1
        result.append(f"{label}, {seen[label]}" if totals[label] > 1 else label)
    return result


def between_sentences(before: str) -> str:
    """What separates *before* from the next sentence: no second mark after ``Why?``."""
    return " " if _ENDED.search(before) else ". "


def join_sentences(texts: Iterable[str]) -> str:
    """The texts that are not empty, each ended by one mark except the last."""
    result = ""
    for text in filter(None, texts):
        result += (between_sentences(result) if result else "") + text
    return result


def join_words(words: list[str], conjunction: str) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"
