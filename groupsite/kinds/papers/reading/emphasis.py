r"""Takes the looks off names: ``\textbf{Doe, J.}`` is ``Doe, J.``.

People print their own name in bold, underline the speaker, or link names; in LaTeX,
HTML or Markdown. BibTeX takes such a name for one word.
Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from typing import Final

#: Content between braces.
INNER: Final = r"(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*"
_COMMANDS: Final = (
    r"\\(?:textbf|textit|textsl|textsc|textmd|textrm|textsf|texttt|textup|textnormal"
    r"|text|emph|underline|uline|ul|boldsymbol|MakeUppercase|uppercase|hl|alert"
    rf"|textcolor\s*\{{[^{{}}]*\}}|(?:font)?color\s*\{{[^{{}}]*\}})\s*\{{({INNER})\}}"
)
_SWITCHES: Final = (
    r"\\(?:bf|it|em|sl|sc|rm|tt|sf|bfseries|itshape|slshape|scshape|rmfamily|sffamily"
    r"|ttfamily|normalfont)(?![A-Za-z])\s*"
)
#: Wrappers and what is left of them, in the order in which they are taken off.
_LATEX: Final = (
    # braces around nothing but the wrapper would make the name one word
    (re.compile(rf"(?<![A-Za-z\]}}])\{{\s*{_COMMANDS}\s*\}}"), r"\1"),
    (re.compile(_COMMANDS), r"\1"),
    (re.compile(rf"\{{\s*{_SWITCHES}({INNER})\}}"), r"\1"),
    (re.compile(_SWITCHES), ""),
)
_LESS: Final = r"(?:<|&lt;|\{?\\textless(?:\{\}|\}|\s|(?=[a-z/])))"
_GREATER: Final = r"(?:>|&gt;|\{?\\textgreater(?:\{\}|\}|\s?))"
_TAG: Final = re.compile(
    rf"{_LESS}(b|strong|u|em|i|span|font|mark|ins|small|nobr)(?:\s[^<>]{{0,200}}?)?{_GREATER}"
    rf"([^<>]{{0,500}}?){_LESS}/\1{_GREATER}",
    re.IGNORECASE,
)
_RAISED: Final = re.compile(
    rf"{_LESS}sup{_GREATER}([^<>{{}}]{{0,40}}?){_LESS}/sup{_GREATER}", re.IGNORECASE
)
_ANCHOR: Final = re.compile(
    r"<a\s[^<>]*?href\s*=\s*[\"']?([^\"'\s<>]+)[^<>]*>([^<>]*)</a>", re.IGNORECASE
)
_LINK: Final = re.compile(rf"\\href\s*\{{([^{{}}]*)\}}\s*\{{({INNER})\}}")
_MARKDOWN_LINK: Final = re.compile(r"\[([^\[\]]+)\]\((https?://[^()\s]+)\)")
#: ``**Doe**``, ``__Doe__``, ``*Doe*``, ``_Doe_``, around words.
_MARKDOWN: Final = (
    re.compile(r"(?<![\w*.])\*\*(?=\w)([^*]{1,200}?)(?<=[\w.])\*\*(?![\w*])"),
    re.compile(r"(?<![\w_])__(?=\w)([^_]{1,200}?)(?<=[^\W_])__(?![\w_])"),
    re.compile(r"(?<![\w*.])\*(?=\w)([^*]{1,200}?)(?<=[\w.])\*(?![\w*])"),
    re.compile(r"(?<![\w_\\$^])_(?=\w)([^_]{1,200}?)(?<=[^\W_])_(?![\w_])"),
)
_AND: Final = re.compile(r"\sand\s|[,;]\s")
#: How deep wrappers are nested.
_DEEPEST: Final = 3
_ORCID: Final = re.compile(r"orcid\.org/([\dX-]+)")


def without_emphasis(text: str) -> str:
    r"""A list of names without commands, tags and signs for looks; links become text.

    The iD of a link to orcid.org is left behind the name, as ``\\orcid{…}``.
    """
    if not re.search(r"[\\<&*_\[]", text):
        return text
    text = _ANCHOR.sub(lambda link: _linked(link[2], link[1]), text)
    text = _LINK.sub(lambda link: _linked(link[2], link[1]), text)
    text = _MARKDOWN_LINK.sub(lambda link: _linked(link[1], link[2]), text)
    text = _RAISED.sub(r"\\textsuperscript{\1}", text)
    for _ in range(_DEEPEST):
        text = _TAG.sub(r"\2", text)
    if "\\" in text:
        for _ in range(_DEEPEST):
            for wrapper, rest in _LATEX:
                text = wrapper.sub(rest, text)
    for pair in _MARKDOWN:
        text = pair.sub(_inside, text)
    return text


def _inside(pair: re.Match[str]) -> str:
    """What stands between two signs, unless each belongs to a name of its own."""
    is_list = bool(_AND.search(pair[1])) and not pair[0].startswith(("**", "__"))
    return pair[0] if is_list and pair[1].count(",") != 1 else pair[1]


def _linked(words: str, address: str) -> str:
    orcid = _ORCID.search(address)
    return rf"{words}\orcid{{{orcid[1]}}}" if orcid else words
