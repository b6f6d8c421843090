r"""Puts formulas into the LaTeX that browsers are given, which is that of amsmath.

Publishers and old files have more: commands of packages (``\upalpha``, ``\bm``),
switches of plain TeX (``{\bf W}``), symbols as characters (``≤``), dollars within
parentheses. A command that nobody knows leaves its words. Time is linear.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from groupsite.mended.latex2mathml import command_of, is_command
from groupsite.model.mathtext import LOWERED, RAISED

#: Commands → what they are written as.
_OTHERS: Final = {
    "AA": r"\text{Å}", "angstrom": r"\text{Å}", "bm": r"\boldsymbol",
    "bold": r"\mathbf", "Bbb": r"\mathbb", "bigl": "", "celsius": r"^{\circ}\text{C}",
    "cdotp": r"\cdot ", "degree": r"^{\circ}", "textdegree": r"^{\circ}",
    "dots": r"\ldots ", "enspace": r"\;", "enskip": r"\;", "gt": ">", "lt": "<",
    "hbox": r"\text", "frak": r"\mathfrak", "limits": r"\limits", "mathbbm": r"\mathbb",
    "mathds": r"\mathbb", "mathup": r"\mathrm", "mathsfit": r"\mathsf", "micro": r"\mu ",
    "mhyphen": "-", "ohm": r"\Omega ", "percent": r"\%", "sb": "_", "sp": "^",
    "textbf": r"\mathbf", "textgreater": ">", "textless": "<", "textmu": r"\mu ",
    "textminus": "-", "textpm": r"\pm ", "textsubscript": "_", "textsuperscript": "^",
    "texttimes": r"\times ", "textasciitilde": r"\sim ", "textbackslash": r"\backslash ",
    "textunderscore": r"\_", "textperiodcentered": r"\cdot ", "unit": r"\text",
    "varmathbb": r"\mathbb", "vert": "|", "widebar": r"\overline", "operatornamewithlimits":
    r"\operatorname", "vect": r"\mathbf", "vb": r"\mathbf", "nicefrac": r"\frac",
    "sfrac": r"\frac", "xspace": "", ">": r"\:", "/": "", "-": "", "*": "", "@": "",
    "(": "", ")": "", "[": "", "]": "",
    # the text of commands for text
    **dict.fromkeys(
        ["emph", "textit", "textmd", "textnormal", "textsc", "textsf", "textsl", "texttt", "textup"], r"\text"
    ),
}  # fmt: skip
#: Commands without a meaning here.
_DROPPED: Final = frozenset(
    [
        "Big",
        "Bigg",
        "allowbreak",
        "big",
        "bigg",
        "boldmath",
        "break",
        "cr",
        "displaylimits",
        "displaystyle",
        "ensuremath",
        "footnotesize",
        "large",
        "limits",
        "mathbin",
        "mathclose",
        "mathinner",
        "mathnormal",
        "mathop",
        "mathopen",
        "mathord",
        "mathpunct",
        "mathrel",
        "mathstrut",
        "middle",
        "nobreak",
        "nolimits",
        "nonumber",
        "normalsize",
        "notag",
        "null",
        "protect",
        "relax",
        "scriptscriptstyle",
        "scriptsize",
        "scriptstyle",
        "small",
        "strut",
        "textstyle",
        "thinmuskip",
        "unboldmath",
        "xspace",
        "smash",
    ]
)
#: The same, together with an argument.
_HIDDEN: Final = frozenset(("color", "label", "tag", "textcolor", "vspace", "vphantom"))
#: Switches → the command for the rest of the group.
_SWITCHES: Final = {
    "bf": "mathbf", "bfseries": "mathbf", "cal": "mathcal", "em": "mathit",
    "it": "mathit", "itshape": "mathit", "mit": "mathit", "rm": "mathrm",
    "rmfamily": "mathrm", "sc": "mathrm", "sf": "mathsf", "sffamily": "mathsf",
    "sl": "mathit", "tt": "mathtt", "ttfamily": "mathtt", "normalfont": "mathrm",
    "upshape": "mathrm",
}  # fmt: skip
#: Commands whose argument is text, in which nothing is a formula.
_TEXTS: Final = frozenset(("text", "textrm", "mbox"))
#: Environments, which are others in a line.
_ENVIRONMENTS: Final = {
    "align": "aligned", "alignat": "aligned", "array": "matrix", "eqnarray": "aligned",
    "flalign": "aligned", "gather": "aligned", "gathered": "aligned", "multline": "aligned",
    "split": "aligned",
}  # fmt: skip
_KNOWN_ENVIRONMENTS: Final = re.compile(r"(?:small|[pbBvV])?matrix|aligned|cases")
#: The upright Greek letters of upgreek, kpfonts, and others.
_UPRIGHT: Final = re.compile(r"(?:up|Up|text)(?=[A-Za-z])|(?<=[a-z])up$")
_TOKEN: Final = re.compile(
    r"\\begin\s*\{\s*(?P<begin>[A-Za-z]+)\*?\s*\}(?:\{[^{}]*\})?"
    r"|\\end\s*\{\s*(?P<end>[A-Za-z]+)\*?\s*\}"
    r"|\\(?P<big>left|right|[bB]igg?[lr]?)\s*(?P<angle>[<>])"
    r"|\\(?P<name>[A-Za-z]+)\*?(?P<blank>\s*)|\\(?P<sign>.?)"
    r"|(?P<brace>[{}])|(?P<odd>[\"%#$]|[^\x00-\x7f])|[^\\{}\"%#$\x80-\U0010ffff]+",
    re.DOTALL,
)
_ANGLES: Final = {"<": r"\langle ", ">": r"\rangle "}
#: Characters of formulas that have a plain one.
_PLAIN: Final = {
    "−": "-", "–": "-", "·": r"\cdot ", "…": r"\ldots ", "°": r"^{\circ}", "\u00a0": "~",
    "‐": "-", "‑": "-", "’": "'", "“": '"', "”": '"', "µ": r"\mu ", "\u200b": "",
    "\u202f": r"\,", "\u2009": r"\,", '"': "''", "%": r"\%", "#": r"\#", "$": "",
}  # fmt: skip
#: A formula that is text: letters, a number above or below the line, an ordinal.
_TEXT_ONLY: Final = re.compile(r"\\text\{([^{}$]*)\}|\s")
_INDEX_ONLY: Final = re.compile(
    r"(?P<sign>[_^])(?:\{\s*(?:\\mathrm\{)?(?P<group>[-+()\d]*[-+\d][-+()\d]*)\}*\s*\}|(?P<digit>\d))"
)
_ORDINAL: Final = re.compile(
    r"(\d*)\s*\^\s*\{\s*(?:\\(?:math(?:rm|it)|text(?:rm)?)\s*\{)?\s*(st|nd|rd|th|er|ème)\s*\}*"
)


class Formula(NamedTuple):
    """A formula, and the commands in it that nobody knows, with their backslashes."""

    latex: str
    unknown: tuple[str, ...]


@lru_cache(maxsize=4096)
def plain_formula(latex: str) -> Formula:
    """*latex* (without dollars around it) in commands that amsmath knows."""
    if latex.isascii() and not re.search(r'[\\"%#$]', latex):
        return Formula(latex, ())
    writer = _Writer()
    for token in _TOKEN.finditer(latex):
        writer.add(token, latex)
    return Formula(writer.latex().strip(), tuple(dict.fromkeys(writer.unknown)))


class _Writer:
    """Writes a formula token by token."""

    def __init__(self) -> None:
        self.unknown: list[str] = []
        self._pieces: list[str] = []
        #: For each open group, how many braces close it.
        self._groups = [0]
        #: The depth of the text that this is in, and that of an argument to leave out.
        self._text = self._hidden = 0
        #: What the group that opens now is: ``text``, ``hidden``, or a formula.
        self._next = ""

    def latex(self) -> str:
        """The formula, with its switches closed."""
        while self._groups:
            self._pieces.append("}" * self._groups.pop())
        return "".join(self._pieces)

    def add(self, token: re.Match[str], latex: str) -> None:
        """Write one *token* of *latex*."""
        if token["brace"]:
            self._brace(token["brace"])
        elif self._hidden:
            return
        elif self._text:
            self._pieces.append(token[0])
        elif token["begin"] or token["end"]:
            self._environment(token)
        elif token["angle"]:
            self._pieces.append(rf"\{token['big']}{_ANGLES[token['angle']]}")
        elif token["name"]:
            self._command(token, latex[token.end() : token.end() + 1] == "{")
        elif token["sign"] is not None:
            self._sign(token)
        else:
            odd = token["odd"]
            self._pieces.append(_character(odd) if odd else token[0])
            if token[0].strip():
                self._next = ""

    def _brace(self, brace: str) -> None:
        kind, self._next = self._next, ""
        if brace == "{":
            self._groups.append(0)
            depth = len(self._groups)
            if kind == "text" and not self._text:
                self._text = depth
            if kind == "hidden" and not self._hidden:
                self._hidden = depth
            if not self._hidden:
                self._pieces.append("{")
            return
        depth = len(self._groups)
        if not self._hidden:
            extra = self._groups[-1] if depth > 1 else 0
            self._pieces.append("}" * (1 + extra))
        if depth > 1:
            self._groups.pop()
        if depth == self._text:
            self._text = 0
        if depth == self._hidden:
            self._hidden = 0

    def _environment(self, token: re.Match[str]) -> None:
        name = token["begin"] or token["end"]
        name = _ENVIRONMENTS.get(name, name)
        if _KNOWN_ENVIRONMENTS.fullmatch(name):
            word = "begin" if token["begin"] else "end"
            self._pieces.append(rf"\{word}{{{name}}}")

    def _command(self, token: re.Match[str], grouped: bool) -> None:  # noqa: FBT001
        name: str = token["name"]
        if name in _SWITCHES:
            self._pieces.append(rf"\{_SWITCHES[name]}{{")
            self._groups[-1] += 1
            return
        if name in _HIDDEN and grouped:
            self._next = "hidden"
            return
        if name in _DROPPED:
            return
        written = _written(name)
        if written is None and not is_command(name):
            self.unknown.append(f"\\{name}")
            if not grouped:  # a word that it stands for
                self._pieces.append(rf"\mathrm{{{name}}}")
            return
        if written is None:
            written = token[0]
        else:
            ends = written[-1:].isalpha() and not grouped
            written += token["blank"] or (" " if ends else "")
        self._pieces.append(written)
        if written.strip("\\ ") in _TEXTS:
            self._next = "text"

    def _sign(self, token: re.Match[str]) -> None:
        """A backslash and one character that is no letter."""
        sign = token["sign"]
        known = _OTHERS.get(sign)
        if known is None:
            known = token[0] if is_command(sign) or sign.isspace() else sign
        self._pieces.append(known)


def _written(name: str) -> str | None:
    """What the command *name* is written as; None if as itself."""
    if name in _OTHERS:
        return _OTHERS[name]
    greek = _UPRIGHT.sub("", name)
    if greek != name and not is_command(name) and is_command(greek):
        return rf"\mathrm{{\{greek}}}"
    return None


def _character(character: str) -> str:
    """A *character* that is no letter of ASCII as LaTeX."""
    if character in _PLAIN:
        return _PLAIN[character]
    if character.isalpha() or character.isdigit():
        return character
    command = command_of(character)
    return rf"\{command} " if command else rf"\text{{{character}}}"


def as_text(formula: str) -> str | None:
    """A formula as text in LaTeX, if it is no more than that; otherwise None."""
    if match := _TEXT_ONLY.fullmatch(formula):
        return f"{{{match[1] or ' '}}}"
    if match := _INDEX_ONLY.fullmatch(formula):
        letters = RAISED if match["sign"] == "^" else LOWERED
        return (match["group"] or match["digit"]).translate(letters)
    if match := _ORDINAL.fullmatch(formula):
        return rf"{match[1]}\textsuperscript{{{match[2]}}}"
    return None
