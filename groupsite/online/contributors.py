"""Puts right the names of authors as services give them.

Services have names in capitals, with the family name among the given ones, with ``Jr.``
behind it, or in one piece. Only what cannot be meant otherwise is changed. Pure.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from groupsite.kinds.papers.reading.authors import is_acronym
from groupsite.kinds.people.names import Name
from groupsite.model.eastern import is_eastern
from groupsite.model.identifiers import orcid_fault
from groupsite.model.names import LED, is_body, split_name, without_titles
from groupsite.model.text import fold
from groupsite.online.texts import plain
from groupsite.online.work import Contributor

_SUFFIX: Final = re.compile(r",?\s+(Jr\.?|Sr\.?|II|III|IV)$", re.IGNORECASE)
#: Initials that stand before a family name, and belong to the given names.
_INITIALS: Final = re.compile(r"((?:[^\W\d_]\.[\s-]*)+)(?=[^\W\d_]{2})")
#: ``AB`` beside a family name in lower case are two initials.
_TOGETHER: Final = re.compile(r"(?<![\w.'’-])[^\W\d_a-z]{2,3}(?![\w.'’-])")
_LONE: Final = re.compile(r"(?<![\w.'’])([^\W\d_])(?![\w.'’])")
_ORCID: Final = re.compile(r"(\d{4}-){3}\d{3}[\dX]")
#: DBLP's number of one of several namesakes.
_NUMBERED: Final = re.compile(r"\s+\d{4}$")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
#: Marks that stand for affiliations or a note.
_MARKS: Final = re.compile(r"[*†‡§¶#]+$|^\s*\d+\s*$")


def person(
    family: str, given: str = "", suffix: str = "", orcid: str = ""
) -> Contributor | None:
    """A person by the parts of the name; None if there is none."""
    family, given = _clean(family), _clean(given)
    if "," in family and not given:
        family, _, given = (part.strip() for part in family.partition(","))
    elif family and not given and " " in family:
        return unsplit(family, orcid)
    elif not family and given:
        return unsplit(given, orcid)
    if not family:
        return None
    if found := _SUFFIX.search(family):
        family, suffix = family[: found.start()], suffix or found[1]
    if found := _SUFFIX.search(given):
        given, suffix = given[: found.start()].rstrip(","), suffix or found[1]
    if given and (found := _INITIALS.match(family)):  # "Ana" + "B. Rivera"
        given, family = f"{given} {found[1].strip()}", family[found.end() :]
    family, given = _cased(family, given)
    number = _ORCID.search(orcid.upper())
    known = number[0] if number and not orcid_fault(number[0]) else ""
    return Contributor(family, _dotted(given), _clean(suffix), known)


def unsplit(name: str, orcid: str = "") -> Contributor | None:
    """A person, or a group, by the name in one piece."""
    name = _NUMBERED.sub("", _clean(name))
    if is_body(name) or LED.fullmatch(name):
        return group(name)
    if is_eastern(name.replace(" ", "")) and " " in name:
        family, _, given = name.partition(" ")
        return person(family, given, orcid=orcid)
    parts = split_name(_unbraced(name))
    if not parts.given:
        # one word: Plato, NASA
        family = parts.family
        return Contributor(family, group=is_acronym(family)) if family else None
    return person(parts.family, parts.given, parts.suffix, orcid)


def group(name: str) -> Contributor | None:
    """A group by its name; None if it has none."""
    name = _clean(name)
    return Contributor(name, group=True) if name else None


def written_out(
    listed: tuple[Contributor, ...], others: tuple[Contributor, ...]
) -> tuple[Contributor, ...]:
    """*listed* with given names from *others*, where those are the same people.

    Publishers have initials of people whose preprint names them in full.
    """
    if len(listed) != len(others):
        return listed
    return tuple(map(_written_out, listed, others))


def _written_out(one: Contributor, other: Contributor) -> Contributor:
    mine, theirs = Name.of(one.family, one.given), Name.of(other.family, other.given)
    same = fold(one.family) == fold(other.family) and mine.fits(theirs)
    initials = all(len(word) == 1 for word in mine.given)
    longer = initials and len(theirs.given) >= len(mine.given) > 0
    full = longer and any(len(word) > 1 for word in theirs.given)
    return replace(one, given=other.given) if same and full else one


def _clean(text: str) -> str:
    """A name without marks and titles, with one blank between words."""
    return without_titles(_MARKS.sub("", plain(text)).strip(" ,;"))


def _unbraced(name: str) -> str:
    """A name without the signs of LaTeX, which it must not get into a file."""
    return re.sub(r"[{}\\]", "", name)


def _cased(family: str, given: str) -> tuple[str, str]:
    """The name without capitals throughout: ``RIVERA``, but not ``LI`` and ``AB``."""
    shouted = family.isupper() and sum(map(str.isalpha, family)) > 2
    whole = shouted or (family.isupper() and len(given) > 2 and given.isupper())
    if whole and not is_eastern(family):
        if given.isupper():
            given = _LETTERS.sub(_capitalised, given)
        family = _LETTERS.sub(lambda word: word[0].capitalize(), family)
    elif not family.isupper():
        given = _TOGETHER.sub(_apart, given)
    return family, given


def _apart(word: re.Match[str]) -> str:
    """Initials that stand together; ``MAX`` is a name that somebody has shouted."""
    is_name = len(word[0]) > 2 and re.search("[AEIOUY]", word[0][1:-1])
    return word[0] if is_name or not word[0].isupper() else " ".join(word[0])


def _capitalised(word: re.Match[str]) -> str:
    return word[0].capitalize() if len(word[0]) > 2 else word[0]


def _dotted(given: str) -> str:
    """Given names with a dot behind each initial."""
    return _LONE.sub(r"\1.", given) if not is_eastern(given) else given
