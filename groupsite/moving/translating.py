"""Text of an old site as Markdown for MyST; what has no equivalent is noted. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from groupsite.moving.markup import Known, to_myst

if TYPE_CHECKING:
    from groupsite.moving.account import Account

#: Longer texts stay as they are.
_LONGEST: Final = 1_000_000


def translated(
    text: str,
    system: str,
    path: str,
    account: Account,
    *,
    known: Known | None = None,
    headings: int = 2,
    line: int = 1,
) -> str:
    """*text* in MyST.

    :param path: its file in the old site, for notes.
    :param known: what it may name.
    :param headings: the level of its uppermost headings; 0 for bold lines.
    :param line: where it begins in its file.
    """
    if len(text) > _LONGEST:
        account.note(path, "its text is too long to be translated, and stays as it is")
        return text
    written, notes = to_myst(text, system, known=known, headings=headings, line=line)
    for note in notes:
        account.note(path, note)
    return written
