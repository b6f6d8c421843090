"""Reads what an entry says of its authors: ``* equal contribution``.

Some explain the signs behind names, in a field of their own or in a note; others name
the authors: "Rick Roe and Ann Other contributed equally". What has been understood is
shown with the names and taken out of the field.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from groupsite.kinds.papers.reading.annotations import KEYS, meaning
from groupsite.kinds.papers.reading.emphasis import without_emphasis
from groupsite.kinds.papers.reading.marks import with_plain_signs
from groupsite.model.names import split_name
from groupsite.model.text import fold
from groupsite.sources.bibtex.latex import decode_plain

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

#: Where one remark ends and the next begins, kept when a field is split there.
_END: Final = re.compile(
    r"(\s*<br\s*/?>\s*|\\\\\s*|\s*\n\s*|;\s+|(?<=[a-z)])\.\s+|(?<=[a-z)]),\s+(?=[*†‡§¶$]|\\dag))"
)
_SIGN: Final = r"(?:([*†‡§¶‖#✉])\2*|\d{1,2}|[a-z])"
#: ``* equal contribution``, ``(*): …``, ``"*" denotes …``.
_LINE: Final = re.compile(
    rf"[\s(\[\"“'‘]*({_SIGN})(?:[)\]\"”'’:.=\s–-]|(?=[A-Z]))*"
    r"(?:(?:denotes?|indicates?|marks?|means?|stands? for)\s+)?(?=\w)(.+)",
    re.DOTALL,
)
#: A sign, or its name, somewhere in a sentence.
_NAMED: Final = {
    "*": r"\*|\basterisks?\b|\bstars?\b|\bstarred\b",
    "†": r"†|(?<!double )\bdaggers?\b",
    "‡": r"‡|\bdouble daggers?\b",
}
#: What a remark on equal or corresponding authors speaks of.
_ABOUT: Final = re.compile(
    r"author|contrib|correspond|first|auteur|autor|beitr|beigetr|贡献|貢献|第一|通讯|責任",
    re.IGNORECASE,
)
_NUMBERS: Final = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_COUNTED: Final = re.compile(
    r"\b(first|last)(?: (two|three|four|five|six|\d))? authors?\b"
)
_ALL: Final = re.compile(r"\b(?:all|both) (?:the )?authors\b")


class Explained(NamedTuple):
    """What a field says of the authors."""

    #: Sign → what it means.
    signs: dict[str, str]
    #: Number of an author, from 1 → what is said of that author.
    authors: dict[int, list[str]]
    #: The field without that.
    rest: str


class Company(NamedTuple):
    """The authors of an entry, and what is known of them so far."""

    #: The authors, as BibTeX writes them.
    names: Sequence[str]
    #: The signs that stand by their names.
    signs: Collection[str]
    #: What annotations have said.
    notes: Collection[str] = ()


def explained(text: str, company: Company) -> Explained:
    """What *text* says of the authors."""
    said = Explained({}, defaultdict(list), text)
    if not company.signs and meaning(text) not in KEYS:
        return said
    pieces = _END.split(text)
    kept: list[str] = []
    for place in range(0, len(pieces), 2):
        if _understood(pieces[place], company, said):
            continue
        if kept and place:
            kept.append(pieces[place - 1])
        kept.append(pieces[place])
    rest = "".join(kept).strip()
    return said._replace(rest=text if len(kept) == len(pieces) else rest)


def _understood(piece: str, company: Company, said: Explained) -> bool:
    """Whether a remark is about the authors; what it says is added to *said*."""
    plain = decode_plain(with_plain_signs(without_emphasis(piece)))
    line = _LINE.fullmatch(plain)
    if line and line[1] in company.signs:
        said.signs[line[1]] = meaning(line[3])
        return True
    key = meaning(plain)
    if line and line[2] and key in company.notes:
        return True
    if key not in KEYS or not _ABOUT.search(plain):
        return False
    found = {sign for sign, named in _NAMED.items() if re.search(named, plain)}
    found &= set(company.signs)
    authors = [] if found else _authors(fold(plain), company.names)
    if key == "equal" and len(authors) == 1:
        authors = []
    if not authors and not found:
        found = _only(set(company.signs) - said.signs.keys())
    said.signs.update(dict.fromkeys(found, key))
    for number in authors:
        said.authors[number].append(key)
    return bool(found or authors)


def _only(signs: Collection[str]) -> set[str]:
    """The one sign that words without a sign can be about."""
    marks = {sign for sign in signs if not sign.isalnum() and len(sign) < 3}
    return marks if len(marks) == 1 else set()


def _authors(text: str, names: Sequence[str]) -> list[int]:
    """Numbers of the authors whom a folded sentence names or counts."""
    if _ALL.search(text):
        return list(range(1, len(names) + 1))
    if counted := _COUNTED.search(text):
        word = counted[2] or "1"
        count = min(_NUMBERS.get(word) or int(word), len(names))
        start = 1 if counted[1] == "first" else len(names) - count + 1
        return list(range(start, start + count))
    parts = [split_name(name) for name in names]
    families = [_words(part.family) for part in parts]
    found = []
    for number, (part, family) in enumerate(zip(parts, families, strict=True), 1):
        given = _words(part.given).partition(" ")[0]
        twice = families.count(family) > 1
        pattern = rf"\b{re.escape(family)}\b"
        if twice and given:
            pattern = rf"\b{re.escape(given)}\b[^,]*{pattern}"
        if family and re.search(pattern, text):
            found.append(number)
    return found


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(decode_plain(text))))
