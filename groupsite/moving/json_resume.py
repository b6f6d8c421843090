"""A file of JSON Resume: https://jsonresume.org."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from groupsite.moving.papers import became, merged, with_keys
from groupsite.moving.resume import Vita, owner_of_resume, read_resume
from groupsite.moving.site import Moved
from groupsite.moving.source import UnreadableError

if TYPE_CHECKING:
    from groupsite.moving.account import Account
    from groupsite.moving.source import Source


def _file(source: Source) -> tuple[str, dict[str, Any]]:
    """The file, and what it says."""
    for path in source.files:
        if "/" not in path and path.lower().endswith((".json", ".yaml", ".yml")):
            try:
                data = source.values(path)
            except UnreadableError:
                continue
            if isinstance(data, dict) and isinstance(data.get("basics"), dict):
                return path, data
    return "", {}


def recognise(source: Source) -> bool:
    """Whether there is a file with the key ``basics``, alone or at the top of a folder."""
    return bool(_file(source)[0])


def read(source: Source, account: Account) -> Moved:
    """A site of one person."""
    path, data = _file(source)
    moved = Moved("JSON Resume")
    person = owner_of_resume(moved, account, path, data)
    moved.owner = person
    moved.name = moved.the("people", person)["name"] if person else ""
    vita = Vita(moved, account, person, path)
    if person:
        read_resume(vita, data)
    else:
        account.thing("cv", path, {k: v for k, v in data.items() if k != "basics"})
    became(with_keys(merged(vita.papers, account), account), moved)
    return moved
