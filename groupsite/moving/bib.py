"""A .bib file, or a folder of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groupsite.moving.papers import (
    became,
    entries_of,
    merged,
    with_keys,
    without_exported,
)
from groupsite.moving.site import Moved
from groupsite.moving.source import UnreadableError

if TYPE_CHECKING:
    from groupsite.moving.account import Account
    from groupsite.moving.site import Entry
    from groupsite.moving.source import Source


def recognise(source: Source) -> bool:
    """Whether there are .bib files, and nothing that somebody else would read."""
    return any(path.lower().endswith(".bib") for path in source.files)


def read(source: Source, account: Account) -> Moved:
    """The entries of all files."""
    moved = Moved("BibTeX", name="Publications")
    read_papers(source, account, moved, source.below("", ".bib"))
    return moved


def read_papers(
    source: Source,
    account: Account,
    moved: Moved,
    paths: list[str],
    more: list[Entry] | None = None,
) -> None:
    """Add the papers of .bib files to a site.

    :param more: entries that were made of something else.
    """
    entries: list[Entry] = []
    for path in paths:
        try:
            entries += entries_of(source, path, account)
        except UnreadableError as error:
            account.thing("papers", path).thing.leave(str(error))
    entries += more or []
    without_exported(entries, account)
    became(with_keys(merged(entries, account), account), moved)
