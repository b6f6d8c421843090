"""The pages of the reference: what the code says of itself is put below their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docs.generating import pages
from docs.generating.commands import commands

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

#: Folder of the pages; the rest of a page's name is the one in `PAGES`.
FOLDER: Final = "reference/"
PAGES: Final = {**pages.PAGES, "commands": commands}


def append_generated(app: Sphinx, docname: str, source: list[str]) -> None:
    """At ``source-read``: add what is generated to the text that somebody has written."""
    generate = PAGES.get(docname.removeprefix(FOLDER))
    if docname.startswith(FOLDER) and generate is not None:
        source[0] += f"\n\n{generate(app)}"


def generated_pages(app: Sphinx, *_args: object) -> list[str]:
    """At ``env-get-outdated``: the code may be another one."""
    return [f"{FOLDER}{name}" for name in PAGES]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect both."""
    app.connect("source-read", append_generated)
    app.connect("env-get-outdated", generated_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
