"""Text with LaTeX in it, as BibTeX files have it, made readable.

Accents and symbols are decoded by latexcodec, formulas are kept as formulas, the case
is kept, braces go. Strings without any markup, most of all, are not touched: decoding
is slow. Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import codecs
import html
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, NamedTuple

import latexcodec  # noqa: F401  registers the codec "ulatex"

#: Commands whose argument is shown as it is.
_TRANSPARENT: Final = frozenset(
    [
        "emph",
        "text",
        "textit",
        "textbf",
        "textrm",
        "textsf",
        "texttt",
        "textsc",
        "textsl",
        "textup",
        "textnormal",
        "textsub",
        "textsuper",
        "textsubscript",
        "textsuperscript",
        "mbox",
        "enquote",
        "url",
        "path",
        "uppercase",
        "MakeUppercase",
        "NoCaseChange",
    ]
)
#: An innermost group, with the command that it is the argument of.
_GROUP: Final = re.compile(r"(?:\\([A-Za-z]+)\s*)?\{([^{}]*)\}")
_HREF: Final = re.compile(r"\\href\s*\{[^{}]*\}\s*(?=\{)")
#: Switches without an argument: ``{\em x}``.
_SWITCH: Final = re.compile(
    r"\\(?:em|it|itshape|bf|bfseries|sc|scshape|rm|tt|sl|sf|upshape|relax|protect"
    r"|noopsort|selectlanguage)(?![A-Za-z])\s*"
)
#: latexcodec's decoder from text to text; the type of codecs knows bytes only.
_ULATEX: Final[Any] = codecs.lookup("ulatex").decode
#: What latexcodec leaves alone.
_SYMBOLS: Final = {
    r"\textquoteright": "’",
    r"\textquoteleft": "‘",
    r"\textquotedblleft": "“",
    r"\textquotedblright": "”",
    r"\textasciitilde": "~",
    r"\textbackslash": "\\",
    r"\LaTeX": "LaTeX",
    r"\TeX": "TeX",
    r"\slash": "/",
    r"\$": "$",
    r"\-": "",
    r"\/": "",
    r"\,": "\u202f",
    r"\;": " ",
    r"\:": " ",
    r"\!": "",
    "\\ ": " ",
}
_SYMBOL: Final = re.compile(
    "|".join(
        re.escape(name) + (r"(?![A-Za-z])\s*" if name[-1].isalpha() else "")
        for name in sorted(_SYMBOLS, key=len, reverse=True)
    )
)
_DOTLESS: Final = re.compile(r"\{?\\([ij])(?![A-Za-z])\s*(?:\{\})?\}?")
_COMMAND: Final = re.compile(r"\\([A-Za-z]+|.)\s*")
_MATH: Final = re.compile(r"(?<!\\)\$((?:\\.|[^$\\])+)\$|\\\((.+?)\\\)", re.DOTALL)
_MARKUP: Final = re.compile(r"[\\{}~$&]|--|``|''")


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
        """The text, formulas in LaTeX without their dollars."""
        return "".join(run.text for run in self.runs)

    def __bool__(self) -> bool:
        return any(run.text for run in self.runs)


class Decoded(NamedTuple):
    """Result of `decode`."""

    text: RichText
    #: Commands that could not be shown, with their backslash.
    unknown: tuple[str, ...]


@lru_cache(maxsize=20_000)
def decode(source: str) -> Decoded:
    """*source* as readable text; white space is collapsed."""
    if not _MARKUP.search(source):
        return Decoded(RichText((Run(_collapse(source).strip()),)), ())
    runs: list[Run] = []
    unknown: list[str] = []
    end = 0
    for match in _MATH.finditer(source):
        _add(runs, _text(source[end : match.start()], unknown))
        runs.append(Run((match[1] or match[2]).strip(), math=True))
        end = match.end()
    _add(runs, _text(source[end:], unknown))
    return Decoded(RichText(_stripped(runs)), tuple(dict.fromkeys(unknown)))


def decode_plain(source: str) -> str:
    """*source* as plain text, for fields that hold no formulas."""
    return decode(source).text.plain


def _add(runs: list[Run], text: str) -> None:
    if text:
        runs.append(Run(text))


def _stripped(runs: list[Run]) -> tuple[Run, ...]:
    """*runs* without white space at both ends."""
    if runs and not runs[0].math:
        runs[0] = Run(runs[0].text.lstrip())
    if runs and not runs[-1].math:
        runs[-1] = Run(runs[-1].text.rstrip())
    return tuple(run for run in runs if run.text)


def _text(text: str, unknown: list[str]) -> str:
    """Decode a piece without formulas; unknown commands are noted in *unknown*."""
    if "\\" in text:
        text = _HREF.sub("", _DOTLESS.sub(r"\1", text))
        text = _SWITCH.sub("", text)
        text = _SYMBOL.sub(lambda match: _SYMBOLS[match[0].strip() or "\\ "], text)
    if _MARKUP.search(text):
        text = _ULATEX(text.replace("~", "\u00a0"))[0]
        text = _ungroup(text, unknown)
        unknown += ["\\" + match[1] for match in _COMMAND.finditer(text)]
        text = _COMMAND.sub("", text)
        text = text.replace("{", "").replace("}", "")
    if "&" in text and ";" in text:
        text = html.unescape(text)
    return _collapse(text)


def _ungroup(text: str, unknown: list[str]) -> str:
    """Replace groups by what is in them, from the inside out."""

    def inner(match: re.Match[str]) -> str:
        if match[1] and match[1] not in _TRANSPARENT:
            unknown.append("\\" + match[1])
        return match[2]

    while (ungrouped := _GROUP.sub(inner, text)) != text:
        text = ungrouped
    return text


def _collapse(text: str) -> str:
    """Runs of white space as one blank; no-break spaces stay."""
    return re.sub(r"[ \t\r\n\f\v]+", " ", text)
