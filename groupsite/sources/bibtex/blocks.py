r"""Takes an abstract apart into paragraphs and items of lists.

Blank lines, ``\par``, lists of LaTeX, and what pages of publishers have (``<p>``,
``<li>``, JATS). Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from groupsite.model.pickled import Pickled
from groupsite.sources.bibtex.latex import RichText, decode
from groupsite.sources.bibtex.markup import as_latex

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What a block is: a paragraph, or an item of a list.
Form = Literal["paragraph", "bullet", "number"]

_BREAK: Final = re.compile(
    r"\\\\|\\(?P<edge>begin|end)\s*\{(?P<name>[a-z]+)\*?\}(?:\[[^\][]*\])?"
    r"|\\(?P<item>item)(?![A-Za-z])\s*(?:\[(?P<label>[^\][]*)\])?"
    r"|(?P<blank>\n[ \t]*\n\s*|\\par(?![A-Za-z])\s*"
    r"|(?=\\(?:sub)*(?:section|paragraph)(?![A-Za-z])))"
)
_LISTS: Final[dict[str, Form]] = {
    "itemize": "bullet", "description": "bullet", "enumerate": "number",
}  # fmt: skip
#: Environments that stand in paragraphs of their own.
_ASIDE: Final = frozenset(("abstract", "center", "quotation", "quote"))
#: The word that programs put before an abstract, with the sign behind it.
_PREFIX: Final = re.compile(
    r"\s*(?:\\begin\s*\{abstract\}\s*)?(?:"
    r"(?:\{\s*)?\\(?:textbf|textit|textsc|emph|bf|em|it)\b\s*\{?\s*abstract\s*[:.]?\s*\}\s*[:.]?"
    r"|\{?abstract(?:\s*\})?(?:\s*[:.—–]|\s*--+| - |[ \t]*\n\s*\n))\s*",
    re.IGNORECASE,
)


class Block(NamedTuple):
    """A paragraph, or an item of a list."""

    text: RichText
    form: Form = "paragraph"


@dataclass(frozen=True, slots=True)
class Passage(Pickled):
    """Text in blocks."""

    blocks: tuple[Block, ...] = ()

    @property
    def plain(self) -> str:
        """The text in one line."""
        return " ".join(block.text.plain for block in self.blocks)

    def __bool__(self) -> bool:
        return bool(self.blocks)


class DecodedPassage(NamedTuple):
    """The result of `decode_passage`."""

    passage: Passage
    #: Commands that nobody knows, including the backslash.
    unknown: tuple[str, ...]


def decode_passage(source: str) -> DecodedPassage:
    """The blocks of an abstract, and unknown commands in it."""
    text = as_latex(source, links=True)
    if prefix := _PREFIX.match(text):
        text = text[prefix.end() :]
    blocks: list[Block] = []
    unknown: list[str] = []
    for form, written in _parts(text):
        decoded = decode(written, links=True)
        unknown.extend(decoded.unknown)
        if decoded.text:
            blocks.append(Block(decoded.text, form))
    return DecodedPassage(Passage(tuple(blocks)), tuple(dict.fromkeys(unknown)))


def _parts(text: str) -> Iterator[tuple[Form, str]]:
    """The blocks of *text* in LaTeX, some of them empty."""
    lists: list[Form] = []
    form: Form = "paragraph"
    start = 0
    pieces: list[str] = []
    for mark in _BREAK.finditer(text):
        edge, name = mark["edge"], mark["name"]
        apart = name in _LISTS or name in _ASIDE
        if not (mark["item"] or (edge and apart) or mark["blank"] is not None):
            continue
        pieces.append(text[start : mark.start()])
        start = mark.end()
        if mark["blank"] is not None and form != "paragraph":
            pieces.append(" ")  # a paragraph within an item
            continue
        yield form, "".join(pieces)
        pieces = [f"{mark['label']} "] if mark["label"] else []
        if edge == "begin" and name in _LISTS:
            lists.append(_LISTS[name])
        elif edge == "end" and name in _LISTS and lists:
            lists.pop()
        form = "paragraph"
        if mark["item"]:
            form = lists[-1] if lists else "bullet"
    yield form, "".join([*pieces, text[start:]])
