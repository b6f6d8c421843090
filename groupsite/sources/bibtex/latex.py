"""Makes text with LaTeX, as in BibTeX files, readable.

Accents and symbols become letters, formulas are kept, braces are dropped, the case
stays. Text without markup is unchanged; commands that cannot be shown are dropped and
reported. Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from html.entities import html5
from typing import Final, NamedTuple

from groupsite.model.mathtext import LOWERED, RAISED, readable
from groupsite.model.text import printable
from groupsite.sources.bibtex.markup import as_latex

#: Commands whose argument is shown unchanged, and switches (``{\em x}``).
_TRANSPARENT: Final = {
    "emph", "enquote", "mbox", "path", "text", "textbf", "textit", "textmd",
    "textnormal", "textrm", "textsc", "textsf", "textsl", "textsub", "textsubscript",
    "textsuper", "textsuperscript", "texttt", "textup", "underline", "uppercase",
    "MakeUppercase", "NoCaseChange", "em", "it", "itshape", "bf", "bfseries", "sc",
    "scshape", "rm", "rmfamily", "tt", "ttfamily", "sl", "slshape", "sf", "sffamily",
    "upshape", "normalfont", "relax", "protect",
}  # fmt: skip
#: Named letters and symbols.
_NAMED: Final = {
    "AA": "Å", "AE": "Æ", "DH": "Ð", "DJ": "Đ", "L": "Ł", "NG": "Ŋ", "O": "Ø",
    "OE": "Œ", "SS": "ẞ", "TH": "Þ", "aa": "å", "ae": "æ", "dh": "ð", "dj": "đ",
    "i": "ı", "j": "ȷ", "l": "ł", "ng": "ŋ", "o": "ø", "oe": "œ", "ss": "ß", "th": "þ",
    "LaTeX": "LaTeX", "P": "¶", "S": "§", "TeX": "TeX", "copyright": "©", "dag": "†",
    "ddag": "‡", "dots": "…", "euro": "€", "flqq": "«", "frqq": "»", "glqq": "„",
    "grqq": "“", "guillemotleft": "«", "guillemotright": "»", "ldots": "…",
    "nobreakspace": "\u00a0", "pounds": "£", "quad": " ", "slash": "/", "space": " ",
    "textasciicircum": "^", "textasciitilde": "~", "textbackslash": "\3",
    "backslash": "\3", "textbar": "|", "textbullet": "•", "textcopyright": "©", "textdegree": "°",
    "textdollar": "$", "textellipsis": "…", "textemdash": "—", "textendash": "–",
    "texteuro": "€", "textgreater": ">", "textless": "<", "textmu": "µ",
    "textperiodcentered": "·", "textpm": "±", "textquotedbl": '"',
    "textquotedblleft": "“", "textquotedblright": "”", "textquoteleft": "‘",
    "textquoteright": "’", "textquotesingle": "'", "textregistered": "®",
    "textsterling": "£", "texttimes": "×", "texttrademark": "™",
    "textunderscore": "_",
}  # fmt: skip
#: Symbols written as a backslash and one character. Literal backslashes and braces are
#: kept as control characters until the end, see `_LITERAL`.
_ESCAPED: Final = {
    **{sign: sign for sign in "&%_#$"},
    **dict.fromkeys("-/!@", ""),
    **dict.fromkeys(" \t\n;:", " "),
    ",": "\u202f",
    "{": "\1",
    "}": "\2",
}
_LITERAL: Final = str.maketrans("\1\2\3", "{}\\")
#: Accents as combining marks.
_MARKS: Final = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304",
    "u": "\u0306", ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b",
    "v": "\u030c", "d": "\u0323", "textcommabelow": "\u0326", "c": "\u0327",
    "k": "\u0328", "b": "\u0331",
}  # fmt: skip
#: Accents without a letter.
_BARE: Final = {"`": "`", "'": "´", "^": "^", "~": "~", '"': "¨"}
_LIGATURES: Final = {
    "---": "—", "--": "–", "``": "“", "''": "”", "?`": "¿", "!`": "¡", "~": "\u00a0",
}  # fmt: skip

_MARKUP: Final = re.compile(r"[\\{}~$]|--|``|''|[?!]`|&[#\w]+;")
#: Content between braces.
_INNER: Final = r"(?:[^{}]|\{[^{}]*\})*"
#: Formulas and addresses, which are not decoded.
_VERBATIM: Final = re.compile(
    r"(?P<escaped>\\[\\$])"
    r"|(?P<dollars>\$\$?)(?P<math>(?:\\.|[^$\\])+)(?P=dollars)"
    r"|\\\((?P<inline>(?:[^\\]|\\[^()])+)\\\)"
    rf"|\\ensuremath\s*\{{(?P<ensured>{_INNER})\}}"
    rf"|\\url\s*\{{(?P<url>{_INNER})\}}",
    re.DOTALL,
)
_ENSURE: Final = re.compile(r"\\ensuremath(?![A-Za-z])\s*")
_KEPT: Final = re.compile("\0(\\d+)\0")
#: Commands with an argument that is not shown: an address, a key for sorting.
_HIDDEN: Final = re.compile(
    rf"\\(?:href|noopsort|selectlanguage|foreignlanguage)\s*\{{{_INNER}\}}"
)
#: Text in quotes.
_QUOTED: Final = re.compile(rf"\\(?:enquote\*?|mkbibquote)\s*\{{({_INNER})\}}")
#: Numbers in superscript or subscript, where they have another meaning.
_INDEX: Final = re.compile(
    r"\\text(super|sub)(?:script)?\s*\{[\s{]*([-+−=()\d]*\d[-+−=()\d]*)[\s}]*\}"
)
_CONTROL: Final = re.compile(r"\\(?:([A-Za-z]+)\s*|(.)|$)", re.DOTALL)
_LETTER: Final = "[^\\W\\d_][\u0300-\u036f]*"
_ACCENT: Final = re.compile(
    r"\\([`'^~=.\"]|(?:textcommabelow|[urHvdckb])(?![A-Za-z]))"
    # braces are dropped anyway, so it does not matter which of them the accent consumes
    rf"(?:\s*\{{\s*\}}|[\s{{]*({_LETTER}))"
)
_LIGATURE: Final = re.compile(r"\\.|" + "|".join(map(re.escape, _LIGATURES)), re.DOTALL)
_ENTITY: Final = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z]\w*);")


class Run(NamedTuple):
    """A piece of text, or a formula in LaTeX."""

    text: str
    math: bool = False


@dataclass(frozen=True, slots=True)
class RichText:
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
    #: Commands that cannot be shown, including the backslash.
    unknown: tuple[str, ...]


@lru_cache(maxsize=20_000)
def decode(source: str) -> Decoded:
    """*source* as readable text with collapsed white space, and unknown commands."""
    source = unicodedata.normalize("NFC", as_latex(source))
    if not _MARKUP.search(source):
        return Decoded(RichText(_joined([Run(_collapse(source))])), ())
    kept: list[Run] = []

    def keep(match: re.Match[str]) -> str:
        if match["escaped"]:  # a line break, or a literal dollar
            return match["escaped"].replace("\\\\", " ")
        url = match["url"]
        formula = match["math"] or match["inline"] or match["ensured"] or ""
        formula = _ENSURE.sub("", formula).strip()
        kept.append(Run(formula, math=True) if url is None else Run(url))
        return f"\0{len(kept) - 1}\0"

    text = _VERBATIM.sub(keep, re.sub("[\0-\3]", "", source))
    text, unknown = _text(text)
    runs: list[Run] = []
    for number, piece in enumerate(_KEPT.split(text)):
        # every second piece is the number of a formula or address
        runs.append(kept[int(piece)] if number % 2 else Run(piece))
    shown = (Run(printable(run.text), run.math) for run in runs)
    return Decoded(RichText(_joined(list(shown))), unknown)


def decode_plain(source: str) -> str:
    """*source* as plain text, for fields without formulas."""
    return decode(source).text.plain


def _joined(runs: list[Run]) -> tuple[Run, ...]:
    """*runs* without white space at the ends, adjacent text merged."""
    joined: list[Run] = []
    for run in runs:
        if joined and not joined[-1].math and not run.math:
            joined[-1] = Run(joined[-1].text + run.text)
        elif run.text:
            joined.append(run)
    if joined and not joined[0].math:
        joined[0] = Run(joined[0].text.lstrip())
    if joined and not joined[-1].math:
        joined[-1] = Run(joined[-1].text.rstrip())
    return tuple(run for run in joined if run.text)


def _text(text: str) -> tuple[str, tuple[str, ...]]:
    """*text* without LaTeX, and the unknown commands in it."""
    unknown: list[str] = []
    text = _LIGATURE.sub(lambda match: _LIGATURES.get(match[0], match[0]), text)
    if "\\" in text:
        text = _INDEX.sub(_shifted, _QUOTED.sub(r"“\1”", _HIDDEN.sub("", text)))
        text = _CONTROL.sub(_sign, text)
        for _ in range(3):  # a letter has at most three accents
            text = _ACCENT.sub(_accented, text)
        unknown = [
            left[0].strip()
            for left in _CONTROL.finditer(text)
            if left[1] not in _TRANSPARENT
        ]
        text = _CONTROL.sub("", text)
    text = text.replace("{", "").replace("}", "").translate(_LITERAL)
    text = _ENTITY.sub(_character, text)
    return _collapse(text), tuple(dict.fromkeys(unknown))


def _sign(control: re.Match[str]) -> str:
    """The symbol for a control sequence, or the sequence itself if unknown."""
    word, character = control.groups()
    if word:
        return _NAMED.get(word, control[0])
    return _ESCAPED.get(character or "", control[0])


def _shifted(index: re.Match[str]) -> str:
    """A number in superscript or subscript."""
    return index[2].translate(RAISED if index[1] == "super" else LOWERED)


def _character(entity: re.Match[str]) -> str:
    """The character of an HTML entity; unknown ones (``R&D;``) are kept."""
    known = entity[0][1] == "#" or entity[0][1:] in html5
    return html.unescape(entity[0]) if known else entity[0]


def _accented(accent: re.Match[str]) -> str:
    """A letter with its accent."""
    name, letter = accent.groups()
    if letter is None:
        return _BARE.get(name, "")
    base = letter.replace("ı", "i").replace("ȷ", "j")
    return unicodedata.normalize("NFC", base + _MARKS[name])


def _collapse(text: str) -> str:
    """Collapse white space to single blanks; no-break spaces stay."""
    return re.sub(r"[ \t\r\n\f\v]+", " ", text)
