"""The pieces of code of a page, and typing them into a site."""

from __future__ import annotations

import re
from textwrap import dedent
from typing import TYPE_CHECKING, NamedTuple

from tests.docs.conftest import DOCS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Site


class Block(NamedTuple):
    """A piece of code of a page."""

    language: str
    #: The file that it belongs to; empty for what is only shown.
    file: str
    #: Whether it shows a slip.
    wrong: bool
    text: str


def blocks(page: str) -> Iterator[Block]:
    """Those of a page, in order."""
    text = (DOCS / f"{page}.md").read_text("utf-8")
    fence = re.compile(
        r"^(`{3,})(?:\{code-block\} )?([\w+-]+)\n((?::\w+:[^\n]*\n)*)\n?(.*?)^\1$",
        re.MULTILINE | re.DOTALL,
    )
    for match in fence.finditer(text):
        options = dict(re.findall(r"^:(\w+): (.*)$", match[3], re.MULTILINE))
        wrong = options.get("class") == "wrong"
        yield Block(match[2], options.get("caption", ""), wrong, dedent(match[4]))


def type_in(site: Site, block: Block) -> None:
    """Change the lines that a block changes, or add it at the end of its file."""
    if block.language == "diff":
        lines = block.text.splitlines(keepends=True)
        old = "".join(line[1:] for line in lines if not line.startswith("+"))
        new = "".join(line[1:] for line in lines if not line.startswith("-"))
        site.edit(block.file, old, new)
    else:
        there = (site.srcdir / block.file).exists()
        before = f"{site.read(block.file)}\n" if there else ""
        site.write(block.file, before + block.text)
