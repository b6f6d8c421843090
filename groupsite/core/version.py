"""The version of what is kept between builds: it changes with our code.

Doctrees and domain data are made by our code, and a site runs it straight from its
repository. So the version is taken from the code itself: after a `git pull` nothing that
older code has made is used, without anybody having to remember a number.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path


@cache
def code_version() -> int:
    """A number that differs for any two states of this package's modules."""
    package = Path(__file__).parents[1]
    digest = hashlib.blake2b(digest_size=6)
    for path in sorted(package.rglob("*.py")):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0")
        digest.update(path.read_bytes())
    return int.from_bytes(digest.digest(), "big")
