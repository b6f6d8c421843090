r"""Text of services as LaTeX: HTML, JATS and MathML; TeX of arXiv; plain text.

What comes out is UTF-8 with LaTeX only where it is needed: ``$T_2$``, ``10\%``. Braces
that protect capitals are set later (`groupsite.online.capitals`), since they belong to a
title alone. Braces are always balanced, and nothing in a text of others can close the
field that it is written to. Pure.
"""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Final

from groupsite.mended.latex2mathml import command_of
from groupsite.model.text import printable
from groupsite.sources.bibtex.latex import decode
from groupsite.sources.bibtex.mathml import latex_of

_MATH: Final = re.compile(
    r"<(mml:)?math\b[^<>]*>(?:[^<]|<(?!/?(?:mml:)?math\b))*+</(?:mml:)?math\s*>",
    re.IGNORECASE,
)
#: A formula in several formats: the one in LaTeX counts.
_ALTERNATIVES: Final = re.compile(
    r"<((?:jats:)?alternatives)>(?P<all>(?:[^<]|<(?!/?(?:jats:)?alternatives>))*+)</\1>",
    re.IGNORECASE,
)
_TEX: Final = re.compile(
    r"<(?:jats:)?tex-math[^<>]*>(?:<!\[CDATA\[)?(?P<tex>[^<]*?)(?:\]\]>)?</(?:jats:)?tex-math>",
    re.IGNORECASE,
)
_DOCUMENT: Final = re.compile(r"\\begin\{document\}(.*?)\\end\{document\}", re.DOTALL)
#: A heading without information, in JATS.
_HEADING: Final = re.compile(
    r"<((?:jats:)?(?:title|b|bold|strong|p))>\s*(?:abstract|summary)\s*[.:]?\s*</\1>",
    re.IGNORECASE,
)
_TAG: Final = re.compile(
    r"<(/?)(?:jats:|mml:)?([a-z][a-z0-9-]*)(?:\s[^<>]*)?(/?)>", re.IGNORECASE
)
#: Tags → LaTeX before and after what is in them.
_SHIFTED: Final = {"sub": "_", "inf": "_", "sup": "^"}
_SLANTED: Final = ("i", "em", "italic")
#: Maximum number of tags that are read: they may be in each other, which takes time.
_MOST_TAGS: Final = 5_000
_KNOWN: Final = frozenset([
    *_SHIFTED, *_SLANTED, "b", "bold", "strong", "scp", "sc", "u", "underline", "span",
    "p", "sec", "title", "label", "list", "list-item", "ul", "ol", "li", "div", "br", "a",
    "font", "roman", "sans-serif", "monospace", "tt", "inline-formula", "disp-formula",
    "ext-link", "uri", "xref", "styled-content", "alternatives", "inline-graphic",
    "graphic", "abstract", "h1", "h2", "h3", "h4", "small", "tex-math",
])  # fmt: skip
_BLOCKS: Final = frozenset([
    "p", "sec", "title", "list", "list-item", "ul", "ol", "li", "div", "br", "h1", "h2",
    "h3", "h4", "abstract",
])  # fmt: skip
#: TeX between dollars, as arXiv and APS have it in titles; no amounts of money.
_DOLLARS: Final = re.compile(
    r"(?<!\\)(\$\$?)(?=\S)(?P<tex>[^$]{1,400}?)(?<=\S)\1(?!\d)", re.DOTALL
)
_FORMULA: Final = re.compile(r"[\\_^]|^[A-Za-z]$|^[A-Za-z\d()+=<>/*,.-]+$")
#: What stands in the text for a formula until the end.
_KEPT: Final = re.compile("\0(\\d+)\0")
_SPECIAL: Final = {
    "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "$": r"\$",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}",
    # of BibTeX, which counts braces with a backslash too
    "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
}  # fmt: skip
_SPECIALS: Final = re.compile(r"[&%#_$~^\\{}]")
_FONTS: Final = {
    "DOUBLE-STRUCK": "mathbb", "SCRIPT": "mathcal", "BLACK-LETTER": "mathfrak",
    "FRAKTUR": "mathfrak", "BOLD": "mathbf",
}  # fmt: skip
#: Indices of one sign need no braces.
_SHORT: Final = re.compile(r"([_^])\{([A-Za-z\d*+])\}")
#: The end of a formula and the beginning of the next one.
_TOUCHING: Final = re.compile(r"(?<!\\)\$\$")
#: A title and its subtitle between tags, which have taken the blank with them.
_GLUED: Final = re.compile(r"(?<=[a-z]):(?=[A-Z][a-z])")
_LETTERS: Final = re.compile(r"[^\x00-\x7f]")


def of_html(text: str) -> str:
    """Text with entities and tags of HTML, JATS and MathML, on one line."""
    formulas: list[str] = []
    text = _cleaned(text.replace("\0", ""))
    text = _ALTERNATIVES.sub(_chosen, text)
    text = _TEX.sub(lambda found: _kept(_inner(found["tex"]), formulas), text)
    text = _MATH.sub(lambda found: _mathml(found[0], formulas), _HEADING.sub("", text))
    text = _DOLLARS.sub(lambda found: _dollars(found, formulas), text)
    return _whole(_Reader(text).latex(), formulas)


def of_tex(text: str) -> str:
    r"""Text with TeX: accents become letters, formulas stay, ``\emph`` does not."""
    runs = decode(text.replace("\0", "")).text.runs
    pieces = []
    for run in runs:
        if run.math:
            formula = _formula(run.text)
            pieces.append(f"${formula}$" if formula else "")
        elif run.shift:
            sign = "^" if run.shift == "super" else "_"
            pieces.append(rf"${sign}{{\mathrm{{{_escaped(run.text)}}}}}$")
        else:
            pieces.append(_escaped(run.text))
    return _line("".join(pieces))


def of_plain(text: str) -> str:
    """Text without markup, but with entities, which services have nearly everywhere."""
    return _line(_escaped(_cleaned(text)))


def plain(text: str) -> str:
    """Text for names and numbers: clean, and not LaTeX."""
    return " ".join(printable(_cleaned(text)).split())


def _cleaned(text: str) -> str:
    """*text* with its entities decoded, of which some are escaped twice; in NFC."""
    for _ in range(2):
        # entities of tags are tags that somebody has escaped
        text = html.unescape(text)
    return unicodedata.normalize("NFC", text)


def _line(text: str) -> str:
    return " ".join(printable(text.replace("\u00a0", " ")).split())


def _escaped(text: str) -> str:
    return _SPECIALS.sub(lambda sign: _SPECIAL[sign[0]], text)


def _chosen(alternatives: re.Match[str]) -> str:
    tex = _TEX.search(alternatives["all"])
    return tex[0] if tex else alternatives["all"]


def _inner(tex: str) -> str:
    """A formula without the document and the dollars around it."""
    document = _DOCUMENT.search(tex)
    return (document[1] if document else tex).strip().strip("$").strip()


def _kept(formula: str, formulas: list[str]) -> str:
    """A mark for *formula*; itself, as text, if its braces do not match."""
    written = _formula(formula)
    if not written:
        return formula
    formulas.append(f"${written}$")
    return f"\0{len(formulas) - 1}\0"


def _mathml(source: str, formulas: list[str]) -> str:
    latex = latex_of(source)
    if latex is None:
        return re.sub("<[^<>]*>", "", source)
    if re.fullmatch(r"\d+", latex):  # a number needs no formula
        return latex
    return _kept(latex, formulas)


def _dollars(found: re.Match[str], formulas: list[str]) -> str:
    tex = found["tex"]
    return _kept(tex, formulas) if _FORMULA.search(tex) else found[0]


def _formula(latex: str) -> str:
    """A formula in commands of LaTeX; ``""`` if its braces do not match."""
    latex = _LETTERS.sub(_command, " ".join(printable(latex).split()))
    if not is_balanced(latex):
        latex = latex.replace(r"\{", r"\lbrace ").replace(r"\}", r"\rbrace ")
    if not is_balanced(latex) or "$" in latex or re.search(r"\\$", latex):
        return ""
    return _SHORT.sub(r"\1\2", latex).strip()


def is_balanced(latex: str) -> bool:
    r"""Whether the braces match for BibTeX, to which one with a backslash counts."""
    depth = 0
    for brace in re.findall("[{}]", latex):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return not depth


def _command(letter: re.Match[str]) -> str:
    """The command for a letter or sign outside of ASCII; itself if it has none."""
    sign = letter[0]
    if sign in "\u2061\u2062\u2063\u2064":  # functions and products, not seen
        return ""
    if sign in "−‐‑–":
        return "-"
    words = unicodedata.name(sign, "").removeprefix("MATHEMATICAL ").split()
    base = unicodedata.normalize("NFKC", sign)
    own = command_of(sign)
    if not own and base != sign and base.isascii() and base.isalnum():
        font = next((font for word, font in _FONTS.items() if word in words), "")
        return rf"\{font}{{{base}}}" if font else base
    name = own or command_of(base)
    after = letter.string[letter.end() : letter.end() + 1]
    return rf"\{name}{' ' if after.isalpha() else ''}" if name else sign


def _whole(text: str, formulas: list[str]) -> str:
    """*text* with its formulas, those that touch each other as one."""
    text = _KEPT.sub(lambda mark: formulas[int(mark[1])], text)
    return _line(_TOUCHING.sub("", _GLUED.sub(": ", text)))


class _Reader:
    """Reads text with tags; a tag without its partner is left out."""

    def __init__(self, text: str) -> None:
        self._text = text
        #: Pieces of what is open, innermost last, each with its tag.
        self._open: list[tuple[str, list[str]]] = [("", [])]

    def latex(self) -> str:
        """The text as LaTeX."""
        index = 0
        if self._text.count("<") > _MOST_TAGS:
            return _escaped_but_marks(_TAG.sub("", self._text))
        for tag in _TAG.finditer(self._text):
            name = tag[2].lower()
            if name not in _KNOWN:  # a < b > c
                continue
            self._add(_escaped_but_marks(self._text[index : tag.start()]))
            index = tag.end()
            if tag[3] or name == "br":
                self._add(" " if name in _BLOCKS else "")
            elif not tag[1]:
                self._open.append((name, []))
            elif any(name == other for other, _ in self._open):
                while self._close() != name:
                    pass
        self._add(_escaped_but_marks(self._text[index:]))
        while len(self._open) > 1:
            self._close()
        return "".join(self._open[0][1])

    def _add(self, piece: str) -> None:
        if piece:
            self._open[-1][1].append(piece)

    def _close(self) -> str:
        """Close the innermost tag; return its name."""
        name, pieces = self._open.pop()
        self._add(_tagged(name, "".join(pieces), self._open[-1][1]))
        return name


def _escaped_but_marks(text: str) -> str:
    return "".join(
        piece if n % 2 else _escaped(piece)
        for n, piece in enumerate(re.split("(\0\\d+\0)", text))
    )


#: A base that an index belongs to: a letter in italics.
_BASE: Final = re.compile(r"\$([A-Za-z](?:[_^]\S+)?)\$$")
#: A letter in italics, with indices.
_VARIABLE: Final = re.compile(r"[A-Za-z](?:\$[_^][^$]*\$)*")


def _tagged(name: str, inner: str, before: list[str]) -> str:
    """What is in a tag, as LaTeX.

    :param before: what stands before it; an index takes its base from there.
    """
    if name in _SHIFTED:
        return _index(_SHIFTED[name], inner, before)
    if name in _SLANTED and (word := inner.strip()):
        blanks = inner.partition(word)
        if _VARIABLE.fullmatch(word):
            return f"{blanks[0]}${word.replace('$', '')}${blanks[2]}"
        slanted = re.fullmatch(r"[^$\0]+", word) and not word.startswith(r"\emph")
        return rf"{blanks[0]}\emph{{{word}}}{blanks[2]}" if slanted else inner
    if name in ("title", "h1", "h2", "h3", "h4", "label") and inner.strip():
        mark = "" if inner.strip()[-1] in ".:?!" else ":"
        return f" {inner.strip()}{mark} "
    return f" {inner} " if name in _BLOCKS else inner


def _index(sign: str, inner: str, before: list[str]) -> str:
    """An index, beside its base if that is a letter of a formula."""
    shown = inner.strip().replace("−", "-")
    if not shown or "\0" in shown:  # a formula in MathML is none with indices of HTML
        return inner
    formula = re.fullmatch(r"\$([^$]*)\$", shown)
    base = _BASE.search(before[-1]) if before else None
    text = formula[1] if formula else shown
    if not formula and re.search(r"[A-Za-z]{2}|[^\x00-\x7f]|[\\$]", text):
        # a word: TeV, max, 2nd
        if not base or "$" in text:
            word = "textsuperscript" if sign == "^" else "textsubscript"
            return inner if "$" in text else rf"\{word}{{{text}}}"
        text = rf"\mathrm{{{text}}}"
    written = text if re.fullmatch(r"[A-Za-z\d*+]", text) else f"{{{text}}}"
    if base:
        before[-1] = before[-1][: base.start()]
        return f"${base[1]}{sign}{written}$"
    return f"${sign}{written}$"
