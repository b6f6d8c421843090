"""Entries for the same paper: those with the same number, and those with like titles.

A number may be that of several works: abstracts share the DOI of their supplement, the
versions of a paper in two languages a preprint.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING, Final

from groupsite.kinds.papers.reading.servers import is_final
from groupsite.model.problems import Problem, Subtype
from groupsite.model.text import fold, spelling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from groupsite.kinds.papers.paper import Paper
    from groupsite.model.positions import Located
    from groupsite.model.rendering import Records
    from groupsite.model.settings import Settings

#: Minimum similarity (0 to 1) of titles that probably belong to one paper.
_ALIKE: Final = 0.85
#: Similarity of titles below which papers with the same number may be several works.
_UNLIKE: Final = 0.7
#: What `Paper` calls a number → the field to look at.
_NUMBERS: Final = {"doi": "doi", "arxiv": "eprint"}
#: Scripts that Japanese mixes with Chinese characters.
_JAPANESE: Final = ("HIRAGANA", "KATAKANA")
_VERSION: Final = re.compile(r"v\d+$")
#: The class in an old number on arXiv, which may be left out.
_CLASS: Final = re.compile(r"\.[a-z-]+(?=/)")


def same_numbers(graph: Records, settings: Settings) -> Iterator[Problem]:
    """Report entries with the same DOI or arXiv number, each pair once."""
    papers = [graph.located("paper", key) for key in graph.ids("paper")]
    entries = [located for located in papers if located is not None]
    told: set[tuple[str, str]] = set()
    for name, field in _NUMBERS.items():
        for value, group in _by_number(entries, name).items():
            for n, located in enumerate(group):
                paper = located.record
                twins = (
                    other.record
                    for other in group[:n]
                    if not _are_two(other.record, paper, settings.language)
                )
                twin = next(twins, None)
                if twin is None or (twin.id, paper.id) in told:
                    continue
                told.add((twin.id, paper.id))
                message = (
                    f"entry `{paper.id}`: `{twin.id}` has the same {name} {value}; one "
                    "paper is one entry for its whole life"
                )
                yield Problem(located.at(field), message, Subtype.TWIN)


def like_titles(entries: Iterable[Located[Paper]]) -> Iterator[Problem]:
    """Entries with nearly the same title, such as a preprint under another key.

    Those with the same number are reported as such.
    """
    by_author: dict[str, list[Located[Paper]]] = {}
    for located in entries:
        authors = located.record.authors
        if authors:
            by_author.setdefault(fold(authors[0].family), []).append(located)
    for group in by_author.values():
        titles = {e.record.id: spelling(e.record.title.plain) for e in group}
        for first, second in combinations(group, 2):
            a, b = titles[first.record.id], titles[second.record.id]
            if _are_alike(a, b) and not _are_known_apart(first.record, second.record):
                where = f"`{first.record.id}` ({first.position})"
                message = (
                    f"entry `{second.record.id}`: its title is nearly that of {where}; if "
                    "they are one paper, keep one entry, with the old title as "
                    "`preprint_title`"
                )
                yield Problem(second.at("title"), message, Subtype.FIELD)


def _by_number(
    entries: Iterable[Located[Paper]], name: str
) -> dict[str, list[Located[Paper]]]:
    groups: dict[str, list[Located[Paper]]] = {}
    for located in entries:
        if value := _number(getattr(located.record, name)):
            groups.setdefault(value, []).append(located)
    return groups


def _number(text: str) -> str:
    """An identifier without its version and class, in lower case."""
    return _CLASS.sub("", _VERSION.sub("", text.lower()))


def _are_two(one: Paper, other: Paper, language: str) -> bool:
    """Whether two papers with the same number are two works all the same.

    :param language: that of papers that do not name theirs.
    """
    titles = [spelling(p.title.plain) for p in (one, other)]
    earlier = [spelling(p.preprint_title.plain) for p in (one, other)]
    pairs = [(a, b) for a in (titles[0], earlier[0]) for b in (titles[1], earlier[1])]
    if any(a and b and _likeness(a, b) > _UNLIKE for a, b in pairs):
        return False
    return _are_translations(one, other, language) or _share_place(one, other)


def _are_translations(one: Paper, other: Paper, language: str) -> bool:
    """Whether two papers differ in their language, or in the script of their titles."""
    tags = ((paper.details.language or language)[:2] for paper in (one, other))
    scripts = (_script(paper.title.plain) for paper in (one, other))
    return len(set(tags)) > 1 or len(set(scripts)) > 1


def _script(text: str) -> str:
    """The script of most letters: ``LATIN``, ``CYRILLIC``, ``CJK``."""
    names = (unicodedata.name(c, "").partition(" ")[0] for c in text if c.isalpha())
    found = Counter("CJK" if n in _JAPANESE else n for n in names).most_common(1)
    return found[0][0] if found else ""


def _share_place(one: Paper, other: Paper) -> bool:
    """Whether two papers stand at two places of one venue, or are by others there."""
    if not one.venue or spelling(one.venue) != spelling(other.venue):
        return False
    places = [(p.imprint.pages, p.imprint.eid) for p in (one, other)]
    firsts = [p.authors[0].family if p.authors else "" for p in (one, other)]
    return places[0] != places[1] or fold(firsts[0]) != fold(firsts[1])


def _are_known_apart(one: Paper, other: Paper) -> bool:
    """Whether two papers have appeared under two DOIs, or have the same number."""
    if any(
        _number(getattr(one, name)) == _number(getattr(other, name)) != ""
        for name in _NUMBERS
    ):
        return True
    dois = {one.doi.lower(), other.doi.lower()}
    return len(dois) > 1 and all(is_final(doi) for doi in dois)


def _are_alike(one: str, other: str) -> bool:
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() > _ALIKE and matcher.ratio() > _ALIKE


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()
