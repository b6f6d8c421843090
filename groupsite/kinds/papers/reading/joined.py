"""Names joined by commas, semicolons or ``&``, as people write them elsewhere.

BibTeX joins names by ``and`` alone, and reads ``Jane Doe, Richard Roe`` as one person
of the family Jane Doe. Here names that can only be several are joined by ``and``; what
may be one name or several is put in braces, so that it is shown as written.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from groupsite.model.eastern import is_eastern
from groupsite.model.names import LED, family_with_initials, split_name, split_names
from groupsite.sources.bibtex.latex import decode_plain

#: An entity of HTML, whose semicolon separates nothing; a brace; a separator.
_MARK: Final = re.compile(
    r"\\?&(?:\\?#)?\w+;|(?P<brace>[{}])|(?P<separator>[,;]|\\?&(?=\s))"
)
#: The end of a list that goes on; starts only where blanks begin.
_OTHERS: Final = re.compile(
    r"(?:^|[,;]|(?<!\s)\s)\s*(?:\\?&\s+)?(?:et\.?\s+al\b\.?|(?:(?<=[,;]\s)|(?<=[,;]))others)[,;]?\s*$",
    re.IGNORECASE,
)
#: What follows a name after a comma and is no given name.
_SUFFIX: Final = re.compile(
    r"(?:Jr|Sr)\.?|I{2,3}|IV|(?:Ph\.?\s?D|D\.?\s?Phil|[BM]\.?\s?Sc|D\.?\s?Sc)\.?"
    r"|MPH|MBA|FRS|Esq\.?|Dr\.(?:\s\w+\.)*"
)
#: Degrees that may as well be initials: ``Doe, MD``.
_DEGREE: Final = re.compile(r"M\.?D\.?|[BM]\.?A\.?|M\.?S\.?|R\.?N\.?")
#: The end of the name of a company.
_COMPANY: Final = re.compile(r"(?:Inc|Ltd|LLC|Co|Corp|GmbH|AG|SA|plc)\.?")
_INITIALS: Final = re.compile(r"(?:[^\W\d_]{1,2}\.[\s~-]*)+|[A-Z](?:[\s-]?[A-Z]){0,2}")
_INITIAL: Final = re.compile(r"[^\W\d_]{1,2}\.")
#: Words within family names, and within names of bodies.
_PARTICLES: Final = frozenset(
    [
        *("al", "bin", "da", "dal", "de", "del", "della", "den", "der", "des", "di"),
        *("do", "dos", "du", "el", "la", "las", "le", "lo", "los", "mac", "ten", "ter"),
        *("van", "von", "zu", "zum", "zur"),
    ]
)
_BODY: Final = frozenset(
    ["at", "et", "for", "für", "in", "of", "on", "pour", "the", "und"]
)


class _Name(NamedTuple):
    """What stands between commas."""

    text: str
    #: The ``Jr`` or ``PhD`` that follows it.
    suffix: str = ""

    @property
    def words(self) -> list[str]:
        return decode_plain(self.text).split()

    @property
    def is_braced(self) -> bool:
        return self.text.startswith("{") and not self.text.startswith("{\\")

    @property
    def is_initials(self) -> bool:
        return bool(_INITIALS.fullmatch(self.text))

    @property
    def is_full(self) -> bool:
        """Whether it may be a given and a family name."""
        return len(self.words) > 1 and not self.is_initials and not self.is_braced

    @property
    def begins_with_initial(self) -> bool:
        """``J. Doe``, ``J.-P. Doe``."""
        return self.is_full and bool(_INITIAL.match(self.words[0]))

    @property
    def ends_in_initials(self) -> bool:
        """``Doe JP``, as PubMed writes names."""
        *family, given = self.words
        capitals = given.isalpha() and given.isupper() and len(given) < 4
        return self.is_full and capitals and not "".join(family).isupper()

    @property
    def is_family(self) -> bool:
        """Whether it is a family name of several words, as its words say."""
        return self.is_braced or any(
            word.lower() in _PARTICLES or word[0].islower() for word in self.words
        )


class _Company(NamedTuple):
    """What is known from the other names of a list."""

    #: Whether all are written ``Family, Given``.
    inverted: bool = False
    #: Whether all but one are single words: ``Smith, Jones and Brown``.
    short: bool = False


_LETTER: Final = r"(?:[A-Za-z]|\{[A-Za-z]\}|\{\\[ij]\})"
_ACCENT: Final = (
    rf"\{{\\[\"'`^~](?:{_LETTER}|\\[ij])\}}|\\[\"'`^~]{_LETTER}"
    r"|\{\\(?:ss|ae|oe|aa|o|O|l|L)\}"
)
#: A word of a name in small letters, and an initial. Others say who somebody is.
_WORD: Final = (
    r"(?!(?:Co|Corp|Doz|Dr|Hon|Inc|Ing|Jr|Ltd|Mag|Math|Mr|Mrs|Ms|Phys|Priv|Prof"
    rf"|Professor|Sr|{LED.pattern})\b)"
    rf"(?:[A-ZÀ-ÖØ-Þ]|{_ACCENT})(?:[a-zß-öø-ÿ]|{_ACCENT})+"
)
_ONE: Final = rf"(?:{_WORD}(?:-{_WORD})?|[A-Z]\.(?:-[A-Z]\.)?)"
#: Before a family name, if that comes first.
_VON: Final = "(?:(?:van|von|de|der|den|del|da|di|du|la|le|ten|ter|zu) )*"
_PERSON: Final = rf"(?:{_VON}{_WORD}, {_ONE}(?: {_ONE})*|{_ONE}(?: {_ONE})* {_WORD})"


@cache
def _clean() -> re.Pattern[str]:
    # most builds read no names, and to compile this takes 10 ms
    return re.compile(_PERSON)


def is_clean(text: str) -> bool:
    """Whether *text* is a list of names as BibTeX writes it: nothing is to be mended."""
    first, *more = text.split(" and ")
    if more and more[-1] == "others":
        more.pop()
    return all(map(_clean().fullmatch, (first, *more)))


class Joined(NamedTuple):
    """A list of names."""

    #: The list as BibTeX writes it.
    text: str
    #: What may be one name or several, as written; in braces in the text.
    uncertain: tuple[str, ...]


def plain_names(text: str) -> Joined:
    """A list of names as BibTeX writes it; *text* itself if it is already."""
    pieces = split_names(text)
    people = [piece for piece in pieces if piece.lower() != "others"]
    short = [_OTHERS.sub("", piece) for piece in people]
    groups = [group for piece in short if piece for group in _split(piece, ";")]
    alone = [group for group in groups if len(_split(group, ",")) == 1]
    single = [name for name in alone if not name.startswith("{")]
    company = _Company(
        inverted=len(groups) > 1 and not alone,
        # what is in capitals is the name of a body
        short=len(groups) == len(alone) + 1
        and bool(single)
        and all(" " not in name and not name.isupper() for name in single),
    )
    names: list[str] = []
    uncertain: list[str] = []
    for group in groups:
        found = _names(group, company)
        names += found or [f"{{{group}}}"]
        uncertain += [] if found else [group]
    if names == pieces or names == people == short:
        return Joined(text, ())
    others = ["others"] if people != pieces or short != people else []
    plain = " and ".join([*names, *others])
    # "Jane Jr., PhD" has no name that could be taken apart
    if not others and _letters(plain) != _letters(text):
        return Joined(text, ())
    return Joined(plain, tuple(uncertain))


def _letters(text: str) -> list[str]:
    """The letters of names, in order of the alphabet."""
    return sorted(filter(str.isalpha, re.sub(r"\band\b", "", text)))


def _names(group: str, company: _Company) -> list[str]:
    """The names in *group*; empty if that is uncertain."""
    if "=" in group:  # biblatex's names in parts
        return [group]
    sides = _split(group, "&")
    if len(sides) > 1:
        return _both(sides)
    parts = _parts(group)
    if len(parts) < 2:
        return [_joined(*parts)] if parts else [group]
    if _COMPANY.fullmatch(parts[-1].text):
        return [f"{{{group}}}"]
    several = _several(parts, ended=group.endswith(","))
    if several or len(parts) > 2 or _may_be_two(parts[0], parts[1], company):
        return several
    return [_joined(*parts)]


def _both(sides: list[str]) -> list[str]:
    """The names on the sides of an ``&``; empty if it may be a part of one name."""
    found = [_names(side.rstrip(", "), _Company()) for side in sides]
    long = all(len(side.split()) > 1 or side.startswith("{") for side in sides)
    words = {word.lower() for side in sides for word in side.split()}
    if not long or not all(found) or words & _BODY:
        return []
    return [name for names in found for name in names]


def _several(parts: list[_Name], *, ended: bool) -> list[str]:
    """The names that *parts* between commas must be; empty if that is uncertain.

    :param ended: whether a comma follows the last one, as before an ``and``.
    """
    if all(part.ends_in_initials for part in parts):
        return [", ".join(part.text.rsplit(None, 1)) for part in parts]
    turned = all(family_with_initials(part.text) != part.text for part in parts)
    sure = len(parts) > 2 or ended or any(part.suffix for part in parts[:-1]) or turned
    if all(part.is_full for part in parts) and (
        sure or all(part.begins_with_initial for part in parts)
    ):
        return [_joined(part) for part in parts]
    families, given = parts[::2], parts[1::2]
    if (
        len(families) == len(given) > (not ended)
        and all(part.is_initials for part in given)
        and not any(part.is_initials for part in families)
    ):
        return [_joined(*pair) for pair in zip(families, given, strict=True)]
    return []


def _may_be_two(left: _Name, right: _Name, company: _Company) -> bool:
    """Whether ``left, right`` may be two names rather than a family and a given name."""
    if left.is_family or right.is_braced or is_eastern(left.text):
        return False
    if _DEGREE.fullmatch(right.text):
        return left.is_full
    if left.is_full and right.is_full:
        # Fitzgerald Doe, Francis S.
        given = any(map(_INITIAL.fullmatch, right.words[1:]))
        return not given and not company.inverted
    return (
        company.short
        and len(left.words) == len(right.words) == 1
        and not right.is_initials
    )


def _parts(group: str) -> list[_Name]:
    """What stands between commas; a ``Jr`` or ``PhD`` goes with the name before it."""
    parts: list[_Name] = []
    texts = _split(group, ",")
    for text, following in zip(texts, [*texts, ""][1:], strict=True):
        beside = bool(parts and parts[-1].suffix) or _is_suffix(following)
        degree = beside and _DEGREE.fullmatch(text)
        if parts and (_is_suffix(text) or degree):
            before, suffix = parts[-1]
            parts[-1] = _Name(before, f"{suffix} {text}".strip())
        else:
            parts.append(_Name(text))
    return parts


def _is_suffix(text: str) -> bool:
    """Whether *text* is ``Jr``, ``PhD``, ``MD PhD``; ``MD`` alone may be initials."""
    words = text.split()
    return bool(_SUFFIX.fullmatch(text)) or (
        any(map(_SUFFIX.fullmatch, words))
        and all(_SUFFIX.fullmatch(word) or _DEGREE.fullmatch(word) for word in words)
    )


def _joined(family: _Name, *given: _Name) -> str:
    """One name: ``Given Family`` or ``Family, Suffix, Given``."""
    suffix = " ".join(part.suffix for part in (family, *given) if part.suffix)
    if not suffix:
        return ", ".join(part.text for part in (family, *given))
    if given:
        return f"{family.text}, {suffix}, {given[0].text}"
    name = split_name(family.text)
    return f"{name.family}, {suffix}, {name.given}".strip()


def _split(text: str, separator: str) -> list[str]:
    """*text* split at *separator* outside of braces, without empty pieces."""
    pieces, depth, start = [], 0, 0
    for mark in _MARK.finditer(text):
        if mark["brace"]:
            depth = max(0, depth + (1 if mark["brace"] == "{" else -1))
        elif not depth and mark["separator"] and mark[0].endswith(separator):
            pieces.append(text[start : mark.start()].strip())
            start = mark.end()
    pieces.append(text[start:].strip())
    return [piece for piece in pieces if piece]
