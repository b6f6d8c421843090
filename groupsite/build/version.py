"""The version of data kept between builds, derived from our code.

Doctrees and domain data are made by our code, which a site may run straight from its
repository. Deriving the version from the code means that nothing made by older code is
used after a `git pull`, without anybody having to update a number. It also includes the
versions of packages that write dates, citations and nodes for us.
"""

from __future__ import annotations

import hashlib
import os
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

import babel
import docutils
import sphinx

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Suffixes of files that affect documents and pages.
_MAKING: Final = (".py", ".html", ".toml", ".mo", ".csl", ".typ")


def _files(package: Path) -> Iterator[str]:
    """The files that affect documents and pages, relative to *package*."""
    for folder, _, names in os.walk(package):
        below = Path(folder).relative_to(package)
        making = (name for name in names if name.endswith(_MAKING))
        yield from ((below / name).as_posix() for name in making)


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
    for name in sorted(_files(package)):
        digest.update(name.encode() + b"\0")
        # as text: paths of hundreds of files take a while to make
        with open(f"{package}/{name}", "rb") as file:  # noqa: PTH123
            digest.update(file.read())
    return int.from_bytes(digest.digest(), "big")
