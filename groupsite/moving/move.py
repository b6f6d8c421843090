"""A whole move: reads the old site, writes the new one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from groupsite.moving.account import Account
from groupsite.moving.linking import Linker
from groupsite.moving.recognise import READERS
from groupsite.moving.report import NAME, report
from groupsite.moving.source import UnreadableError
from groupsite.moving.target import check_apart
from groupsite.moving.writing import files_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from groupsite.moving.site import Moved
    from groupsite.moving.source import Source
    from groupsite.moving.target import Target


@dataclass(frozen=True)
class Result:
    """What has come of a move."""

    moved: Moved
    account: Account


def move(
    source: Source,
    system: str,
    target: Target,
    messages: Callable[[], Sequence[str]] | None,
    version: str,
) -> Result:
    """Move a site.

    :param system: one of `READERS`.
    :param messages: what a build says of the site in *target*, once that is written;
        None if nobody asks for it.
    :param version: that of groupsite.
    :raises NotWritableError: if the target cannot be written to.
    """
    check_apart(
        source.root / source.files[0] if source.is_file else source.root, target.folder
    )
    account = Account()
    moved = READERS[system].read(source, account)
    linker = Linker(source, account, moved)
    texts = files_of(moved, linker, version)
    for path, text in sorted(texts.items()):
        target.write(path, text.encode())
    for old, new in sorted(moved.copies.items()):
        copied = account.thing("files", old)
        try:
            target.write(new, source.data(old))
        except UnreadableError as error:
            copied.thing.leave(str(error))
        else:
            copied.thing.became(new)
    _rest(source, account)
    said = messages() if messages is not None else ()
    text = report(account, moved.system, moved.copies, said, source.skipped)
    target.write(NAME, text.encode())
    target.finish()
    return Result(moved, account)


def _rest(source: Source, account: Account) -> None:
    """Account for the files that no reader has looked at."""
    known = account.paths | set(account.machinery)
    for path in source.files:
        if path not in known:
            why = "nothing that has moved shows it or leads to it"
            account.thing("other files", path).thing.leave(why)
