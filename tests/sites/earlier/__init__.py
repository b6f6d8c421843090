"""Sites as released versions of groupsite have written them, and how one is kept.

``python -m tests.sites.earlier`` keeps those of the present version, before its release.
"""

from __future__ import annotations

import io
import tarfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from groupsite import __version__
from groupsite.starting.site import Facts, example_files, new_files

HERE: Final = Path(__file__).parent
#: What the owner of a kept site is called, and when it began.
FACTS: Final = Facts(
    name="Example Lab",
    owner="Jane Doe",
    owner_id="doe-jane",
    address="https://lab.example.org/",
    month="2026-11",
)
#: When its files were written, in seconds: without git, that is the day of the site.
_BEGUN: Final = int(datetime(2026, 11, 1, tzinfo=UTC).timestamp())


def kept() -> list[Path]:
    """The archives of all versions, each with the sites ``new`` and ``example``."""
    return sorted(HERE.glob("*.tar.gz"))


def keep() -> Path:
    """Write the archive of this version."""
    path = HERE / f"{__version__}.tar.gz"
    sites = {
        "new": new_files(FACTS, __version__),
        "example": example_files(FACTS.month, __version__),
    }
    with tarfile.open(path, "w:gz") as archive:
        for site, files in sites.items():
            for name, data in files.items():
                info = tarfile.TarInfo(f"{site}/{name}")
                info.size = len(data)
                info.mtime = _BEGUN
                archive.addfile(info, io.BytesIO(data))
    return path
