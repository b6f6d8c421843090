"""Reads and writes biblatex's annotations of names: ``author+an = {1=equal; 2=equal}``.

Each names an author by number and says something of that author, in the words of a key
or, in quotes, as text (biblatex 3.20, 3.7 "Data Annotations").
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: Number of a name → what is said of it.
Annotations = dict[int, tuple[str, ...]]

#: What annotations say in one way, whatever words they use.
KEYS: Final = ("equal", "corresponding")
#: ``1=equal``, ``2:family=equal,"in charge"``; a part of a name is annotated as the name.
_PLACE: Final = re.compile(
    r"\s*(\d+)\s*(?::[\w:]*)?\s*=\s*((?:\"[^\"]*\"|[^;\"])*)(?:;|$)"
)
_VALUE: Final = re.compile(r"\"([^\"]*)\"|([^,\"]+)")
#: Keys by which people mark their own name, or names to print in another way.
_LOOKS: Final = frozenset(
    [
        *("bold", "highlight", "hl", "italic", "me", "mine", "myself", "own", "owner"),
        *("self", "strong", "textbf", "underline", "us", "ours", "thisauthor"),
    ]
)
_EQUAL: Final = re.compile(
    r"\bequal|\bco-?\s?first|\b(?:joint(?:ly)?|shared?)[ -]+first|\bcontrib\w+ equal"
    r"|\bgleich|\bgleichberechtigt|[ée]gale(?:ment)?\b|\bpor igual\b|同等|共同第一",
    re.IGNORECASE,
)
#: What is equal is another part than that of the authors.
_OTHER: Final = re.compile(
    r"\b(?:advis|advic|direct|last|mentor|senior|supervis)", re.IGNORECASE
)
_CORRESPONDING: Final = re.compile(
    r"^corr?$|\bcorresp\.?$|\bcorresponding\b|^correspond|\bcorrespondence (?:to|should)\b"
    r"|\bcontact author|korrespon|\bcorrespondant|correspondencia|通讯作者|責任著者",
    re.IGNORECASE,
)


def meaning(words: str) -> str:
    """``equal`` or ``corresponding`` if that is what *words* say; else *words*."""
    if _EQUAL.search(words) and not _OTHER.search(words):
        return "equal"
    if _CORRESPONDING.search(words):
        return "corresponding"
    return words.strip(" .,;:")


def parse(text: str) -> Annotations:
    """The annotations in a field; those without the number of a name are left out."""
    annotations: Annotations = {}
    for place in _PLACE.finditer(text):
        values = [quoted or key for quoted, key in _VALUE.findall(place[2])]
        number = int(place[1])
        said = tuple(value.strip() for value in values if value.strip())
        annotations[number] = (*annotations.get(number, ()), *said)
    return annotations


def notes_in(text: str) -> Annotations:
    """What annotations say of the part of each author; keys for looks say nothing."""
    return {
        number: tuple(
            dict.fromkeys(meaning(v) for v in values if v.lower() not in _LOOKS)
        )
        for number, values in parse(text).items()
    }


def written(annotations: Mapping[int, Iterable[str]]) -> str:
    """The field for *annotations*: keys as they are, all other words in quotes."""
    places = []
    for number, values in sorted(annotations.items()):
        said = [_written(value) for value in values]
        if said:
            places.append(f"{number}={', '.join(said)}")
    return "; ".join(places)


def _written(value: str) -> str:
    text = " ".join(re.sub(r"[{}\\]", "", value).replace('"', "”").split())
    return text if re.fullmatch(r"[a-z]+", text) else f'"{text}"'
