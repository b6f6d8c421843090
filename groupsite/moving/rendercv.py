"""A file of RenderCV: https://rendercv.com."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from groupsite.moving.papers import became, merged, with_keys
from groupsite.moving.resume import Vita, owner_of_rendercv, read_rendercv
from groupsite.moving.site import Moved
from groupsite.moving.source import UnreadableError

if TYPE_CHECKING:
    from groupsite.moving.account import Account
    from groupsite.moving.source import Source


def _file(source: Source) -> tuple[str, dict[str, Any]]:
    """The file, and what it says."""
    for path in source.files:
        if "/" not in path and path.lower().endswith((".yaml", ".yml")):
            try:
                data = source.values(path)
            except UnreadableError:
                continue
            if isinstance(data, dict) and isinstance(data.get("cv"), dict):
                return path, data
    return "", {}


def recognise(source: Source) -> bool:
    """Whether there is a file with the key ``cv``, alone or at the top of a folder."""
    return bool(_file(source)[0])


def read(source: Source, account: Account) -> Moved:
    """A site of one person."""
    path, data = _file(source)
    moved = Moved("RenderCV")
    rest = {key: value for key, value in data.items() if key != "cv"}
    if rest:
        settings = account.thing("settings", path, rest, label="design and locale")
        settings.look(*rest)
        settings.thing.became("conf.py")
    person = owner_of_rendercv(moved, account, path, data["cv"])
    moved.owner = person
    moved.name = moved.the("people", person)["name"] if person else ""
    vita = Vita(moved, account, person, path)
    if person:
        read_rendercv(vita, data["cv"])
    else:
        account.thing("cv", path, data["cv"].get("sections") or {})
    became(with_keys(merged(vita.papers, account), account), moved)
    return moved
