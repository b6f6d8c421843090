"""Groups of people of HugoBlox, and the time of a person in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from groupsite.moving.account import date_of

if TYPE_CHECKING:
    from groupsite.moving.account import Fields
    from groupsite.moving.hugo.folder import Hugo

#: Parts of the names of groups and roles → ours; the first one that is in a name.
_ROLES: Final = (
    (r"principal|\bpis?\b|group (?:leader|head)|lab (?:head|director|leader)|head of", "lead"),
    (r"post-?\s?doc", "postdoc"),
    (r"\bph\.?\s?d\b|doctoral (?:student|candidate|researcher)|graduate student|grad student", "phd"),
    (r"visit", "visitor"),
)  # fmt: skip
_FORMER: Final = re.compile(
    r"alum|former|\bpast\b|previous|ehemalig|ancien", re.IGNORECASE
)
#: Groups of people who are not of the group itself.
_OTHERS: Final = re.compile(
    r"collaborat|partner|friend|advisory|external", re.IGNORECASE
)
#: Between words of a group such as ``InvitedSpeakers``.
_WORDS: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


def listed_groups(hugo: Hugo) -> list[Any]:
    """The groups of people that pages of the old site list, in their order."""
    found: list[Any] = []
    for path in hugo.source.below(hugo.content, ".md"):
        data = hugo.data(path)
        sections = data.get("sections")
        for block in (data, *(sections if isinstance(sections, list) else ())):
            content = block.get("content") if isinstance(block, dict) else None
            listed = content.get("user_groups") if isinstance(content, dict) else None
            found += listed if isinstance(listed, list) else []
    return found


def memberships(hugo: Hugo, fields: Fields, role: str) -> list[dict[str, Any]]:
    """Their time in the group, from the groups that the page of people lists."""
    groups = fields.texts("user_groups") or fields.texts("user_group")
    if not groups:  # other lists of people go by tags
        groups = [t for t in fields.texts("tags") if role_of(t) or _FORMER.search(t)]
    else:
        fields.look("tags")
    own = [g for g in groups if not _OTHERS.search(g)]
    if not own:
        return []
    former = any(_FORMER.search(group) for group in own)
    called = next((g for g in own if not _FORMER.search(g)), "")
    spelt = _WORDS.sub(" ", called)
    time: dict[str, Any] = {"role": role_of(called) or role_of(role) or spelt or role or "member"}  # fmt: skip
    known = role_of(called) or role_of(role)
    if known:
        what = f"who is among “{called}”" if role_of(called) else f"whose role is “{role}”"  # fmt: skip
        hugo.account.guess("", f"somebody {what} has the role `{known}`")
    if former:
        time["status"] = "former"
        if year := date_of(str(fields.peek("graduation_year") or "")):
            time["to"] = fields.date("graduation_year") or year
            del time["status"]
            hugo.account.guess(
                fields.thing.path,
                "the time in the group ended in the year of the graduation",
            )
    return [time]


def role_of(words: str) -> str:
    """The role of ours that some words name, or ``""``."""
    return next(
        (role for found, role in _ROLES if re.search(found, words, re.IGNORECASE)), ""
    )
