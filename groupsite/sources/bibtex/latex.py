"""Makes text with LaTeX, as in BibTeX files, readable.

Accents and symbols become letters, formulas are kept, braces are dropped, the case
stays. Text without markup is unchanged; of commands that nobody knows the words are
kept, and their names reported. Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from html.entities import html5
from typing import TYPE_CHECKING, Final, NamedTuple

from groupsite.mended.latex2mathml import character_of
from groupsite.model.mathtext import LOWERED, RAISED, readable
from groupsite.model.pickled import Pickled
from groupsite.model.text import printable
from groupsite.sources.bibtex import science
from groupsite.sources.bibtex.arguments import expanded
from groupsite.sources.bibtex.formula import as_text, plain_formula
from groupsite.sources.bibtex.markup import as_latex
from groupsite.sources.bibtex.symbols import (
    BARE,
    ESCAPED,
    LIGATURES,
    LITERAL,
    MARKS,
    NAMED,
    TRANSPARENT,
)
from groupsite.sources.bibtex.weblinks import address_of, link_rules, linked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from groupsite.sources.bibtex.arguments import Rule

_MARKUP: Final = re.compile(r"[\\{}~$]|--|''|`(?:`|[^`]+')|[?!]`|\"=|&[#\w]+;")
#: Content between braces.
_INNER: Final = r"(?:[^{}]|\{[^{}]*\})*"
_SHOWN: Final = r"equation|displaymath|math|align|alignat|eqnarray|gather|multline"
#: Formulas and addresses, which are not decoded. Commands that only formulas have make
#: one, with the indices behind them.
_VERBATIM: Final = re.compile(
    r"(?P<escaped>\\[\\$])"
    r"|(?P<dollars>\$\$?)(?P<math>(?:\\.|[^$\\])+)(?P=dollars)"
    r"|\\\((?P<inline>(?:[^\\]|\\[^()])+)\\\)"
    r"|\\\[(?P<display>(?:[^\\]|\\[^\[\]])+)\\\]"
    rf"|(?P<whole>\\begin\s*\{{(?P<shown>{_SHOWN})\*?\}}"
    r"(?:[^\\]|\\(?!(?:begin|end)\s*\{(?P=shown)))*\\end\s*\{(?P=shown)\*?\})"
    r"|(?P<command>\\(?:math(?:bb|bf|cal|frak|it|rm|scr|sf|tt)|[dt]?frac|sqrt|(?:wide)?hat"
    r"|(?:wide)?tilde|bar|vec|overline|boldsymbol|bm|operatorname)\s*"
    rf"(?:\{{{_INNER}\}}){{1,2}}(?:[_^](?:\{{{_INNER}\}}|\w))*)"
    rf"|\\ensuremath\s*\{{(?P<ensured>{_INNER})\}}"
    rf"|\\url\s*\{{(?P<url>{_INNER})\}}",
    re.DOTALL,
)
_FORMULAS: Final = ("math", "inline", "display", "whole", "command", "ensured")
_ENSURE: Final = re.compile(r"\\ensuremath(?![A-Za-z])\s*")
#: Accents on letters within formulas.
_MATH_ACCENT: Final = re.compile(r"\\(['`\"^~])\s*\{?([A-Za-z])\}?")


def _heading(words: str) -> str:
    """A heading as the beginning of its paragraph."""
    return f"{{{words}}} " if words[-1:] in tuple(".:?!") else f"{{{words}: }}"


def _slanted(words: str) -> str:
    """Words in italics, between marks."""
    return f"\x0e{words}\x0f"


#: A group in italics, ``{\em so}``.
_SLANT: Final = re.compile(r"\{\s*\\(?:em|it|itshape|sl|slshape)(?![A-Za-z])\s*")
_KEPT: Final = re.compile("\0(\\d+)\0|\4(\\d+)\4|([\5-\b\x0e\x0f])")
#: Commands with arguments of which not all are shown → their number, what is shown.
_ARGUMENTS: Final[dict[str, Rule]] = {
    **science.COMMANDS,
    **dict.fromkeys(("emph", "mkbibemph", "textit", "textsl"), (1, _slanted)),
    **dict.fromkeys(
        [
            "color",
            "footnote",
            "footnotemark",
            "hspace",
            "hypersetup",
            "index",
            "label",
            "noopsort",
            "selectlanguage",
            "SortNoop",
            "sortnoop",
            "thanks",
            "vspace",
        ],
        (1, lambda _: ""),
    ),
    **dict.fromkeys(
        ["foreignlanguage", "href", "parbox", "raisebox", "scalebox", "textcolor"],
        (2, lambda _, shown: f"{{{shown}}}"),
    ),
    **dict.fromkeys(
        ("section", "subsection", "paragraph", "subparagraph"), (1, _heading)
    ),
    "texorpdfstring": (2, lambda shown, _: f"{{{shown}}}"),
    "enquote": (1, "“{}”".format),
    "mkbibquote": (1, "“{}”".format),
    "mkbibparens": (1, "({})".format),
    "mkbibbrackets": (1, "[{}]".format),
}
#: Where an environment begins or ends.
_ENVIRONMENT: Final = re.compile(r"\\(?:begin|end)\s*\{\w*\*?\}(?:\[[^\][]*\])?")
#: Numbers in superscript or subscript, where they have another meaning.
_INDEX: Final = re.compile(
    r"\\text(super|sub)(?:script)?\s*\{[\s{]*([-+−=()\d]*\d[-+−=()\d]*)[\s}]*\}"
)
#: Letters in superscript or subscript.
_SHIFTED: Final = re.compile(
    r"\\text(super|sub)(?:script)?\s*\{[\s{]*([^\\{}\0]{1,40})\}"
)
_SIGNS: Final = {"lt": "<", "gt": ">"}
_CONTROL: Final = re.compile(r"\\(?:([A-Za-z]+)\s*|(.)|$)", re.DOTALL)
_LETTER: Final = "[^\\W\\d_][\u0300-\u036f]*"
_ACCENT: Final = re.compile(
    r"\\([`'^~=.\"]|(?:textcommabelow|[urHvdckb])(?![A-Za-z]))"
    # braces are dropped anyway, so it does not matter which of them the accent consumes
    rf"(?:\s*\{{\s*\}}|[\s{{]*({_LETTER}))"
)
_LIGATURE: Final = re.compile(r"\\.|" + "|".join(map(re.escape, LIGATURES)), re.DOTALL)
#: Words between single quotes, and the hyphen of compounds in babel's German.
_QUOTED: Final = re.compile(
    r"(?<![\w`\\?!])`(?=[^\s`'])([^`]{0,200}?[^\s`'\\])'(?![\w'])"
)
_COMPOUND: Final = re.compile(r'(?<=[^\W\d_])"=(?=[^\W\d_])')
_ENTITY: Final = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z]\w*);")
#: Characters that stand for something until the end.
_MARKS: Final = re.compile("[\0-\10\x0e\x0f]")


class Run(NamedTuple):
    """A piece of text, or a formula in LaTeX."""

    text: str
    math: bool = False
    #: Whether it stands above (``super``) or below the line (``sub``).
    shift: str = ""
    #: Address of the page it leads to, if it is a link.
    link: str = ""
    #: Whether it is in italics.
    slanted: bool = False


@dataclass(frozen=True, slots=True)
class RichText(Pickled):
    """Text with formulas."""

    runs: tuple[Run, ...] = ()

    @property
    def plain(self) -> str:
        """The text, with formulas as readable as plain text allows."""
        return "".join(
            readable(run.text) if run.math else run.text for run in self.runs
        )

    def __bool__(self) -> bool:
        return any(run.text for run in self.runs)


class Decoded(NamedTuple):
    """The result of `decode`."""

    text: RichText
    #: Commands that nobody knows, including the backslash.
    unknown: tuple[str, ...]


class _Formula(NamedTuple):
    """A formula, and its text if it is no more than that."""

    run: Run
    text: str | None
    unknown: tuple[str, ...]


@lru_cache(maxsize=20_000)
def decode(source: str, *, links: bool = False) -> Decoded:
    """*source* as readable text with collapsed white space, and unknown commands.

    :param links: whether links and addresses in it lead there.
    """
    source = unicodedata.normalize("NFC", as_latex(source, links=links))
    if links:
        source = linked(source)
    if not _MARKUP.search(source):
        return Decoded(RichText(_joined([Run(_collapse(source))])), ())
    kept: list[Run] = []
    unknown: list[str] = []

    def keep(match: re.Match[str]) -> str:
        if match["escaped"]:  # a line break, or a literal dollar
            return match["escaped"].replace("\\\\", " ")
        if match["url"] is not None:
            kept.append(Run(printable(address_of(match["url"]))))
            return f"\0{len(kept) - 1}\0"
        formula = _formula(next(filter(None, map(match.__getitem__, _FORMULAS)), ""))
        unknown.extend(formula.unknown)
        if formula.text is not None:
            return formula.text
        kept.append(formula.run)
        return f"\0{len(kept) - 1}\0"

    targets: list[str] = []
    rules = _ARGUMENTS | link_rules(targets) if links else _ARGUMENTS
    source = _SLANT.sub(r"\\emph{", _MARKS.sub("", source))
    source = expanded(source, rules)
    text, others = _text(_VERBATIM.sub(keep, source))
    unknown = list(dict.fromkeys([*unknown, *others]))
    return Decoded(RichText(_joined(_runs(text, kept, targets))), tuple(unknown))


@lru_cache(maxsize=4096)
def _formula(written: str) -> _Formula:
    """What is between dollars."""
    written = written.replace("\x0e", r"\textit{").replace("\x0f", "}")
    written = _MATH_ACCENT.sub(_accented, _ENSURE.sub("", written))
    formula = plain_formula(written.strip())
    run = Run(printable(formula.latex), math=True)
    return _Formula(run, as_text(formula.latex), formula.unknown)


def _runs(text: str, kept: list[Run], targets: list[str]) -> Iterator[Run]:
    """The runs of a decoded *text*, with what was kept in their places."""
    shift = link = ""
    slant = 0
    pieces = _KEPT.split(text)
    # between two texts stand the number of something kept, that of an address, a mark
    for index in range(0, len(pieces), 4):
        if pieces[index]:
            text = printable(pieces[index])
            yield Run(text, shift=shift, link=link, slanted=slant > 0)
        number, target, mark = pieces[index + 1 : index + 4] or (None, None, None)
        if number:
            run = kept[int(number)]
            yield run._replace(link=link) if link else run
        if target:
            link = targets[int(target)]
        if mark == "\5":
            link = ""
        elif mark in ("\x0e", "\x0f"):
            slant += 1 if mark == "\x0e" else -1
        elif mark:
            shift = {"\6": "super", "\7": "sub"}.get(mark, "")


def decode_plain(source: str) -> str:
    """*source* as plain text, for fields without formulas."""
    return decode(source).text.plain


def _joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """*runs* without white space at the ends, adjacent text merged."""
    joined: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        before = joined[-1] if joined else run
        if joined and not (run.math or before.math) and before[1:] == run[1:]:
            joined[-1] = run._replace(text=before.text + run.text)
        else:
            joined.append(run)
    if joined and not joined[0].math:
        joined[0] = joined[0]._replace(text=joined[0].text.lstrip())
    if joined and not joined[-1].math:
        joined[-1] = joined[-1]._replace(text=joined[-1].text.rstrip())
    return tuple(run for run in joined if run.text)


def _text(text: str) -> tuple[str, tuple[str, ...]]:
    """*text* without LaTeX, and the unknown commands in it."""
    unknown: list[str] = []

    def word(control: re.Match[str]) -> str:
        """A command that is left: its name, if it has no argument instead."""
        name = control[1]
        if name in TRANSPARENT:
            return ""
        unknown.append(control[0].strip())
        after = control.string[control.end() : control.end() + 2]
        short = not name or len(name) == 1
        return "" if short or (after[:1] == "{" and after != "{}") else control[0][1:]

    if "`" in text:
        text = _QUOTED.sub(r"‘\1’", text)
    if '"=' in text:
        text = _COMPOUND.sub("-", text)
    text = _LIGATURE.sub(lambda match: LIGATURES.get(match[0], match[0]), text)
    if "\\" in text:
        text = _INDEX.sub(_shifted, _ENVIRONMENT.sub(" ", text))
        text = _CONTROL.sub(_sign, text)
        for _ in range(3):  # a letter has at most three accents
            text = _ACCENT.sub(_accented, text)
        text = _CONTROL.sub(word, _SHIFTED.sub(_marked, text))
    text = text.replace("{", "").replace("}", "").translate(LITERAL)
    text = _ENTITY.sub(_character, text)
    return _collapse(text), tuple(dict.fromkeys(unknown))


def _sign(control: re.Match[str]) -> str:
    """The symbol for a control sequence, or the sequence itself if unknown."""
    word, character = control.groups()
    if word:
        if word in NAMED:
            return NAMED[word]
        symbol = _SIGNS.get(word) or character_of(
            word
        )  # of formulas, where blanks mean nothing
        return symbol + control[0][1 + len(word) :] if symbol else control[0]
    return ESCAPED.get(character or "", control[0])


def _shifted(index: re.Match[str]) -> str:
    """A number in superscript or subscript."""
    return index[2].translate(RAISED if index[1] == "super" else LOWERED)


def _marked(letters: re.Match[str]) -> str:
    """Letters in superscript or subscript, between marks."""
    return ("\6" if letters[1] == "super" else "\7") + letters[2] + "\b"


def _character(entity: re.Match[str]) -> str:
    """The character of an HTML entity; unknown ones (``R&D;``) are kept."""
    known = entity[0][1] == "#" or entity[0][1:] in html5
    return html.unescape(entity[0]) if known else entity[0]


def _accented(accent: re.Match[str]) -> str:
    """A letter with its accent."""
    name, letter = accent.groups()
    if letter is None:
        return BARE.get(name, "")
    base = letter.replace("ı", "i").replace("ȷ", "j")
    return unicodedata.normalize("NFC", base + MARKS[name])


def _collapse(text: str) -> str:
    """Collapse white space to single blanks; no-break spaces stay."""
    return re.sub(r"[ \t\r\n\f\v]+", " ", text)
