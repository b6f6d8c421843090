r"""Braces for the capitals of a title that no citation style may take away.

Styles write titles in lower case but for their first letter, and leave alone what is in
braces. So names, acronyms, words with a capital inside and formulas get them: ``{MRI}``,
``{Bregman}``, ``{mRNA}``, ``{$T_2$}``. A title that is all in capitals is written as
others are; what was an acronym in it is partly a guess, which is said. Pure.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from groupsite.model.text import fold
from groupsite.online.propernames import is_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

#: A part of a title between blanks; formulas and commands may have blanks inside.
_UNIT: Final = re.compile(
    r"(?:\$(?:\\.|[^$\\])*\$|\\[a-z]+\{(?:[^{}]|\{[^{}]*\})*\}|\\.|[^\s\\$])+"
)
_PIECE: Final = re.compile(
    r"(?P<formula>\$(?:\\.|[^$\\])*\$)"
    r"|(?P<command>\\[A-Za-z]+(?:\{(?:[^{}]|\{[^{}]*\})*\})?|\\.)"
    r"|(?P<joint>[-‐‑–—/]+)|(?P<text>[^\\$‐‑–—/-]+)"
)
_EDGES: Final = re.compile(
    r"(?P<before>[(\[“”‘’\"'«„]*)(?P<core>.*?)(?P<after>(?:['’]s)?[)\]“”‘’\"'»,.:;?!]*)",
    re.DOTALL,
)
_GROUP: Final = re.compile(r"\{[^{}]*\}")
#: Maximum length of a title, in characters: what is longer is something else.
_LONGEST: Final = 2_000
#: What a word that is written anew follows.
_BEGINS: Final = (":", ".", "?", "!")
#: Words of four letters and more that have no capital in any title.
_SMALL: Final = frozenset(
    """
    a an the of in on for and or nor but to with by from at as via per vs into onto over
    under between through within without upon than that this their when where using toward
    towards about after before during against among is are its it et al beyond until
    """.split()  # noqa: SIM905
)
#: Acronyms with vowels: for titles in capitals, in which they look like words.
_ACRONYMS: Final = frozenset(
    """
    ADMM AI AIDS API BERT CIFAR COVID CPU DNA EEG EMG EU FMRI GAN GPU HIV IEEE LED MEG MRI
    NASA ODE PCA PDE PET QED RNA ROI SAR SDE SPDE UAV UK USA UV
    """.split()  # noqa: SIM905
)
_BRACED: Final = re.compile(r"(?<![\\\w}])\{([^{}\\$\s]+)\}")


class Title(NamedTuple):
    """A title with its capitals protected."""

    text: str
    #: Whether it was all in capitals, so that somebody should look at it.
    shouted: bool = False


def braced_words(titles: Iterable[str]) -> frozenset[str]:
    """The words that stand in braces in other titles of a file."""
    return frozenset(word for title in titles for word in _BRACED.findall(title))


def protected(title: str, known: Collection[str] = ()) -> Title:
    """*title* with braces.

    :param title: LaTeX, without braces for capitals; see `groupsite.online.texts`.
    :param known: words that have braces in other titles, see `braced_words`.
    """
    if len(title) > _LONGEST:
        return Title(title)
    units = _UNIT.findall(title)
    shouted = _is_shouted(units)
    if shouted:
        starts = [True, *(unit.endswith(_BEGINS) for unit in units)]
        units = [
            _lowered(unit, known, first=first)
            for unit, first in zip(units, starts, strict=False)
        ]
    sentence = not shouted and _is_sentence(units)
    result = []
    begins = True
    for number, unit in enumerate(units):
        protects = _Protector(known, first=not number, names=sentence and not begins)
        result.append(unit if "{" in unit and shouted else protects.unit(unit))
        begins = unit.endswith(_BEGINS)
    return Title(" ".join(result), shouted)


class _Protector:
    """Protects one unit of a title."""

    def __init__(self, known: Collection[str], *, first: bool, names: bool) -> None:
        self._known = known
        self._first = first
        #: Whether a capital at the beginning of a word is that of a name.
        self._names = names

    def unit(self, unit: str) -> str:
        """*unit* with braces where they are needed."""
        edges = _EDGES.fullmatch(unit)
        assert edges is not None
        before, core, after = edges.groups()
        if core in self._known or core + after[:2] in self._known:
            return f"{before}{{{core}}}{after}"
        words = _words(core)
        need = [self._needs(word, first=not n) for n, word in enumerate(words)]
        if not any(need):
            return unit
        neutral = [not re.search("[A-Za-z]", word) for word, _ in words]
        short = any(
            n and len(word) == 1 for n, (word, _) in zip(need, words, strict=True)
        )
        whole = all(n or free for n, free in zip(need, neutral, strict=True))
        if whole or short:
            return f"{before}{{{core}}}{after}"
        inner = "".join(
            (f"{{{word}}}" if needed else word) + joint
            for needed, (word, joint) in zip(need, words, strict=True)
        )
        return f"{before}{inner}{after}"

    def _needs(self, part: tuple[str, str], *, first: bool) -> bool:
        """Whether a word needs braces; *first* of its unit."""
        word = part[0]
        if word in self._known or _has_capital_formula(word):
            return True
        text = "".join(m["text"] or "" for m in _PIECE.finditer(word))
        if re.search(r"[^\W\d_]", text) is None or text.islower():
            return False
        inner = any(letter.isupper() for letter in text[1:])
        mixed = any(c.isdigit() for c in text) or "$" in word or r"\textsu" in word
        if inner or mixed:
            return True
        at_start = self._first and first
        if len(text) == 1:  # vitamin D; not A and I
            return not at_start and (text not in "AI" or not first)
        capital = text[0].isupper()
        return capital and not at_start and (self._names or is_name(fold(text)))


def _words(core: str) -> list[tuple[str, str]]:
    """The words of a unit, each with the hyphen or slash behind it."""
    words, word = [], ""
    for piece in _PIECE.finditer(core):
        if piece["joint"]:
            words.append((word, piece[0]))
            word = ""
        else:
            word += piece[0]
    return [*words, (word, "")]


def _has_capital_formula(word: str) -> bool:
    """Whether a formula has a capital that is in no braces."""
    formulas = (m["formula"] or "" for m in _PIECE.finditer(word))
    return any(re.search("[A-Z]", _without_groups(formula)) for formula in formulas)


def _without_groups(formula: str) -> str:
    while _GROUP.search(formula):
        formula = _GROUP.sub("", formula)
    return formula


def _is_sentence(units: list[str]) -> bool:
    """Whether a title is in sentence case, in which only names have capitals."""
    upper = lower = 0
    begins = True
    for unit in units:
        edges = _EDGES.fullmatch(unit)
        core = edges["core"] if edges else ""
        counts = core.isalpha() and len(core) > 3 and core.lower() not in _SMALL
        if counts and not begins and not is_name(fold(core)):
            upper += core[0].isupper() and core[1:].islower()
            lower += core.islower()
        begins = unit.endswith(_BEGINS)
    return 0 < lower >= upper


def _is_shouted(units: list[str]) -> bool:
    """Whether a title is all in capitals: several words, not one acronym."""
    texts = ["".join(m["text"] or "" for m in _PIECE.finditer(unit)) for unit in units]
    long = [text for text in texts if sum(map(str.isalpha, text)) > 3]
    return len(long) > 1 and not any(any(map(str.islower, text)) for text in texts)


def _lowered(unit: str, known: Collection[str], *, first: bool) -> str:
    """A unit of a title in capitals as it would be written in others."""
    edges = _EDGES.fullmatch(unit)
    assert edges is not None
    spelt = {word.casefold(): word for word in known}
    before, core, after = edges.groups()
    if core.casefold() in spelt:
        return f"{before}{{{spelt[core.casefold()]}}}{after}"
    inner = "".join(
        _lowered_word(word, spelt, first=first and not n) + joint
        for n, (word, joint) in enumerate(_words(core))
    )
    return f"{before}{inner.replace('}-{', '-')}{after.lower()}"


def _lowered_word(word: str, spelt: dict[str, str], *, first: bool) -> str:
    if word.casefold() in spelt:
        return f"{{{spelt[word.casefold()]}}}"
    if not word.isalpha():
        return f"{{{word}}}" if re.search("[A-Z]", word) else word
    roman = re.fullmatch("[IVX]{2,}", word)
    if (
        word in _ACRONYMS
        or roman
        or (len(word) > 1 and not re.search("[AEIOUY]", fold(word).upper()))
    ):
        return f"{{{word}}}"
    if word.lower() in _SMALL and not first:
        return word.lower()
    capitalised = word[0] + word[1:].lower()
    return f"{{{capitalised}}}" if is_name(fold(word)) and not first else capitalised
