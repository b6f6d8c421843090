"""Commands as readers type them, with groupsite as it is here."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Mapping

#: What is not typed: groupsite is here already, and nobody looks into a browser.
_LEFT_OUT: Final = re.compile(r"(?:python3 -m venv|\. |pip |groupsite live)")
_PERSON: Final = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Jane Doe"), ("EMAIL", "doe@example.org"))
}


def shell(
    folder: Path, text: str, home: Path, settings: Mapping[str, str] | None = None
) -> Path:
    """Run the lines of *text* in *folder*; returns the folder that they end in.

    :param home: where the program is put.
    :param settings: variables of the environment.
    :raises CalledProcessError: if one of them fails.
    """
    program = home / "bin/groupsite"
    program.parent.mkdir(exist_ok=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m groupsite "$@"\n')
    program.chmod(0o755)
    lines = [line for line in text.splitlines() if not _LEFT_OUT.match(line)]
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    own = {"PATH": path, "PYTHONPATH": str(REPOSITORY), "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(
        ["sh", "-ec", "\n".join([*lines, "pwd"])],
        cwd=folder,
        env={**os.environ, **_PERSON, **own, **(settings or {})},
        check=True,
        capture_output=True,
        text=True,
    )
    return Path(done.stdout.splitlines()[-1])
