r"""Takes marks off names: ``Roe*``, ``Roe$^\dagger$``, ``Roe\textsuperscript{1,2}``.

Papers print signs behind names and explain them in a footnote, and people copy both.
A sign is no part of a name: it is taken off, and kept with the place of its name.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from groupsite.kinds.papers.reading.emphasis import INNER

#: Commands → signs; those without a sign only change the looks.
_COMMANDS: Final = {
    **dict.fromkeys(("ast", "star", "textasteriskcentered", "textasteriskcentred"), "*"),
    **dict.fromkeys(("dag", "dagger", "textdagger"), "†"),
    **dict.fromkeys(("ddag", "ddagger", "textdaggerdbl"), "‡"),
    **dict.fromkeys(("S", "textsection"), "§"),
    **dict.fromkeys(("P", "textparagraph"), "¶"),
    **dict.fromkeys(("parallel", "|", "Vert"), "‖"),
    **dict.fromkeys(("Letter", "letter", "envelope", "faEnvelope"), "✉"),
    **dict.fromkeys(("sharp", "#"), "#"),
    **dict.fromkeys(("circ", "textdegree"), "°"),
    **dict.fromkeys(("diamond", "diamondsuit"), "♦"),
    "clubsuit": "♣", "spadesuit": "♠", "heartsuit": "♥",
    **dict.fromkeys(("rm", "mathrm", "bf", "mathbf", "it", "text", "textrm", "sf"), ""),
    **dict.fromkeys(("mathsf", "scriptstyle", "textsuperscript", "textit"), ""),
    **dict.fromkeys((",", ";", "!", " ", ":"), ""), "*": "*",
}  # fmt: skip
#: Signs that look alike → one of them.
_ALIKE: Final = str.maketrans("∗＊⁎⋆★☆✱♯＃∘✝🖂📧⁺", "*******##°†✉✉+")
#: Small raised characters, as people copy them.
_SMALL: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉ", "0123456789abcde")
_SIGNS: Final = "*†‡§¶‖✉°♦♣♠♥∗＊⁎⋆★☆✱✝🖂📧⁺"
_DIGITS: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"
#: A list of signs: ``*``, ``1,*``, ``a,b``.
_LIST: Final = re.compile(
    r"(?:[*†‡§¶‖#✉°♦♣♠♥+]+|\d{1,2}|[a-z])"
    r"(?:(?:[,;.]|(?<=\w)(?=[*†‡§¶‖#✉])|(?<=[*†‡§¶‖#✉])(?=[\w]))"
    r"(?:[*†‡§¶‖#✉°♦♣♠♥+]+|\d{1,2}|[a-z]))*[,;]?"
)
_SIGN: Final = re.compile(r"([*†‡§¶‖#✉°♦♣♠♥+])\1*|\d+|[a-z]")
_COMMAND: Final = re.compile(r"\\([A-Za-z]+|.)\s*")
_ID: Final = r"\d{4}-\d{4}-\d{4}-\d{3}[\dXx]"
_ORCID: Final = (
    rf"\\[A-Za-z]*[Oo][Rr][Cc][Ii][Dd][A-Za-z]*\s*\{{[^{{}}]*?(?P<id>{_ID})[^{{}}]*\}}"
    rf"|(?<!\s)\s*[\[(<]?\s{{0,9}}(?:orcid(?:\s*id)?\s*:?\s*)?(?:https?://(?:www\.)?orcid\.org/)?"
    rf"(?P<bare>{_ID})(?!\d)\s*[\])>]?"
    r"|\\[A-Za-z]*orcid(?:link|icon|ID)?(?:\s*\{[^{}]*\}|(?![A-Za-z]))"
)
_FORMULA: Final = (
    r"\$(?:\s*\{\s*\})?(?P<dollars>[^$]{1,60}?)\$|\\\((?P<inline>.{1,60}?)\\\)"
)
_RAISED: Final = (
    rf"\\(?:textsuperscript|textsuper|sp|inst|affil|ensuremath|thanksref|authormark)\s*"
    rf"\{{(?P<raised>{INNER})\}}"
    r"|(?<!\\)\^\{(?P<bare_raised>[^{}]{1,40})\}|(?<!\\)\^(?P<caret>[^\s{}\w^]|\d)\^?"
)
_REFERENCE: Final = (
    r"\\(?P<reference>corref|cortext|fnref|footnotemark)(?:\[\d*\])?(?:\s*\{[^{}]*\})?"
)
_WORDS: Final = (
    rf"\\(?:thanks|footnote|titlenote|authornote)\s*\{{(?P<words>{INNER})\}}"
)
_NAMED: Final = (
    r"\\(?P<named>ast|star|dag|ddag|dagger|ddagger|textdagger|textdaggerdbl"
    r"|textasteriskcentered|textsection|textparagraph|S|P|Letter|envelope)"
    r"(?![A-Za-z])\s*(?:\{\})?"
)
_PARENTHESIS: Final = (
    r"(?<!\s)\s*\((?P<parenthesis>[*†‡§¶✉]+|(?:corresponding|contact|equal)[^(){}]{0,40}"
    r"|[^(){},]{0,20}(?:contributed equally|equal contribution)[^(){}]{0,20})\)"
)
_SIGN_RUN: Final = rf"(?:[{_SIGNS}]+|[{_DIGITS}]+|[ᵃᵇᶜᵈᵉ]+)"
_GLUED: Final = (
    rf"(?P<glued>{_SIGN_RUN}(?:\s?,\s?{_SIGN_RUN}|{_SIGN_RUN})*)"
    rf"|(?P<plain>\\\*|(?<=[^\W\d_]{{2}})\\?\#)"
    # "Doe1,2", "Doe,1,*", but not "H1"
    rf"|(?:(?<=[^\W\dA-Z_])|(?<=[^\W\dA-Z_]\}})),?\s?(?P<digits>(?<!\s)\d{{1,2}}(?:,\s?(?:\d{{1,2}}(?!\d)|[*†‡]))*)"
    r"(?=\s*(?:[,;&*†‡§¶)}]|\\&|$))"
)
_MARK: Final = re.compile(
    f"{_ORCID}|{_FORMULA}|{_WORDS}|{_REFERENCE}|{_RAISED}|{_NAMED}|{_PARENTHESIS}|{_GLUED}"
)
#: Braces without content, and the command that they may end.
_EMPTY: Final = re.compile(r"(\\(?:[A-Za-z]+|.))?\{\s*\}")


class Mark(NamedTuple):
    """A sign that stood by a name."""

    #: Number of the letter of the text that it stood behind (or before), from 0.
    letter: int
    #: ``*``, ``1``, ``a``; or the words of a footnote.
    sign: str
    #: Whether it is an ORCID iD in place of a sign.
    is_id: bool = False


class Marked(NamedTuple):
    """A text and the marks that stood in it."""

    text: str
    marks: tuple[Mark, ...]


def has_numbers(text: str) -> bool:
    """Whether digits behind names are those of affiliations: ``Doe1,2`` and ``Roe2``.

    They are if one has several, or several have one; else they belong to the names.
    """
    runs = [match["digits"] for match in _MARK.finditer(text) if match["digits"]]
    numbers = [number for run in runs for number in re.findall(r"\d+", run)]
    return len(set(numbers)) < len(numbers) or any(not run.isdigit() for run in runs)


def without_marks(text: str, *, numbers: bool = True) -> Marked:
    """One name, or several joined by commas, and the marks taken off it.

    :param numbers: whether digits that follow a letter are marks.
    """
    if not re.search(rf"[\\$^#(\d{_SIGNS}{_DIGITS}ᵃᵇᶜᵈᵉ]", text):
        return Marked(text, ())
    kept: list[str] = []
    marks: list[Mark] = []
    end = letters = 0
    for match in _MARK.finditer(text):
        signs = _signs(match, text)
        if signs is None or (match["digits"] and not numbers):
            continue
        between = text[end : match.start()]
        kept.append(between)
        letters += _letters(between)
        leads = _leads(text, match, letters)
        letter = letters if leads else max(0, letters - 1)
        marks += [Mark(letter, sign, is_id) for sign, is_id in signs]
        end = match.end()
    if not end:
        return Marked(text, ())
    return Marked(_tidy("".join([*kept, text[end:]])), tuple(marks))


def signs_in(text: str) -> list[str] | None:
    """The signs that *text* consists of, in LaTeX or not; None if it has words."""
    plain = _COMMAND.sub(lambda name: _COMMANDS.get(name[1], "\0"), text)
    plain = re.sub(r"[\s{}$^~()]", "", plain.translate(_SMALL)).translate(_ALIKE)
    if not plain:
        return []
    if not _LIST.fullmatch(plain):
        return None
    return [sign[0] for sign in _SIGN.finditer(plain)]


def with_plain_signs(text: str) -> str:
    """*text* with each raised sign or command as the sign itself: a legend's line."""

    def plain(match: re.Match[str]) -> str:
        signs = _signs(match, text)
        shown = match["glued"] or match["digits"] or match["parenthesis"]
        if signs is None or shown or match["words"] or match["bare"] or match["id"]:
            return match[0]
        return ",".join(sign for sign, _ in signs)

    return _MARK.sub(plain, text)


def _signs(match: re.Match[str], text: str) -> list[tuple[str, bool]] | None:
    """The signs of a match, each with whether it is an iD; None if it is no mark."""
    if orcid := match["id"] or match["bare"]:
        return [(orcid.upper(), True)]
    if (words := _said(match)) is not None:
        return [(words, False)] if words else []
    groups = ("dollars", "inline", "raised", "bare_raised", "caret", "named", "glued")
    content = next((match[name] for name in groups if match[name] is not None), None)
    if match["named"]:
        content = f"\\{match['named']}"
    if content is None:
        content = match["plain"] or match["digits"] or match["parenthesis"]
    if content is None:  # an icon of ORCID
        return []
    signs = signs_in(content)
    if signs is None or not _is_mark(signs, match, text):
        return None
    return [(sign, False) for sign in signs]


def _said(match: re.Match[str]) -> str | None:
    """The words of a footnote or in parentheses; None if it is a sign."""
    if match["words"] is not None:
        return match["words"].strip()
    if match["reference"]:
        named = match["reference"] in ("corref", "cortext")
        return "corresponding author" if named else ""
    words = match["parenthesis"]
    return words if words and words[0].isalpha() else None


def _is_mark(signs: list[str], match: re.Match[str], text: str) -> bool:
    r"""Whether letters are a mark: not in ``M\textsuperscript{c}Donald``, ``M$^a$``."""
    if not any(sign.isalpha() for sign in signs):
        return True
    before, after = text[: match.start()], text[match.end() :]
    whole = re.search(r"[^\W\d_]{2}[\s}]*$", before)
    return bool(whole) and not after[:1].isalpha()


def _leads(text: str, match: re.Match[str], letters: int) -> bool:
    """Whether a mark stands before its name: ``*Doe``."""
    if not letters:
        return True
    before, after = text[match.start() - 1], text[match.end() :][:1]
    glued = after.isalpha() or after in ("{", "\\")
    return glued and (before.isspace() or before in ",;")


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _tidy(text: str) -> str:
    """*text* without the gaps that marks leave."""
    text = _EMPTY.sub(lambda empty: empty[0] if empty[1] else "", text)
    text = re.sub(r"(?<!\s)\s+(?=[,;])", "", text)
    return re.sub(r"[ \t]{2,}", " ", text).strip()
