"""Large and hostile sources are read in bounded time and memory.

Each is read in a process of its own that may take a minute and a gigabyte or two; what
is usual is a second. So whatever hangs, or grows with a power of the input, fails here.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Callable
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


# -- YAML ---------------------------------------------------------------------------

FIRST: Final = "- id: first\n  name: Jane Doe\n"
LAST: Final = "- id: last\n  name: Wei Li\n"
MANY: Final = 100_000


class Large(NamedTuple):
    """A record of a people file, between a good one of two lines and another one."""

    make: Callable[[], str]
    messages: list[str]
    kept: bool = False


def record(lines: str) -> str:
    """A record with a name and *lines*."""
    return f"- id: middle\n  name: Ann Smith\n{lines}"


def bomb() -> str:
    """A billion values, by aliases of aliases."""
    lists = [f"    - &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10)]
    return record(
        "  aliases:\n    - &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(lists)
    )


def pairs() -> str:
    """The same with keys: each value holds the one before it twice."""
    maps = [f"  k{n}: &a{n} {{l: *a{n - 1}, r: *a{n - 1}}}\n" for n in range(1, 40)]
    return record("  note: &a0 {x: y}\n" + "".join(maps))


def repeated() -> str:
    """A long list, a thousand times."""
    long = ", ".join(["x"] * 20_000)
    return record(
        f"  aliases: &a [{long}]\n" + "".join(f"  k{n}: *a\n" for n in range(3000))
    )


def long_text() -> str:
    """A megabyte of text, in thousands of places where a text may stand."""
    return record(
        f"  note: &a {'x' * 1_000_000}\n  aliases: [{', '.join(['*a'] * 30_000)}]\n"
    )


def long_key() -> str:
    """A megabyte of text around thousands of wrong keys."""
    wrong = "".join(f"      k{n}: x\n" for n in range(30_000))
    return record(f"  links:\n    ? {'k' * 1_000_000}\n    :\n{wrong}")


def invalid(reason: str, advice: str = "") -> str:
    """The message for what is not valid."""
    usual = "check the indentation, the quotes and the colons around this line"
    return f"this record is not valid YAML ({reason}); {advice or usual}"


ALIASES: Final = invalid(
    "the aliases (`*name`) of this file repeat far more than is written",
    "write out what they stand for",
)
KEY: Final = "a key should be a word; this one was left out"
DEEP: Final = invalid("it is nested too deeply")
CASES: Final = {
    "aliases of aliases": Large(bomb, [f"3 {ALIASES}"]),
    "aliases in keys": Large(pairs, [f"3 {ALIASES}"]),
    "a long list often": Large(repeated, [f"3 {ALIASES}"]),
    "a long text often": Large(long_text, [f"3 {ALIASES}"]),
    "a long key of many": Large(long_key, [f"6 {KEY}"], kept=True),
    "open brackets": Large(lambda: record(f"  note: {'[' * MANY}\n"), [f"3 {DEEP}"]),
    "open braces": Large(lambda: record(f"  note: {'{a: ' * MANY}\n"), [f"3 {DEEP}"]),
    "closed brackets": Large(
        lambda: record(f"  note: {'[' * MANY}{']' * MANY}\n"), [f"3 {DEEP}"]
    ),
    "dashes in dashes": Large(lambda: record(f"  note:\n    {'- ' * MANY}\n"), [f"3 {DEEP}"]),
    "keys in keys": Large(
        lambda: record("".join(f"{' ' * n}k:\n" for n in range(2, 3000))), [f"3 {DEEP}"]
    ),
    "50 MB of a word": Large(
        lambda: record(f"  position: {'x' * 50_000_000}\n"), [], kept=True
    ),
    "10 MB of lines": Large(
        lambda: record("  position: |\n" + "    x y z\n" * 1_000_000), [], kept=True
    ),
    "many unknown keys": Large(
        lambda: record("".join(f"  k{n}: x\n" for n in range(10_000))),
        [f"{n + 5} `middle`: unknown key `k{n}`" for n in range(9)],
    ),
    "a long key": Large(
        lambda: record(f"  ? {'nam' * MANY}\n  : x\n"),
        [f"5 {KEY}"],
        kept=True,
    ),
    "a long name": Large(lambda: record("").replace("Ann", "a " * MANY), [], kept=True),
    "a name of commas": Large(
        lambda: record("").replace("Ann", "a, " * MANY), [], kept=True
    ),
    "a name of braces": Large(
        lambda: record("").replace("Ann", "x{" * MANY), [], kept=True
    ),
    "a name of suffixes": Large(
        lambda: record("").replace("Ann", "x" + " Jr" * MANY), [], kept=True
    ),
}  # fmt: skip


@pytest.mark.sampled
@pytest.mark.parametrize("name", CASES)
def test_no_record_takes_the_time_or_the_memory(tmp_path: Path, name: str) -> None:
    """However large or deep a record is, it is read or reported, and costs no other."""
    case = CASES[name]
    path = tmp_path / "people.yml"
    path.write_text(f"{FIRST}{case.make()}\n{LAST}", "utf-8")
    ids = ["first", *["middle"] * case.kept, "last"]

    assert limited(READ, str(path)) == [" ".join(ids), *case.messages]


@pytest.mark.full
def test_many_records_are_read(tmp_path: Path) -> None:
    """Tens of thousands of records of one line, half of them with a fault."""
    count = 30_000
    lines = [f"- {{id: a{n}, name: A B{', nme: x' * (n % 2)}}}" for n in range(count)]
    path = tmp_path / "people.yml"
    path.write_text("\n".join(lines), "utf-8")
    ids, *messages = limited(READ, str(path))

    assert ids == "a0 a2 a4 a6 a8 a10 a12 a14 a16"
    assert messages[:2] == [
        "2 `a1`: unknown key `nme`; did you mean `name`?",
        "4 `a3`: unknown key `nme`; did you mean `name`?",
    ]


@pytest.mark.full
@pytest.mark.parametrize(
    ("more", "read"),
    [
        ("- {id: aN, name: A B, note: *text}\n", "a0 a1 a2 last"),
        ("- *record\n", "a0 a0 last"),
    ],
    ids=["a text", "a record"],
)
def test_records_repeat_no_more_than_is_written(
    tmp_path: Path, more: str, read: str
) -> None:
    """Thousands of records share a megabyte; what is written out is read behind them."""
    first = f"- &record\n  id: a0\n  name: A B\n  note: &text {'x' * 1_000_000}\n"
    records = [more.replace("N", str(number)) for number in range(1, 20_000)]
    path = tmp_path / "people.yml"
    path.write_text(f"{first}{''.join(records)}{LAST}", "utf-8")
    ids, *messages = limited(READ, str(path))

    assert ids == read
    assert {message.partition(" ")[2] for message in messages} == {ALIASES}


def test_aliases_that_people_write_are_read(tmp_path: Path) -> None:
    """A thousand records share an affiliation."""
    places = "affiliations: &place [{place: 'University of Testing, UK', from: 2020}]"
    lines = [f"- {{id: a{n}, name: A B, affiliations: *place}}" for n in range(1, 1000)]
    path = tmp_path / "people.yml"
    text = "\n".join([f"- {{id: a0, name: A B, {places}}}", *lines])
    path.write_text(text, "utf-8")

    assert limited(READ, str(path)) == ["a0 a1 a2 a3 a4 a5 a6 a7 a8"]
