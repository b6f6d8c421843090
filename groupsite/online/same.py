"""Whether two records are about one paper.

Each criterion has to hold by itself: title, authors and year. A part II, a reply or a
corrigendum has nearly the title of what it is about, and is another paper. Pure.
"""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from groupsite.model.names import is_body
from groupsite.model.text import fold, spelling
from groupsite.sources.bibtex.latex import decode_plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from groupsite.online.work import Contributor, Work

#: Minimum likeness (0 to 1) of titles and of the first authors.
_TITLE: Final = 0.9
_AUTHORS: Final = 0.8
#: How many authors are compared: later ones are often left out.
_FIRST: Final = 3
#: Maximum number of years from a preprint to the paper.
_LATEST: Final = 5
#: The same where a source says that it is that paper.
_LATEST_SAID: Final = 10
#: Words that tell apart what else is alike.
_TELLING: Final = frozenset(
    """
    addendum comment comments corrigendum corrigenda correction erratum reply rejoinder
    response discussion supplement supplementary i ii iii iv v vi part parts 1 2 3 4 5
    """.split()  # noqa: SIM905
)
_PARTICLES: Final = frozenset(
    "al da de del della den der des di dos du el la le ten ter van von zu".split()  # noqa: SIM905
)


#: Words that titles gain and lose on their way.
_SMALL: Final = frozenset(
    "a an and as at by for from in into is its of on or per the to via with".split()  # noqa: SIM905
)
#: Plurals, American and British spelling: how a word ends, and what is compared.
_SPELLINGS: Final = (
    (re.compile(r"(?<=.{2}[^s])s$"), ""),
    (re.compile(r"(?<=.{3})is(?=(?:e[drs]?|ing|ations?|er|ers)$)"), "iz"),
    (re.compile(r"(?<=.{2})our(?=s?$|ed$|ing$|ful$|ite$)"), "or"),
    (re.compile(r"(?<=[aeiou])ll(?=(?:ed|ing|er)$)"), "l"),
    (re.compile(r"(?<=.{2})re$"), "er"),
)


class Likeness(NamedTuple):
    """How much two records agree, each from 0 to 1."""

    title: float
    authors: float
    #: Whether the second may have appeared when it did.
    years: bool

    @property
    def is_same(self) -> bool:
        """Whether they are one paper, for all that they say themselves."""
        return self.title >= _TITLE and self.authors >= _AUTHORS and self.years


def likeness(earlier: Work, later: Work) -> Likeness:
    """How much two records agree.

    :param earlier: the preprint, if one of them is.
    """
    return Likeness(
        _titles_alike(_titles(earlier), _titles(later)),
        _authors_alike(*_listed(earlier, later)),
        _years_fit(earlier, later),
    )


def is_said_same(earlier: Work, later: Work) -> bool:
    """Whether they are one paper, where a source says so.

    Titles change on the way to a journal: then all authors have to be the same, and
    there have to be several, since one person writes many papers. Some take long: then
    the title has to be the same as well.
    """
    found = likeness(earlier, later)
    mine, theirs = _listed(earlier, later)
    everybody = _families(mine) == _families(theirs)
    several = len(mine) > 1
    late = _years_fit(earlier, later, _LATEST_SAID)
    alike = everybody and found.title >= _TITLE and late
    return found.is_same or alike or (found.years and everybody and several)


def has_same_authors(one: Work, other: Work) -> bool:
    """Whether the same people have written both, in the same order."""
    mine, theirs = _listed(one, other)
    return _families(mine) == _families(theirs)


def is_surely_same(earlier: Work, later: Work) -> bool:
    """Whether they are one paper, where nobody says so.

    Groups write “… for PET” and “… for MRI” in one year: no word that matters may be in
    one title alone.
    """
    if not likeness(earlier, later).is_same:
        return False
    mine, theirs = _titles(earlier), _titles(later)
    pairs = [(mine[0], title) for title in theirs]
    pairs += [(title, theirs[0]) for title in mine[1:]]
    return any(_words(one) == _words(other) for one, other in pairs)


def _words(title: str) -> str:
    """The words of a title that matter, in one spelling and without their joints."""
    return "".join(_respelled(w) for w in title.split("-") if w not in _SMALL)


def _respelled(word: str) -> str:
    for pattern, usual in _SPELLINGS:
        word = pattern.sub(usual, word)
    return word


def _listed(
    one: Work, other: Work
) -> tuple[tuple[Contributor, ...], tuple[Contributor, ...]]:
    """The authors of both, as many as one names that ends with ``and others``."""
    mine = len(one.authors) if one.has_more_authors else None
    theirs = len(other.authors) if other.has_more_authors else None
    return one.authors[:theirs], other.authors[:mine]


def _titles(work: Work) -> list[str]:
    """The title, and the title without what may be a subtitle."""
    shown = re.sub("[‐‑–—-]", " ", decode_plain(work.title))
    titles = [spelling(shown)]
    main, colon, _ = shown.partition(": ")
    return [*titles, spelling(main)] if colon and len(main.split()) > 2 else titles


def _titles_alike(mine: list[str], theirs: list[str]) -> float:
    """How alike titles are, if one of them may lack its subtitle."""
    if _TELLING & (set(mine[0].split("-")) ^ set(theirs[0].split("-"))):
        return 0.0
    pairs = [(mine[0], title) for title in theirs]
    pairs += [(title, theirs[0]) for title in mine[1:]]
    return max(_words_alike(one, other) for one, other in pairs)


def _words_alike(one: str, other: str) -> float:
    mine, theirs = (" ".join(sorted(title.split("-"))) for title in (one, other))
    return difflib.SequenceMatcher(None, mine, theirs, autojunk=False).ratio()


def _authors_alike(mine: Iterable[Contributor], theirs: Iterable[Contributor]) -> float:
    """The share of the first authors that both have; their order may differ."""
    ours, others = _families(mine), _families(theirs)
    if not ours or not others:
        return 0.0
    first, second = set(ours[:_FIRST]), set(others[:_FIRST])
    jaccard = len(first & second) / len(first | second)
    # one list in the order of the alphabet, or cut
    shorter, longer = sorted((set(ours), set(others)), key=len)
    whole = len(shorter & longer) / len(shorter) if len(shorter) >= _FIRST else 0.0
    return max(jaccard, whole)


def _families(listed: Iterable[Contributor]) -> list[str]:
    """The family names, folded, without particles; groups are no authors here."""
    people = (one for one in listed if not one.group and not is_body(one.family))
    return [_family(one.family) for one in people]


def _family(name: str) -> str:
    words = re.findall(r"\w+", fold(name))
    return "".join(word for word in words if word not in _PARTICLES) or "".join(words)


def _years_fit(earlier: Work, later: Work, latest: int = _LATEST) -> bool:
    if earlier.date is None or later.date is None:
        return True
    between = later.date.year - earlier.date.year
    return -1 <= between <= (latest if earlier.is_preprint else 1)
