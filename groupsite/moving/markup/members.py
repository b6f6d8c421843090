"""Which people a list of the old site shows, as options of ours. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: ``role: ^pi$, group: alumni``; nothing behind the colon is for those who say nothing.
_PATTERN: Final = re.compile(r"\s*([\w-]+)\s*:\s*([^,]*)")
#: ``role == 'pi' and group != 'alumni'``.
_COMPARED: Final = re.compile(
    r"\s*([\w-]+)\s*([!=]=)\s*[\"']?([\w-]*(?: [\w-]+){0,9})[\"']?\s*"
)
#: A word or several, whole or in part, or what it must not be: ``^(?!pi$)``.
_WORDS: Final = re.compile(r"(?P<start>\^?)(?P<no>\(\?!)?\^?\(?(?P<words>[\w-]+(?:\|[\w-]+)*)\)?(?P<end>\$?)\)?\$?(?:\.\*)?\$?")  # fmt: skip


class Member(NamedTuple):
    """Somebody whom lists of the old site may show."""

    id: str
    role: str
    #: ``current`` or ``former``.
    status: str
    #: What the old site says of them: key → value.
    said: Mapping[str, str]


#: A key, and whether somebody is whom it asks for.
Test = tuple[str, Callable[[Member], bool]]


def options(
    members: Sequence[Member], patterns: str, condition: str
) -> dict[str, str] | None:
    """The options of a list of those whom the old one shows; None for nobody.

    :param patterns: keys with regular expressions, ``role: ^pi$``.
    :param condition: comparisons, ``role == 'pi'``.
    :raises ValueError: if nobody here knows what they mean.
    """
    tests = [*_matching(patterns), *_comparing(condition)]
    chosen = [one for one in members if all(holds(one) for _, holds in tests)]
    if not chosen:
        return None
    roles = dict.fromkeys(one.role for one in chosen)
    statuses = dict.fromkeys(one.status for one in chosen)
    asked = {key for key, _ in tests}
    named = "role" in asked, "group" in asked
    for by_role, by_status in (named, (False, True), (True, False), (True, True)):
        same = [
            one
            for one in members
            if not (by_role and one.role not in roles)
            and not (by_status and one.status not in statuses)
        ]
        if same == chosen:
            found = {"role": " ".join(roles)} if by_role else {}
            return found | ({"status": " ".join(statuses)} if by_status else {})
    return {"person": " ".join(one.id for one in chosen)}


def _matching(patterns: str) -> list[Test]:
    return [
        _match(found[1], found[2].strip()) for found in _all(_PATTERN, patterns, ",")
    ]


def _match(key: str, pattern: str) -> Test:
    if not pattern:
        return key, lambda one: not one.said.get(key)
    found = _WORDS.fullmatch(pattern)
    if found is None:
        raise ValueError(pattern)
    words = found["words"].split("|")

    def holds(one: Member) -> bool:
        value = one.said.get(key, "")
        return any(
            value == word
            if found["start"] and found["end"]
            else value.startswith(word)
            if found["start"]
            else word in value
            for word in words
        ) != bool(found["no"])

    return key, holds


def _comparing(condition: str) -> list[Test]:
    return [
        _compare(*found.groups()) for found in _all(_COMPARED, condition, r"\band\b|&&")
    ]


def _compare(key: str, sign: str, value: str) -> Test:
    return key, lambda one: (one.said.get(key, "") == value) == (sign == "==")


def _all(pattern: re.Pattern[str], text: str, between: str) -> list[re.Match[str]]:
    """Each part of *text*; a ValueError if one is no such *pattern*."""
    found = []
    for part in re.split(between, text) if text.strip() else []:
        one = pattern.fullmatch(part)
        if one is None:
            raise ValueError(part)
        found.append(one)
    return found
