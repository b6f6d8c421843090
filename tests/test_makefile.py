"""The Makefile, as somebody meets it who has just got the repository."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Final

from groupsite.cli.main import main
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


#: A program that says how it was called.
_TELLS: Final = '#!/bin/sh\necho "{name} $*"\n'


def new_site(folder: Path) -> Path:
    """A new site whose programs only say how they are called."""
    site = folder / "lab"
    assert main(["new", str(site), "--yes"]) == 0
    (site / ".venv/bin").mkdir(parents=True)
    for name in ("groupsite", "python", "sphinx-build"):
        program = site / ".venv/bin" / name
        program.write_text(_TELLS.format(name=name))
        program.chmod(0o755)
    return site


def test_the_makefile_of_new_sites_calls_the_program(tmp_path: Path) -> None:
    """Whatever somebody asks for; the first time, groupsite is installed as pinned."""
    site = new_site(tmp_path)

    def said(*arguments: str) -> list[str]:
        done = make(site, "--no-print-directory", *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()

    install = "python -m pip install -q --disable-pip-version-check"
    assert said("html") == [f"{install} -r requirements.txt", "groupsite build"]
    assert said("html", "O=-- -W") == ["groupsite build -- -W"]
    assert said("live") == ["groupsite live"]
    assert said("check") == ["groupsite check"]
    assert said("schema") == ["groupsite schema"]
    assert said("paper", "ID=10.5555/a b", "NEWS=1") == [
        "groupsite add --news 10.5555/a b"
    ]
    assert said("update", "APPLY=1", "NEWS=1") == ["groupsite update --apply --news"]
    assert said("linkcheck")[0].startswith("sphinx-build -q -b linkcheck ")
    assert said("upgrade")[-1] == "groupsite upgrade"
    tasks = {m[1] for line in said() if (m := re.match(r"  make (\S+) +\S", line))}
    assert tasks == {
        *("html", "live", "check", "linkcheck", "paper", "update", "schema", "upgrade"),
        "clean",
    }


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
