"""Text of an old site as Markdown for MyST; what has no equivalent is noted. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from groupsite.model.text import spelling
from groupsite.moving.markup import Known, to_myst

if TYPE_CHECKING:
    from groupsite.moving.account import Account
    from groupsite.moving.site import Moved

#: Longer texts stay as they are.
_LONGEST: Final = 1_000_000
#: Lines of what templates have in place of a text.
_FILLER: Final = re.compile(
    r"^[ \t]*(?:(?:Lorem ipsum dolor sit|Ut enim ad minim veniam|Duis aute irure dolor|Excepteur sint occaecat)"
    r"[a-z, ]{0,200}\.[ \t]*){1,8}$",
    re.MULTILINE,
)


def translated(
    text: str,
    moved: Moved,
    path: str,
    account: Account,
    headings: int = 2,
    *,
    known: Known | None = None,
    line: int = 1,
) -> str:
    """*text* in MyST.

    :param path: its file in the old site, for notes.
    :param headings: the level of its uppermost headings; 0 for bold lines instead.
    :param known: what it may name, if that is not what has been read so far.
    :param line: where it begins in its file.
    """
    if not text.strip():
        return ""
    if len(text) > _LONGEST:
        account.note(path, "its text is too long to be translated, and stays as it is")
        return text
    text, fillers = _FILLER.subn("", text)
    if fillers:
        account.note(path, "“Lorem ipsum”, which came with the template, is left out")
    if known is None:
        known = _known(moved)
    found = to_myst(text, moved.system, known=known, headings=headings, line=line)
    for note in found.notes:
        account.note(path, note)
    return found.text.strip()


def _known(moved: Moved) -> Known:
    """What a text may name of what has been read so far."""
    papers: dict[str, str] = {}
    titles: dict[str, str] = {}
    for entry in moved.papers:
        papers[entry.key] = entry.key
        titles.setdefault(spelling(entry.fields.get("title", "")), entry.key)
        if doi := entry.fields.get("doi"):
            papers.setdefault(f"doi:{doi}", entry.key)
    return Known(papers, moved.names, titles, moved.members)
