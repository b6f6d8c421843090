"""The version of what is kept between builds: it changes with our code.

Doctrees and domain data are made by our code, and a site runs it straight from its
repository. So the version is taken from the code itself: after a `git pull` nothing that
older code has made is used, without anybody having to remember a number. The same for
those who write dates, citations and nodes for us.
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

#: Endings of files that documents and pages are made by.
_MAKING: Final = (".py", ".html", ".toml", ".mo", ".csl")


@cache
def code_version() -> int:
    """A number that differs for any two states of the code, the templates and the words."""
    package = Path(__file__).parents[1]
    digest = hashlib.blake2b(digest_size=6)
    # importing the last one takes a while
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
