"""What builds cost: clean, without an edit, after one."""

from __future__ import annotations

import os
import subprocess
import sys
from statistics import median
from tempfile import TemporaryFile
from time import perf_counter
from typing import TYPE_CHECKING, Final, NamedTuple

from tests.bench.content import CONF, Group
from tests.bench.counting import count
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

#: What an author does before a build. The first news of a month are something else: each
#: page may show how new the site is.
MODES: Final[dict[str, Callable[[Group, Path], Group]]] = {
    "clean": lambda group, _source: group,
    "no edit": lambda group, _source: group,
    "a new month": Group.with_item,
    "a news item": Group.with_item,
    "a paper": Group.with_paper,
}
#: News, papers, rounds.
SIZES: Final = ((150, 80, 3), (1000, 1000, 3))


class BuildError(Exception):
    """A build failed or warned."""


class Cost(NamedTuple):
    """What a build takes."""

    #: CPU time, of the system too.
    seconds: float
    #: Until it ends.
    time: float
    #: At most, in MB.
    memory: float

    def __str__(self) -> str:
        """``35 s, 40 s, 480 MB``."""
        return f"{self.seconds:.1f} s, {self.time:.1f} s, {self.memory:.0f} MB"


def build(source: Path, group: Group, processes: int = 1) -> Cost:
    """The cost of one build.

    :param source: where the sources are; the pages get a folder beside it.
    :param processes: how many read and write, as with ``-j``.
    :raises BuildError: with its messages, if the build failed or warned.
    :raises MiscountError: if a record of *group* is not in the pages.
    """
    out = output(source)
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-n", "-b", "html"]
    command += ["-j", str(processes), str(source), str(out)]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    # what pip installs is compiled once, and not for each build
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = perf_counter()
    with TemporaryFile() as messages:
        process = subprocess.Popen(command, env=environment, stderr=messages)
        _, status, usage = os.wait4(process.pid, 0)
        time = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            messages.seek(0)
            text = messages.read().decode(errors="replace")
            raise BuildError(f"{group.flavour}: {' '.join(command)} failed:\n{text}")
    count(out, group)
    return Cost(usage.ru_utime + usage.ru_stime, time, usage.ru_maxrss / 1024)


def output(source: Path) -> Path:
    """Where the pages of a site are."""
    return source.with_name(f"{source.name}-html")


def table(folder: Path) -> Iterator[str]:
    """Lines of a table: medians, and how they compare to plain Sphinx."""
    for news, papers, rounds in SIZES:
        yield (
            f"\nCPU time of a build, {news} news and {papers} papers: of plain Sphinx in "
            "seconds, ours in\ntimes plain Sphinx of the same round; medians of "
            f"{rounds} rounds (least–most)"
        )
        yield f"{'':10}" + "".join(f"{mode:>20}" for mode in MODES)
        all_rounds = [
            _round(folder / f"{papers}-{number}", news, papers)
            for number in range(rounds)
        ]
        for flavour in CONF:
            cells = (_cell([r[mode] for r in all_rounds], flavour) for mode in MODES)
            yield f"{flavour:10}" + "".join(f"{cell:>20}" for cell in cells)
        ratios = [
            _shared(folder / f"{papers}-{n}-j", news, papers) for n in range(rounds)
        ]
        yield (
            f"{'ours -j 2':10}{f'{median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})':>20}"
            "   times until a clean build of one process ends"
        )


def _round(folder: Path, news: int, papers: int) -> dict[str, dict[str, float]]:
    """Seconds by mode and flavour.

    The flavours take turns within a mode: what the machine does besides hits all.
    """
    groups = {flavour: Group(flavour, news, papers) for flavour in CONF}
    for flavour, group in groups.items():
        group.write(folder / flavour)
    seconds: dict[str, dict[str, float]] = {}
    for mode, edit in MODES.items():
        seconds[mode] = {}
        for flavour in CONF:
            source = folder / flavour
            groups[flavour] = edit(groups[flavour], source)
            seconds[mode][flavour] = build(source, groups[flavour]).seconds
    return seconds


def _shared(folder: Path, news: int, papers: int) -> float:
    """Time until a clean build of two processes ends, in that of one."""
    group, times = Group("ours", news, papers), []
    for processes in (1, 2):
        source = folder / str(processes)
        group.write(source)
        times.append(build(source, group, processes).time)
    return times[1] / times[0]


def _cell(rounds: list[dict[str, float]], flavour: str) -> str:
    """``0.45 (0.40–0.50)``: how many times plain Sphinx, or the seconds of that."""
    ours = flavour != "plain"
    values = [turn[flavour] / (turn["plain"] if ours else 1) for turn in rounds]
    return f"{median(values):.2f} ({min(values):.2f}–{max(values):.2f})"
