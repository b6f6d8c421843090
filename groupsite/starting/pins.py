"""The line of a requirements.txt that says in which version groupsite is installed."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_PIN: Final = re.compile(
    r"^(?P<what>groupsite[ \t]*(?:\[[^\]\n]*\])?[ \t]*==[ \t]*)(?P<version>[^\s;#\\]+)"
    r"(?P<hashed>[^\n]*\\)?",
    re.MULTILINE | re.IGNORECASE,
)


class Pin(NamedTuple):
    """A version, and where it stands in a text."""

    version: str
    start: int
    end: int
    #: Whether hashes follow, which only the program that made them can renew.
    is_hashed: bool


def pin_of(text: str) -> Pin | None:
    """The pin of groupsite in *text*; None if there is none."""
    found = _PIN.search(text)
    if found is None:
        return None
    return Pin(found["version"], *found.span("version"), bool(found["hashed"]))


def repinned(text: str, version: str) -> str:
    """*text* with another version in its pin, and nothing else changed."""
    pin = pin_of(text)
    return f"{text[: pin.start]}{version}{text[pin.end :]}" if pin else text
