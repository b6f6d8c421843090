"""Large sources are read in bounded time and memory.

Each is read in a process of its own that may take a minute and a gigabyte or two; what
is usual is a second. So whatever hangs, or grows with a power of the input, fails here.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest

from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

SECONDS: Final = 60
BYTES: Final = 3 << 30
#: Reads a people file and prints its records and its problems.
READ: Final = """\
import pathlib, sys
from groupsite.sources.yaml.reader import load_yaml
from groupsite.kinds.people.person import Person
loaded = load_yaml(pathlib.Path(sys.argv[1]), "people.yml", Person)
print(*(located.record.id for located in loaded.records[:9]))
for problem in loaded.problems[:9]:
    print(problem.position.line, problem.message[:300])
"""


def limited(program: str, *arguments: str) -> list[str]:
    """What a Python program prints, which may need so much time and memory."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))

    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        check=False,
        cwd=REPOSITORY,
        preexec_fn=limit,
        text=True,
        timeout=SECONDS,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


KNOWN: Final = (
    "known: id, name, aliases, position, roles, email, office, memberships, "
    "affiliations, links, photo, note, bio"
)


@pytest.mark.full
def test_many_records_are_read(tmp_path: Path) -> None:
    """Tens of thousands of records of one line, half of them with a fault."""
    count = 30_000
    lines = [f"- {{id: a{n}, name: A B{', nme: x' * (n % 2)}}}" for n in range(count)]
    path = tmp_path / "people.yml"
    path.write_text("\n".join(lines), "utf-8")
    ids, *messages = limited(READ, str(path))

    assert ids == "a0 a1 a2 a3 a4 a5 a6 a7 a8"
    assert messages[:2] == [
        f"2 `a1`: unknown key `nme`; did you mean `name`? ({KNOWN})",
        f"4 `a3`: unknown key `nme`; did you mean `name`? ({KNOWN})",
    ]
