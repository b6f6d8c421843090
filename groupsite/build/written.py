"""Pages that somebody has written for records that would have a stub, wherever they are.

A document with the directive of a record is its page. It is looked for in the text, as
stubs are made before any document is read.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.project import EXCLUDE_PATHS
from sphinx.util.matching import get_matching_files

from groupsite.build.domain import groupsite_domain
from groupsite.build.stubs import has_mark

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from sphinx.application import Sphinx

    from groupsite.model.kinds import RecordKind


def leave_out_written(
    app: Sphinx, kinds: Iterable[RecordKind[Any]], pages: dict[str, dict[str, str]]
) -> None:
    """Remove from *pages* what somebody has written a page for.

    :param pages: kind → id → name of the document.
    """
    names = [kind.name for kind in kinds if kind.page.anywhere and pages[kind.name]]
    if not names:
        return
    marks = [f"{name}{end}".encode() for name in names for end in ("}", "::")]
    for _, data in documents(app):
        if any(mark in data for mark in marks) and not has_mark(data):
            for name, record_id in directives_in(data.decode(errors="replace"), names):
                pages[name].pop(record_id, None)


def directives_in(text: str, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The directives called *names* in a document, each with its argument."""
    name = f"(?:groupsite:)?({'|'.join(map(re.escape, names))})"
    markdown = rf"(?:[:~]{{3,}}|`{{3,}})\{{{name}\}}"
    for pattern in (markdown, rf"\.\. +{name}::"):
        for match in re.finditer(rf"^[ \t>]*{pattern}[ \t]+(\S+)", text, re.MULTILINE):
            yield match[1], match[2]


def documents(
    app: Sphinx, without: Container[str] = frozenset()
) -> Iterator[tuple[str, bytes]]:
    """The documents that Sphinx will find, by name, and their sources.

    :param without: names of documents to leave out.
    """
    for name in files_of(app):
        if name.rpartition(".")[0] in without:
            continue  # without a path, which takes a while to make
        docname = app.project.path2doc(name)
        if docname is None or docname in without:
            continue
        try:
            data = Path(app.srcdir, name).read_bytes()
        except OSError:  # of another user, of which Sphinx complains
            continue
        yield docname, data


def files_of(app: Sphinx) -> list[str]:
    """The files among which Sphinx looks for documents, relative to their folder.

    Listed once, before this build makes any.
    """

    def find() -> list[str]:
        config = app.config
        assets = [*config.templates_path, *app.builder.get_asset_paths()]
        excluded = [*config.exclude_patterns, *assets, *EXCLUDE_PATHS]
        return [*get_matching_files(app.srcdir, config.include_patterns, excluded)]

    return groupsite_domain(app.env).graph.memo("files of the project", find)
