"""Pages of news whose author has slipped: fences, items above the heading, no heading.

All items are shown as they were meant, and the author is told once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import get_filetype

from groupsite.build.diagnostics import report, warn
from groupsite.directives.headings import free_id
from groupsite.model.positions import Position, display_path
from groupsite.model.problems import Problem, Subtype
from groupsite.model.text import slug
from groupsite.sources.markdown.fences import mend_fences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx

    from groupsite.build.context import DocumentContext
    from groupsite.build.nodes import record_item


def mend_source(app: Sphinx, docname: str, content: list[str]) -> None:
    """Mend the fences of news in a Markdown document, at ``source-read``."""
    path = app.env.doc2path(docname)
    enabled = getattr(app.config, "myst_enable_extensions", ())
    if "colon_fence" not in enabled:
        return
    if get_filetype(app.config.source_suffix, str(path)) != "markdown":
        return
    content[0], slips = mend_fences(content[0])
    for line, message in slips:
        where = Position(display_path(path, app.srcdir), line)
        report(Problem(where, f"{{news}}: {message}", Subtype.MENDED))


def place_below_heading(
    document: nodes.document,
    entries: Sequence[record_item],
    first: Position,
    context: DocumentContext,
) -> None:
    """Move entries above the heading of their page below it; make one if it has none.

    :param first: where the first of the entries is written.
    """
    above = [entry for entry in entries if entry.parent is document]
    if not above:
        return
    section = next((n for n in document.children if isinstance(n, nodes.section)), None)
    if section is not None:
        message = (
            "{news}: the item is above the heading of its page, and shown below it; "
            "write the heading first"
        )
        warn(message, Subtype.MENDED, str(first))
        for entry in above:
            document.remove(entry)
        place = section.first_child_matching_class(nodes.title)
        where = 0 if place is None else place + 1
        section[where:where] = above
    elif context.docname != context.env.config.root_doc:
        title = _title(context)
        message = f"the page has no heading; begin it with `# {title}`"
        warn(message, Subtype.MENDED, f"{first.path}:1")
        _add_heading(document, title)


def _title(context: DocumentContext) -> str:
    """``News 2026`` for a page that is called as a year, else ``News``."""
    name = context.docname.rpartition("/")[2]
    year = re.search(r"(?<!\d)\d{4}(?!\d)", name)
    words = [context.settings.phrase("list.news"), *([year[0]] if year else [])]
    return " ".join(words)


def _add_heading(document: nodes.document, title: str) -> None:
    """Put all of *document* into a section."""
    section = nodes.section("", nodes.title(title, title), names=[title.lower()])
    section["ids"] = [free_id(slug(title), document)]
    section.source, section.line = document.get("source"), 1
    section += [n for n in document.children if not isinstance(n, nodes.docinfo)]
    document.children = [n for n in document.children if isinstance(n, nodes.docinfo)]
    document += section
    document.note_implicit_target(section, section)
