"""The Makefile, as somebody meets it who has just got the repository."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Final

from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

#: What says of itself that it is Python 3.9, and is this one.
_OLD: Final = """\
#!/bin/sh
exec {python} -c "import sys; sys.version_info = (3, 9, 2); $2"
"""


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What make says and returns."""
    command = ["make", "-C", str(folder), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_help_lists_what_authors_need_first() -> None:
    """Building and checking come before what engineers do with the code."""
    lines = make(REPOSITORY, "help").stdout.splitlines()
    names = [m[1] for line in lines if (m := re.match(r"  make (\S+) +\S", line))]

    assert names[:4] == ["html", "live", "check", "linkcheck"]
    assert names.index("clean") < names.index("test") < names.index("lock")


def test_a_venv_of_an_old_python_is_recognised(tmp_path: Path) -> None:
    """Instead of an error of pip about packages that do not exist."""
    for name in ("Makefile", "requirements.txt", "requirements-dev.txt"):
        shutil.copy(REPOSITORY / name, tmp_path)
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(_OLD.format(python=shutil.which("python3")))
    python.chmod(0o755)
    done = make(tmp_path, "html")

    assert done.returncode != 0
    assert done.stderr.splitlines()[0] == (
        ".venv is of Python 3.9, and 3.11 or newer is needed; "
        "remove the folder .venv and run make again"
    )
