"""The text of a post: its front matter, its title, its first paragraph.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT: Final = re.compile(
    r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$\n?", re.DOTALL | re.MULTILINE
)
#: The name of a role, before what it names.
_ROLE: Final = re.compile(r"\{[\w:.-]+\}$")
#: What Markdown takes as markup.
_MARKUP: Final = re.compile(r"([\\`*_{}\[\]<>$#|~])")
_FENCE: Final = re.compile(r"^:{3,}", re.MULTILINE)


class Parts(NamedTuple):
    """A page in two parts."""

    #: What stands between the lines ``---``.
    front: str
    body: str
    #: Number of lines before the body.
    offset: int


def split(text: str) -> Parts:
    """The front matter of a page, and what is below it."""
    match = _FRONT.match(text)
    if match is None:
        return Parts("", text, 0)
    return Parts(match[1], text[match.end() :], text.count("\n", 0, match.end()))


class Outline(NamedTuple):
    """What lists show of a page."""

    #: The text of its first heading of the first level.
    title: str
    #: The text of its first paragraph.
    excerpt: str


def outline(body: str) -> Outline:
    """The title and the first paragraph in plain words."""
    tokens = MarkdownIt("commonmark").parse(body)
    title = excerpt = ""
    for before, token in itertools.pairwise(tokens):
        if token.type != "inline" or token.level != 1:
            continue
        if before.type == "heading_open" and before.tag == "h1" and not title:
            title = _plain(token)
        is_text = before.type == "paragraph_open" and not _FENCE.search(token.content)
        if is_text and not excerpt:
            excerpt = _plain(token)
    return Outline(title, excerpt)


def _plain(inline: Token) -> str:
    """The words of a paragraph; nothing if some are those of a record that it names."""
    words: list[str] = []
    for token in inline.children or ():
        if token.type == "code_inline" and words and _ROLE.search(words[-1]):
            named, target = token.content.partition("<")[::2]
            if not target:
                return ""
            words[-1] = _ROLE.sub("", words[-1])
            words.append(named.strip())
        elif token.type in ("text", "code_inline"):
            words.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            words.append(" ")
    return " ".join("".join(words).split())


def with_title(text: str, title: str) -> str:
    """The page *text* with *title* as its heading, unless it begins with one.

    No line is added where an empty one can be replaced, so that messages keep theirs.
    """
    _, body, offset = split(text)
    if outline(body).title or not title:
        return text
    lines = text.split("\n")
    free = offset < len(lines) and not lines[offset].strip()
    lines[offset : offset + free] = ["# " + _MARKUP.sub(r"\\\1", title)]
    return "\n".join(lines)
