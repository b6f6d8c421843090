r"""Converts other markup in BibTeX fields to LaTeX.

Crossref provides titles and abstracts with tags of HTML, JATS and MathML; reference
managers escape these, and formulas, as if they were text
(``{\textless}i{\textgreater}``, ``{\$}{\backslash}alpha{\$}``). Only pairs of known
tags are replaced: ``a < b > c`` stays.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from groupsite.sources.bibtex.mathml import latex_of

#: Tags → LaTeX before and after their content.
_TAGS: Final = {
    **dict.fromkeys(
        [
            "a",
            "b",
            "bold",
            "ext-link",
            "uri",
            "font",
            "inline-formula",
            "monospace",
            "roman",
            "sans-serif",
            "sc",
            "scp",
            "small",
            "span",
            "strong",
            "styled-content",
            "tex-math",
            "tt",
            "u",
            "underline",
        ],
        ("{", "}"),
    ),
    **dict.fromkeys(("em", "emph", "i", "italic"), (r"\emph{", "}")),
    **dict.fromkeys(("sup", "inf-sup"), (r"\textsuperscript{", "}")),
    **dict.fromkeys(("sub", "inf"), (r"\textsubscript{", "}")),
    # blocks: decoding a line makes blanks of the line ends
    **dict.fromkeys(
        ("abstract", "disp-quote", "div", "p", "sec", "section"), ("\n\n", "\n\n")
    ),
    "disp-formula": (" ", " "),
    **dict.fromkeys(("list", "ul"), ("\\begin{itemize}", "\\end{itemize}\n\n")),
    "ol": ("\\begin{enumerate}", "\\end{enumerate}\n\n"),
    **dict.fromkeys(("li", "list-item"), ("\\item ", "\n")),
    **dict.fromkeys(
        ("title", "label", "h1", "h2", "h3", "h4", "h5", "h6"), ("\n\n", ": ")
    ),
}
#: Tags without content.
_EMPTY: Final = ("br", "hr")
_LESS: Final = r"(?:<|&lt;|\{\\textless\}|\\textless(?:\{\}|\s)|\{?\$<\$\}?)"
_GREATER: Final = _LESS.replace("less", "greater").replace("<", ">").replace("lt", "gt")
_NAMES: Final = "|".join(sorted((*_TAGS, *_EMPTY), key=len, reverse=True))
#: A tag, escaped or not.
_WRITTEN: Final = re.compile(
    rf"{_LESS}(/?(?:(?:jats:)?(?:{_NAMES})|mml:[a-z]+|math|m[a-z]{{1,10}})"
    rf"(?:\s[^<>]{{0,500}}?)?/?){_GREATER}",
    re.IGNORECASE,
)
_TAG: Final = re.compile(rf"<(/?)(?:jats:)?({_NAMES})(?:\s[^<>]*)?/?>", re.IGNORECASE)
#: The address of a link, in its tag.
_ADDRESS: Final = re.compile(
    r"""\s(?:xlink:)?href\s*=\s*(["']|``|'')?([^\s"'<>]+)""", re.IGNORECASE
)
#: An ampersand escaped twice: ``&amp;lt;``, ``\&amp;amp;``.
_TWICE: Final = re.compile(r"\\?&amp;(?=#?\w{1,10};)")
#: A list with numbers, in JATS.
_ORDERED: Final = re.compile(
    r"^<(?:jats:)?list\s[^<>]*list-type=.?order", re.IGNORECASE
)
#: A heading without information.
_HEADING: Final = re.compile(
    r"<((?:jats:)?(?:title|b|strong|bold|h[1-6]|p))>\s*+(?:abstract|summary)\s*+[.:]?\s*+</\1>",
    re.IGNORECASE,
)
# none of these can be nested, so that matching takes linear time
_MATH: Final = re.compile(
    r"<(mml:)?math\b[^<>]*>(?:[^<]|<(?!/?(?:mml:)?math\b))*+</(?:mml:)?math\s*>",
    re.IGNORECASE,
)
#: A formula in several formats, one of them LaTeX.
_ALTERNATIVES: Final = re.compile(
    r"<((?:jats:)?alternatives)>(?P<all>(?:[^<]|<(?!/?(?:jats:)?alternatives>))*+)</\1>"
)
_LATEX: Final = re.compile(
    r"<(?:jats:)?tex-math[^<>]*>((?:[^<]|<(?!/|(?:jats:)?tex-math))*+)</"
)
_DOLLARS: Final = re.compile(r"(\$\$?)[^$]+\1")
#: A formula in which every special character is escaped, by Mendeley, DBLP or Zotero.
_ESCAPED: Final = re.compile(
    r"(?P<dollar>(?:\{\\\$\}){1,2}|\{\\textdollar\}|\\textdollar(?:\{\}|\s)|\\\$)"
    r"(?P<inner>[A-Za-z]|(?=(?:(?!\\textdollar)[^$])*?(?:\\(?:text)?backslash|\{\\[_{^]))"
    r"(?:(?!\\textdollar)[^$])+?)(?P=dollar)"
)
_SIGN: Final = re.compile(
    r"\{?\\(?:text)?backslash(?:\}|\{\}|[ \t]+)?"
    r"|\{\\(?P<sign>[{}_&%#^~])(?:\{\})?\}|\\(?P<bare>[{}_&%#^~])(?:\{\})?"
    r"|\{?\\text(?P<word>less|greater|asciicircum|asciitilde)(?:\}|\{\}|\s)"
)
_WORDS: Final = {"less": "<", "greater": ">", "asciicircum": "^", "asciitilde": "~"}


def as_latex(source: str, *, links: bool = False) -> str:
    """*source* with other markup replaced by LaTeX.

    :param links: whether links stay links.
    """
    text = _TWICE.sub("&", source) if "&amp;" in source else source
    if "\\$" in text or "dollar" in text:
        text = _ESCAPED.sub(_formula, text)
    text = _WRITTEN.sub(r"<\1>", text)
    if "</" in text or "<br" in text:
        text = _ALTERNATIVES.sub(_chosen, _HEADING.sub("", text))
        text = _without_tags(_MATH.sub(_mathml, text), links=links)
    return text


def _formula(escaped: re.Match[str]) -> str:
    """The formula without escapes."""
    inner = _SIGN.sub(
        lambda sign: (
            sign["sign"] or sign["bare"] or _WORDS.get(sign["word"] or "", "\\")
        ),
        escaped["inner"],
    )
    dollars = "$" * (escaped["dollar"].count("$") or 1)
    return f"{dollars}{inner}{dollars}"


def _chosen(alternatives: re.Match[str]) -> str:
    """The LaTeX version of a formula, without the document that may surround it."""
    latex = _LATEX.search(alternatives["all"])
    if latex is None:
        return alternatives["all"]
    formula = _DOLLARS.search(latex[1])
    return formula[0] if formula else f"${latex[1]}$"


def _without_tags(text: str, *, links: bool) -> str:
    """*text* with LaTeX for each pair of tags; unpaired tags are text."""
    replacements: dict[int, tuple[int, str]] = {}
    opened: list[re.Match[str]] = []
    counts: Counter[str] = Counter()
    for tag in _TAG.finditer(text):
        name = tag[2].lower()
        if name in _EMPTY:
            replacements[tag.start()] = (tag.end(), "\n")
        elif not tag[1]:
            opened.append(tag)
            counts[name] += 1
        elif counts[name]:
            while (start := opened.pop())[2].lower() != name:
                counts[start[2].lower()] -= 1
            counts[name] -= 1
            before, after = _TAGS[name]
            if _ORDERED.search(start[0]):
                before, after = _TAGS["ol"]
            if links and (address := _ADDRESS.search(start[0])):
                before = rf"\href{{{address[2]}}}{{"
            if after == ": " and text[tag.start() - 1 : tag.start()] in ".:?!":
                after = " "
            replacements[start.start()] = (start.end(), before)
            replacements[tag.start()] = (tag.end(), after)
    pieces: list[str] = []
    index = 0
    for begin, (end, latex) in sorted(replacements.items()):
        between = text[index:begin]
        # the paragraph after a heading stands beside it
        headed = pieces[-1:] in ([": "], [" "]) and not between.strip()
        beside = headed and latex == "\n\n"
        pieces += [between, "" if beside else latex]
        index = end
    return "".join([*pieces, text[index:]])


def _mathml(math: re.Match[str]) -> str:
    """A MathML formula as LaTeX."""
    latex = latex_of(math[0])
    if latex is None:
        return re.sub("<[^<>]*>", "", math[0])
    return f"${latex}$" if latex else ""
