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
    from collections.abc import Callable, Iterable, Iterator, Sequence
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
OURS: Final = [flavour for flavour in CONF if flavour != "plain"]
#: What is compared with no edit, and how often.
_EDITS: Final = ("a news item", "a paper")
_AGAIN: Final = 5
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


class Site:
    """A site that is built again and again, after an edit or without one."""

    def __init__(self, flavour: str, news: int, papers: int, source: Path) -> None:
        """Write its sources to a folder."""
        self.flavour: Final = flavour
        self._group, self._source = Group(flavour, news, papers), source
        self._group.write(source)

    def build(self, mode: str, processes: int = 1) -> Cost:
        """What a build takes in one of the `MODES`."""
        self._group = MODES[mode](self._group, self._source)
        return build(self._source, self._group, processes)


def output(source: Path) -> Path:
    """Where the pages of a site are."""
    return source.with_name(f"{source.name}-html")


def table(folder: Path) -> Iterator[str]:
    """Lines of tables: medians, and how they compare with plain Sphinx and no edit."""
    for news, papers, rounds in SIZES:
        yield (
            f"\nCPU time of a build, {news} news and {papers} papers: of plain Sphinx in "
            "seconds, ours in\ntimes plain Sphinx of the same round; medians of "
            f"{rounds} rounds (least–most)"
        )
        yield _row("", MODES)
        turns = [
            _round(folder / f"{papers}-{number}", news, papers)
            for number in range(rounds)
        ]
        yield _row("plain", (_shown([r[m]["plain"] for r in turns]) for m in MODES))
        for flavour in OURS:
            ratios = ([r[m][flavour] / r[m]["plain"] for r in turns] for m in MODES)
            yield _row(flavour, map(_shown, ratios))
        sites = [Site(each, news, papers, folder / f"{papers}-{each}") for each in OURS]
        for site in sites:
            site.build("clean")
            site.build("a new month")
        yield from comparison(sites, folder)
        shared = [
            _shared(folder / f"{papers}-{n}-j", news, papers) for n in range(rounds)
        ]
        yield (
            f"{_row('ours -j 2', [_shown(shared)])}"
            "   times until a clean build of one process ends"
        )


def _shown(values: Sequence[float]) -> str:
    """``0.45 (0.40–0.50)``: their median, the least and the most."""
    return f"{median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


def _row(name: str, cells: Iterable[str]) -> str:
    """A line of a table."""
    return f"{name:10}" + "".join(f"{cell:>20}" for cell in cells)


def comparison(sites: Iterable[Site], folder: Path) -> Iterator[str]:
    """Lines of a table: what edits cost in times no edit, of sites that have been built.

    What is compared is built in a row, as a machine changes its speed in minutes.
    """
    yield (
        "No edit in times an empty site, an edit in times no edit; medians of "
        f"{_AGAIN} rounds"
    )
    yield _row("", ["no edit", *_EDITS])
    for site in sites:
        empty = Site(site.flavour, 1, 1, folder / f"{site.flavour}-empty")
        empty.build("clean")
        ratios = []
        for _ in range(_AGAIN):
            least, still = (one.build("no edit").seconds for one in (empty, site))
            edited = [site.build(edit).seconds / still for edit in _EDITS]
            ratios.append([still / least, *edited])
        yield _row(site.flavour, map(_shown, zip(*ratios, strict=True)))


def _round(folder: Path, news: int, papers: int) -> dict[str, dict[str, float]]:
    """Seconds by mode and flavour.

    The flavours take turns within a mode: what the machine does besides hits all.
    """
    sites = [Site(flavour, news, papers, folder / flavour) for flavour in CONF]
    return {
        mode: {site.flavour: site.build(mode).seconds for site in sites}
        for mode in MODES
    }


def _shared(folder: Path, news: int, papers: int) -> float:
    """Time until a clean build of two processes ends, in that of one."""
    one, two = (
        Site("ours", news, papers, folder / str(processes)).build("clean", processes)
        for processes in (1, 2)
    )
    return two.time / one.time
