"""The version of data kept between builds, derived from our code.

Doctrees and domain data are made by our code, which a site may run straight from its
repository. Deriving the version from the code means that nothing made by older code is
used after a `git pull`, without anybody having to update a number. It also includes the
versions of packages that write dates, citations and nodes for us.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

import babel
import docutils
import sphinx

#: Suffixes of files that affect documents and pages.
_MAKING: Final = (".py", ".html", ".toml", ".mo", ".csl", ".typ")


@cache
def code_version() -> int:
    """A number that differs for different code, templates or translations."""
    package = Path(__file__).parents[1]
    digest = hashlib.blake2b(digest_size=6)
    # importing citeproc just for its version takes a while
    makers = (
        babel.__version__,
        docutils.__version__,
        sphinx.__version__,
        version("citeproc-py"),
    )
    digest.update(repr(makers).encode())
    paths = (path for ending in _MAKING for path in package.rglob(f"*{ending}"))
    for path in sorted(paths):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0")
        digest.update(path.read_bytes())
    return int.from_bytes(digest.digest(), "big")
