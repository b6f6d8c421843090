"""The first line of files that upgrades renew: it tells whether somebody has edited them."""

from __future__ import annotations

import hashlib
import re
from typing import Final

_STAMP: Final = re.compile(
    r"# groupsite (\S+) wrote this file, and renews it [^\n]*\((\w+)\)\r?\n"
)


def stamped(text: str, version: str) -> str:
    """*text* below a line that says which version has written it, and what it was."""
    what = "and renews it as long as nobody edits it"
    return f"# groupsite {version} wrote this file, {what} ({_digest(text)})\n{text}"


def is_unedited(text: str) -> bool:
    """Whether *text* is as `stamped` has made it; the ends of lines may be others."""
    stamp = _STAMP.match(text)
    if stamp is None:
        return False
    return stamp[2] == _digest(text[stamp.end() :].replace("\r\n", "\n"))


def without_stamp(text: str) -> str:
    """*text* without its first line, if that is ours."""
    return _STAMP.sub("", text, count=1)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
