r"""Takes addresses out of the markup that people and programs put around them.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from typing import Final

#: ``<a href="ADDRESS">text</a>``.
_ANCHOR: Final = re.compile(r"<a\b([^<>]*)>([^<>]*)(?:</a\s*>)?", re.IGNORECASE)
#: The address in such a tag; the quotes may be escaped or curly, or lack.
_TARGET: Final = re.compile(r"\bhref\s*=[\s\\\"'“”{]*([^\s\"'“”{}\\]+)", re.IGNORECASE)
#: ``\href{ADDRESS}{text}``.
_HREF: Final = re.compile(r"\\href\s*\{([^{}]+)\}\s*\{[^{}]*\}")
#: ``[text](ADDRESS)`` of Markdown.
_MARKDOWN: Final = re.compile(r"\[([^\][]*)\]\(((?:https?:|www\.)[^\s()]+)\)")
#: ``<ADDRESS>``.
_ANGLES: Final = re.compile(r"<((?:https?:|www\.)[^\s<>]+)>")
#: ``*text*`` and ``**text**`` of Markdown.
_STARS: Final = re.compile(r"(\*{1,2})(?=[^\s*])([^*]+)(?<=\S)\1")
_TAG: Final = re.compile(r"</?(?:a|p|br|span|i|b|em|strong)\b[^<>]*>", re.IGNORECASE)
_MARKUP: Final = re.compile(
    r"<a\b|</|\\href|\]\(|<https?:|<www\.|<br|<p>", re.IGNORECASE
)
#: A word that says what follows, when what follows is an address.
_WORD: Final = re.compile(r"\b(?:doi|url|link)\s*:\s*(?=https?:)", re.IGNORECASE)


def bare_addresses(text: str) -> str:
    """*text* with addresses in place of the markup in which they stand."""
    if not _MARKUP.search(text):
        return text
    text = _MARKDOWN.sub(r" \2 ", text)
    for pattern in (_HREF, _ANGLES):
        text = pattern.sub(r" \1 ", text)
    text = _TAG.sub(" ", _ANCHOR.sub(_target, text))
    return " ".join(_WORD.sub("", text).split())


def latex_of_markdown(text: str) -> str:
    """*text* with its emphasis and links as LaTeX writes them."""
    return _STARS.sub(r"\\emph{\2}", _MARKDOWN.sub(r"\\href{\2}{\1}", text))


def _target(anchor: re.Match[str]) -> str:
    """Where an anchor leads; its text if nowhere."""
    found = _TARGET.search(anchor[1])
    return f" {found[1] if found else anchor[2]} "
